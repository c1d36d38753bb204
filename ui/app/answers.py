"""Answers kept while the program runs, so that a reader can save them; each under an address nobody can guess."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

MOST = 500


class Answers:
    """The newest documents of one running program, by token."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Json] = OrderedDict()

    def keep(self, document: Json) -> str:
        """Return the token under which the document can be had, until enough newer ones have come."""
        token = secrets.token_urlsafe(24)
        self._kept[token] = document
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Json | None:
        """Return the document, or None when it is unknown or gone."""
        return self._kept.get(token)
