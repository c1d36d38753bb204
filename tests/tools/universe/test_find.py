"""Names in running text: what is found, what is left alone, what is refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.universe import FoundNames, Group, Instrument, Universe, load_universe

UNIVERSE = load_universe()


def meant(found: FoundNames) -> list[str]:
    """What each mention means: a symbol, a group's key, or the candidates of an ambiguous name."""
    return [
        m.subject.symbol
        if isinstance(m.subject, Instrument)
        else m.subject.key
        if isinstance(m.subject, Group)
        else "|".join(m.candidates)
        for m in found.mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's the S&P 500's return so far this year?", ["^GSPC"]),
        ("Compare the S&P 500 and the Nasdaq in 2025", ["^GSPC", "^IXIC"]),
        ("Nasdaq-100 vs Nasdaq Composite", ["^NDX", "^IXIC"]),
        ("the Nasdaq 100 in 2025", ["^NDX"]),
        ("S&P500 ytd", ["^GSPC"]),
        ("SPX last week", ["^GSPC"]),
        ("^VIX close", ["^VIX"]),
        ("Broadcom fell and the SOX tumbled", ["AVGO", "^SOX"]),
        ("the Philadelphia chip index, the chip index and PHLX Semiconductor", ["^SOX", "^SOX", "^SOX"]),
        ("the Energy Select Sector SPDR rose", ["XLE"]),
        ("Health Care Select Sector and the Technology SPDR", ["XLV", "XLK"]),
        ("the Red Sox won", []),
        ("The blue-chip index rose while the chip index fell", ["^DJI", "^SOX"]),
        ("small caps against large caps", ["^RUT", "^GSPC"]),
        ("How has the Dow moved in the past month?", ["^DJI"]),
        ("Best performing Mag 7 stock since ChatGPT launched?", ["magnificent_7"]),
        ("the Mag7 and the Magnificent Seven", ["magnificent_7", "magnificent_7"]),
        ("Magnificent Seven ETF (MAGS)", ["MAGS", "MAGS"]),
        ("equal-weight S&P 500 vs S&P 500 in 2025", ["RSP", "^GSPC"]),
        ("S&P Global vs S&P 500 in 2025", ["SPGI", "^GSPC"]),
        ("Nasdaq, Inc. stock in 2025", ["NDAQ"]),
        ("MSFT or GOOGL: which did better?", ["MSFT", "GOOGL"]),
        ("nvda tsla aapl ytd", ["NVDA", "TSLA", "AAPL"]),
        ("spy vs rsp ytd", ["SPY", "RSP"]),
        ("Alphabet Class C vs Alphabet", ["GOOG", "GOOGL"]),
        ("Facebook and Google", ["META", "GOOGL"]),
        ("BRK.B, BRK-B and Berkshire", ["BRK-B", "BRK-B", "BRK-B"]),
        ("J.P. Morgan, JP Morgan and JPMorgan Chase", ["JPM", "JPM", "JPM"]),
        ("3M, L3Harris and F5", ["MMM", "LHX", "FFIV"]),
        ("P&G vs J&J and AT&T", ["PG", "JNJ", "T"]),
        ("Lowe's against McDonald's and Estée Lauder", ["LOW", "MCD", "EL"]),
        ("How did tech, health care and energy do on Jan 6?", ["XLK", "XLV", "XLE"]),
        ("the technology sector, the IT sector and the XLC fund", ["XLK", "XLK", "XLC"]),
        ("Which energy stocks did best in 2025?", ["energy_stocks"]),
        ("How did sectors perform yesterday?", ["sectors"]),
        ("Which sector was the best on January 6?", ["sectors"]),
        ("defensive sectors vs cyclical sectors", ["defensive_sectors", "cyclical_sectors"]),
        ("big tech, FAANG and the big banks", ["big_tech", "faang", "big_banks"]),
        ("Rank the four major indices by return this week.", ["market"]),
        ("what happened in the market yesterday?", ["market"]),
        ("the Impressive 493", ["sp500_without_magnificent_7"]),
    ],
)
def test_names_are_found_whole(text: str, expected: list[str]) -> None:
    assert meant(UNIVERSE.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年罗素2000的涨幅是多少？", ["^RUT"]),
        ("标普500去年涨幅", ["^GSPC"]),
        ("纳指100 和 纳指", ["^NDX", "^IXIC"]),
        ("苹果和英伟达哪个更好", ["AAPL", "NVDA"]),
        ("NVDA今年涨了多少", ["NVDA"]),
        ("美股七巨头今年表现", ["magnificent_7"]),
        ("科技板块与道琼斯", ["XLK", "^DJI"]),
        ("¿Cómo le fue al sector tecnológico en 2025?", ["XLK"]),
        ("¿Cuánto subió Visa frente a Mastercard en 2025?", ["V", "MA"]),
        ("Wie hat sich das Gesundheitswesen 2025 entwickelt?", ["XLV"]),
        ("Quel a été le rendement du Nasdaq en 2025 ?", ["^IXIC"]),
    ],
)
def test_names_are_found_in_other_languages(text: str, expected: list[str]) -> None:
    assert meant(UNIVERSE.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the target price for Apple?", ["AAPL"]),
        ("Did Target beat Walmart in 2025?", ["TGT", "WMT"]),
        ("target vs walmart ytd", ["TGT", "WMT"]),
        ("visa, target and ford ytd", ["V", "TGT", "F"]),
        ("Do visa rules matter?", []),
        ("And Visa in 2024?", ["V"]),
        ("can I ford a river", []),
        ("How did Ford do in May?", ["F"]),
        ("The gap between growth and value", []),
        ("an apple a day", []),
        ("what did apple do last week", ["AAPL"]),
        ("meta-analysis of returns", []),
        ("meta ytd", ["META"]),
        ("How is a metaverse fund doing?", []),
        ("ups and downs of the market", ["market"]),
        ("UPS vs FedEx", ["UPS", "FDX"]),
        ("the Oracle of Omaha", []),
        ("what is the best buy now?", []),
        ("How did Best Buy do?", ["BBY"]),
        ("Did returns fall in March or in May?", []),
        ("the new energy policy and raw materials prices", []),
        ("How did materials do?", ["XLB"]),
        ("market cap of Apple", ["AAPL"]),
        ("Is market breadth improving?", []),
        ("Was Pfizer's price on the stock market higher today?", ["PFE"]),
        ("Wall Street Journal says the Dow rose", ["^DJI"]),
        ("Is tech-heavy Nasdaq leading?", ["^IXIC"]),
        ("Tesla Energy deployments", ["TSLA"]),
        ("which stocks did best last year?", []),
        ("How did stocks do last year?", ["market"]),
        ("Who won the World Series?", []),
    ],
)
def test_ordinary_words_are_names_only_where_a_name_stands(text: str, expected: list[str]) -> None:
    found = UNIVERSE.find(text)

    assert (meant(found), found.refused) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How did ALL do in 2025?", ["ALL"]),
        ("HOW DID ALL SECTORS DO IN 2025", ["sectors"]),
        ("WHAT IS IT NOW", []),
        ("do it NOW", []),
        ("What was NOW's return?", ["NOW"]),
        ("$NOW and $A", ["NOW", "A"]),
        ("A return of 5% in 2025", []),
        ("How did A do in 2025?", ["A"]),
        ("Class A and C shares, vitamin D", []),
        ("Correlation of T and VZ", ["T", "VZ"]),
        ("AT&T (T) and T-Mobile", ["T", "T", "TMUS"]),
        ("MTD return of the Nasdaq", ["^IXIC"]),
        ("the 200-day MA of the S&P 500", ["^GSPC"]),
        ("it has cost so much, are all on now", []),
        ("the DOW in 2025", ["^DJI"]),
        ("How did DOW do in 2025?", ["^DJI|DOW"]),
        ("$DOW return", ["DOW"]),
        ("Dow Inc. return", ["DOW"]),
    ],
)
def test_symbols_that_are_words_need_more_than_capitals(text: str, expected: list[str]) -> None:
    assert meant(UNIVERSE.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("microsft and gogle return ytd", ["MSFT", "GOOGL"]),
        ("Nvida vs Microsfot", ["NVDA", "MSFT"]),
        ("russel200 in 2025", ["^RUT"]),
        ("Amazn ytd", ["AMZN"]),
        ("how did aple do", ["AAPL"]),
        ("Goldmann Sachs return", ["GS"]),
        ("Magnificient 7", ["magnificent_7"]),
        ("how have netfix and disny done", ["NFLX", "DIS"]),
    ],
)
def test_misspelt_names_are_guessed_and_said_to_be(text: str, expected: list[str]) -> None:
    found = UNIVERSE.find(text)

    assert meant(found) == expected
    assert any(mention.fuzzy for mention in found.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Apples and generic modern materials, mercy, lily, human loves and a pipeline.",
        "The launched semi-annual report was concise, robust and largely technical.",
        "Linda and Roger saw a mascot, a striker and a deer on the sands.",
        "Visas, targets, meals, metals, nuclear oracles and intent.",
    ],
)
def test_english_words_are_not_misspelt_names(text: str) -> None:
    assert UNIVERSE.find(text).mentions == ()


