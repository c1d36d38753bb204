"""What a name can mean: one instrument, or a group of them; and where it stands in a text."""

from dataclasses import dataclass
from typing import Literal

from tools.errors import UnknownName

Kind = Literal["index", "fund", "stock"]


@dataclass(frozen=True)
class Instrument:
    """One thing with a price.

    `symbol` is written as Yahoo writes it. `short` is what an answer calls it, unique among
    all instruments. `sector` is its GICS sector; a Select Sector fund carries the sector it
    stands for. `alternatives` are symbols that its usual name may mean as well (^NDX for
    "the Nasdaq"). `aliases` are the other names that prose gives it.
    """

    symbol: str
    name: str
    short: str
    kind: Kind
    sector: str | None = None
    alternatives: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Several instruments that go by one name, in the order in which they are usually told.

    `note` says what a reader must know about the choice of members. `fund` is the fund that
    stands for the group where one figure is wanted, None where there is none.
    """

    key: str
    name: str
    members: tuple[str, ...]
    note: str = ""
    fund: str | None = None


@dataclass(frozen=True)
class Mention:
    """A name in a text: `text == whole[span[0]:span[1]]`.

    `subject` is None when the name fits several; `candidates` then holds their symbols.
    `fuzzy` says that it was misspelt; `note` what was assumed in reading it.
    """

    text: str
    span: tuple[int, int]
    subject: Instrument | Group | None
    candidates: tuple[str, ...] = ()
    fuzzy: bool = False
    note: str = ""

    @property
    def symbol(self) -> str | None:
        """The symbol of the instrument that is meant; None for a group or an ambiguous name."""
        return self.subject.symbol if isinstance(self.subject, Instrument) else None


@dataclass(frozen=True)
class RefusedName:
    """Words that stand where a name should, and are none that is known."""

    text: str
    span: tuple[int, int]
    error: UnknownName


@dataclass(frozen=True)
class FoundNames:
    """The names in a text, in order of position; no two spans overlap."""

    mentions: tuple[Mention, ...]
    refused: tuple[RefusedName, ...]
