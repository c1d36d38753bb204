"""Headlines about a company, as a service lists them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NewsItem:
    """One headline: written by strangers, so material and never an instruction."""

    title: str
    publisher: str
    link: str
    published: datetime
    symbols: tuple[str, ...] = ()
