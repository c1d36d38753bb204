"""Whether a word stands where a name stands: "did Target do" does, "the target price" does not."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from tools.universe.spelling import Token, is_cjk
from tools.universe.words import role

Strength = Literal["strong", "weak", "none"]
Named = Callable[[int], bool]
"""Whether the token with this number belongs to a name that has been found."""

_BREAK = re.compile(r"[.!?;:\n\"“”(\[|•]|\s[-–—]\s")
_END = re.compile(r"[.!?;:\n\"“”)\]|]|\s[-–—]\s|…")


class Places:
    """The neighbours of every token of one text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        words = [token for token in tokens[1:] if len(token.raw) >= 4 and token.raw.isalpha()]
        capitals = sum(token.capital for token in words)
        self.titled = len(words) >= 4 and capitals > 0.85 * len(words)
        letters = [token for token in tokens if token.raw.isalpha() and token.raw.isascii()]
        self.shouted = len(letters) >= 3 and all(token.raw.isupper() for token in letters)

    def before(self, first: int) -> str:
        """Return the folded word to the left, "" at the start of a sentence, "," or "-" where that divides."""
        if first == 0:
            return ""
        between = self.text[self.tokens[first - 1].end : self.tokens[first].start]
        if _BREAK.search(between):
            return ""
        return "," if "," in between else "-" if between in ("-", "‑", "/") else self.tokens[first - 1].key

    def after(self, last: int) -> str:
        """Return the folded word to the right, "" at the end of a sentence, "," "-" or "'s"."""
        if last + 1 >= len(self.tokens):
            return ""
        following = self.tokens[last + 1]
        between = self.text[self.tokens[last].end : following.start]
        if between in ("'", "’"):
            return "'s" if following.key == "s" else following.key
        if _END.search(between):
            return ""
        return "," if "," in between else "-" if between in ("-", "‑", "/") else following.key

    def starts_sentence(self, first: int) -> bool:
        """Whether the token is the first of the text or of a sentence."""
        return self.before(first) == ""

    def in_place(self, first: int, last: int, named: Named) -> bool:
        """Whether a name can stand from one token to another, both included."""
        word = self.tokens[last].key
        before, after = self.before(first), self.after(last)
        if "-" in (before, after) or self.part_of_more(word, before, after):
            return False
        if before in role(f"beside {word}") or after in role(f"behind {word}"):
            return True
        left, right = self._left(first, before, named), self._right(last, before, after, named)
        if left == "strong":
            return right != "none"
        if first == 0 and (after == "" or after.isdigit() or after in role("of time")):
            return True
        return left == "weak" and right == "strong"

    def surely_in_place(self, first: int, last: int) -> bool:
        """Whether only a name can stand there, so that even an unlikely one is meant: "did delta do"."""
        return self.before(first) in role("verb before a name") and self.after(last) in role("after a name")

    def has_outer_evidence(self, first: int, last: int) -> bool:
        """Whether a neighbour that joins nothing speaks for a name."""
        after = self.after(last)
        return self.before(first) in role("before a name") or after == "'s" or after in role("after a name")

    @staticmethod
    def part_of_more(word: str, before: str, after: str) -> bool:
        """Whether the neighbours make another thing of the word: "target price", "market cap"."""
        return before in role(f"not before {word}") or after in role(f"not after {word}")

    def _left(self, first: int, before: str, named: Named) -> Strength:
        if before in ("and", "or", ","):
            here = first - 1 if before != "," else first
            if named(here - 1) or (before != "," and self.starts_sentence(here)):
                return "strong"
            return "weak" if before == "," else "none"
        if before == "s" and first > 1 and self.tokens[first - 2].key in ("how", "what"):
            return "strong"
        if before in role("before a name") or (before and is_cjk(before)):
            return "strong"
        return "weak" if before == "" or before in role("before a name or else") else "none"

    def _right(self, last: int, before: str, after: str, named: Named) -> Strength:
        if after in ("and", "or", ","):
            following = last + 2 if after != "," else last + 1
            return "strong" if following < len(self.tokens) and named(following) else "weak"
        if after == "'s" or after in role("after a name") or (after and is_cjk(after)):
            return "strong"
        return "weak" if after == "" or after in role("after a name or else") or after.isdigit() else "none"
