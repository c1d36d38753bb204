"""The fault table: every row, what is injected, and what whoever asks sees. Its tests bear the row's name as a marker.

As a plugin (`pytest -m fault -p tests.faults.table`) it prints the table with what each row came to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One fault."""

    injected: str
    seen: str


ROWS: Mapping[str, Row] = {
    "L1": Row("the model's rate limit, with a time to wait", "the answer after waiting as told, in three calls"),
    "L2": Row("a rate limit that stays; no quota", "the built-in model's answer with the reason; no quota is one call"),
    "L3": Row("500, 503, refused, dropped, no such host", "the built-in model's answer with the reason, or an error"),
    "L4": Row("no first byte; a stall in mid-answer", "cut off in time; what had come is kept, called incomplete"),
    "L5": Row("the connection is lost in mid-answer", "what had come, called incomplete, and no second call"),
    "L6": Row("a stream that ends without a finish", "what had come, called incomplete"),
    "L7": Row("half JSON, an error event, HTML, no choices", "the built-in model's answer with the reason"),
    "L8": Row("an empty answer", "asked once more, then told from the facts"),
    "L9": Row("length limit, content filter, refusal", "what had come with the reason, or the built-in model's answer"),
    "L10": Row("a context that overflows; two hundred turns", "trimmed, asked once more; no result without its call"),
    "L11": Row("bad, unknown, doubled, fifty tool calls", "sent back to the model in 800 characters, then the answer"),
    "L12": Row("tools asked for without end", "six model calls, 24 tools, then told from the facts"),
    "L13": Row("a tool that raises with a secret", "a general sentence; the secret is nowhere"),
    "L14": Row("wrong number, wrong unit, invented marker", "marked in place, or withdrawn"),
    "L15": Row("no key, a wrong key, the key in an error", "said, replaced; the key is nowhere"),
    "D1": Row("Yahoo limits requests, or gives no rows", "kept or reference closes, with age and reason"),
    "D2": Row("three of eleven sectors are missing", "the rest, the missing by name, nothing weighted anew"),
    "D3": Row("zero, negative, missing, doubled rows", "left out and told; never a number that is none"),
    "D4": Row("prices a year old", "dated, and not called current"),
    "D5": Row("a split, a dividend, pence, a day at 100 times", "both returns named; the wrong unit refused by name"),
    "D6": Row("unknown and hostile names", "asked about; never sent to a service"),
    "D7": Row("weekends, holidays, zones, days that are none", "the session that was used, by its date"),
    "D8": Row("no network", "kept or reference closes at once; live again without a restart"),
    "D9": Row("warnings of pandas", "none from our own code"),
    "S1": Row("kill -9 while documents are added", "what was acknowledged is there, once"),
    "S2": Row("two processes write the library", "they take turns, or one is told who writes"),
    "S3": Row("one process reads what another writes", "the new documents, at once"),
    "S4": Row("a damaged index or record", "set aside, rebuilt with the same answers, or a remedy"),
    "S5": Row("full disk, folders that cannot be written, odd names", "an error with a remedy, and no half document"),
    "S6": Row("cache files cut short, written by two", "fetched anew; no half file is ever read"),
    "X1": Row("documents that give orders to an obedient model", "nothing leaves, nothing changes, nothing is shown"),
    "X2": Row("seventeen ways to make a browser send something", "no request reaches the beacon"),
    "X3": Row("scripts in texts, names, titles", "characters, never code"),
    "X4": Row("escape sequences for a terminal", "taken out"),
    "X5": Row("addresses that lead inside", "refused before anything is connected to"),
    "X6": Row("bombs: archives, PDF, XML, patterns", "refused within time and memory"),
    "X7": Row("archive paths that lead outside, links", "refused"),
    "X8": Row("a document that crowds out the others", "one place; the more trusted one first"),
    "X9": Row("a secret in settings, errors, reports", "in nothing that is shown, sent or kept"),
    "X10": Row("a formula in a cell", "text"),
    "C1": Row("fifty readers at once, each with a canary", "each sees its own, nothing else"),
    "C2": Row("too many at once; Stop; a reader who leaves", "busy in words; work ends within a second"),
    "C3": Row("foreign host or origin, floods, large bodies", "403, 413, 429"),
    "C4": Row("endpoints that are not documented", "there are none"),
    "O1": Row("SIGTERM, SIGINT, a closed pipe", "a clean end with the documented code"),
    "O2": Row("a busy port, no home, no terminal", "one sentence with a remedy, or the answer all the same"),
}  # fmt: skip


def rows_of(item: Any) -> list[str]:
    """Return the rows that a collected test bears."""
    return [str(row) for mark in item.iter_markers("fault") for row in mark.args]


class Report:
    """Gathers what the tests of each row came to."""

    def __init__(self) -> None:
        self.rows: dict[str, list[str]] = {}
        self.failed: set[str] = set()
        self.skipped: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        for item in items:
            for row in rows_of(item):
                self.rows.setdefault(row, []).append(item.nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        if report.skipped:
            self.skipped.add(report.nodeid)

    def pytest_sessionfinish(self, session: Any, exitstatus: int) -> None:
        """Let the run fail when a row has no test."""
        if exitstatus == 0 and set(ROWS) - set(self.rows):
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        terminalreporter.section("faults")
        wide = max(len(row.injected) for row in ROWS.values())
        for name, row in ROWS.items():
            terminalreporter.line(f"{name:<4} {row.injected:<{wide}}  {self.verdict(name):<16} {row.seen}")

    def verdict(self, name: str) -> str:
        """Return what became of a row, in a few characters."""
        tests = self.rows.get(name, [])
        failed = sum(test in self.failed for test in tests)
        ran = len(tests) - sum(test in self.skipped for test in tests)
        if failed or not ran:
            return f"FAILED {failed}/{len(tests)}" if failed else "NOT RUN"
        return f"held {ran}/{len(tests)}"


def pytest_configure(config: Any) -> None:
    """Report at the end of a run that was asked to."""
    config.pluginmanager.register(Report())
