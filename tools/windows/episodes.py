"""Falls of the market that go by a name, from the S&P 500's highest close before to its lowest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tools.errors import PeriodOutOfRange
from tools.windows.grammar_days import Parsed, remembered
from tools.windows.stretch import Moment, Stretch, day_label, moved
from tools.windows.tokens import Tokens

TABLE = Path(__file__).with_name("episodes.csv")


@dataclass(frozen=True)
class Episode:
    """A named fall: counted from the close of `peak` to that of `trough`; `other` is another fair reading."""

    peak: date
    trough: date
    name: str
    aliases: tuple[str, ...]
    other: str


@cache
def load_episodes() -> Mapping[str, tuple[Episode, ...]]:
    """Return the episodes of the bundled table by each of their aliases."""
    lines = (line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    called: dict[str, list[Episode]] = {}
    for line in lines:
        peak, trough, name, said, other = (cell.strip() for cell in line.split("|"))
        aliases = tuple(alias.strip() for alias in said.split(";"))
        episode = Episode(date.fromisoformat(peak), date.fromisoformat(trough), name, aliases, other)
        for alias in aliases:
            called.setdefault(alias, []).append(episode)
    return {alias: tuple(episodes) for alias, episodes in called.items()}


@cache
def first_words() -> frozenset[str]:
    """Return the words that an episode's name may begin with."""
    return frozenset(alias.split()[0] for alias in load_episodes())


@dataclass(frozen=True)
class Fall:
    """The latest of the episodes that go by a name."""

    episodes: tuple[Episode, ...]

    def stretch(self, at: Moment) -> Stretch:
        """Return it from its peak's close; a range since it counts from its trough's.

        Raises PeriodOutOfRange where none was over yet.
        """
        over = [episode for episode in self.episodes if episode.trough <= at.today]
        if not over:
            raise PeriodOutOfRange("", f"{self.episodes[0].name} was not over by {day_label(at.today)}")
        fall = max(over, key=lambda episode: episode.trough)
        ends = f"{day_label(fall.peak)} to its lowest, on {day_label(fall.trough)}"
        note = f"{fall.name} is counted from the S&P 500's highest close, on {ends}"
        others = ((fall.other, fall.other),) if fall.other else ()
        begins = moved(fall.peak, "day", 1)
        return Stretch(
            begins, fall.trough, fall.name, close_of=fall.peak, counted=fall.trough, notes=(note,), others=others
        )


@remembered
def episode(t: Tokens, i: int) -> Parsed | None:
    """Read the 2022 bear market, the Covid crash, the last bear market."""
    j = t.skip(i, "the")
    if t.text(j) not in first_words():
        return None
    fits = [alias for alias in load_episodes() if t.says(j, alias)]
    longest = max(fits, key=len, default="")
    return (Fall(load_episodes()[longest]), j + len(longest.split())) if longest else None