def test_a_first_word_shared_by_companies_is_ambiguous() -> None:
    (mention,) = UNIVERSE.find("How did United do last quarter?").mentions

    assert mention.subject is None
    assert set(mention.candidates) == {"UAL", "UPS", "URI", "UNH"}


def test_a_first_word_of_one_company_is_that_company() -> None:
    assert meant(UNIVERSE.find("How did Delta do last quarter?")) == ["DAL"]


def test_the_index_is_the_s_and_p_500_and_says_so() -> None:
    (mention,) = UNIVERSE.find("How did the index do in 2025?").mentions

    assert mention.symbol == "^GSPC"
    assert "S&P 500" in mention.note


def test_the_index_after_a_named_index_is_no_new_name() -> None:
    assert meant(UNIVERSE.find("The Nasdaq rose. Where did the index close?")) == ["^IXIC"]


def test_a_possessive_ends_before_its_apostrophe() -> None:
    (mention,) = UNIVERSE.find("Apple’s return").mentions

    assert (mention.text, mention.span) == ("Apple", (0, 5))


def test_symbols_of_the_price_source_are_found_too() -> None:
    universe = load_universe(["ZZTOP", "AAPL"])

    assert meant(universe.find("ZZTOP vs Apple")) == ["ZZTOP", "AAPL"]
    assert universe.find("ZZTOP vs Apple").refused == ()


