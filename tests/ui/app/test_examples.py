import asyncio

import pytest

from copilot.opening import open_copilot
from copilot.settings import Settings
from ui.app.welcome import EXAMPLES


@pytest.mark.parametrize("question", [question for _, question in EXAMPLES])
def test_what_a_newcomer_is_offered_is_answered_without_a_key_or_a_network(question: str) -> None:
    copilot = open_copilot(Settings(data="reference"))

    answer = asyncio.run(copilot.answer(question))

    assert answer.behavior == "answer"
    assert answer.checks.proved > 0
    assert answer.checks.unproved == ()
