"""A conversation in a terminal."""

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.asking import document_of, put_out
from ui.cli.options import Screen
from ui.render.save import UnknownEnding, require_ending, save

if TYPE_CHECKING:
    from copilot.service import Copilot

Json = dict[str, Any]

HELP = """Type a question and press Enter.
  /proof F1     show the proof of a figure
  /save FILE    write the last answer as .json, .md, .html or .pdf
  /new          start a new conversation
  /quit         leave (also Ctrl-D)"""


class Conversation:
    """One terminal's turns; `thread` is None until the first answer names it."""

    def __init__(self, copilot: "Copilot", screen: Screen, thread: str | None, as_of: date | None) -> None:
        self.copilot = copilot
        self.screen = screen
        self.thread = thread
        self.as_of = as_of
        self.told: list[Json] = []

    def run(self) -> None:
        """Answer lines of standard input until it ends."""
        if sys.stdin.isatty() and not self.screen.quiet:
            status = self.copilot.describe()
            self._say(f"Model: {status.model}. Prices: {status.data}. /help shows what else can be typed.")
        while (line := self._line()) is not None:
            if line == "/quit":
                return
            if line:
                self._taken(line)

    def _line(self) -> str | None:
        try:
            return input("\n> " if sys.stdin.isatty() else "").strip()
        except EOFError:
            return None

    def _taken(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        match command:
            case "/help":
                self._say(HELP)
            case "/new":
                self.thread, self.told = None, []
                self._say("A new conversation.")
            case "/proof":
                self._prove(rest.strip().upper())
            case "/save":
                self._save(rest.strip())
            case _ if command.startswith("/"):
                self._say(f"There is no command {command}.\n{HELP}")
            case _:
                self._ask(line)

    def _ask(self, question: str) -> None:
        from copilot.service import QuestionRefused

        events = self.copilot.ask(question, thread=self.thread, as_of=self.as_of)
        try:
            document = asyncio.run(document_of(events, self.screen))
        except QuestionRefused as refused:
            self._say(str(refused))
            return
        self.told.append(document)
        self.thread = document["thread"]
        put_out(document, self.screen)

    def _prove(self, fact: str) -> None:
        from ui.render.proof import proofs_of
        from ui.render.terminal_fragments import loud_proof

        found = (proof for document in reversed(self.told) for proof in proofs_of(document) if proof.id == fact)
        proof = next(found, None)
        if proof is None:
            self._say("Name a figure of this conversation, for example: /proof F1")
        else:
            self.screen.console().print(*loud_proof(proof), sep="\n")

    def _save(self, name: str) -> None:
        if not self.told or not name:
            self._say("Ask something first, then for example: /save answer.html")
            return
        try:
            require_ending(Path(name))
            save(self.told[-1], Path(name).expanduser())
            self._say(f"Written to {name}")
        except (UnknownEnding, OSError) as wrong:
            self._say(f"Not written: {wrong}")

    def _say(self, text: str) -> None:
        self.screen.console().print(text, markup=False)
