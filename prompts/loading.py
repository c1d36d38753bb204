"""Load a prompt file and fill its slots."""

import hashlib
from dataclasses import dataclass
from importlib import resources
from string import Template


class MissingSlot(KeyError):
    """A prompt's `$slot` was given no value, or a value has no slot."""


@dataclass(frozen=True)
class Prompt:
    """A prompt ready to send; `version` is the hash of its file, for traces."""

    text: str
    version: str


def load(name: str, **slots: str) -> Prompt:
    """Return the prompt `name` with its slots filled.

    Raises MissingSlot when a slot has no value or a value no slot.
    """
    source = (resources.files("prompts") / f"{name}.md").read_text(encoding="utf-8")
    template = Template(source)
    wanted = set(template.get_identifiers())
    if wanted != set(slots):
        raise MissingSlot(f"prompt {name!r} has the slots {sorted(wanted)}, given {sorted(slots)}")
    return Prompt(template.substitute(slots).strip(), hashlib.sha256(source.encode()).hexdigest()[:12])
