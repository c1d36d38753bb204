"""A check's report on the page: its day, to be corrected; what can be saved; the marked article."""

from collections.abc import Mapping
from typing import Any

from ui.app.turns import saving
from ui.render import around
from ui.render.html_fragments import safe
from ui.render.report_html import check_body

Document = Mapping[str, Any]

IDS = "checked"


def report_view(document: Document, token: str, given: bool) -> str:
    """Return a report; `given` says that the reader gave the publication date."""
    note = document.get("disclaimer", "")
    return (
        f'<article class="report"><h2 tabindex="-1">{safe(around.heading_of(document))}</h2>{_day(document, given)}'
        f'{saving(token)}{check_body(document, IDS)}<p class="disclaimer">{safe(note)}</p></article>'
    )


def _day(document: Document, given: bool) -> str:
    published = safe(document["published"])
    return (
        '<form class="fields day" id="day-form"><label class="field" for="day">Published'
        f'<input type="date" id="day" value="{published}"></label>'
        '<button type="submit" class="button">Check again</button>'
        '<button type="button" class="button plain" data-edit>Edit the text</button>'
        '<button type="button" class="button plain" data-another>Another article</button>'
        f'<p class="hint">{_origin(document, given)}</p></form>'
    )


def _origin(document: Document, given: bool) -> str:
    if given:
        return "The day you gave. Correct it here if need be."
    if document.get("published_from") == "the newest session of the data":
        return "No day was found in the text, so the newest session of the prices was taken. Correct it here."
    return "The day was read from the text. Correct it here if it is wrong."
