"""One conversation, and the plain JSON that it is kept as."""

import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import date
from typing import Any, NoReturn

from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    ToolMessage,
    messages_from_dict,
    messages_to_dict,
)

from copilot.answer import ModelUse
from copilot.facts import Given, Passage, Table, fact_from_json, fact_json
from copilot.ledger import Ledger

KEPT_MESSAGES = 400
SPOKEN_TURNS = 6
SPOKEN_CHARACTERS = 8000


@dataclass(frozen=True)
class ThreadUse:
    """What a thread has cost: answers, and the calls and tokens of its chat model."""

    answers: int = 0
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def plus(self, use: ModelUse) -> "ThreadUse":
        """Return the same with one more answer."""
        return ThreadUse(
            self.answers + 1,
            self.calls + use.calls,
            self.input_tokens + use.input_tokens,
            self.output_tokens + use.output_tokens,
        )

    def __add__(self, other: "ThreadUse") -> "ThreadUse":
        """Return what two threads have cost together."""
        return ThreadUse(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass
class Thread:
    """One conversation; ids of facts and passages are unique in it.

    `trouble` is what its reader should know of how it was opened; one that could not be read is not `kept`.
    """

    name: str
    messages: list[BaseMessage] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    use: ThreadUse = ThreadUse()
    trouble: str | None = None
    kept: bool = True

    @property
    def earlier(self) -> str:
        """The last question that was asked, "" before the first."""
        return next((m.text for m in reversed(self.messages) if isinstance(m, HumanMessage)), "")


def text_of(thread: Thread) -> str:
    """Return a thread as strict JSON; raises ValueError for what JSON does not have."""
    return json.dumps(_document(thread), allow_nan=False)


def thread_from(name: str, text: str) -> Thread:
    """Return the thread that was kept as this text; raises ValueError for any other text."""
    try:
        return _thread(name, json.loads(text, parse_constant=_no_constant))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("this is no thread") from wrong


def use_in(text: str) -> ThreadUse | None:
    """Return what the thread that was kept as this text has cost; None for any other text."""
    try:
        return ThreadUse(**json.loads(text).get("use", {}))
    except (ValueError, TypeError, AttributeError):
        return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _document(thread: Thread) -> dict[str, Any]:
    ledger = thread.ledger
    return {
        "messages": messages_to_dict(_newest(thread.messages)),
        "use": asdict(thread.use),
        "facts": [{**fact_json(f), "names": list(f.names)} for f in ledger.facts.values()],
        "tables": [asdict(t) for t in ledger.tables.values()],
        "passages": [
            {**asdict(p), "published": p.published and p.published.isoformat()} for p in ledger.passages.values()
        ],
        "givens": [asdict(g) for g in ledger.givens.values()],
        "series": ledger.series,
    }


def _thread(name: str, document: Mapping[str, Any]) -> Thread:
    facts = [replace(fact_from_json(f), names=tuple(f["names"])) for f in document["facts"]]
    ledger = Ledger(
        facts={f.id: f for f in facts},
        tables={t["id"]: _table(t) for t in document["tables"]},
        passages={p["id"]: _passage(p) for p in document["passages"]},
        givens={g["id"]: Given(**g) for g in document["givens"]},
        series=dict(document["series"]),
    )
    return Thread(name, messages_from_dict(document["messages"]), ledger, ThreadUse(**document.get("use", {})))


def _newest(messages: list[BaseMessage]) -> list[BaseMessage]:
    """Return the newest messages from a question on, so that no tool result is left without its call."""
    cut = max(0, len(messages) - KEPT_MESSAGES)
    return messages[next((i for i in range(cut, len(messages)) if isinstance(messages[i], HumanMessage)), cut) :]


def _table(plain: Mapping[str, Any]) -> Table:
    return Table(plain["id"], plain["title"], tuple(plain["columns"]), tuple(tuple(row) for row in plain["rows"]))


def _passage(plain: Mapping[str, Any]) -> Passage:
    published = plain["published"] and date.fromisoformat(plain["published"])
    return Passage(**{**plain, "published": published})


def without_tool_talk(messages: list[BaseMessage]) -> list[BaseMessage]:
    """Return the last turns as a chat model needs them: questions and drafts, no tool results.

    Drafts hold references, so that no digit of an earlier answer is there to be copied. However
    long the thread, they are few and short.
    """
    said = [
        m for m in messages if isinstance(m, HumanMessage) or (isinstance(m, AIMessage) and not m.tool_calls and m.text)
    ]
    spoken: list[BaseMessage] = [*said[-2 * SPOKEN_TURNS :]]
    while spoken and (sum(len(m.text) for m in spoken) > SPOKEN_CHARACTERS or not isinstance(spoken[0], HumanMessage)):
        spoken.pop(0)
    return spoken


def tool_calls_of(messages: list[BaseMessage]) -> list[dict[str, Any]]:
    """Return the tool calls among the messages, oldest first."""
    return [dict(call) for m in messages if isinstance(m, AIMessage) for call in m.tool_calls]


def artifacts_of(messages: list[BaseMessage]) -> list[Any]:
    """Return what the tools handed over beside their text, oldest first."""
    return [m.artifact for m in messages if isinstance(m, ToolMessage) and m.artifact]
