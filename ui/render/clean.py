"""Take out of a text what must never reach a screen: escape sequences and invisible control characters."""

import re
from typing import Any

_ESCAPES = re.compile(
    r"(?:\x1b\]|\x9d).*?(?:\x07|\x1b\\|\x9c)"  # operating system commands: titles, links, the clipboard
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f]).*?(?:\x1b\\|\x9c)"  # device, privacy and application strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor movements
    r"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RISKY = ("=", "+", "-", "@", "\t")


def plain(value: Any) -> str:
    """Return a value as text without escape sequences, control, direction-changing and tag characters."""
    return _UNSEEN.sub("", _ESCAPES.sub("", str(value).replace("\r\n", "\n")))


def cell(value: Any) -> str:
    """Return a table cell's text; one that a spreadsheet would run as a formula gets a leading apostrophe."""
    text = plain(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def sentence(text: Any) -> str:
    """Return a text as a sentence: a capital first, a full stop at its end."""
    line = " ".join(plain(text).split())
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")
