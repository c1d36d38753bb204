"""An article checked by the whole program, with and without a chat model."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import seal
from copilot.models import ModelUnavailable
from copilot.opening import open_copilot
from copilot.settings import Settings
from tests.doubles.asking import copilot_with
from tests.doubles.openai_server import faulty, openai_server

TEXT = "10 January 2026\n\nThe Dow rose 12.97% in 2025, and the Nasdaq Composite gained 25% in 2025."


def test_an_article_is_checked_without_a_key_or_a_network() -> None:
    document = open_copilot(Settings(data="reference", model="offline")).check(TEXT)

    assert document["published"] == "2026-01-10"
    assert (document["summary"]["supported"], document["summary"]["contradicted"]) == (1, 1)


def test_a_given_day_and_title_go_before_the_texts() -> None:
    copilot = open_copilot(Settings(data="reference", model="offline"))
    document = copilot.check(TEXT, published=date(2026, 1, 5), title="A recap")

    assert (document["published"], document["as_of"], document["title"]) == ("2026-01-05", "2026-01-05", "A recap")


def test_progress_is_told_and_may_end_the_check() -> None:
    class Enough(Exception):
        pass

    def enough(what: str, done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        open_copilot(Settings(data="reference", model="offline")).check(TEXT, progress=enough)


def test_where_the_chat_model_fails_the_built_in_reader_checks_alone_and_says_so(own_home: Path) -> None:
    with openai_server(faulty("e401")) as server:
        document: dict[str, Any] = copilot_with(server, own_home).check(TEXT)

    assert document["summary"]["claims"] == 2
    assert "The built-in reader alone found the claims, because the chat model" in document["notices"][-1]
    assert document["sha256"] == seal(document)


def test_where_nothing_may_take_over_a_failing_chat_model_is_an_error(own_home: Path) -> None:
    with openai_server(faulty("e401")) as server, pytest.raises(ModelUnavailable):
        copilot_with(server, own_home, fallback=False).check(TEXT)


@pytest.mark.parametrize("told", ["copilot.example, Desk.example", "copilot.example Desk.example"])
def test_allowed_hosts_are_read_from_the_environment(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_COPILOT_ALLOWED_HOSTS", told)

    assert Settings().allowed_hosts == ("copilot.example", "Desk.example")
