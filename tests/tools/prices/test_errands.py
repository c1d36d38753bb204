"""Work under way: done once, finished for the next one, and never in the way of the end of the program."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tools.prices.errands import Errands

ROOT = Path(__file__).resolve().parents[3]


def test_the_same_work_is_not_begun_twice() -> None:
    gate, done = threading.Event(), list[int]()
    errands: Errands[int] = Errands(2)

    def work() -> int:
        gate.wait(5.0)
        done.append(1)
        return 7

    first, second = errands.begin("a", work), errands.begin("a", work)
    gate.set()

    assert first is second and first.result(5.0) == 7 and done == [1]


def test_what_is_done_may_be_done_anew() -> None:
    errands: Errands[int] = Errands(1)
    results = [errands.begin("a", lambda i=i: i).result(5.0) for i in range(3)]  # type: ignore[misc]  # a default is a value

    assert results == [0, 1, 2] and not errands.is_under_way("a")


def test_work_that_was_given_up_before_it_began_can_be_begun_again() -> None:
    gate = threading.Event()
    errands: Errands[int] = Errands(1)
    busy, waiting = errands.begin("busy", lambda: gate.wait(5.0)), errands.begin("a", lambda: 1)
    assert waiting.cancel()
    again = errands.begin("a", lambda: 2)
    gate.set()

    assert busy.result(5.0) and again.result(5.0) == 2


def test_an_error_reaches_whoever_waits_and_ends_no_thread() -> None:
    errands: Errands[int] = Errands(1)

    def fails() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        errands.begin("a", fails).result(5.0)
    assert errands.begin("a", lambda: 1).result(5.0) == 1


def test_silence_counts_from_the_last_that_came() -> None:
    gate = threading.Event()
    errands: Errands[bool] = Errands(2)
    slow, quick = errands.begin("slow", lambda: gate.wait(5.0)), errands.begin("quick", lambda: True)
    quick.result(5.0)
    silence = errands.silence()
    gate.set()

    assert 0 <= silence < 5.0 and slow.result(5.0)


def test_a_program_does_not_wait_for_what_it_gave_up() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import threading; from tools.prices.errands import Errands\n"
        "Errands(1).begin('a', threading.Event().wait)\nprint('over')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)

    assert done.stdout.strip() == "over"
