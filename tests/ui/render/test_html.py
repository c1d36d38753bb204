from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.render.html import answer_body, html

Json = dict[str, Any]
HARMLESS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span",
    "section", "header", "button", "dl", "dt", "dd", "code", "em", "strong", "table", "thead", "tbody", "tr", "th",
    "td", "ul", "ol", "li", "q", "blockquote", "mark", "a", "details", "summary",
}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str | None]:
        return [value for key, value in self.attributes if key == name]


def test_each_figure_opens_a_card_that_is_on_the_page(document: Json) -> None:
    seen = Seen(html(document))

    assert set(seen.values("popovertarget")) <= set(seen.values("id"))
    assert "a-F1" in seen.values("popovertarget")


def test_a_proof_stands_on_other_proofs_that_open_too(document: Json) -> None:
    document["segments"] = [{"text": "35.12 percentage points", "fact": "F3", "part": "value", "verdict": "proved"}]

    seen = Seen(html(document))

    assert {"a-F1", "a-F2", "a-F3"} <= set(seen.values("id"))
    assert "a-F4" not in seen.values("id")


def test_the_file_asks_for_nothing_from_elsewhere(document: Json) -> None:
    seen = Seen(html(document))

    assert not seen.values("src")
    assert seen.values("href") == ["https://example.com/outlook?year=2026"]
    assert "url(" not in html(document)
    assert "@import" not in html(document)


def test_an_unproved_figure_is_marked_by_a_word(document: Json) -> None:
    assert 'about 3 million</span> <span class="flag" title="no fact carries it">unproved</span>' in html(document)


def test_a_second_hand_source_says_so(document: Json) -> None:
    assert "Second-hand: this tells what somebody else reported" in html(document)


def test_the_supporting_words_are_highlighted(document: Json) -> None:
    assert "Investors should <mark>balance growth exposure with value sectors</mark> in 2026." in html(document)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://x/"onclick="y', "//evil.example"])
def test_an_address_that_is_no_web_address_is_no_link(document: Json, url: str) -> None:
    document["citations"][0]["url"] = url

    assert Seen(html(document)).values("href") == []


def test_a_brief_shows_its_sections(brief_document: Json) -> None:
    text = Seen(html(brief_document)).text

    assert "Breadth returns as small caps lead" in text
    assert "Risk-on" in text
    assert "Concentration" in text


def test_what_did_not_hold_can_be_opened(document: Json) -> None:
    page = html(document)

    assert '<details class="checks failed">' in page
    assert "“about 3 million”: no fact carries it" in Seen(page).text


MARKUP = st.sampled_from(
    [
        "<script>x()</script>",
        "<img src=x onerror=y()>",
        '"><svg onload=z>',
        "' onclick='a",
        "</style><b>",
        "&lt;",
        "![a](b)",
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(MARKUP, st.text(max_size=40)))
def test_text_from_anywhere_stays_text(document: Json, text: str) -> None:
    import copy

    poisoned = copy.deepcopy(document)
    poisoned["question"] = poisoned["data"] = poisoned["suggestions"][0] = text
    poisoned["segments"] = [
        {"text": text},
        {"text": text, "verdict": "unproved", "reason": text},
        *document["segments"],
    ]
    poisoned["facts"][0]["label"] = poisoned["facts"][0]["formula"] = text
    poisoned["facts"][0]["inputs"][0]["symbol"] = text
    poisoned["citations"][0].update(title=text, publisher=text, locator=text, quote=text)
    poisoned["reading"][0].update(text=text, notes=[text])
    poisoned["checks"]["unproved"] = [{"text": text, "reason": text}]

    seen = Seen(html(poisoned))

    assert set(seen.tags) <= HARMLESS
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_in_the_app_a_source_leads_to_the_cited_words_in_its_document(document: Json) -> None:
    document["passages"][0] |= {"document": "0123456789abcdef", "start": 1000, "end": 1068}
    place = 'href="#sources/0123456789abcdef/1017-1059"'

    assert place in answer_body(document, live=True)
    assert place not in html(document)


def test_a_quote_that_is_not_found_leads_to_its_passage(document: Json) -> None:
    document["passages"][0] |= {"document": "0123456789abcdef", "start": 1000, "end": 1068}
    document["citations"][0]["quote"] = "words that stand elsewhere"

    assert 'href="#sources/0123456789abcdef/1000-1068"' in answer_body(document, live=True)


def test_passages_that_were_found_and_not_cited_stand_apart(document: Json) -> None:
    document["retrieved"] = [
        {
            "id": "S7", "title": "Rates <b>outlook</b>", "publisher": "Bank Watch", "published": None,
            "tier": "primary", "url": None, "locator": "page 3", "document": "abc", "start": 5, "end": 9,
        }
    ]  # fmt: skip

    saved, live = html(document), answer_body(document, live=True)

    assert "Found, but not cited" in Seen(saved).text
    assert "Rates <b>outlook</b>Bank Watch · date unknown · primary source · page 3" in Seen(saved).text
    assert "#sources/abc/5-9" not in Seen(saved).values("href")
    assert "#sources/abc/5-9" in Seen(live).values("href")
    assert live.index("Found, but not cited") > live.index("<h4>Sources</h4>")
