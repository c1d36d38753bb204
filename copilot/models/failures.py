"""What can go wrong with a chat model, each with a plain reason that holds no payload and no secret."""

import re

CONTEXT = re.compile(
    r"context.{0,12}(?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens"
    r"|input tokens exceed|reduce the length",
    re.IGNORECASE,
)
BY_STATUS = {
    401: "the chat model refused the key",
    403: "the chat model refused access",
    404: "the chat model's address knows no such model",
    429: "the chat model's rate limit is reached",
}


class ModelUnavailable(Exception):
    """The chat model could not answer; the message says why, without secrets."""


class ModelFailed(ModelUnavailable):
    """A call of the chat model came to nothing."""


class BrokenOff(ModelFailed):
    """The reply ended without saying that it was done, before a word of it could be shown."""

    def __init__(self) -> None:
        super().__init__("the chat model's answer broke off before its first word")


class TooSlow(ModelFailed):
    """Nothing came for longer than the settings allow."""

    def __init__(self) -> None:
        super().__init__("the chat model did not answer in time")


def why_it_failed(error: BaseException) -> str:
    """Return a plain sentence for an error of the chat model: its kind, never its payload."""
    if isinstance(error, ModelUnavailable):
        return str(error)
    if getattr(error, "code", None) == "insufficient_quota":
        return "the chat model's account has no quota left"
    status = getattr(error, "status_code", None)
    if is_overflow(error):
        return "the question with its facts is longer than the chat model can read"
    if status in BY_STATUS:
        return BY_STATUS[status]
    if isinstance(status, int):
        return _refused(status, str(error))
    kind = type(error).__name__.lower()
    if "timeout" in kind:
        return "the chat model did not answer in time"
    if was_dropped(error):
        return "the connection to the chat model was lost"
    if "connection" in kind:
        return "the chat model could not be reached"
    return "the chat model's answer could not be read"


def _refused(status: int, said: str) -> str:
    """Return the reason for a status without one of its own; some servers name theirs in words only."""
    if status < 500 and "content_filter" in said:
        return "the chat model's provider withheld the answer (content filter)"
    if status < 500 and re.search(r"support\w* (?:\w+ )?(?:tool|function)", said, re.IGNORECASE):
        return "the chat model cannot call tools"
    return f"the chat model's server answered with error {status}"


def is_overflow(error: BaseException) -> bool:
    """Say whether the request was longer than the model's context."""
    status = getattr(error, "status_code", None)
    if getattr(error, "code", None) in ("context_length_exceeded", "exceed_context_size_error"):
        return True
    return status == 413 or (status in (400, 422) and CONTEXT.search(str(error)) is not None)


def was_dropped(error: BaseException) -> bool:
    """Say whether a connection that had been made was lost, as a kept one may be when the server has closed it."""
    cause: BaseException | None = error
    while cause is not None:
        if type(cause).__name__ in ("RemoteProtocolError", "ReadError", "WriteError"):
            return True
        cause = cause.__cause__
    return False
