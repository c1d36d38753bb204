"""Files of prices as tables: found in a folder, recognised by their header, read by symbol."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from tools.errors import PriceFileError

VALUES = ("open", "high", "low", "close", "adj_close", "volume")
ALIASES = {"symbol": "ticker", "session": "date", "adjclose": "adj_close", "adjusted_close": "adj_close"}
HEADER = "date,ticker,open,high,low,close,adj_close,volume"
ENDINGS = (".csv", ".csv.gz", ".parquet")


@dataclass(frozen=True)
class PriceTable:
    """One file of prices. `columns` maps our names to those that the file uses."""

    path: Path
    columns: Mapping[str, str]

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.name

    @cached_property
    def keys(self) -> pd.DataFrame:
        """The columns `date`, `ticker` (as written) and those of the two closes, every row."""
        return self._read([n for n in ("date", "ticker", "close", "adj_close") if n in self.columns])

    @cached_property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        """Each symbol in capitals without blanks, and how the file writes it."""
        written: dict[str, tuple[str, ...]] = {}
        for ticker in self.keys["ticker"].dropna().unique():
            symbol = str(ticker).strip().upper()
            written[symbol] = (*written.get(symbol, ()), str(ticker))
        written.pop("", None)
        return written

    def rows(self, symbols: Collection[str]) -> pd.DataFrame:
        """Return the rows of symbols as they stand in the file, under our names, tickers as symbols."""
        symbol_of = {spelling: symbol for symbol in symbols for spelling in self.spellings.get(symbol, ())}
        rows = self._read(list(self.columns), symbol_of)
        return rows.assign(ticker=rows["ticker"].astype("str").map(symbol_of))

    def _read(self, names: Sequence[str], tickers: Collection[str] | None = None) -> pd.DataFrame:
        if self.path.suffix != ".parquet":
            whole = self._whole[list(names)]
            return whole if tickers is None else whole[whole["ticker"].isin(tickers)]
        chosen = None if tickers is None else [(self.columns["ticker"], "in", list(tickers))]
        return read_parquet(self.path, self.columns, names, chosen)

    @cached_property
    def _whole(self) -> pd.DataFrame:
        return read_csv(self.path, self.columns)


def find_tables(path: Path) -> tuple[tuple[PriceTable, ...], tuple[str, ...]]:
    """Return the files of prices at a path, and what was passed over in a folder and why.

    Raises
    ------
    PriceFileError
        When the path is not there, or nothing in it is a file of prices.

    """
    if not path.exists():
        raise PriceFileError(f"there is no file or folder {str(path)!r}; give --data a CSV or Parquet file of {HEADER}")
    if not path.is_dir():
        return (open_table(path),), ()
    tables, notices = [], []
    for entry in sorted(e for e in path.iterdir() if not e.name.startswith(".")):
        try:
            tables.append(open_table(entry))
        except PriceFileError as error:
            notices.append(f"skipped {error}")
    if not tables:
        raise PriceFileError(f"{path.name} holds no file of prices; put CSV or Parquet files of {HEADER} in it")
    return tuple(tables), tuple(notices)


def open_table(path: Path) -> PriceTable:
    """Return a file as a table of prices.

    Raises
    ------
    PriceFileError
        When it is neither CSV nor Parquet, cannot be read, or lacks a column that is needed.

    """
    if not path.is_file() or not path.name.lower().endswith(ENDINGS):
        raise PriceFileError(f"{path.name}: neither a CSV nor a Parquet file")
    columns = _named(parquet_columns(path) if path.suffix == ".parquet" else csv_columns(path), path.name)
    lacking = [name for name in ("date", "ticker") if name not in columns]
    if not columns.keys() & {"close", "adj_close"}:
        lacking.append("close")
    if lacking:
        raise PriceFileError(f"{path.name}: no column {' and no column '.join(lacking)}; the header is {HEADER}")
    return PriceTable(path, columns)


def _named(written: Sequence[str], name: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for column in written:
        plain = column.strip().lower().replace(" ", "_").replace("-", "_")
        ours = ALIASES.get(plain, plain)
        if ours in columns:
            raise PriceFileError(f"{name}: two columns are called {ours}; remove one")
        if ours in ("date", "ticker", *VALUES):
            columns[ours] = column
    return columns


def parquet_columns(path: Path) -> list[str]:
    """Return the column names of a Parquet file; PriceFileError when it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(path).names)
    except (OSError, pa.ArrowException) as error:
        raise PriceFileError(f"{path.name}: cannot be read as Parquet; export it again") from error


def read_parquet(path: Path, columns: Mapping[str, str], names: Sequence[str], chosen: Any) -> pd.DataFrame:
    """Return columns of a Parquet file under our names, only the rows that pass the filter."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, columns=[columns[n] for n in names], filters=chosen)
    except (OSError, pa.ArrowException) as error:
        raise PriceFileError(f"{path.name}: cannot be read as Parquet; export it again") from error
    rows: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    return rows.rename(columns={columns[n]: n for n in names})


def csv_columns(path: Path) -> list[str]:
    """Return the header of a CSV file; PriceFileError when it has none."""
    return list(_csv(path, nrows=0, dtype=str).columns)


def read_csv(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a CSV file under our names; the ticker NA is a ticker, an empty cell no value."""
    texts = {columns[name]: str for name in ("date", "ticker")}
    blanks = {columns[name]: ["", "NA", "N/A", "NaN", "nan", "null", "-"] for name in VALUES if name in columns}
    kept = {"usecols": list(columns.values()), "dtype": texts, "keep_default_na": False, "na_values": blanks}
    rows = _csv(path, low_memory=False, **kept).rename(columns={theirs: ours for ours, theirs in columns.items()})
    if rows.empty:
        raise PriceFileError(f"{path.name}: a header and no rows; export it again")
    return rows


def _csv(path: Path, **how: Any) -> pd.DataFrame:
    remedy = f"save it as comma-separated text with the header {HEADER}"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            rows: pd.DataFrame = pd.read_csv(path, encoding=encoding, skipinitialspace=True, **how)
            return rows
        except UnicodeError:
            continue
        except (OSError, EOFError, ValueError) as error:
            raise PriceFileError(f"{path.name}: {str(error).strip()}; {remedy}") from error
    raise PriceFileError(f"{path.name}: its characters cannot be read; {remedy}")