PIECES = st.sampled_from(
    [
        "Apple",
        "the",
        "S&P 500",
        " ",
        "'s",
        "NOW",
        "A",
        "visa",
        "罗素2000",
        "$",
        "^",
        "vs",
        ",",
        ".",
        "(",
        "do",
        "How did",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_text_gives_spans_that_slice_back_and_never_overlap(text: str) -> None:
    found = UNIVERSE.find(text)
    named = [(m.span, m.text) for m in found.mentions] + [(r.span, r.text) for r in found.refused]
    spans = sorted(span for span, _ in named)

    assert all(text[start:end] == words for (start, end), words in named)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_every_full_name_of_a_member_is_found_in_a_sentence() -> None:
    universe: Universe = UNIVERSE
    lost = [
        symbol
        for symbol in universe.group("sp500").members
        if meant(universe.find(f"How did {universe.instrument(symbol).name} do in 2025?")) != [symbol]
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("how did Ely Lilly do in 2025", "LLY"),
        ("How did Home Depo do in 2025?", "HD"),
        ("How did Philip Moris do in 2025?", "PM"),
    ],
)
def test_a_name_is_known_by_its_rest_when_one_word_is_misspelt(text: str, symbol: str) -> None:
    assert [m.symbol for m in load_universe().find(text).mentions] == [symbol]


def test_a_bare_morgan_may_be_either_bank() -> None:
    found = load_universe().find("How is Morgan doing this year?").mentions

    assert [m.candidates for m in found] == [("JPM", "MS")]


def test_a_company_without_prices_has_nothing_suggested_for_it() -> None:
    found = load_universe().find("SpaceX share price performance in 2025").refused

    assert [(r.text, r.error.suggestions) for r in found] == [("SpaceX", ())]
