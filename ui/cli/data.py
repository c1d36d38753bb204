"""Prices from the command line: what there is, fetch it anew, bring in your own."""

import json
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli.exits import NO_DATA, OK
from ui.cli.options import AsJson, Data, Screen, UsageRefused, settings_with
from ui.render.clean import plain
from ui.render.values import day

if TYPE_CHECKING:
    from tools.prices import Prices, YahooPrices
    from tools.prices.holdings import Holding

app = typer.Typer(rich_markup_mode=None, help="Where prices come from, and how new they are.")


@app.command()
def status(data: Data = None, as_json: AsJson = False) -> None:
    """Show which prices are used, and of each symbol at hand the newest session, its age and its source."""
    from copilot.opening import utc_now
    from tools.prices import open_prices

    settings = settings_with(data=data)
    prices = open_prices(settings.data, settings.home / "cache", utc_now)
    newest, known = prices.newest_session().isoformat(), prices.known_symbols()
    told: dict[str, Any] = {
        "data": settings.data,
        "source": prices.name,
        "newest_session": newest,
        "symbols": None if known is None else len(known),
        "description": prices.describe(),
        "home": str(settings.home),
        "holdings": [_holding(holding, utc_now()) for holding in prices.holdings()],
    }
    lines = [
        f"Prices: {prices.describe()}",
        f"Newest session: {day(newest)}",
        f"Symbols: {len(known) if known is not None else 'as asked for, one by one'}",
        f"Kept in: {settings.home / 'cache'}",
    ]
    _tell(told, lines, as_json)
    if not as_json:
        _show(told["holdings"])


@app.command()
def refresh(
    symbols: Annotated[
        list[str] | None, typer.Argument(metavar="[SYMBOL…]", help="As Yahoo writes them; else all that are kept.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Fetch prices from Yahoo Finance anew."""
    from copilot.opening import utc_now
    from tools.prices import ReferencePrices
    from tools.prices.yahoo import YahooPrices

    yahoo = YahooPrices(settings_with().home / "cache", utc_now)
    wanted = [s.upper() for s in symbols or ()] or yahoo.cache.symbols() or sorted(ReferencePrices().known_symbols())
    try:
        prices = _refreshed(yahoo, wanted)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; what was fetched until then is kept.\n")
        raise
    told = {
        "refreshed": sorted(prices.by_symbol),
        "missing": {s: plain(why) for s, why in prices.missing.items()},
        "notices": [plain(notice) for notice in prices.notices],
    }
    lines = [f"Prices of {len(prices.by_symbol)} symbols are here: {yahoo.describe()}."]
    lines += [*told["notices"], *(f"None of {plain(s)}: {why}" for s, why in prices.missing.items())]
    _tell(told, lines, as_json)
    return OK if prices.by_symbol and not prices.notices else NO_DATA


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A CSV or Parquet file of prices, or a folder of such.")],
    as_json: AsJson = False,
) -> None:
    """Check a file or folder of prices and keep a copy of it."""
    from tools.prices import FilePrices

    source = path.expanduser()
    if not source.exists():
        raise UsageRefused(f"there is no file or folder {path}; check how it is written")
    checked = FilePrices(source)
    kept = settings_with().home / "prices"
    kept.mkdir(parents=True, exist_ok=True)
    for table in checked.tables:
        part = kept / f".{table.name}.part"
        shutil.copyfile(table.path, part)
        part.replace(kept / table.name)
    told = {
        "kept": [str(kept / table.name) for table in checked.tables],
        "symbols": len(checked.known_symbols()),
        "newest_session": checked.newest_session().isoformat(),
        "notices": [plain(notice) for notice in checked.notices],
    }
    lines = [
        f"{told['symbols']} symbols to {day(str(told['newest_session']))}, kept in {kept}.",
        f'Ask with them: market-copilot ask "your question" --data {kept}',
        *checked.notices,
    ]
    _tell(told, lines, as_json)


def _refreshed(yahoo: "YahooPrices", symbols: Sequence[str]) -> "Prices":
    """Fetch symbols anew, with a bar where standard error is watched."""
    side = Screen().side()
    if side is None:
        return yahoo.refresh(symbols)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=side) as bars:
        task = bars.add_task("Asking Yahoo Finance", total=len(symbols))

        def tell(symbol: str, done: int, total: int) -> None:
            bars.update(task, completed=done, total=total, description=plain(symbol))

        return yahoo.refresh(symbols, tell)


def _holding(holding: "Holding", now: datetime) -> dict[str, Any]:
    retrieved = holding.retrieved
    return {
        "symbol": plain(holding.symbol),
        "newest_session": holding.newest.isoformat(),
        "source": plain(holding.source),
        "retrieved": retrieved.isoformat(timespec="seconds") if retrieved else None,
        "age_seconds": int((now - retrieved).total_seconds()) if retrieved else None,
    }


def _show(holdings: Sequence[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from tools.prices.words import age

    table = Table("symbol", "newest session", "retrieved", "source", box=None, pad_edge=False)
    for held in holdings:
        seconds = held["age_seconds"]
        passed = "with the source" if seconds is None else f"{age(timedelta(seconds=seconds))} ago"
        table.add_row(*(Text(text) for text in (held["symbol"], held["newest_session"], passed, held["source"])))
    if holdings:
        Screen().console().print(table)


def _tell(document: dict[str, Any], lines: list[str], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    console = Screen().console()
    for line in lines:
        console.print(plain(line), markup=False)
