"""Hashes over what figures were computed from."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copilot.answer import canonical
from copilot.facts import Input, SeriesInput, input_json

Rows = Sequence[Sequence[Any]]


def rows_sha256(inputs: Iterable[Input], series: Mapping[str, Rows]) -> str:
    """Return the hash over the input rows of a figure, the rows of a series written out.

    An input that is another fact or a given figure counts by its id (and its value).
    A series whose rows are not in the side table counts by its own hash.
    """
    plain: list[Any] = []
    for entry in inputs:
        if isinstance(entry, SeriesInput) and entry.sha256 in series:
            plain += [[entry.symbol, row[0], entry.field, row[1]] for row in series[entry.sha256]]
        else:
            plain.append(input_json(entry))
    return hashlib.sha256(canonical(plain)).hexdigest()
