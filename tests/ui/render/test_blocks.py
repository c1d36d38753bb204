from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ui.render.blocks import Grid, Heading, Listing, Paragraph, blocks_of, text_of


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, **more}


def test_a_figure_keeps_its_fact_inside_a_paragraph() -> None:
    (block,) = blocks_of([said("It rose "), said("4%", fact="F1", part="value", verdict="proved"), said(".")])

    assert isinstance(block, Paragraph)
    assert [p.fact for p in block.lines[0]] == [None, "F1", None]


def test_a_table_is_read_across_its_pieces() -> None:
    segments = [
        said("| A | B |\n| --- | ---: |\n| x | "),
        said("4%", fact="F1", verdict="proved"),
        said(" |\n|  | y |"),
    ]

    (block,) = blocks_of(segments)

    assert isinstance(block, Grid)
    assert [[text_of(c) for c in row] for row in (block.head, *block.rows)] == [["A", "B"], ["x", "4%"], ["", "y"]]
    assert block.rows[0][1][0].fact == "F1"


def test_a_short_row_is_filled_and_a_long_one_is_cut() -> None:
    (block,) = blocks_of([said("| A | B |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |")])

    assert isinstance(block, Grid)
    assert [[text_of(c) for c in row] for row in block.rows] == [["1", ""], ["1", "2"]]


def test_an_escaped_bar_stays_in_its_cell() -> None:
    (block,) = blocks_of([said("| A |\n|---|\n| x\\|y |")])

    assert isinstance(block, Grid)
    assert text_of(block.rows[0][0]) == "x|y"


def test_headings_lists_and_paragraphs_are_told_apart() -> None:
    blocks = blocks_of([said("## Top\nwords\nrun on\n\n- one\n- two\n1. first\n")])

    assert [type(b) for b in blocks] == [Heading, Paragraph, Listing, Listing]
    assert [b.numbered for b in blocks if isinstance(b, Listing)] == [False, True]


def test_bold_may_reach_across_a_figure() -> None:
    (block,) = blocks_of([said("**up "), said("4%", fact="F1", verdict="proved"), said("** today")])

    assert isinstance(block, Paragraph)
    assert [(p.text, p.strong) for p in block.lines[0]] == [("up ", True), ("4%", True), (" today", False)]


def test_a_lone_mark_is_a_character() -> None:
    (block,) = blocks_of([said("5 * 3 and 2 ** 4 and *this")])

    assert isinstance(block, Paragraph)
    assert text_of(block.lines[0]) == "5 * 3 and 2 ** 4 and *this"


def test_a_figure_with_marks_in_it_is_left_alone() -> None:
    (block,) = blocks_of([said("**4**%", verdict="unproved", reason="r")])

    assert isinstance(block, Paragraph)
    assert text_of(block.lines[0]) == "**4**%"


@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=20), max_size=6))
def test_every_word_of_the_text_is_in_some_block(texts: list[str]) -> None:
    def words(text: str) -> str:
        return "".join(c for c in text if c.isalpha())

    shown = ""
    for block in blocks_of([said(t, verdict="given") for t in texts]):
        match block:
            case Paragraph() | Listing():
                shown += "".join(text_of(line) for line in (getattr(block, "lines", None) or block.items))
            case Heading():
                shown += text_of(block.line)
            case Grid():
                shown += "".join(text_of(c) for row in (block.head, *block.rows) for c in row)

    assert words(shown) == words("".join(texts))
