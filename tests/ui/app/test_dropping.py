"""A question answered from a PDF that a reader has just dropped on the page, with the words marked."""

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from copilot.opening import open_copilot
from copilot.settings import Settings
from tests.doubles.files import pdf

Make = Callable[..., Any]
SENTENCE = "In 2026 data centers will use about 480,000 tons of copper, a fifth more than in 2025."
DRAG = """([name, content, kind]) => {
  const dragged = new DataTransfer();
  dragged.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: dragged, bubbles: true, cancelable: true }));
}"""


def report() -> bytes:
    wrapped = "In 2026 data centers will use about 480,000 tons of\ncopper, a fifth more than in 2025."
    return pdf("Copper outlook 2026\nPublished 5 January 2026 by Andes Research", wrapped, title="Copper outlook")


def dragged(page: Any, content: bytes, kind: str) -> None:
    page.evaluate(DRAG, ["outlook.pdf", base64.b64encode(content).decode(), kind])


def test_a_question_is_answered_from_a_dropped_pdf_with_its_words_marked(
    visit: Make, ask: Make, own_home: Path
) -> None:
    page = visit(open_copilot(Settings(home=own_home, data="reference", model="offline", as_of=date(2026, 1, 6))))
    dragged(page, report(), "dragover")
    dropping = page.evaluate("document.body.classList.contains('dropping')")
    dragged(page, report(), "drop")
    page.wait_for_selector("#adding-report .sum")
    told = page.locator("#adding-report").inner_text()
    page.evaluate("location.hash = '#ask'")
    ask(page, "What do the sources say about copper demand from data centers?")
    page.click("#current button.cite")
    card = page.locator("#current section.source:popover-open")
    marked, whence = card.locator("mark").inner_text(), card.inner_text()
    page.evaluate("location.hash = document.querySelector('#current section.source .links a').hash")
    page.wait_for_selector("#place")

    assert dropping
    assert "1 document: 1 added." in told and "Andes Research · 5 January 2026" in told
    assert marked == page.locator("#place").inner_text() == SENTENCE
    assert "page 2" in whence
    assert not page.evaluate("document.body.classList.contains('dropping')")


def test_a_file_dropped_on_the_article_check_is_not_taken_for_a_source(visit: Make, telling: Make, answer: Any) -> None:
    page = visit(telling(answer))
    page.evaluate("location.hash = '#check'")
    dragged(page, report(), "dragover")

    assert not page.evaluate("document.body.classList.contains('dropping')")
