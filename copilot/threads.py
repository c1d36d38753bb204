"""Named conversations, kept as files: what was said, and the facts it stands on."""

import asyncio
import hashlib
import json
import os
import re
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
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

from copilot.answer import ModelUse
from copilot.facts import Given, Passage, Table, fact_from_json, fact_json
from copilot.ledger import Ledger

KEPT_MESSAGES = 400
SPOKEN_TURNS = 6
SPOKEN_CHARACTERS = 8000


class ThreadBusy(Exception):
    """Another program is answering in this thread and did not come to an end."""


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


class Threads:
    """The folder of conversations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_name(self) -> str:
        """Return a name that no thread has."""
        return f"thread-{secrets.token_hex(8)}"

    def open(self, name: str | None) -> Thread:
        """Return the named thread, or a new one; a damaged file is set aside and the thread starts anew."""
        thread = Thread(name or self.new_name())
        path = self._path(thread.name)
        try:
            return _thread(thread.name, json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            return thread
        except OSError as error:
            why = (error.strerror or "unknown reason").lower()
            thread.trouble = f"The conversation {thread.name!r} cannot be read ({why}); this answer starts a new one."
            thread.kept = False
        except (ValueError, KeyError, TypeError, AttributeError):
            with suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            thread.trouble = f"The conversation {thread.name!r} was damaged and set aside; this one starts anew."
        return thread

    def save(self, thread: Thread) -> None:
        """Write the thread, whole or not at all. Raises OSError when the folder cannot be written."""
        if not thread.kept:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(_document(thread), out, ensure_ascii=False)
            Path(name).replace(self._path(thread.name))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def total(self) -> tuple[int, ThreadUse]:
        """Return how many threads are kept and what they have cost together; one that cannot be read cost nothing."""
        found = list(self.folder.glob("*.json"))
        uses = [use for path in found if (use := _use_in(path))]
        fields = ("answers", "calls", "input_tokens", "output_tokens")
        return len(found), ThreadUse(*(sum(getattr(use, name) for use in uses) for name in fields))

    @asynccontextmanager
    async def alone(self, name: str, seconds: float) -> AsyncIterator[None]:
        """Keep every other process off a thread, so that no turn is lost to one that began before it ended.

        Raises ThreadBusy when it does not come free in so many seconds. Where no file can be
        written, nothing can be lost, and nothing is locked.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self._path(name).with_suffix(".lock"), thread_local=False)
        end = time.monotonic() + seconds
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            while not lock.is_locked:
                try:
                    lock.acquire(blocking=False)
                except Timeout:
                    if time.monotonic() > end:
                        raise ThreadBusy(
                            f"the conversation {name!r} is in use by another program; wait for its answer, "
                            "or name another conversation"
                        ) from None
                    await asyncio.sleep(0.05)
        try:
            yield
        finally:
            lock.release()

    def _path(self, name: str) -> Path:
        """Return the file of a thread: two names never share one, on no file system."""
        plain = re.sub(r"[^a-z0-9._-]", "_", name.lower())[:80].lstrip(".")
        mark = "" if plain == name else f"-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
        return self.folder / f"{plain}{mark}.json"


def _use_in(path: Path) -> ThreadUse | None:
    try:
        return ThreadUse(**json.loads(path.read_text(encoding="utf-8")).get("use", {}))
    except (OSError, ValueError, TypeError, AttributeError):
        return None


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
