"""Claims that a chat model proposes are believed only as far as they can be checked."""

import json
from datetime import date
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from copilot.answer import Json
from copilot.check import check_article
from copilot.proofs import verify
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

TEXT = "A good year it was. What a ride: twenty-oh-four for Redmond's finest, who put on 14.74% all told in 2025."


def checked(reply: Any) -> Json:
    model = FakeListChatModel(responses=[reply if isinstance(reply, str) else json.dumps(reply)])
    return check_article(
        TEXT, date(2026, 1, 7), ReferencePrices(), load_universe(), load_sessions(), model=model
    )  # fmt: skip


def proposal(**changed: str) -> dict[str, str]:
    usual = {"quote": "put on 14.74%", "subject": "Microsoft", "period": "in 2025", "measure": "price_return"}
    return {**usual, **changed}


def test_a_proposed_claim_is_judged_and_proved_like_any_other() -> None:
    document = checked([proposal()])

    assert [(c["quote"], c["verdict"]) for c in document["claims"]] == [("put on 14.74%", "supported")]
    assert verify(document).ok


def test_a_proposal_cannot_make_a_wrong_figure_right() -> None:
    document = checked([proposal(subject="Apple")])

    assert [c["verdict"] for c in document["claims"]] != ["supported"]


@pytest.mark.parametrize(
    "reply",
    [
        "Sorry, I cannot do that.",
        "[",
        [{"quote": "put on 14.74%"}],
        [proposal(quote="rose 99%")],
        [proposal(quote="")],
        [proposal(subject="Nobody Inc")],
        [proposal(measure="truth_score")],
        [{"quote": 1, "subject": [], "period": None, "measure": {}}],
    ],
)
def test_what_does_not_fit_the_text_or_the_schema_is_passed_over(reply: Any) -> None:
    assert checked(reply)["claims"] == checked("[]")["claims"]
