"""What leaves the program: an answer, piece by piece, with a verdict on each figure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Behavior = Literal["answer", "clarify", "decline"]
Json = dict[str, Any]

SCHEMA = "market-copilot/1"
DISCLAIMER = "Information, not investment advice. Past performance says nothing certain about the future."


@dataclass(frozen=True)
class Segment:
    """A piece of the answer's text.

    Plain prose has only `text`. A figure has a `verdict` (proved, given, quoted, unproved)
    and, where a fact carries it, `fact`, `part` and `format`. A citation has `citation`
    (S1) and the verdict "supported", "second-hand" or "unsupported".
    """

    text: str
    fact: str | None = None
    part: str | None = None
    format: str | None = None
    citation: str | None = None
    verdict: str | None = None
    reason: str | None = None

    def to_json(self) -> Json:
        """Return the segment with only the keys that it has."""
        every = {
            "text": self.text,
            "fact": self.fact,
            "part": self.part,
            "format": self.format,
            "citation": self.citation,
            "verdict": self.verdict,
            "reason": self.reason,
        }
        return {key: value for key, value in every.items() if value is not None}


@dataclass(frozen=True)
class Checks:
    """How many figures, statements and citations held, and the ones that did not."""

    figures: int = 0
    proved: int = 0
    given: int = 0
    quoted: int = 0
    unproved: tuple[Json, ...] = ()
    statements: int = 0
    borne_out: int = 0
    citations: int = 0
    supported: int = 0
    second_hand: int = 0
    unsupported: tuple[Json, ...] = ()

    def to_json(self) -> Json:
        """Return the checks as the answer file writes them."""
        return {**self.__dict__, "unproved": list(self.unproved), "unsupported": list(self.unsupported)}


@dataclass(frozen=True)
class ModelUse:
    """Which model wrote the answer, and what it cost.

    `estimated` says that the endpoint does not count tokens; `incomplete` that the answer is a
    part of what the model meant to say. `thread` is what the whole thread has cost so far.
    """

    name: str = "offline"
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    prompt: str = ""
    fell_back: bool = False
    notice: str | None = None
    estimated: bool = False
    incomplete: bool = False
    thread: Json | None = None

    def plus(self, calls: int, sent: int = 0, got: int = 0, estimated: bool = False) -> "ModelUse":
        """Return the same with so many more calls, and tokens sent and got."""
        return replace(
            self,
            calls=self.calls + calls,
            input_tokens=self.input_tokens + sent,
            output_tokens=self.output_tokens + got,
            estimated=self.estimated or estimated,
        )


@dataclass(frozen=True)
class Answer:
    """One checked answer. `to_json` gives the document of the contract, sealed by its hash."""

    question: str
    thread: str
    as_of: str
    behavior: Behavior
    reason: str | None
    reading: tuple[Json, ...]
    not_understood: tuple[str, ...]
    segments: tuple[Segment, ...]
    facts: tuple[Json, ...]
    citations: tuple[Json, ...]
    verdicts: tuple[Json, ...]
    checks: Checks
    suggestions: tuple[str, ...]
    model: ModelUse
    seconds: float
    series: Mapping[str, Any] = field(default_factory=dict)
    passages: tuple[Json, ...] = ()
    retrieved: tuple[Json, ...] = ()
    data: str = ""
    steps: tuple[Json, ...] = ()
    kind: str = "answer"
    extra: Json = field(default_factory=dict)
    language: str = "en"

    @property
    def text(self) -> str:
        """The answer as Markdown, figures rendered and citations numbered."""
        return "".join(segment.text for segment in self.segments)

    def to_json(self) -> Json:
        """Return the answer file, with `sha256` over everything else in it."""
        body: Json = {
            "schema": SCHEMA,
            "kind": self.kind,
            "question": self.question,
            "thread": self.thread,
            "as_of": self.as_of,
            "language": self.language,
            "behavior": self.behavior,
            "reason": self.reason,
            "reading": list(self.reading),
            "not_understood": list(self.not_understood),
            "text": self.text,
            "segments": [s.to_json() for s in self.segments],
            "facts": list(self.facts),
            "citations": list(self.citations),
            "verdicts": list(self.verdicts),
            "checks": self.checks.to_json(),
            "suggestions": list(self.suggestions),
            "disclaimer": DISCLAIMER,
            "model": dict(self.model.__dict__),
            "data": self.data,
            "steps": list(self.steps),
            "series": dict(self.series),
            "passages": list(self.passages),
            "retrieved": list(self.retrieved),
            **self.extra,
            "seconds": round(self.seconds, 3),
        }
        return {**body, "sha256": seal(body)}


def canonical(document: Any) -> bytes:
    """Return the one spelling of a JSON value that hashes are taken over."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def seal(document: Mapping[str, Any]) -> str:
    """Return the hash of a document without its `sha256` field."""
    return hashlib.sha256(canonical({k: v for k, v in document.items() if k != "sha256"})).hexdigest()
