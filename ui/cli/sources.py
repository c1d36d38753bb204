"""The source library from the command line: add, list, search, remove, rebuild."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli import stay
from ui.cli.exits import OK, USAGE
from ui.cli.options import AsJson, AsOf, NoColor, Quiet, Screen, UsageRefused, a_day, settings_with
from ui.render.clean import plain, sentence

if TYPE_CHECKING:
    from tools.library import AddReport, Given, Library

app = typer.Typer(rich_markup_mode=None, help="The library of sources that answers cite.", no_args_is_help=False)


def _library() -> "Library":
    from copilot.opening import open_source_library

    stay()
    return open_source_library(settings_with())


@app.command()
def add(
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|ADDRESS…", help="Files, folders, web addresses: text, Markdown, HTML, PDF, DOCX."),
    ] = None,
    news: Annotated[
        list[str] | None, typer.Option("--news", metavar="SYMBOL", help="Headlines about it from Yahoo Finance.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title, in place of the one read.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When it was published, like 2026-01-09.")
    ] = None,
    tier: Annotated[
        str | None,
        typer.Option("--tier", metavar="primary|reporting|second-hand", help="How near it is to what it tells."),
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it can be read.")] = None,
    symbols: Annotated[
        str | None, typer.Option("--symbols", metavar="NVDA,AAPL", help="The companies that it is about.")
    ] = None,
    form: Annotated[str | None, typer.Option("--form", help="Of a filing: 10-K, 10-Q, 8-K, earnings.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="FY2025|Q3 2025", help="Of a filing: what it reports on.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Take documents in; what is said of them here goes before what is read from them."""
    if not places and not news:
        raise UsageRefused("name a file, a folder or a web address, or a symbol with --news")
    sources = [_source(place) for place in places or ()]
    absent = [str(source) for source in sources if isinstance(source, Path) and not source.exists()]
    if absent:
        raise UsageRefused(f"there is no file or folder {', '.join(absent)}; check how it is written")
    from tools.library import given_in_words, symbols_named

    told = {"title": title, "publisher": publisher, "published": published, "tier": tier, "url": url,
            "symbols": symbols, "form": form, "period": period}  # fmt: skip
    given = given_in_words({name: value for name, value in told.items() if value})
    about = [symbol for written in news or () for symbol in symbols_named(written)]
    if given.of_one and (about or len(sources) > 1 or any(isinstance(s, Path) and s.is_dir() for s in sources)):
        raise UsageRefused("a title and a web page are those of one document; add it by itself")
    library, screen = _library(), Screen(quiet=quiet or as_json, plain=no_color)
    report = _with_headlines(library, about, given) + library.add_paths(sources, _progress(screen), given)
    if as_json:
        _json(_reported(report))
    else:
        _say(_report_lines(report, quiet), Screen(plain=no_color))
    return USAGE if report.refused and not (report.added or report.updated or report.unchanged) else OK


def _with_headlines(library: "Library", symbols: Sequence[str], given: "Given") -> "AddReport":
    """Take in the headlines about symbols; all are fetched before any is kept."""
    from tools.library import AddReport

    if not symbols:
        return AddReport()
    from copilot.headlines import headlines_about
    from copilot.opening import utc_now

    settings = settings_with()
    found = [document for symbol in symbols for document in headlines_about(symbol, settings, utc_now)]
    return AddReport.of([library.add(document, given) for document in found])


def _reported(report: "AddReport") -> dict[str, Any]:
    taken = {name: [_record(r) for r in getattr(report, name)] for name in ("added", "updated", "unchanged")}
    refused = [{"path": plain(r.path), "reason": plain(r.reason)} for r in report.refused]
    return {**taken, "refused": refused, "summary": plain(report.summary)}


def _report_lines(report: "AddReport", quiet: bool) -> list[str]:
    """Return a line for each document, those taken in only when asked for, and the sum of all."""
    said = (("Added", report.added), ("Updated", report.updated), ("Already there", report.unchanged))
    taken = [f"{what}: {plain(record.title)}" for what, records in said for record in records]
    refused = [f"Not taken in: {plain(one.path)}: {plain(one.reason)}" for one in report.refused]
    return [*([] if quiet else taken), *refused, sentence(report.summary)]


@app.command("list")
def list_(as_json: AsJson = False, no_color: NoColor = False) -> None:
    """List the documents."""
    records = _library().documents()
    if as_json:
        _json({"documents": [_record(record) for record in records]})
        return
    from rich.table import Table

    table = Table("id", "title", "publisher", "published", "tier", box=None, pad_edge=False)
    for record in records:
        dated = record.published.isoformat() if record.published else "unknown"
        table.add_row(*_cells(record.id[:12], record.title, record.publisher, dated, record.tier))
    Screen(plain=no_color).console().print(
        table if records else "The library is empty. Add files with: market-copilot sources add PATH"
    )


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for.")],
    count: Annotated[int, typer.Option("--count", min=1, max=50, help="How many passages.")] = 5,
    as_of: AsOf = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Find passages."""
    library = _library()
    found = library.search(query, count=count, as_of=a_day(as_of) if as_of else None)
    if as_json:
        _json({"query": query, "passages": [_found(f) for f in found], "notices": list(map(plain, library.notices))})
        return
    lines = [
        line
        for f in found
        for line in (
            f"{plain(f.document.title)} ({plain(f.document.tier)}, {plain(f.locator)})",
            f"  {plain(f.text)}",
            "",
        )
    ]
    notices = [f"Note: {plain(notice)}" for notice in library.notices]
    _say([*(lines or ["Nothing in the library speaks of that."]), *notices], Screen(plain=no_color))


@app.command()
def remove(document: Annotated[str, typer.Argument(metavar="ID", help="As `sources list` shows it.")]) -> None:
    """Take a document out."""
    library = _library()
    fitting = [record for record in library.documents() if record.id.startswith(document)]
    if len(fitting) != 1:
        which = "no document has" if not fitting else "several documents have"
        raise UsageRefused(f"{which} the id {document!r}; see: market-copilot sources list")
    library.remove(fitting[0].id)
    _say([f"Removed: {plain(fitting[0].title)}"], Screen())


@app.command()
def rebuild() -> None:
    """Make the search indexes anew from the record of documents."""
    library = _library()
    library.rebuild()
    _say([f"Rebuilt from {len(library.documents())} documents."], Screen())


def _source(place: str) -> Path | str:
    """Return a web address as it is, anything else as a path."""
    return place if "://" in place else Path(place).expanduser()


def _progress(screen: Screen) -> Callable[[int, int, str], None] | None:
    side = screen.side()
    if side is None:
        return None
    return lambda done, total, what: side.print(f"{done} of {total}: {plain(what)[:60]:<60}", end="\r", markup=False)


def _record(record: Any) -> dict[str, Any]:
    published = record.published.isoformat() if record.published else None
    kept = ("id", "title", "publisher", "url", "tier", "added", "characters", "form", "fiscal_year", "fiscal_quarter")
    return {**{name: getattr(record, name) for name in kept}, "published": published,
            "symbols": list(record.symbols), "sectors": list(record.sectors)}  # fmt: skip


def _found(found: Any) -> dict[str, Any]:
    kept = {name: getattr(found, name) for name in ("text", "start", "end", "locator", "score")}
    return {**kept, "document": _record(found.document)}


def _cells(*texts: str) -> Sequence[Any]:
    from rich.text import Text

    return [Text(plain(text)) for text in texts]


def _json(document: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _say(lines: Sequence[str], screen: Screen) -> None:
    console = screen.console()
    for line in lines:
        console.print(line, markup=False)
