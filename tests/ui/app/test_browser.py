"""The page in a real browser, against the real server."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from copilot.answer import Answer
from tools.errors import NoData

pytestmark = pytest.mark.browser

Make = Callable[..., Any]


def test_a_figure_opens_to_its_proof_by_keyboard_and_closes_again(
    visit: Make, telling: Make, answer: Answer, ask: Make
) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.focus("#current button.figure >> nth=0")
    page.keyboard.press("Enter")
    card = page.locator("#current section.proof:popover-open")

    assert "close[end] / close[base] - 1" in card.inner_text()
    assert "23547.17" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.count() == 0


def test_a_proof_opens_by_click_and_leads_to_the_proofs_it_stands_on(
    visit: Make, telling: Make, answer: Answer, ask: Make
) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current .said button.figure:has-text('35.12')")
    page.locator("#current section.proof:popover-open button.figure").first.click()

    titles = page.locator("#current section.proof:popover-open h3").all_inner_texts()
    assert sorted(titles) == ["Nasdaq Composite less S&P 500", "Nasdaq Composite price return"]


def test_a_citation_opens_to_its_passage(visit: Make, telling: Make, answer: Answer, ask: Make) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current button.cite")

    assert (
        page.locator("#current section.source:popover-open mark").inner_text()
        == "balance growth exposure with value sectors"
    )


def test_text_is_shown_as_it_stands_and_not_as_markup(visit: Make, telling: Make, answer: Answer, ask: Make) -> None:
    said = "a $5 b $6 \\(x\\) _y_ <b>z</b> &amp; # no\n\n- heading"
    passage = {**answer.passages[0], "text": said}
    page = visit(telling(replace(answer, passages=(passage,), citations=({**answer.citations[0], "quote": said},))))
    ask(page, "How?")

    assert page.text_content("#current section.source mark") == said


def test_an_example_and_a_suggestion_ask_themselves(visit: Make, telling: Make, answer: Answer) -> None:
    copilot = telling(answer)
    page = visit(copilot)
    page.click("#current .examples button >> nth=0")
    page.wait_for_selector("#current .ending")
    page.click("#current .next button >> nth=0")
    page.wait_for_selector("#current .asked:has-text('And the S&P 500?')")
    page.wait_for_selector("#current .ending")

    assert [question for question, _, _ in copilot.asked][1] == "And the S&P 500?"
    assert page.locator("#past .turn").count() == 1


def test_an_error_can_be_asked_again(visit: Make, telling: Make, answer: Answer, ask: Make) -> None:
    page = visit(telling(answer, error=NoData("no rows of SPY")))
    ask(page, "How?")

    assert "No rows of SPY." in page.inner_text("#current .trouble")
    assert page.locator("#current .trouble button").inner_text() == "Ask again"


def test_a_brief_is_written_at_the_press_of_a_button(visit: Make, telling: Make, answer: Answer) -> None:
    extra = {"title": "A calm week", "stance": "mixed", "stance_facts": ["F1"], "tags": ["calm"], "sections": []}
    page = visit(telling(answer, brief_answer=replace(answer, kind="brief", extra=extra)))
    page.click("#brief")
    page.wait_for_selector("#current .stance")

    assert page.inner_text("#current .asked") == "A calm week"


def test_a_new_chat_begins_at_the_beginning(visit: Make, telling: Make, answer: Answer, ask: Make) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#new-chat")
    page.wait_for_selector("#current .welcome")

    assert page.locator(".turn").count() == 0


def test_what_was_opened_stays_open_when_the_next_question_comes(
    visit: Make, telling: Make, answer: Answer, ask: Make
) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current details.steps summary")
    page.fill("#question textarea", "And?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#past details.steps[open]")

    assert page.locator("#past details.steps[open] pre").is_visible()


@pytest.mark.parametrize("question", [None, "How?"])
def test_a_narrow_screen_does_not_scroll_sideways(
    visit: Make, telling: Make, answer: Answer, ask: Make, question: str | None
) -> None:
    page = visit(telling(answer))
    page.set_viewport_size({"width": 360, "height": 740})
    if question:
        ask(page, question)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#ask').getBoundingClientRect().right") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_light_and_dark(visit: Make, telling: Make, answer: Answer, ask: Make, scheme: str) -> None:
    page = visit(telling(answer), color_scheme=scheme)
    ask(page, "How?")

    assert page.evaluate(CONTRAST, "#current, #masthead") >= 4.5
    page.click("#current button.figure >> nth=0")
    assert page.evaluate(CONTRAST, "#current section.proof:popover-open") >= 4.5


CONTRAST = """
(where) => {
  const parts = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = parts(getComputedStyle(e).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  let least = 21;
  for (const root of document.querySelectorAll(where))
    for (const e of root.querySelectorAll("*")) {
      const speaks = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      if (!speaks || !e.checkVisibility({ visibilityProperty: true })) continue;
      const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
      least = Math.min(least, (a + 0.05) / (b + 0.05));
    }
  return least;
}
"""
