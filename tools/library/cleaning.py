"""Text as it is stored: what a reader would see, nothing that hides from one."""

import re
import unicodedata

# Terminal escapes whole (CSI, OSC to its end, two-character ones); then whatever shows nothing.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|\x1b[@-_]?|\x9b[0-?]*[ -/]*[@-~]?"
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACE = re.compile(r"\s+")
TITLE_LONGEST = 200


def clean_text(text: str) -> str:
    """Return the text with plain line ends, pages parted by form feeds, nothing else that shows nothing."""
    plain = _BREAKS.sub("\n", _ESCAPES.sub("", text))
    return unicodedata.normalize("NFC", _HIDDEN.sub("", plain)).replace("\u00a0", " ")


def clean_line(text: str, longest: int = TITLE_LONGEST) -> str:
    """Return a title or name as one line of at most so many characters."""
    return _SPACE.sub(" ", clean_text(text[: 4 * longest])).strip()[:longest].strip()
