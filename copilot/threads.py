"""Named conversations, kept as files: what was said, and the facts it stands on."""

import json
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    ToolMessage,
    messages_from_dict,
    messages_to_dict,
)

from copilot.facts import Given, Passage, Table, fact_from_json, fact_json
from copilot.ledger import Ledger

KEPT_MESSAGES = 400


@dataclass
class Thread:
    """One conversation; ids of facts and passages are unique in it."""

    name: str
    messages: list[BaseMessage] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


class Threads:
    """The folder of conversations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str | None) -> Thread:
        """Return the named thread, or a new one; a damaged file is set aside and the thread starts anew."""
        thread = Thread(name or f"thread-{secrets.token_hex(4)}")
        path = self._path(thread.name)
        if not path.is_file():
            return thread
        try:
            return _thread(thread.name, json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError):
            path.replace(path.with_suffix(".damaged"))
            return thread

    def save(self, thread: Thread) -> None:
        """Write the thread, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(_document(thread), out, ensure_ascii=False)
        Path(name).replace(self._path(thread.name))

    def _path(self, name: str) -> Path:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:80].lstrip(".")
        return self.folder / f"{plain or 'thread'}.json"


def _document(thread: Thread) -> dict[str, Any]:
    ledger = thread.ledger
    return {
        "messages": messages_to_dict(thread.messages[-KEPT_MESSAGES:]),
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
    return Thread(name, messages_from_dict(document["messages"]), ledger)


def _table(plain: Mapping[str, Any]) -> Table:
    return Table(plain["id"], plain["title"], tuple(plain["columns"]), tuple(tuple(row) for row in plain["rows"]))


def _passage(plain: Mapping[str, Any]) -> Passage:
    published = plain["published"] and date.fromisoformat(plain["published"])
    return Passage(**{**plain, "published": published})


def without_tool_talk(messages: list[BaseMessage], turns: int = 6) -> list[BaseMessage]:
    """Return the last turns as a chat model needs them: questions and drafts, no tool results.

    Drafts hold references, so that no digit of an earlier answer is there to be copied.
    """
    spoken: list[BaseMessage] = [
        m for m in messages if isinstance(m, HumanMessage) or (isinstance(m, AIMessage) and not m.tool_calls and m.text)
    ]
    return spoken[-2 * turns :]


def tool_calls_of(messages: list[BaseMessage]) -> list[dict[str, Any]]:
    """Return the tool calls among the messages, oldest first."""
    return [dict(call) for m in messages if isinstance(m, AIMessage) for call in m.tool_calls]


def artifacts_of(messages: list[BaseMessage]) -> list[Any]:
    """Return what the tools handed over beside their text, oldest first."""
    return [m.artifact for m in messages if isinstance(m, ToolMessage) and m.artifact]
