"""The budgets, each beside its peer in the same run: `make bench`, or `python -m tests.bench NAME…`."""

import sys

from tests.bench import loop, start
from tests.bench.measuring import Row

BENCHES = {"start": start.rows, "loop": loop.rows}


def main(names: list[str]) -> int:
    """Print a line per budget; return 1 when one is exceeded."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    rows: list[Row] = [row for name in names or BENCHES for row in BENCHES[name]()]
    width = max(len(row.name) for row in rows)
    for row in rows:
        verdict = "ok" if row.within else "OVER"
        print(
            f"{row.name:<{width}}  {row.ours:>12.6g}  {row.peer:>12.6g} {row.unit:<6} ratio {row.ratio:6.3f}  budget {row.budget:g}  {verdict}"
        )
    return 0 if all(row.within for row in rows) else 1


sys.exit(main(sys.argv[1:]))
