"""Say on the page what went wrong: one clear sentence, no secret, no trace."""

import os

from tools.errors import ToolError
from ui.masking import mask, secrets_of
from ui.render.clean import sentence

UNFORESEEN = (
    "Something went wrong that the program did not foresee. Ask again; if it happens again, run: market-copilot doctor"
)

OURS = ("QuestionRefused", "ThreadBusy", "ModelUnavailable", "ArticleRefused", "SourceRefused", "StoreMissing")
"""Errors of layers whose import is costly, by name; their messages are written for readers."""


def explained(error: BaseException) -> str:
    """Return a sentence for an error; only errors that were raised on purpose speak for themselves."""
    on_purpose = isinstance(error, ToolError) or type(error).__name__ in OURS
    return mask(sentence(error), secrets_of(os.environ)) if on_purpose else UNFORESEEN
