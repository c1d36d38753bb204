"""How a budget is measured: interleaved runs, medians, CPU time."""

import math
import resource
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One budget: what we need, what the peer needs in the same run, and the ratio allowed; infinite for none."""

    name: str
    ours: float
    peer: float
    budget: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Ours over the peer's."""
        return self.ours / self.peer

    @property
    def within(self) -> bool:
        """Say whether the budget holds."""
        return self.ratio <= self.budget

    @property
    def verdict(self) -> str:
        """The budget and whether it holds, in words."""
        if math.isinf(self.budget):
            return "no budget"
        return f"budget {self.budget:g}  {'ok' if self.within else 'OVER'}"


def side_by_side(ours: Callable[[], float], peer: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Return the medians of two measurements taken in turn, after one round to warm up."""
    ours(), peer()
    pairs = [(ours(), peer()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """Return the CPU seconds that one run of `work` needs."""
    since = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - since) / times


def child_cpu(command: list[str], environment: dict[str, str]) -> float:
    """Return the CPU seconds of a child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
