"""The lines around an answer: how it was read, what held, where the data are from, what it cites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ui.render.clean import plain, sentence
from ui.render.naming import names_of
from ui.render.values import MOMENTARY, counted, day, span, words

Document = Mapping[str, Any]

TIERS = {"primary": "primary source", "reporting": "reporting", "second-hand": "second-hand"}
REASONS = {
    "advice": "Declined: advice to buy, sell or hold is not given",
    "forecast": "Declined: no forecasts are made",
    "out_of_scope": "Declined: not about the stock market",
    "no_data": "No data",
    "ambiguous": "Asked back: the question can be read in more than one way",
    "unknown_name": "Asked back: a name is not known",
    "not_understood": "Asked back",
}
STANCES = {"risk_on": "Risk-on", "risk_off": "Risk-off", "mixed": "Mixed"}


@dataclass(frozen=True)
class Reading:
    """One piece of the question as it was read, its notes, and the questions that read it otherwise."""

    text: str
    meaning: str
    notes: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Source:
    """A citation as a card. `before`, `quote` and `after` are the passage; the quote is what supports the text.

    `place` is the document's id and the quote's span in its stored text, "id/start-end", or "".
    """

    id: str
    marker: str
    title: str
    publisher: str
    published: str
    tier: str
    second_hand: bool
    locator: str
    url: str | None
    before: str
    quote: str
    after: str
    place: str = ""

    @property
    def line(self) -> str:
        """Publisher, date, tier and place on one line."""
        return " · ".join(part for part in (self.publisher, self.published, self.tier, self.locator) if part)


def readings_of(document: Document) -> tuple[Reading, ...]:
    """Return how the question was read, piece by piece."""
    return tuple(_reading(entry) for entry in document.get("reading", ()))


def _reading(entry: Mapping[str, Any]) -> Reading:
    measure_name = entry.get("measure") or ""
    sessions = counted(entry["sessions"], "session") if entry.get("sessions") and measure_name not in MOMENTARY else ""
    subject = names_of(entry.get("subject", ()))
    basis = {"price": "", "total_return": "with dividends"}.get(entry.get("basis") or "", "")
    measure = words(measure_name)
    parts = (
        subject,
        measure,
        basis if "total" not in measure else "",
        span(entry.get("window"), measure_name),
        sessions,
    )
    others = tuple((plain(o["label"]), plain(o["question"])) for o in entry.get("alternatives", ()))
    notes = tuple(sentence(n) for n in entry.get("notes", ()))
    return Reading(plain(entry.get("text", "")), " · ".join(p for p in parts if p), notes, others)


def heading_of(document: Document) -> str:
    """Return the document's title: a brief's own, else the question."""
    return plain(document.get("title") or document.get("question") or "Market Copilot")


def state_of(document: Document) -> str:
    """Return a line for an answer that asks back or declines, "" for an ordinary one."""
    if document.get("behavior", "answer") == "answer":
        return ""
    if document.get("reason") == "not_understood" and document.get("not_understood"):
        return f"Asked back. {not_understood_of(document)}"
    return REASONS.get(document.get("reason") or "", words(document["behavior"]).capitalize())


def unread_of(document: Document) -> str:
    """Return the words that were passed over, where an answer was given all the same."""
    return not_understood_of(document) if document.get("behavior", "answer") == "answer" else ""


def all_held(document: Document) -> bool:
    """Whether there was something to check and all of it held, by sources that count as support."""
    checks = document.get("checks", {})
    some = any(checks.get(name) for name in ("figures", "statements", "citations"))
    return bool(some and not failing(document) and checks.get("supported", 0) == checks.get("citations", 0))


def not_understood_of(document: Document) -> str:
    """Return a line that names the words which were not understood, or ""."""
    unread = [f"“{plain(w)}”" for w in document.get("not_understood", ())]
    return f"Not understood: {', '.join(unread)}" if unread else ""


def checks_line(document: Document) -> str:
    """Return what of the answer held: figures, statements, citations."""
    checks = document.get("checks", {})
    figures, given, quoted = (checks.get(k, 0) for k in ("figures", "given", "quoted"))
    parts = [f"{checks['proved']} of {figures} figures proved"] * bool(figures)
    parts += [f"{given} given by you"] * bool(given) + [f"{quoted} quoted from a source"] * bool(quoted)
    if checks.get("statements"):
        parts.append(f"{checks['borne_out']} of {checks['statements']} statements borne out")
    if checks.get("citations"):
        parts.append(f"{checks['supported']} of {checks['citations']} citations supported")
    parts += [f"{checks['second_hand']} second-hand"] * bool(checks.get("second_hand"))
    return ", ".join(parts) or "No figures to prove"


def failing(document: Document) -> tuple[str, ...]:
    """Return one line for every figure, statement or citation that did not hold."""
    checks = document.get("checks", {})
    return tuple(_failure(entry) for entry in (*checks.get("unproved", ()), *checks.get("unsupported", ())))


def _failure(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return plain(entry)
    said = next((entry[k] for k in ("text", "quote", "sentence", "citation", "id") if entry.get(k)), "")
    reason = entry.get("reason")
    what = "citation withdrawn, " if entry.get("citation") and reason else ""
    return plain(f"“{said}”" + (f": {what}{reason}" if reason else ""))


def origin_line(document: Document) -> str:
    """Return the last session that the answer may use, and where its prices came from."""
    as_of = f"As of the close of {day(document['as_of'])}" if document.get("as_of") else ""
    data = f"Prices: {plain(document['data'])}" if document.get("data") else ""
    return ". ".join(part for part in (as_of, data) if part)


def model_line(document: Document) -> str:
    """Return which model wrote the answer, what it cost, and whether another one took over."""
    model = document.get("model", {})
    name = "the built-in model" if model.get("name") == "offline" else plain(model.get("name", ""))
    tokens = model.get("input_tokens", 0) + model.get("output_tokens", 0)
    cost = f", {counted(tokens, 'token')}{' by estimate' if model.get('estimated') else ''}" if tokens else ""
    cost += _thread_cost(model.get("thread") or {}) if tokens else ""
    notice = f". {plain(model['notice'])}" if model.get("notice") else ""
    return f"Written by {name}{cost}{notice}" if name else ""


def _thread_cost(thread: Document) -> str:
    """Return what the conversation has cost, once it has more than one answer."""
    if thread.get("answers", 0) < 2:
        return ""
    tokens = thread["input_tokens"] + thread["output_tokens"]
    return f" ({counted(tokens, 'token')} in the {thread['answers']} answers of this conversation)"


def verdict_lines(document: Document) -> tuple[tuple[str, str, str], ...]:
    """Return each claim of the question: its words, the verdict, the reason."""
    return tuple(
        (plain(v["quote"]), words(v["verdict"]), plain(v.get("reason") or "")) for v in document.get("verdicts", ())
    )


def sources_of(document: Document) -> tuple[Source, ...]:
    """Return the citations as cards, in the order of their markers."""
    passages = {passage["id"]: passage for passage in document.get("passages", ())}
    return tuple(_source(entry, passages.get(entry["id"], {})) for entry in document.get("citations", ()))


def retrieved_of(document: Document) -> tuple[Source, ...]:
    """Return the passages that were found for an answer and are not cited in it."""
    found = document.get("retrieved", ())
    return tuple(
        replace(
            _source({**entry, "marker": ""}, {}), place=f"{plain(entry['document'])}/{entry['start']}-{entry['end']}"
        )
        for entry in found
    )


def _source(entry: Mapping[str, Any], passage: Mapping[str, Any]) -> Source:
    quote = plain(entry.get("quote") or "").strip()
    text = plain(passage.get("text") or quote)
    start = text.find(quote) if quote else -1
    before, after = (text[:start], text[start + len(quote) :]) if start >= 0 else ("", "")
    place = _place(passage, start, len(quote)) if passage.get("document") else ""
    return Source(
        id=entry["id"],
        marker=str(entry["marker"]),
        title=plain(entry["title"]),
        publisher=plain(entry.get("publisher") or ""),
        published=day(entry["published"]) if entry.get("published") else "date unknown",
        tier=TIERS.get(entry.get("tier", ""), plain(entry.get("tier", ""))),
        second_hand=entry.get("tier") == "second-hand",
        locator=plain(entry.get("locator") or ""),
        url=safe_url(entry.get("url")),
        before=before,
        quote=quote or text,
        after=after,
        place=place,
    )


def _place(passage: Mapping[str, Any], start: int, length: int) -> str:
    """Return where the quote stands in its document, or the whole passage when it is not found in it."""
    first, last = int(passage["start"]), int(passage["end"])
    if start >= 0 and plain(passage["text"]) == passage["text"]:
        first, last = first + start, first + start + length
    return f"{plain(passage['document'])}/{first}-{last}"


def safe_url(url: Any) -> str | None:
    """Return a cited source's own address when it is an ordinary web address, else None."""
    text = plain(url or "").strip()
    allowed = text.lower().startswith(("https://", "http://")) and not set(text) & set(" \n\"'<>\\`")
    return text if allowed else None


def related_of(document: Document) -> Iterator[tuple[str, str | None]]:
    """Yield a brief's related symbols with the fact that stands beside each."""
    for entry in document.get("related", ()):
        yield plain(entry["symbol"]), entry.get("fact")
