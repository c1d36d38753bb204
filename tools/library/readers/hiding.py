"""What a browser would not show of a page, by its attributes, its inline styles and its own style sheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.library.readers.colours import Colour, alike, colour

Style = Mapping[str, str]
Rules = Mapping[str, Sequence[tuple[str, Style]]]
NEVER_SHOWN = frozenset(
    ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "dialog")
)
FOR_LISTENERS = frozenset(("sr-only", "visually-hidden", "screen-reader-text"))
SMALLEST_POINTS, FAR_AWAY, FAINT, MOST_RULES = 2.0, 300.0, 0.1, 5000
MOVED = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")
SIZES = ("height", "max-height", "width", "max-width")
_UNITS = "px 0.75 pt 1 em 12 rem 12 ex 6 ch 6 pc 12 in 72 cm 28.3 mm 2.83 vw 3.5 vh 3.5 % 3.5"
POINTS = {unit: float(points) for unit, points in zip(_UNITS.split()[::2], _UNITS.split()[1::2], strict=True)}
_ALL = ("html", "body")
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[.#][\w-]+)?", re.I)
_LENGTH = re.compile(r"(?P<size>[-+]?(?:\d+\.?\d*|\.\d+))(?P<unit>[a-z%]*)", re.I)
_NOTHING = re.compile(r"(?:scale(?:3d|x|y)?\(\s*0*\.?0*\s*[,)]|translate\w*\([^)]*-\d{3,})", re.I)
_CLIPPED = re.compile(r"rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?\s*\)"
                      r"|inset\(\s*(?:[5-9]\d|100)%", re.I)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """How letters would look at a place of a page; a colour that is not known is None."""

    letters: Colour | None = (0, 0, 0)
    behind: Colour | None = (255, 255, 255)
    points: float = 12.0
    shown: bool = True

    def under(self, style: Style) -> "Seen":
        """Return how letters look inside of an element of this style."""
        words = style.get("background-color") or style.get("background", "")
        behind = self.behind if words in ("", "none", "inherit", "transparent") else colour(words)
        letters = style.get("-webkit-text-fill-color") or style.get("color", "")
        visibility = style.get("visibility", "")
        return replace(
            self,
            letters=self.letters if letters in ("", "inherit") else colour(letters),
            behind=behind,
            points=self._points(style.get("font-size", "")),
            shown=self.shown if visibility in ("", "inherit") else visibility == "visible",
        )

    @property
    def readable(self) -> bool:
        """Whether somebody who looks at the page can read letters here."""
        faint = self.letters is not None and len(self.letters) > 3 and self.letters[3] < FAINT
        lost = self.letters is not None and self.behind is not None and alike(self.letters, self.behind)
        return self.shown and self.points >= SMALLEST_POINTS and not (faint or lost)

    def _points(self, words: str) -> float:
        found = _LENGTH.fullmatch(words)
        if not found:
            return self.points
        size, unit = float(found["size"]), found["unit"].lower()
        if unit in ("em", "%"):
            return self.points * size / (100 if unit == "%" else 1)
        return size * POINTS.get(unit, 1.0)


def unhide(tree: Any) -> None:
    """Take out of a page what a browser would not show; what stands behind it stays."""
    rules = _rules(tree)
    waiting = [(tree, Seen())]
    while waiting:
        element, around = waiting.pop()
        for child in list(element):
            if not isinstance(child.tag, str) or _is_away(child, _style(child, rules)):
                _drop(child)
        here = around.under(_style(element, rules))
        if not here.readable:
            _silence(element)
        waiting.extend((child, here) for child in element)


def _is_away(element: Any, style: Style) -> bool:
    """Whether an element is not shown with all that is inside of it."""
    if element.tag in NEVER_SHOWN or "hidden" in element.attrib or element.get("aria-hidden", "").lower() == "true":
        return True
    if FOR_LISTENERS.intersection(element.get("class", "").split()):
        return True
    return (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or _share(style.get("opacity", "")) < FAINT
        or any(_size(style.get(side, "")) < -FAR_AWAY for side in MOVED)
        or bool(_NOTHING.search(style.get("transform", "")))
        or bool(_CLIPPED.search(f"{style.get('clip', '')} {style.get('clip-path', '')}"))
        or (_cut_off(style) and any(_size(style.get(side, ""), FAR_AWAY) <= 1 for side in SIZES))
    )


def _cut_off(style: Style) -> bool:
    return any(style.get(name, "") in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))


def _share(words: str) -> float:
    found = _LENGTH.fullmatch(words)
    return float(found["size"]) / (100 if found["unit"] == "%" else 1) if found else 1.0


def _size(words: str, otherwise: float = 0.0) -> float:
    found = _LENGTH.fullmatch(words)
    return float(found["size"]) * POINTS.get(found["unit"].lower(), 1.0) if found else otherwise


def _style(element: Any, rules: Rules) -> Style:
    """Return what applies to an element: its attributes, the page's simple rules, its own style."""
    told = {"color": _attribute(element, "color"), "background-color": _attribute(element, "bgcolor")}
    if rules:
        marks = (element.tag, *(f".{name}" for name in element.get("class", "").split()), f"#{element.get('id', '')}")
        for tag, style in (rule for mark in marks for rule in rules.get(mark, ())):
            if tag in ("", element.tag):
                told |= style
    told |= _declared(element.get("style", ""))
    # A page is often kept out of sight until its script or its animation shows it.
    return (
        {name: told[name] for name in told if "color" in name or name == "background"} if element.tag in _ALL else told
    )


def _attribute(element: Any, name: str) -> str:
    words = str(element.get(name, "")).strip().lower()
    return f"#{words}" if re.fullmatch(r"[0-9a-f]{6}", words) else words


def _declared(words: str) -> dict[str, str]:
    """Return the declarations of a style, in small letters."""
    parts = (part.partition(":") for part in _without_comments(words).lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in parts if value.strip()}


def _rules(tree: Any) -> Rules:
    """Return the rules of the page's own style sheets that name one tag, class or id, by what they name."""
    found: dict[str, list[tuple[str, Style]]] = {}
    sheets = "}".join(sheet.text or "" for sheet in tree.iter("style"))
    for rule in _without_comments(sheets).split("}")[:MOST_RULES]:
        head, _, declarations = rule.rpartition("{")
        for selector in head.rpartition("{")[2].rpartition(";")[2].split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if simple and simple.group():
                tag = (simple["tag"] or "").lower()
                found.setdefault(simple["mark"] or tag, []).append((tag, _declared(declarations)))
    return found


def _without_comments(words: str) -> str:
    first, *others = words.split("/*")
    return "".join((first, *(other.partition("*/")[2] for other in others)))


def _silence(element: Any) -> None:
    """Take an element's own words, those between its children too."""
    element.text = None
    for child in element:
        child.tail = None


def _drop(element: Any) -> None:
    """Remove an element and keep the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)
