"""Where the brackets of a sentence open and close."""


def bracket(text: str, position: int) -> int | None:
    """Return where the bracket that a position stands in was opened, None outside of any."""
    opened = text.rfind("(", 0, position)
    return opened if opened > text.rfind(")", 0, position) else None
