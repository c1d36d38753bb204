"""Fetching daily rows beside plain `yf.download`, both from the same Yahoo on loopback, in a process of its own."""

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.measuring import Row, cpu, side_by_side
from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo

FIRST, LAST = date(2016, 1, 4), date(2026, 1, 9)
EVENING = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
SIZES = (30, 500)
BUDGET = 1.15


def rows() -> list[Row]:
    """Return CPU seconds and requests for a cold and a warm refresh of few and of many symbols."""
    found: list[Row] = []
    with served(max(SIZES)) as (yahoo, requests), tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            symbols = [f"S{i}" for i in range(size)]
            rounds = 5 if size < 100 else 1
            found += _cold(yahoo, requests, Path(folder, f"cold{size}"), symbols, rounds)
            found += _warm(yahoo, requests, Path(folder, f"warm{size}"), symbols, rounds)
    return found


Count = Callable[[], int]


def _cold(yahoo: FakeYahoo, requests: Count, folder: Path, symbols: list[str], rounds: int) -> list[Row]:
    folders = (folder / str(i) for i in range(99))
    return _beside(
        f"cold refresh of {len(symbols)} symbols",
        lambda: _ask(yahoo, next(folders), symbols, EVENING),
        lambda: _download(yahoo, symbols, FIRST),
        requests,
        rounds,
    )


def _warm(yahoo: FakeYahoo, requests: Count, folder: Path, symbols: list[str], rounds: int) -> list[Row]:
    """Measure the day after: only what is new is fetched; the peer, which keeps nothing, fetches all again."""
    before = LAST - timedelta(days=1)
    _ask(yahoo, folder, symbols, EVENING - timedelta(days=1), before)
    kept = {path.name: path.read_bytes() for path in (folder / "yahoo").glob("*.parquet")}

    def ours() -> None:
        for name, stored in kept.items():
            (folder / "yahoo" / name).write_bytes(stored)
        _ask(yahoo, folder, symbols, EVENING)

    def peer() -> None:
        _download(yahoo, symbols, FIRST)

    return _beside(f"warm refresh of {len(symbols)} symbols", ours, peer, requests, rounds)


def _beside(name: str, ours: Callable[[], None], peer: Callable[[], None], requests: Count, rounds: int) -> list[Row]:
    seconds = side_by_side(lambda: cpu(ours), lambda: cpu(peer), rounds)
    asked = [_counted(work, requests) for work in (ours, peer)]
    return [Row(f"{name} / yf.download", *seconds, BUDGET), Row(f"{name}, requests", *asked, BUDGET, "")]


def _counted(work: Callable[[], None], requests: Count) -> int:
    requests()
    work()
    return requests()


def _ask(yahoo: FakeYahoo, folder: Path, symbols: list[str], now: datetime, last: date = LAST) -> None:
    from tools.prices import YahooPrices

    source = YahooPrices(folder, lambda: now, yahoo.session(), yahoo.address)
    got = source.history(symbols, FIRST, last)
    if len(got.by_symbol) != len(symbols):
        raise RuntimeError(
            f"only {len(got.by_symbol)} of {len(symbols)} symbols came: {list(got.missing.values())[:1]}"
        )


def _download(yahoo: FakeYahoo, symbols: list[str], first: date) -> None:
    import yfinance as yf
    from yfinance.data import YfData

    YfData.cache_get.cache_clear()
    frame = yf.download(
        symbols, start=first, end=LAST + timedelta(days=1), auto_adjust=False, actions=True, progress=False,
        session=yahoo.session(),
    )  # fmt: skip
    if frame["Close"].shape[1] != len(symbols):
        raise RuntimeError("yf.download did not bring every symbol")


@contextmanager
def served(size: int) -> Iterator[tuple[FakeYahoo, Callable[[], int]]]:
    """Serve invented symbols S0, S1 … from another process; yields it, and the requests since last asked."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=_serve, args=(there, size), daemon=True)
    server.start()
    yahoo = FakeYahoo(port=here.recv())

    def requests() -> int:
        here.send("asked")
        return int(here.recv())

    try:
        yield yahoo, requests
    finally:
        here.send("end")
        server.join(10)


def _serve(link: Connection, size: int) -> None:
    from tools.sessions import load_sessions

    days = load_sessions().between(FIRST, LAST)
    bars = [Bar(day, 100.0 + i % 37 + i / 50, 90.0 + i % 37 + i / 50) for i, day in enumerate(days)]
    with fake_yahoo({f"S{i}": bars for i in range(size)}) as yahoo:
        yahoo.remember = True
        link.send(yahoo.port)
        while link.recv() != "end":
            link.send(len(yahoo.asked))
            yahoo.asked.clear()
