"""Prompts as files, each loaded whole, with every `$slot` filled or an error."""

from prompts.loading import MissingSlot, Prompt, load

__all__ = ["MissingSlot", "Prompt", "load"]
