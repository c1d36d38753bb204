"""Headlines about a company as documents for the source library: somebody's reporting, with its date and address."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from copilot.settings import Settings
from tools.errors import PriceSourceError
from tools.library import Document
from tools.prices import AutoPrices, YahooPrices, open_prices
from tools.prices.hours import new_york_day
from tools.prices.news import NewsItem

MOST = 20


def headlines_about(symbol: str, settings: Settings, now: Callable[[], datetime]) -> tuple[Document, ...]:
    """Return the newest headlines about a symbol from Yahoo, newest first.

    Raises NoData when it has none, PriceSourceError when it does not answer or another source was chosen.
    """
    source = open_prices(settings.data, settings.home / "cache", now)
    yahoo = source.yahoo if isinstance(source, AutoPrices) else source
    if not isinstance(yahoo, YahooPrices):
        raise PriceSourceError("headlines come from Yahoo alone, which the setting for prices (--data) leaves out")
    return tuple(document_of(item, symbol) for item in yahoo.news(symbol, MOST))


def document_of(item: NewsItem, symbol: str) -> Document:
    """Return a headline as a document of the tier "reporting", published on its day in New York."""
    day = new_york_day(item.published)
    about = item.symbols or (symbol,)
    safe = urlsplit(item.link).scheme in ("http", "https")
    return Document(
        text=f"{item.title}\n\nA headline about {', '.join(about)} by {item.publisher}, listed by Yahoo Finance.",
        title=item.title,
        publisher=item.publisher,
        published=day,
        url=item.link if safe else None,
        tier="reporting",
        symbols=about,
        origin=item.link,
    )
