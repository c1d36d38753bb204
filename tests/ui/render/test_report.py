"""A check in every format: marked in place, openable, inert."""

import io
from datetime import date

import pytest
from rich.console import Console

from copilot.answer import Json
from copilot.check import check_article
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe
from ui.render.html import html
from ui.render.markdown import markdown
from ui.render.report import stretches, summary_line
from ui.render.terminal import LOUD, QUIET, show

TEXT = (
    "A <script>alert(1)</script> recap\n\nThe Nasdaq gained 20.17% in 2025. The Russell 2000 rose 15.21% in 2025. "
    "The Dow added 12.97% in 2025, and Nvidia's revenue rose 62%. Energy was the worst sector on January 6, down 2.7%."
)


@pytest.fixture(scope="module")
def document() -> Json:
    return check_article(TEXT, date(2026, 1, 7), ReferencePrices(), load_universe(), load_sessions())


def printed(document: Json, loudness: int) -> str:
    stream = io.StringIO()
    show(document, Console(file=stream, width=120, no_color=True), loudness)
    return stream.getvalue()


def test_the_article_is_whole_and_each_claim_is_marked_once(document: Json) -> None:
    pieces = list(stretches(document))

    assert "".join(p.text for p in pieces) == TEXT
    assert len({p.line.id for p in pieces if p.line}) >= len(document["claims"]) - 1


def test_html_marks_claims_in_place_and_each_mark_opens_a_card(document: Json) -> None:
    page = html(document)

    assert '<span class="claim contradicted" data-card="a-C2">' in page
    assert 'class="verdict-mark contradicted" popovertarget="a-C2"' in page
    assert 'id="a-C2"' in page
    assert 'id="a-F1"' in page


def test_html_puts_the_figure_that_holds_behind_a_wrong_one(document: Json) -> None:
    page = html(document)

    assert ">11.29%</button>" in page


def test_html_shows_headings_by_their_look_and_the_title_once() -> None:
    text = "# A calm year\n\n## The Dow\n\nThe Dow rose 12.97% in 2025."
    checked = check_article(text, date(2026, 1, 7), ReferencePrices(), load_universe(), load_sessions())
    page = html(checked)

    assert page.count("A calm year") == 2  # the browser's title and the page's
    assert '<p class="heading">The Dow</p>' in page


def test_html_of_a_hostile_article_is_inert(document: Json) -> None:
    page = html(document)

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_markdown_has_a_summary_a_table_and_proofs(document: Json) -> None:
    text = markdown(document)

    assert f"**{summary_line(document)}**" in text
    assert "| Claim | Said | Verdict | Why |" in text
    assert "[^F1]:" in text


def test_the_terminal_tells_the_summary_first_and_the_claims_unless_quiet(document: Json) -> None:
    usual, quiet = printed(document, 0), printed(document, QUIET)

    assert summary_line(document) in usual
    assert "15.21%" in usual
    assert len(quiet) < len(usual) < len(printed(document, LOUD))


def test_a_check_without_claims_says_so() -> None:
    empty = check_article("Nothing here.", date(2026, 1, 7), ReferencePrices(), load_universe(), load_sessions())

    assert "No market figure was found in this text." in markdown(empty)
