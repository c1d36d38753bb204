"""What a name means on its own, and by which names a symbol goes."""

import pytest

from tools.errors import AmbiguousName, UnknownName
from tools.universe import Group, Instrument, is_sector_set, load_universe

UNIVERSE = load_universe()


def meant(name: str) -> str:
    subject = UNIVERSE.resolve(name)
    return subject.symbol if isinstance(subject, Instrument) else subject.key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Nasdaq", "^IXIC"),
        ("NASDAQ", "^IXIC"),
        ("Nasdaq 100", "^NDX"),
        ("S&P", "^GSPC"),
        ("spx", "^GSPC"),
        ("^gspc", "^GSPC"),
        ("dow", "^DJI"),
        ("DOW", "DOW"),
        ("small caps", "^RUT"),
        ("aapl", "AAPL"),
        ("$NVDA", "NVDA"),
        ("Apple's", "AAPL"),
        ("brk.b", "BRK-B"),
        ("BRK/B", "BRK-B"),
        ("target", "TGT"),
        ("visa", "V"),
        ("delta", "DAL"),
        ("tech", "XLK"),
        ("health care", "XLV"),
        ("XLK", "XLK"),
        ("Information Technology", "XLK"),
        ("energy stocks", "energy_stocks"),
        ("Mag 7", "magnificent_7"),
        ("magnificent_7", "magnificent_7"),
        ("the market", "market"),
        ("S&P 500 stocks", "sp500"),
        ("microsft", "MSFT"),
        ("russel200", "^RUT"),
        ("罗素2000", "^RUT"),
        ("equal-weight S&P 500", "RSP"),
    ],
)
def test_a_name_resolves(name: str, expected: str) -> None:
    assert meant(name) == expected


@pytest.mark.parametrize("name", ["", "zorblax", "it", "FTSE 100", "Russell 1500", "salad", ";rm -rf", "x" * 10_000])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownName):
        UNIVERSE.resolve(name)


def test_an_unknown_name_comes_with_suggestions() -> None:
    with pytest.raises(UnknownName) as caught:
        UNIVERSE.resolve("Nvidonia")

    assert "Nvidia" in caught.value.suggestions


def test_an_unknown_symbol_comes_with_the_symbols_it_looks_like() -> None:
    with pytest.raises(UnknownName) as caught:
        UNIVERSE.resolve("XYZQ")

    assert "Block" in caught.value.suggestions[0]


def test_an_ambiguous_name_names_its_candidates() -> None:
    with pytest.raises(AmbiguousName) as caught:
        UNIVERSE.resolve("United")

    assert {"UAL", "UNH"} <= set(caught.value.candidates)


def test_every_symbol_resolves_to_itself() -> None:
    assert [symbol for symbol in UNIVERSE.instruments if meant(symbol) != symbol] == []


def test_every_name_resolves_back_to_its_symbol() -> None:
    def fails(symbol: str, name: str) -> bool:
        try:
            return meant(name) != symbol
        except AmbiguousName as error:
            return symbol not in error.candidates

    lost = [(s, name) for s in UNIVERSE.instruments for name in UNIVERSE.names_of(s) if fails(s, name)]

    assert lost == []


def test_every_name_of_a_group_resolves_back_to_it() -> None:
    lost = [(key, name) for key in UNIVERSE.groups for name in UNIVERSE.names_of(key) if meant(name) != key]

    assert lost == []


def test_short_names_tell_instruments_apart() -> None:
    shorts = [instrument.short for instrument in UNIVERSE.instruments.values()]

    assert len(shorts) == len(set(shorts))


def test_prose_may_call_nvidia_by_its_name_or_symbol() -> None:
    assert {"Nvidia", "NVDA"} <= set(UNIVERSE.names_of("NVDA"))


def test_a_sector_is_its_fund_and_called_so() -> None:
    tech = UNIVERSE.resolve("technology")

    assert isinstance(tech, Instrument)
    assert (tech.kind, tech.sector) == ("fund", "Information Technology")
    assert "XLK fund" in tech.short


def test_the_nasdaq_has_the_nasdaq_100_as_alternative() -> None:
    assert UNIVERSE.instrument("^IXIC").alternatives == ("^NDX",)


@pytest.mark.parametrize(
    ("index", "fund"),
    [("^GSPC", "SPY"), ("^NDX", "QQQ"), ("^DJI", "DIA"), ("^RUT", "IWM"), ("^IXIC", None), ("AAPL", None)],
)
def test_a_fund_stands_for_an_index(index: str, fund: str | None) -> None:
    found = UNIVERSE.fund_for(index)

    assert (found.symbol if found else None) == fund


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("magnificent_7", 7),
        ("sectors", 11),
        ("market", 4),
        ("sp500", 503),
        ("sp500_without_magnificent_7", 495),
        ("dow_30", 30),
        ("energy_stocks", 22),
    ],
)
def test_groups_have_all_their_members(key: str, count: int) -> None:
    members = UNIVERSE.group(key).members

    assert len(members) == len(set(members)) == count


def test_members_of_groups_are_instruments_of_the_table() -> None:
    strangers = {m for group in UNIVERSE.groups.values() for m in group.members} - set(UNIVERSE.instruments)

    assert strangers == set()


def test_the_magnificent_7_say_how_alphabet_is_counted() -> None:
    note = UNIVERSE.group("magnificent_7").note

    assert "GOOGL" in note
    assert "GOOG)" in note


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(UnknownName):
        UNIVERSE.group("fang_plus")


def test_a_symbol_beyond_the_table_is_its_own_name() -> None:
    universe = load_universe(["ZZTOP"])

    assert universe.resolve("zztop") == universe.instrument("ZZTOP")
    assert universe.instrument("ZZTOP").name == "ZZTOP"
    assert "ZZTOP" not in load_universe().instruments


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [(("XLK", "XLV"), True), (("XLK",), False), (("XLK", "SPY"), False), ((), False)],
)
def test_a_sector_set_holds_sector_funds_alone(symbols: tuple[str, ...], expected: bool) -> None:
    assert is_sector_set(symbols) is expected


def test_a_group_says_which_fund_stands_for_it() -> None:
    energy = UNIVERSE.resolve("energy stocks")

    assert isinstance(energy, Group)
    assert energy.fund == "XLE"
