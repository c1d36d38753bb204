import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.library import tables
from tools.library.passages import LONGEST, passages

ARTICLE = """# Report

First words.

## Risks

Rates may rise. That would hurt.

Oil may fall.

## Chances

- one
- two
"""


def test_a_passage_never_crosses_a_section() -> None:
    found = [(p.heading, ARTICLE[p.start : p.end], p.locator) for p in passages(ARTICLE)]

    assert found == [
        ("Report", "First words.", "section Report, paragraph 1"),
        ("Risks", "Rates may rise. That would hurt.\n\nOil may fall.", "section Risks, paragraphs 1–2"),
        ("Chances", "- one\n- two", "section Chances, paragraph 1"),
    ]


def test_a_line_that_stands_alone_like_a_title_names_the_section_in_plain_text() -> None:
    text = "Intro goes here.\n\nRisk Factors\n\nRates may rise."

    assert [(p.locator, text[p.start : p.end]) for p in passages(text)] == [
        ("paragraph 1", "Intro goes here."),
        ("section Risk Factors, paragraph 1", "Risk Factors\n\nRates may rise."),
    ]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = " ".join(f"Sentence number {k} speaks of one thing and then it ends." for k in range(60))

    found = [text[p.start : p.end] for p in passages(text)]

    assert len(found) > 3
    assert all(piece.startswith("Sentence") and piece.endswith("ends.") for piece in found)
    assert max(map(len, found)) - min(map(len, found)) < 120


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    text = "x" * 3000

    assert "".join(text[p.start : p.end] for p in passages(text)) == text


@given(st.text(alphabet=st.sampled_from("ab .!?\n#\t-X1|\f"), max_size=4000))
def test_passages_cover_every_character_but_marked_headings_and_space(text: str) -> None:
    pieces = passages(text)
    rest, at = "", 0
    for piece in pieces:
        rest += text[at : piece.start]
        at = piece.end
    rest += text[at:]

    assert all(line.strip() == "" or line.lstrip().startswith("#") for line in rest.split("\n"))
    assert all(0 < p.end - p.start <= tables.LONGEST for p in pieces)
    assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))


@pytest.mark.fault("X6")
@pytest.mark.parametrize(
    "bait",
    [
        "# " * 1_000_000,
        "a" * 2_000_000,
        "\n" * 2_000_000,
        ". " * 1_000_000,
        ("#" * 7 + "\n") * 200_000,
        " \t" * 900_000 + "x",
        "a\t1\n" * 400_000,
        "x 1 1\n" * 300_000,
        "\f" * 1_000_000,
    ],
    ids=["headings", "one word", "empty lines", "sentence ends", "hashes", "spaces", "rows", "figures", "pages"],
)
def test_hostile_text_takes_no_longer_than_other_text(bait: str) -> None:
    started = time.process_time()

    passages(bait)

    assert time.process_time() - started < 5


def test_real_prose_is_cut_into_passages_of_a_readable_size(shared: Path) -> None:
    text = (shared / "article" / "ai-productivity-boom.txt").read_text()

    assert all(p.end - p.start <= LONGEST for p in passages(text))
    assert any(p.locator.startswith("section Opportunity Windows") for p in passages(text))


def rows(count: int) -> str:
    return "\n".join(f"| Mine {k} | {k * 17} | {k * 19} |" for k in range(count))


def test_a_table_is_one_passage_with_the_line_above_it() -> None:
    table = f"| Mine | 2024 | 2025 |\n|---|---|---|\n{rows(30)}"
    text = f"First words about mines.\n\nOutput by mine:\n\n{table}\n\nLast words."

    found = [text[p.start : p.end] for p in passages(text)]

    assert len(found) == 2
    assert found[0].endswith(rows(30))
    assert found[1] == "Last words."


def test_a_long_table_is_cut_between_rows_and_its_parts_know_the_first_row() -> None:
    text = f"# Output\n\n| Mine | 2024 | 2025 |\n|---|---|---|\n{rows(300)}"

    pieces = passages(text)

    assert len(pieces) > 3
    assert "\n".join(text[p.start : p.end] for p in pieces) == text.split("\n\n")[1]
    assert all(text[p.start : p.end].endswith("|") and p.end - p.start <= tables.LONGEST for p in pieces)
    assert {p.heading for p in pieces[1:]} == {"Output. Mine 2024 2025"}


def test_lines_that_end_in_figures_are_a_table_with_their_labels() -> None:
    lines = ["(Dollars in millions) 2018 2017", "Current assets", "Cash 2,853 $ 3,053", "Receivables 5,020 4,911"]
    text = (
        "The board met in May and said nothing of note.\n"
        + "\n".join([*lines, "Total — (12)"])
        + "\nNotes follow below."
    )

    found = [(text[a:b], table) for a, b, table in tables.runs(text, 0, len(text))]

    assert [table for _, table in found] == [False, True, False]
    assert found[1][0] == "\n".join([*lines, "Total — (12)"])


def test_prose_with_figures_is_no_table() -> None:
    text = "It rose 3 4\ntimes in a row and then\nfell 5 6\nonce."

    assert [table for *_, table in tables.runs(text, 0, len(text))] == [False]


def test_passages_end_with_their_page() -> None:
    text = "Short.\n\fAlso short.\n\n\f\fMore."

    assert [(p.locator, text[p.start : p.end]) for p in passages(text)] == [
        ("page 1", "Short."),
        ("page 2", "Also short."),
        ("page 4", "More."),
    ]


@pytest.mark.parametrize(
    "line", ["Published 12 December 2025 by Brackwater Research", "6 January 2026", "By Mara Lind, 6 January 2026"]
)
def test_the_line_that_says_when_and_by_whom_is_no_heading(line: str) -> None:
    (piece,) = passages(f"# Small caps\n\n{line}\n\nEarnings grow.")

    assert piece.heading == "Small caps"


@pytest.mark.parametrize("line", ["Outlook for 2026", "Revenue by segment", "Events of 5 January 2026"])
def test_a_title_that_speaks_of_a_time_is_one(line: str) -> None:
    assert passages(f"{line}\n\nEarnings grow.")[0].heading == line
