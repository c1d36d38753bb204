"""Named conversations: what was said, and the facts it stands on; kept as files, or in a Postgres database."""

from copilot.threads.store import FileStore, Store, StoreFailed, StoreMissing
from copilot.threads.thread import (
    KEPT_MESSAGES,
    Thread,
    ThreadUse,
    artifacts_of,
    tool_calls_of,
    without_tool_talk,
)
from copilot.threads.threads import ThreadBusy, Threads

__all__ = [
    "KEPT_MESSAGES", "FileStore", "Store", "StoreFailed", "StoreMissing", "Thread", "ThreadBusy", "ThreadUse",
    "Threads", "artifacts_of", "tool_calls_of", "without_tool_talk",
]  # fmt: skip
