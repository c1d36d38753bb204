"""Fetched prices on disk: one Parquet file per symbol, replaced whole, under a lock."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd

from tools.prices.keeping import kept

SESSION = "session"
PREFIX, ENDING = "daily-", ".parquet"


@dataclass(frozen=True, eq=False)
class Stored:
    """Final daily rows of one symbol: when they were fetched, and from which day on."""

    rows: pd.DataFrame
    fetched_at: datetime
    covered_from: date

    def newest(self) -> date:
        """Return the last session."""
        stamp: pd.Timestamp = self.rows.index[-1]
        return stamp.date()


class PriceCache:
    """A folder of fetched prices. What cannot be read does not exist; what cannot be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def symbols(self) -> tuple[str, ...]:
        """Return the symbols that have a file."""
        return tuple(
            sorted(unquote(p.name[len(PREFIX) : -len(ENDING)]) for p in self.folder.glob(f"{PREFIX}*{ENDING}"))
        )

    def load(self, symbol: str) -> Stored | None:
        """Return what is kept of a symbol, None when nothing is or its file is damaged."""
        path = self._path(symbol)
        if not path.exists():
            return None
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            # Opened once: a file that is replaced between two openings would be half of each.
            table = pq.ParquetFile(pa.BufferReader(path.read_bytes())).read(use_threads=False)
            noted = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
            values = {name: table[name].to_numpy() for name in table.column_names}
            rows = pd.DataFrame(values, index=pd.DatetimeIndex(values.pop(SESSION), name=SESSION))
            fetched_at, covered_from = datetime.fromisoformat(noted["fetched_at"]), noted["covered_from"]
            stored = Stored(rows, fetched_at, date.fromisoformat(covered_from))
        except (OSError, pa.ArrowException, KeyError, ValueError):
            return None
        return stored if len(rows) and rows.index.is_monotonic_increasing else None

    def store(self, symbol: str, stored: Stored) -> bool:
        """Keep rows of a symbol in place of those before; returns whether that could be done."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = {SESSION: stored.rows.index.to_numpy(), **{n: stored.rows[n].to_numpy() for n in stored.rows}}
        noted = {"fetched_at": stored.fetched_at.isoformat(), "covered_from": stored.covered_from.isoformat()}
        table = pa.table(columns, metadata=noted)
        return kept(
            self._path(symbol), lambda fresh: pq.write_table(table, fresh, use_dictionary=False, write_statistics=False)
        )

    def _path(self, symbol: str) -> Path:
        return self.folder / f"{PREFIX}{quote(symbol, safe='')}{ENDING}"
