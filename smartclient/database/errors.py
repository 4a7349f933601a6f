"""The one place where the errors of databases and their drivers become ours."""

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from smartclient.domain.errors import (
    ContendedError,
    FatalError,
    OutOfReachError,
    SmartClientError,
    StoreError,
)

_SQLITE_ERRORS: tuple[tuple[str, type[SmartClientError], str], ...] = (
    (
        "database is locked",
        ContendedError,
        "Something else is writing at the moment. It will be tried again.",
    ),
    (
        "file is not a database",
        StoreError,
        (
            "The data can't be opened: the key does not fit, or the file is damaged. "
            "Nothing was changed. Run “smartclient doctor” to see what can be done."
        ),
    ),
    (
        "malformed",
        StoreError,
        (
            "The data file is damaged. It is kept as it is. "
            "Run “smartclient doctor” to see what can be done."
        ),
    ),
    (
        "disk is full",
        FatalError,
        "The disk is full. Make room, then do this again; nothing that was saved is lost.",
    ),
    (
        "readonly",
        FatalError,
        "The data file may not be written to. Check the rights on its folder.",
    ),
    (
        "unable to open database file",
        OutOfReachError,
        "The head office file can't be reached now.",
    ),
    (
        "disk i/o error",
        OutOfReachError,
        "The data file can't be read at the moment. It will be tried again.",
    ),
)


def translate_errors(engine: Engine) -> None:
    """Make every driver error on ``engine`` leave it as one of ours."""
    event.listen(engine, "handle_error", _handle)


def _handle(context: ExceptionContext) -> None:
    translated = translated_error(context.original_exception)
    if translated is not None:
        raise translated from context.original_exception


def translated_error(error: BaseException) -> SmartClientError | None:
    """Return our error for a driver's, or None when it is none that is known (then it is a bug)."""
    text = str(error).casefold()
    for fragment, kind, sentence in _SQLITE_ERRORS:
        if fragment in text:
            return kind(sentence, detail=f"{type(error).__name__}: {error}")
    return None
