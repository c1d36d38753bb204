"""One turn on the page: what is seen of it while it runs and when it is done. Pure text to HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copilot.answer import Segment
from copilot.events import DoneEvent, Event, NoticeEvent, ReadingEvent, SentenceEvent, StepEvent
from ui.render import around
from ui.render.html import answer_body, brief_body
from ui.render.html_fragments import asking, prose, reading, safe

Json = dict[str, Any]

FORMATS = (("JSON", "json"), ("Markdown", "md"), ("HTML", "html"))


def one_line(html: str) -> str:
    """Return HTML on one line, so that the Markdown component takes it as one block and reads nothing in it."""
    return re.sub(r"\r\n|\r|\n", "&#10;", html)


@dataclass
class Turn:
    """A question and what has come of it so far. `ids` is unique on the page."""

    question: str
    ids: str
    reading: tuple[Json, ...] = ()
    steps: list[StepEvent] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    document: Json | None = None
    token: str | None = None
    error: str | None = None
    stopped: bool = False

    def take(self, event: Event) -> None:
        """Add what an event tells."""
        match event:
            case ReadingEvent():
                self.reading = event.reading
            case StepEvent():
                self.steps.append(event)
            case SentenceEvent():
                self.segments += event.segments
            case NoticeEvent():
                self.notices.append(event.text)
            case DoneEvent():
                self.document = event.answer.to_json()

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.document is None and self.error is None and not self.stopped


def turn_html(turn: Turn, newest: bool = True) -> str:
    """Return a turn on one line; only the newest one offers what to ask next."""
    body = _done(turn, turn.document, newest) if turn.document is not None else _so_far(turn)
    title = around.heading_of(turn.document) if turn.document else turn.question
    busy = ' aria-busy="true"' if turn.running else ""
    return one_line(
        f'<article class="mc turn" id="{safe(turn.ids)}"{busy}><h2 class="asked">{safe(title)}</h2>'
        f"{_notices(turn)}{body}</article>"
    )


def _so_far(turn: Turn) -> str:
    said = prose([segment.to_json() for segment in turn.segments], turn.ids, ())
    parts = [reading({"reading": turn.reading}), steps_html(turn.steps, turn.ids)]
    parts += [f'<div class="said">{said}</div>'] if said else []
    if turn.error is not None:
        parts.append(
            f'<div class="trouble" role="alert"><p>{safe(turn.error)}</p>{asking(turn.question, "Ask again")}</div>'
        )
    elif turn.stopped:
        parts.append(
            f'<div class="trouble stopped"><p>Stopped. {_kept(turn)}</p>{asking(turn.question, "Ask again")}</div>'
        )
    else:
        parts.append(f'<p class="working"><span class="pulse" aria-hidden="true"></span>{safe(_doing(turn))}</p>')
    return "".join(parts)


def _kept(turn: Turn) -> str:
    return "What stands above was checked before that." if turn.segments else "Nothing had been answered yet."


def _doing(turn: Turn) -> str:
    if turn.segments:
        return "Writing and checking"
    return "Checking the figures" if turn.steps else "Reading the question"


def _done(turn: Turn, document: Json, newest: bool) -> str:
    render = brief_body if document["kind"] == "brief" else answer_body
    body = render(document, turn.ids, live=True)
    return "".join(
        [
            body,
            steps_html(document.get("steps", ()), turn.ids),
            saving(turn.token),
            _suggestions(document) if newest else "",
        ]
    )


def _notices(turn: Turn) -> str:
    return "".join(f'<p class="notice">{safe(notice)}</p>' for notice in turn.notices)


def steps_html(steps: Sequence[Any], ids: str) -> str:
    """Return the tool calls as a line that opens to each of them."""
    told = [_step(step) for step in steps]
    if not told:
        return ""
    items = "".join(
        f"<li><strong>{safe(name)}</strong> <span>{safe(arguments)}</span><pre>{safe(result)}</pre></li>"
        for name, arguments, result in told
    )
    count = f"{len(told)} tool call" + ("" if len(told) == 1 else "s")
    names = ", ".join(dict.fromkeys(name for name, _, _ in told))
    return (
        f'<details class="steps" id="{safe(ids)}-steps"><summary>{count}: {safe(names)}</summary>'
        f"<ol>{items}</ol></details>"
    )


def _step(step: Any) -> tuple[str, str, str]:
    if isinstance(step, StepEvent):
        name, arguments, result = step.name, step.arguments, step.result
    else:
        name, arguments, result = step["tool"], step["arguments"], step["result"]
    return name.replace("_", " "), "; ".join(_argument(k, v) for k, v in arguments.items() if _given(v)), result


def _given(value: Any) -> bool:
    return value is not None and value is not False and value != "" and value != [] and value != {}


def _argument(name: str, value: Any) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"{name.replace('_', ' ')}: {words}"


def saving(token: str | None) -> str:
    """Return the links under which a kept document can be had in each format."""
    if token is None:
        return ""
    links = "".join(
        f'<a href="/copilot/answers/{safe(token)}.{ending}" download>{name}</a>' for name, ending in FORMATS
    )
    return f'<p class="saving"><span>Save as</span> {links}</p>'


def _suggestions(document: Mapping[str, Any]) -> str:
    offered = list(document.get("suggestions", ()))
    if not offered:
        return ""
    return f'<div class="next"><h3>Ask next</h3>{"".join(asking(question) for question in offered)}</div>'


def settled(turn: Turn) -> str:
    """Return a turn as it stays on the page when a newer one has come: nothing in it changes any more."""
    return turn_html(turn, newest=False)
