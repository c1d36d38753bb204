"""Whether a word stands where a name stands: "did Target do" does, "the target price" does not."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from tools.universe.spelling import Token, is_cjk

Strength = Literal["strong", "weak", "none"]
Named = Callable[[int], bool]
"""Whether the token with this number belongs to a name that has been found."""

_LEFT_STRONG = frozenset(
    "did does do has have had is are was were will would could can of for with vs versus v against than compare "
    "compared comparing between beat beats beating outperform outperformed underperform underperformed buy sell hold "
    "own short about both either like as much plus minus show ticker symbol rank that von de del du da di y et und oder "
    "ou gegen contra hat haben".split()
)
_LEFT_WEAK = frozenset("in to on by into from while but because when if whereas although though so".split())
_RIGHT_STRONG = frozenset(
    "do done doing perform performed performs performing performance fare fared return returns returned returning "
    "stock share shares ytd vs versus gain gains gained gaining rose rise rises rising risen rally rallied fell fall "
    "falls falling fallen lost lose loses losing drop drops dropped dropping jump jumped surged surge climb climbed "
    "slid slide sank dipped slipped decline declined declines advance advanced advances close closed closes traded "
    "trading outperform outperformed outperforms underperform underperformed underperforms beat beats lag lagged lags "
    "lead leads led weight volatility vol drawdown beta sharpe correlation dividend dividends earnings up down compared "
    "price added shed soared plunged tumbled crashed doubled tripled halved moved gagne perdu gestiegen gefallen subio "
    "cayo bajo".split()
)
_RIGHT_WEAK = frozenset(
    "in on over since during last this past today yesterday so from to through until between for at by is was has had "
    "have did does go went going move moves moving with than rather after before relative each every year month week "
    "quarter now currently ever again as en im seit depuis desde cette este dieses diese".split()
)
_OF_TIME = frozenset("in on over since during last this past today yesterday so year for ytd now".split())
_EXTRA_LEFT = {
    "sector": frozenset(
        "which what best worst top bottom performing leading lagging weakest strongest each every by per any "
        "single stock market leader".split()
    )
}
_NOT_AFTER = {"target": frozenset({"price", "on"}), "market": frozenset({"bull", "bear", "labor", "job", "housing"})}
_NOT_BEFORE = {
    "target": frozenset("price prices date dates range rate".split()),
    "market": frozenset(
        "cap caps capitalization capitalisation value values price prices share breadth leader leaders leadership "
        "participants order orders maker makers risk timing narrative sentiment conditions cycle caps".split()
    ),
}
_BREAK = re.compile(r"[.!?;:\n\"“”(\[|•]|\s[-–—]\s")
_END = re.compile(r"[.!?;:\n\"“”)\]|]|\s[-–—]\s|…")


class Places:
    """The neighbours of every token of one text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        words = [token for token in tokens if len(token.raw) >= 4 and token.raw.isalpha()]
        capitals = sum(token.capital for token in words)
        self.titled = len(words) >= 3 and capitals > 0.6 * len(words)

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
        if before in _EXTRA_LEFT.get(word, ()):
            return True
        left, right = self._left(first, before, named), self._right(last, before, after, named)
        if left == "strong":
            return right != "none"
        if first == 0 and (after == "" or after in _OF_TIME):
            return True
        return left == "weak" and right == "strong"

    @staticmethod
    def part_of_more(word: str, before: str, after: str) -> bool:
        """Whether the neighbours make another thing of the word: "target price", "market cap"."""
        return before in _NOT_AFTER.get(word, ()) or after in _NOT_BEFORE.get(word, ())

    def _left(self, first: int, before: str, named: Named) -> Strength:
        if before in ("and", "or", ","):
            here = first - 1 if before != "," else first
            if named(here - 1) or (before != "," and self.starts_sentence(here)):
                return "strong"
            return "weak" if before == "," else "none"
        if before == "s" and first > 1 and self.tokens[first - 2].key in ("how", "what"):
            return "strong"
        if before in _LEFT_STRONG or (before and is_cjk(before)):
            return "strong"
        return "weak" if before == "" or before in _LEFT_WEAK else "none"

    def _right(self, last: int, before: str, after: str, named: Named) -> Strength:
        if after in ("and", "or", ","):
            following = last + 2 if after != "," else last + 1
            return "strong" if following < len(self.tokens) and named(following) else "weak"
        if after == "'s" or after in _RIGHT_STRONG or (after and is_cjk(after)):
            return "strong"
        return "weak" if after == "" or after in _RIGHT_WEAK or after.isdigit() else "none"
