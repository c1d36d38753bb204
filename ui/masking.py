"""Keep secrets off the screen, whatever an error carries in its text."""

import re
from collections.abc import Iterable, Mapping

SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
SHORTEST = 6
_LOOKS_SECRET = re.compile(r"\b(?:sk|pk|rk|hf|ghp|xox[abp])[-_][A-Za-z0-9_-]{8,}|(?<=Bearer )\S+|(?<=://)[^/\s@]+(?=@)")


def secrets_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of an environment whose names say that they are secret."""
    return tuple(v for k, v in environment.items() if SECRET_NAME.search(k) and len(v) >= SHORTEST)


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text with known secrets, and what looks like one, replaced by stars."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "****")
    return _LOOKS_SECRET.sub("****", text)
