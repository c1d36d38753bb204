"""The command line: `market-copilot`."""

import gc
import sys
from collections.abc import Callable


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    gc.disable()  # a fifth of a short command's time; what runs for long calls `stay` and collects again
    from ui.cli.edge import main

    sys.exit(main(sys.argv[1:]))


def in_the_background(work: Callable[[], None]) -> None:
    """Run work that nobody waits for, and that ends with the program."""
    from threading import Thread

    Thread(target=work, daemon=True).start()


def stay() -> None:
    """Prepare for running long: collect garbage again, but not what was loaded by now."""
    gc.freeze()
    gc.enable()
