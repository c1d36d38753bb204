"""What the first answer needs is loaded before it, in the background, and nothing is asked of anyone."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WARM = """
import sys, time
sys.path.insert(0, sys.argv[2])
from copilot.opening import open_copilot
from copilot.settings import Settings
from tests.doubles.asking import AS_OF, NASDAQ, events_of
from tests.doubles.openai_server import behaves, openai_server

with openai_server(behaves) as server:
    given = dict(home=sys.argv[1], data="reference", openai_api_key="none", openai_base_url=server.url)
    copilot = open_copilot(Settings(_env_file=None, **given))
    before = "langchain_openai" in sys.modules
    copilot.warm_up()
    asked, loaded = len(server.requests), len(sys.modules)
    answer = events_of(copilot, NASDAQ)[-1].answer
print(before, "langchain_openai" in sys.modules, asked, len(sys.modules) - loaded, answer.model.fell_back)
"""


def test_the_first_answer_of_a_chat_model_loads_almost_nothing_after_warming_up(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(tmp_path), str(ROOT)], capture_output=True, text=True, check=True
    )
    before, after, asked, loaded, fell_back = done.stdout.split()

    assert (before, after, asked, fell_back) == ("False", "True", "0", "False")
    assert int(loaded) < 40


@pytest.mark.parametrize("model", ["offline", "gpt-5-mini"])
def test_warming_up_without_a_key_loads_what_it_can(model: str, own_home: Path) -> None:
    from copilot.opening import open_copilot
    from copilot.settings import Settings

    open_copilot(Settings(_env_file=None, home=own_home, data="reference", model=model)).warm_up()  # type: ignore[call-arg]  # by name
