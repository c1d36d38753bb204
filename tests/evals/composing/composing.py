"""The whole set, always the same."""

import json
from collections import Counter
from pathlib import Path
from random import Random

from tests.evals.composing import claims, foreign, further, misread, returns, risk, sets, traps

FILE = Path(__file__).resolve().parent.parent / "questions.jsonl"
RANDOM = (
    returns.returns,
    returns.misspelled,
    returns.kinds_of_return,
    returns.amounts,
    returns.points,
    returns.sectors_by_stock_names,
    risk.risks,
    risk.extremes,
    risk.levels,
    sets.comparisons,
    sets.ranks,
    sets.excluded,
    sets.counts,
    sets.baskets,
    sets.series,
    sets.market,
    claims.claims,
    claims.followups,
)
FIXED = (
    claims.dated,
    traps.declined,
    traps.without_answer,
    traps.asked_back,
    traps.holidays,
    traps.digits_and_polarity,
    foreign.languages,
    foreign.sources,
    misread.misread,
    further.places,
    further.pieces,
    further.runs,
    further.falls,
    further.sizes,
    further.between_days,
    further.named,
)


def lines() -> str:
    """One question a line; each part draws from its own seed, so that a new part changes no other."""
    rows = [row for number, part in enumerate(RANDOM) for row in part(Random(2026 + number))]
    rows += [row for part in FIXED for row in part()]
    counted: Counter[str] = Counter()
    out, seen = [], set()
    for row in rows:
        if (row["question"], *row["context"], row["today"]) in seen:
            continue
        seen.add((row["question"], *row["context"], row["today"]))
        counted[row["category"]] += 1
        out.append(json.dumps({"id": f"{row['category']}-{counted[row['category']]:02}", **row}, ensure_ascii=False))
    return "\n".join(out) + "\n"
