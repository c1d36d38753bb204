"""What every test may ask for."""

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The same examples at every run, so that a red run is a change's doing; HYPOTHESIS_PROFILE=explore finds new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# A shell ignores Ctrl-C for what it runs in the background, and children inherit that; the tests interrupt children.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data for measurement; absent on an ordinary clone."""
    if not (SHARED / "market").is_dir():
        pytest.skip("the measurement data beside the project (../shared) are not here")
    return SHARED


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give every test a home of its own and no key, whatever the machine has set."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "MARKET_COPILOT_DATA", "MARKET_COPILOT_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MARKET_COPILOT_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"


@pytest.fixture
def as_of() -> date:
    """The session most examples speak of."""
    return date(2026, 1, 6)
