"""A price source that can be asked for any symbol: what is written like one is taken for one."""

import pytest

from tools.errors import UnknownName
from tools.universe import OTHER_MARKETS, load_universe

ANY, BUNDLED = load_universe(None), load_universe()


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("How did RIVN do in 2025?", ["RIVN"]),
        ("Compare RIVN and NVDA YTD", ["RIVN", "NVDA"]),
        ("$RIVN price", ["RIVN"]),
        ("^FTSE this year", ["^FTSE"]),
        ("BTC-USD in 2025", ["BTC-USD"]),
        ("ES=F against ^GSPC", ["ES=F", "^GSPC"]),
        ("^SP500-45 in 2025", ["^SP500-45"]),
    ],
)
def test_symbols_are_found_in_a_text(text: str, symbols: list[str]) -> None:
    found = ANY.find(text)

    assert [mention.symbol for mention in found.mentions] == symbols
    assert found.refused == ()
    assert all(text[slice(*mention.span)] == mention.text for mention in found.mentions)


@pytest.mark.parametrize("text", ["How did Rivian do in 2025?", "HOW DID NVIDIA DO", "What is the CAGR of SPY?"])
def test_words_are_not_symbols(text: str) -> None:
    assert [m.symbol for m in ANY.find(text).mentions] == [m.symbol for m in BUNDLED.find(text).mentions]


def test_a_symbol_is_resolved_only_where_the_source_may_have_it() -> None:
    assert ANY.resolve("RIVN").symbol == "RIVN"  # type: ignore[union-attr]
    with pytest.raises(UnknownName):
        BUNDLED.resolve("RIVN")


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("gold", "GC=F"),
        ("crude oil", "CL=F"),
        ("WTI", "CL=F"),
        ("the dollar index", "DX-Y.NYB"),
        ("10-year Treasury yield", "^TNX"),
        ("VIX", "^VIX"),
    ],
)
def test_other_markets_have_names(name: str, symbol: str) -> None:
    assert ANY.resolve(name).symbol == symbol  # type: ignore[union-attr]


def test_other_markets_are_strangers_to_a_source_without_them() -> None:
    assert not OTHER_MARKETS & set(BUNDLED.instruments)
    assert set(load_universe(["GC=F"]).instruments) & OTHER_MARKETS == {"GC=F"}


@pytest.mark.parametrize("text", ["the gold medal of Nvidia", "a gold standard for Apple"])
def test_gold_is_a_name_only_where_a_name_stands(text: str) -> None:
    assert "GC=F" not in [mention.symbol for mention in ANY.find(text).mentions]
