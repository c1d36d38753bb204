"""The budgets, each beside its peer in the same run: `make bench`, or `python -m tests.bench NAME…`."""

import sys
from importlib import import_module

from tests.bench.measuring import Row

BENCHES = ("start", "loop", "measures", "checking", "retrieval", "library", "refresh", "answers")
LARGE = "library_large"


def main(names: list[str]) -> int:
    """Print a line per budget; return 1 when one is exceeded."""
    unknown = set(names) - {*BENCHES, LARGE}
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join((*BENCHES, LARGE))}", file=sys.stderr)
        return 2
    rows: list[Row] = [row for name in names or BENCHES for row in import_module(f"tests.bench.{name}").rows()]
    width = max(len(row.name) for row in rows)
    for row in rows:
        figures = f"{row.ours:>12.6g}  {row.peer:>12.6g} {row.unit:<6} ratio {row.ratio:6.3f}"
        print(f"{row.name:<{width}}  {figures}  {row.verdict}")
    if not names:
        print(f"100,000 snippets are left out; some minutes measure them too: python -m tests.bench {LARGE}")
    return 0 if all(row.within for row in rows) else 1


sys.exit(main(sys.argv[1:]))
