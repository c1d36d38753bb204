"""The command line: `market-copilot`."""

import sys


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    from ui.cli.edge import main

    sys.exit(main(sys.argv[1:]))
