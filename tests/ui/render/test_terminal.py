import io
from typing import Any

import pytest
from rich.console import Console

from ui.render.terminal import show
from ui.render.terminal_fragments import LOUD, QUIET, USUAL

Json = dict[str, Any]


def printed(document: Json, loudness: int = USUAL, **console: Any) -> str:
    out = io.StringIO()
    show(document, Console(file=out, width=200, highlight=False, **console), loudness)
    return out.getvalue()


def test_the_text_stands_between_reading_and_checks(document: Json) -> None:
    text = printed(document)

    order = ["Read as “since ChatGPT launched”", "returned 105.33% since", "F1"]
    order += ["[1] Outlook 2026 (JPMorgan · 9 December 2025 · second-hand · page 3)", "2 of 3 figures proved"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_a_figure_takes_one_line_with_its_dates(document: Json) -> None:
    lines = [" ".join(line.split()) for line in printed(document).splitlines()]

    assert "F1 Nasdaq Composite price return 105.33% 2022-11-30 to 2026-01-06" in lines


def test_quiet_is_the_text_alone(document: Json) -> None:
    text = printed(document, QUIET)

    assert "105.33%" in text
    assert "figures proved" not in text
    assert "Read as" not in text


def test_loud_shows_formula_and_rows(document: Json) -> None:
    text = printed(document, LOUD)

    assert "close[end] / close[base] - 1" in text
    assert "23547.17" in text


def test_doubt_is_said_in_words(document: Json) -> None:
    assert "about 3 million (unproved)" in printed(document)


@pytest.mark.fault("X4")
def test_no_escape_sequence_of_a_text_reaches_the_terminal(document: Json) -> None:
    evil = "\x1b[31mred\x1b]8;;http://evil.example/\x07link\x1b]8;;\x07\x1b]52;c;ZXZpbA==\x07\x9b2J"
    document["segments"].append({"text": evil})
    document["citations"][0]["title"] = document["data"] = document["facts"][0]["label"] = evil
    document["suggestions"] = document["not_understood"] = [evil]

    text = printed(document, LOUD, no_color=True)

    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "evil.example" not in text


def test_square_brackets_are_characters_and_no_styles(document: Json) -> None:
    document["segments"] = [{"text": "[bold]x[/bold] [red]"}]

    assert "[bold]x[/bold] [red]" in printed(document)


def test_a_brief_is_laid_out(brief_document: Json) -> None:
    text = printed(brief_document)

    assert "Breadth returns as small caps lead" in text
    assert "Risk-on: Nasdaq Composite price return 105.33%" in text
    assert "Related: ^IXIC 105.33%, MAGS" in text
