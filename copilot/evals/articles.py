"""Score article checks against labelled claims: recall, verdicts, and how often a true figure is called wrong."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.prices.history import PriceSource

Json = Mapping[str, Any]
NEAR = 80
"""Characters that a produced claim may lie away from a labelled one when both state the same number."""
SAME_SPAN = 0.3
PERCENT = ("%", "pp", "percent")


@dataclass(frozen=True)
class Row:
    """One labelled claim: its verdict, and the one produced for it, None when it was not found."""

    article: str
    quote: str
    gold: str
    produced: str | None


@dataclass(frozen=True)
class Score:
    """How checks fared. Shares are fractions, None where nothing could be counted."""

    rows: tuple[Row, ...] = field(repr=False)

    @property
    def recall(self) -> float | None:
        """Share of the labelled claims that prices can settle which were found."""
        price = [r for r in self.rows if r.gold != "not_checkable"]
        return _share(sum(r.produced is not None for r in price), len(price))

    @property
    def accuracy(self) -> float | None:
        """Share of the found ones whose verdict is the labelled one."""
        found = self._found()
        return _share(sum(r.gold == r.produced for r in found), len(found))

    @property
    def false_contradicted(self) -> float | None:
        """Share of the true claims found that were called contradicted."""
        true = [r for r in self._found() if r.gold == "supported"]
        return _share(sum(r.produced == "contradicted" for r in true), len(true))

    @property
    def false_supported(self) -> float | None:
        """Share of the wrong claims found that were called supported."""
        wrong = [r for r in self._found() if r.gold == "contradicted"]
        return _share(sum(r.produced == "supported" for r in wrong), len(wrong))

    def to_json(self) -> dict[str, Any]:
        """Return the shares as plain JSON, with the number of labelled claims."""
        names = ("recall", "accuracy", "false_contradicted", "false_supported")
        return {"claims": len(self.rows), **{name: getattr(self, name) for name in names}}

    def _found(self) -> list[Row]:
        return [r for r in self.rows if r.gold != "not_checkable" and r.produced is not None]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Labelled:
    """An article of a folder with its labelled claims; `published` is None where its head names no day."""

    name: str
    text: str
    published: date | None
    claims: list[dict[str, Any]]


def load_articles(folder: Path) -> list[Labelled]:
    """Return the articles of a folder, `NAME.txt` with `NAME.claims.jsonl` beside it, in the order of their names.

    Lines like `published: DAY` may stand before the first blank line. ValueError where there is none.
    """
    pairs = [(p, p.with_suffix(".claims.jsonl")) for p in sorted(folder.glob("*.txt"))]
    found = [_labelled(text, claims) for text, claims in pairs if claims.is_file()]
    if not found:
        raise ValueError("there is no NAME.txt with a NAME.claims.jsonl beside it")
    return found


def _labelled(text: Path, claims: Path) -> Labelled:
    head, _, body = text.read_text(encoding="utf-8").partition("\n\n")
    day = re.search(r"^published:.*?(\d{4}-\d{2}-\d{2})", head, re.MULTILINE)
    whole = body if re.search(r"^(?:published|title):", head, re.MULTILINE) else f"{head}\n\n{body}"
    rows = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines() if line.strip()]
    return Labelled(text.stem, whole, date.fromisoformat(day[1]) if day else None, rows)


def evaluate(folder: Path, prices: "PriceSource", progress: Callable[[int, int, str], None] | None = None) -> Score:
    """Check every article of a folder and score the checks."""
    from copilot.check import check_article
    from tools.sessions import load_sessions
    from tools.universe import load_universe

    universe, sessions = load_universe(prices.known_symbols() or ()), load_sessions()
    articles, rows = load_articles(folder), []
    for number, one in enumerate(articles, 1):
        document = check_article(one.text, one.published, prices, universe, sessions)
        rows += score(one.name, one.text, one.claims, document)
        if progress:
            progress(number, len(articles), one.name)
    return Score(tuple(rows))


def score(name: str, text: str, gold: Sequence[Json], document: Json) -> list[Row]:
    """Return a row for each labelled claim of an article.

    Parameters
    ----------
    name, text : str
        The article as it was checked.
    gold : sequence of mapping
        Claims with `quote`, `stated` (`value`, `unit`; percents in percent) or None, and `verdict`.
    document : mapping
        The check document.

    """
    labelled = list(_placed(text, gold))
    produced = list(document["claims"])
    matched = _matched(labelled, produced)
    return [
        Row(name, claim["quote"], claim["verdict"], produced[matched[n]]["verdict"] if n in matched else None)
        for n, (claim, _) in enumerate(labelled)
    ]


Span = tuple[int, int]


def _placed(text: str, gold: Sequence[Json]) -> Iterator[tuple[Json, Span | None]]:
    """Yield each labelled claim with its place; a quote that occurs twice takes its occurrences in order."""
    used: dict[str, int] = {}
    for claim in gold:
        quote = str(claim["quote"])
        at = text.find(quote, used.get(quote, 0))
        at = at if at >= 0 else text.find(quote)
        used[quote] = at + 1
        yield claim, (at, at + len(quote)) if at >= 0 else None


def _matched(gold: Sequence[tuple[Json, Span | None]], produced: Sequence[Json]) -> dict[int, int]:
    """Return which produced claim answers which labelled one, one to one, the best first."""
    pairs = sorted(
        ((fit, g, p) for g, one in enumerate(gold) for p, two in enumerate(produced) if (fit := _fit(one, two)) > 0),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, g, p in pairs:
        if g not in taken and p not in taken.values():
            taken[g] = p
    return taken


def _fit(labelled: tuple[Json, Span | None], produced: Json) -> float:
    claim, span = labelled
    if span is None:
        return 0.0
    start, end = int(produced["start"]), int(produced["end"])
    shared = min(span[1], end) - max(span[0], start)
    overlap = max(0, shared) / max(1, min(span[1] - span[0], end - start))
    union = max(0, shared) / max(1, max(span[1], end) - min(span[0], start))
    same = _same_number(claim, produced)
    if same and shared > -NEAR:
        return 3 + overlap + union
    if same is None and overlap >= SAME_SPAN:
        return 1 + union
    return 0.0


def _same_number(gold: Json, produced: Json) -> bool | None:
    """Say whether both state one number, sign aside; None where one states none."""
    wanted, stated = gold.get("stated"), produced["stated"]["value"]
    if not wanted or wanted.get("value") is None or stated is None:
        return None
    value = float(wanted["value"]) / (100 if wanted.get("unit") in PERCENT else 1)
    told = stated if isinstance(stated, list) else [stated]
    return any(abs(abs(float(one)) - abs(value)) <= max(2e-6, 1e-6 * abs(value)) for one in told)


def verdict_of(document: Json, words: str) -> str | None:
    """Return the verdict on the first claim whose quote holds some words, None when there is none."""
    plain = re.sub(r"\s+", " ", words)
    return next((str(c["verdict"]) for c in document["claims"] if plain in re.sub(r"\s+", " ", str(c["quote"]))), None)
