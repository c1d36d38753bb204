"""Words that stand where a name should and are none, and words that merely look so."""

import pytest

from tools.universe import load_universe

UNIVERSE = load_universe()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("How did XYZQ do?", ["XYZQ"]),
        ("how did zorblax do last year", ["zorblax"]),
        ("What did Zorblax Corp return in 2025?", ["Zorblax Corp"]),
        ("Zorblax return in 2025", ["Zorblax"]),
        ("Compare Zorblax and Apple in 2025", ["Zorblax"]),
        ("Apple vs zorblax ytd", ["zorblax"]),
        ("NVDA, XYZQ and AAPL ytd", ["XYZQ"]),
        ("$XYZQ ytd", ["XYZQ"]),
        ("What about Zorblax?", ["Zorblax"]),
        ("Bitcoin vs the S&P 500", ["Bitcoin"]),
        ("FTSE 100 return in 2025", ["FTSE 100"]),
        ("How did MSCI World do?", ["MSCI World"]),
        ("How did Nasdaq futures do?", ["Nasdaq futures"]),
        ("ROI for Unicorn Utilities shares?", ["Unicorn Utilities"]),
        ("price for a share in Apollo Automations?", ["Apollo Automations"]),
        ("How many shares does Cosmos Communications have?", ["Cosmos Communications"]),
        ("What price did Alpha Enterprises' stock reach?", ["Alpha Enterprises"]),
        ("How did the shares of Mermaid Technologies perform?", ["Mermaid Technologies"]),
        ("АAPL return", ["АAPL"]),
    ],
)
def test_strangers_in_a_name_s_place_are_refused(text: str, refused: list[str]) -> None:
    found = UNIVERSE.find(text)

    assert [name.text for name in found.refused] == refused
    assert all(name.error.name == name.text for name in found.refused)


@pytest.mark.parametrize(
    "text",
    [
        "What did the Fed do last week?",
        "How did it do? And they?",
        "How did small companies do in 2025?",
        "What are the risks of AI?",
        "Is there evidence of a Great Rotation in early 2026?",
        "Give me a recap of the session",
        "What is the Sharpe ratio, the CAGR and the EPS?",
    ],
)
def test_other_words_are_not_refused_as_names(text: str) -> None:
    assert UNIVERSE.find(text).refused == ()


def test_a_refusal_suggests_what_looks_like_it() -> None:
    (refused,) = UNIVERSE.find("How did gold do in 2025?").refused

    assert "GLD fund" in refused.error.suggestions
