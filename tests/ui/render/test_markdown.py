import re
from typing import Any

import pytest

from ui.render.kinds import UnknownDocument
from ui.render.markdown import markdown
from ui.render.markdown_fragments import escaped

Json = dict[str, Any]


def test_every_figure_has_a_note_that_holds_its_proof(document: Json) -> None:
    text = markdown(document)

    assert "105.33%[^F1]" in text
    assert "[^F1]: **Nasdaq Composite price return: 105.33%**" in text
    assert "| ^IXIC | 2022-11-30 | close | 11468 |" in text
    assert set(re.findall(r"\[\^(F\d)\](?!:)", text)) == set(re.findall(r"^\[\^(F\d)\]:", text, re.MULTILINE))


def test_the_reading_the_checks_and_the_origin_are_said(document: Json) -> None:
    text = markdown(document)

    assert "Read as: “since ChatGPT launched”" in text
    assert "2 of 3 figures proved, 0 of 1 citations supported, 1 second-hand." in text
    assert "As of the close of 6 January 2026. Prices: Reference closes bundled with the program" in text


def test_an_unproved_figure_is_marked_in_place(document: Json) -> None:
    assert "about 3 million *(unproved)*" in markdown(document)


def test_a_source_shows_its_passage_with_the_supporting_words_marked(document: Json) -> None:
    text = markdown(document)

    assert "Investors should **balance growth exposure with value sectors** in 2026." in text
    assert "JPMorgan · 9 December 2025 · second-hand · page 3 <https://example.com/outlook?year=2026>" in text


def test_only_the_address_of_a_cited_source_is_a_link(document: Json) -> None:
    evil = (
        "![x](http://evil.example/a) [t](http://evil.example/b) <img src=http://evil.example/c> http://evil.example/d"
    )
    document["segments"] = [{"text": evil}]

    text = re.sub(r"`[^`]*`", "", markdown(document)).replace("<https://example.com/outlook?year=2026>", "")

    assert "http" not in text
    assert not re.search(r"(?<!\\)!?(?<!\\)\[[^\]^]*(?<!\\)\]\(", text)
    assert not re.search(r"(?<!\\)<", text)


def test_text_that_is_no_markup_stays_readable() -> None:
    assert escaped("S&P 500 rose 4% - $10,000 (a lot)") == "S&P 500 rose 4% - $10,000 (a lot)"


def test_a_long_series_shows_both_ends_and_says_what_is_left_out(document: Json) -> None:
    text = markdown(document)

    assert "| ^GSPC | 2025-01-05 | close | 101.5 |" in text
    assert "… 30 more sessions, in the answer file …" in text
    assert "| ^GSPC | 2025-04-10 | close | 105 |" in text
    assert "| ^GSPC | 2025-02-03 |" not in text


def test_a_brief_has_stance_tags_sections_and_related_symbols(brief_document: Json) -> None:
    text = markdown(brief_document)

    assert text.startswith("# Breadth returns as small caps lead\n\n**Risk-on** (Nasdaq Composite price return 105.33%")
    assert "## Concentration" in text
    assert "- MAGS" in text


@pytest.mark.fault("X10")
def test_a_cell_cannot_be_a_formula(document: Json) -> None:
    document["facts"][0]["inputs"][0]["symbol"] = "=HYPERLINK(1)"

    assert "| '=HYPERLINK(1) |" in markdown(document)


def test_a_kind_that_is_not_known_is_refused_by_name(document: Json) -> None:
    with pytest.raises(UnknownDocument, match="kind 'poem'"):
        markdown({**document, "kind": "poem"})


def test_a_declined_answer_says_so_first(document: Json) -> None:
    text = markdown({**document, "behavior": "decline", "reason": "advice"})

    assert "**Declined: advice to buy, sell or hold is not given.**" in text


def test_a_corrected_claim_shows_its_verdict(document: Json) -> None:
    document["verdicts"] = [
        {"quote": "rose 44.86%", "verdict": "contradicted", "fact": "F2", "reason": "It rose 41.2%."}
    ]

    assert "- “rose 44.86%”: **contradicted**. It rose 41.2%." in markdown(document)


def test_what_an_answer_and_its_conversation_cost_is_said(document: Json) -> None:
    thread = {"answers": 3, "calls": 4, "input_tokens": 9000, "output_tokens": 345}
    cost = {"name": "scripted", "input_tokens": 2000, "output_tokens": 1, "estimated": True, "thread": thread}
    text = markdown({**document, "model": cost})

    assert "Written by scripted, 2,001 tokens by estimate (9,345 tokens in the 3 answers of this conversation)" in text


def test_the_built_in_model_costs_nothing_to_speak_of(document: Json) -> None:
    assert "tokens" not in markdown({**document, "model": {"name": "offline", "thread": {"answers": 2}}})
