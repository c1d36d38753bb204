"""Rich's console, with our way out when nobody reads any more."""

from typing import NoReturn

from rich.console import Console


class QuietConsole(Console):
    """A console that lets a broken pipe rise to the edge, where it has an exit code."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise instead of leaving the process."""
        raise BrokenPipeError
