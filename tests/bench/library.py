"""The source library beside bare Chroma: adding, asking, memory, disk, and how many of the nearest are missed."""

import json
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.corpus import corpus
from tests.bench.measuring import Row

COUNT, FEW_PAGES, MANY_PAGES = 10_000, 1_000, 10_000
MAY_MISS, MAY_GROW = 0.02, 1.15


def rows() -> list[Row]:
    """Return the rows for 10,000 snippets, and for pages that come in."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        corpus().save(folder)
        many, few = (measured("page", "ours", folder, count)["bytes"] for count in (MANY_PAGES, FEW_PAGES))
        growth = Row(
            f"peak memory as {MANY_PAGES:,} pages come in / {FEW_PAGES:,}", many / 1e6, few / 1e6, MAY_GROW, "MB"
        )
        return [*shelf_rows(folder, COUNT), growth]


def shelf_rows(folder: Path, count: int) -> Iterator[Row]:
    """Yield the rows for so many snippets: ours, and Chroma alone with the same vectors."""
    ours, bare = (measured("add", who, folder, count) for who in ("ours", "bare"))
    shelf = f"{count:,} snippets"
    yield Row(f"{shelf}: added a CPU second", count / ours["seconds"], count / bare["seconds"], math.inf, "")
    yield Row(f"{shelf}: peak memory of adding", ours["bytes"] / 1e6, bare["bytes"] / 1e6, math.inf, "MB")
    yield Row(f"{shelf}: on disk", size(folder / "ours") / 1e6, size(folder / "bare") / 1e6, math.inf, "MB")
    ours, bare = (measured("ask", who, folder, count) for who in ("ours", "bare"))
    for what, name in (("plain", "query"), ("filtered", "query with a filter")):
        for share in (50, 95):
            times = (1e3 * percentile(one[what], share) for one in (ours, bare))
            yield Row(f"{shelf}: {name}, p{share}", *times, math.inf, "ms")
    yield Row(f"{shelf}: first query of a process", ours["first"][0], bare["first"][0], math.inf)
    yield Row(f"{shelf}: peak memory of asking", ours["bytes"] / 1e6, bare["bytes"] / 1e6, math.inf, "MB")
    missed = measured("miss", "ours", folder, count)["missed"]
    yield Row(f"{shelf}: of the ten nearest, missed / allowed", missed, MAY_MISS, 1, "")


def measured(what: str, who: str, folder: Path, count: int) -> dict[str, Any]:
    """Return what a process of its own measures."""
    command = [sys.executable, "-m", "tests.bench.shelf", what, who, str(folder), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def percentile(values: list[float], share: int) -> float:
    """Return the value below which so many hundredths lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def size(folder: Path) -> int:
    """Return the bytes of the files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
