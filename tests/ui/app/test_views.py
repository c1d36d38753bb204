"""The views beside the chat in a real browser, against the real server and the real check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import Settings
from tests.ui.app.test_browser import CONTRAST
from tools.library import Document, Library

pytestmark = pytest.mark.browser

Make = Callable[..., Any]


@dataclass
class Told:
    """The real check and library behind an answer at the seam."""

    real: Copilot
    chat: Any
    shelf: Library

    def describe(self) -> Any:
        return self.chat.describe()

    def ask(self, question: str, **more: Any) -> Any:
        return self.chat.ask(question, **more)

    def check(self, text: str, **more: Any) -> Any:
        return self.real.check(text, **more)

    def library(self) -> Library:
        return self.shelf


@pytest.fixture
def copilot(telling: Make, answer: Answer, tmp_path: Path) -> Iterator[Told]:
    real = open_copilot(Settings(data="reference", model="offline"))
    shelf = Library(tmp_path / "shelf")
    shelf.add(Document(answer.passages[0]["text"] + "\n\nAnother paragraph.", "Outlook 2026", "JPMorgan"))
    answer.passages[0]["document"] = shelf.documents()[0].id
    yield Told(real, telling(answer), shelf)


def view(page: Any, name: str) -> None:
    page.click(f"#name nav a[href='#{name}']")
    page.wait_for_selector(f"body[data-view={name}]")


def checked(page: Any) -> None:
    page.click(".offer a.main")
    page.wait_for_selector("#check-report .report")


def test_the_example_is_checked_at_one_click_and_a_claim_opens_by_keyboard(visit: Make, copilot: Told) -> None:
    page = visit(copilot)
    checked(page)
    page.focus("#check-report button.verdict-mark.contradicted >> nth=0")
    page.keyboard.press("Enter")
    card = page.locator("#check-report section.verdict:popover-open")

    assert "Dow Jones Industrial Average climbed 3.4%" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.click("#check-report .claim.supported >> nth=0")
    assert "Supported" in page.inner_text("#check-report section.verdict:popover-open h3")
    page.keyboard.press("Escape")
    assert page.evaluate(CONTRAST, "#checking, #masthead") >= 4.5


def test_the_day_is_corrected_and_the_text_edited(visit: Make, copilot: Told) -> None:
    page = visit(copilot)
    checked(page)
    page.fill("#day", "2026-01-07")
    page.click("#day-form button[type=submit]")
    page.wait_for_selector("#check-report .hint:has-text('The day you gave')")
    page.click("[data-edit]")

    assert page.input_value("#published") == "2026-01-07"
    assert page.input_value("#article").startswith("# Small companies")
    page.fill("#article", "")
    page.click("#check-form button.main")
    assert "There is no text yet." in page.inner_text("#check-state [role=alert]")


def test_a_file_is_opened_into_the_field(visit: Make, copilot: Told, tmp_path: Path) -> None:
    (tmp_path / "recap.md").write_text("9 January 2026\n\nThe Dow rose 12.97% in 2025.")
    (tmp_path / "picture.pdf").write_bytes(b"%PDF-1.4 nothing")
    page = visit(copilot)
    view(page, "check")
    page.set_input_files("#article-file", tmp_path / "recap.md")
    page.wait_for_selector("#check-state:has-text('recap.md is in the field')")
    page.click("#check-form button.main")
    page.wait_for_selector("#check-report .report")

    assert page.inner_text("#check-report .tally") == "1 supported"


def test_documents_are_added_found_opened_and_removed(visit: Make, copilot: Told, tmp_path: Path) -> None:
    (tmp_path / "zinc.md").write_text("# Zinc\n\nZinc stocks fell to a low.")
    (tmp_path / "bad.xyz").write_text("words")
    page = visit(copilot)
    view(page, "sources")
    page.click("#adding summary")
    page.set_input_files("#new-files", [tmp_path / "zinc.md", tmp_path / "bad.xyz"])
    page.wait_for_selector("#adding-report .sum")
    assert page.inner_text("#adding-report .sum") == "2 documents: 1 added, 1 not taken in."

    page.fill("#words", "zinc stocks")
    page.keyboard.press("Enter")
    page.click(".passages a:has-text('Zinc')")
    assert "Zinc stocks fell" in page.inner_text("#place")

    page.click("#document .back a")
    page.fill("#words", "")
    page.click("#sources-form button")
    page.click(".documents li:has-text('Zinc') [data-remove]")
    page.click(".documents li:has-text('Zinc') [data-remove]:has-text('for good')")
    page.wait_for_selector(".count:has-text('1 document')")
    assert [record.title for record in copilot.shelf.documents()] == ["Outlook 2026"]
    assert page.evaluate(CONTRAST, "#library") >= 4.5


def test_a_cited_source_is_read_in_its_document_and_the_chat_is_still_there(
    visit: Make, copilot: Told, ask: Make
) -> None:
    page = visit(copilot)
    ask(page, "How?")
    page.click("#current button.cite")
    page.click("#current section.source:popover-open .links a >> nth=0")
    page.wait_for_selector("#place")

    assert page.inner_text("#place") == "balance growth exposure with value sectors"
    page.go_back()
    page.wait_for_selector("body[data-view=ask]")
    assert page.locator("#current .turn").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_scrolls_sideways_on_a_narrow_screen(visit: Make, copilot: Told, scheme: str) -> None:
    page = visit(copilot, color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    checked(page)
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    assert page.evaluate(CONTRAST, "#checking") >= 4.5
    view(page, "sources")
    page.wait_for_selector("#found li")
    page.click("#adding summary")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert max(widths) <= 360
    assert page.evaluate(CONTRAST, "#library") >= 4.5
