"""The one place where the errors of databases and their drivers become ours."""

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from smartclient.domain.errors import (
    ContendedError,
    DiskError,
    DiskFullError,
    FatalError,
    NoRoomError,
    OutOfReachError,
    SmartClientError,
    StoreError,
)
from smartclient.settings.durable import DISK_FULL

ErrorTable = tuple[tuple[str, type[SmartClientError], str], ...]
"""What a driver's message contains → our error and its sentence; the first that fits counts."""

_EITHER_FILE: ErrorTable = (
    (
        "is locked",
        ContendedError,
        "Something else is writing at the moment.",
    ),
    (
        "disk image is malformed",
        StoreError,
        (
            "The data file is damaged. It is kept as it is. "
            "Run “smartclient doctor” to see what can be done."
        ),
    ),
    (
        "disk is full",
        DiskFullError,
        DISK_FULL,
    ),
    (
        "readonly",
        FatalError,
        "The data file may not be written to. Check the rights on its folder.",
    ),
)

OFFICE_FILE_AWAY = "The head office file can't be reached now."

OFFICE_FILE_FAILS = (
    "The head office file can't be read or written at the moment. Make room on its disk if it is "
    "full, else have it checked."
)

HEAD_OFFICE_ERRORS: ErrorTable = (
    (
        "disk is full",
        NoRoomError,
        "The disk with the head office file is full. Make room there.",
    ),
    *_EITHER_FILE,
    (
        "file is not a database",
        StoreError,
        (
            "The head office file is damaged, or is something else. It is kept as it is. "
            "Check the address."
        ),
    ),
    (
        "unable to open database file",
        OutOfReachError,
        OFFICE_FILE_AWAY,
    ),
    (
        "disk i/o error",
        OutOfReachError,
        OFFICE_FILE_FAILS,
    ),
)

# no failure of the laptop's own file counts as being offline
STORE_ERRORS: ErrorTable = (
    *_EITHER_FILE,
    (
        "file is not a database",
        StoreError,
        (
            "The data on this computer can't be opened: the key does not fit, or the file is "
            "damaged. Nothing was changed. Run “smartclient doctor” to see what can be done."
        ),
    ),
    (
        "unable to open database file",
        StoreError,
        (
            "The data on this computer can't be opened. Check that its folder is there and may be "
            "written to."
        ),
    ),
    (
        "disk i/o error",
        DiskError,
        (
            "The data on this computer can't be read or written at the moment. Make room on the "
            "disk if it is full, else have it checked; then start again."
        ),
    ),
)


def translate_errors(engine: Engine, table: ErrorTable) -> None:
    """Have every driver error on ``engine`` that ``table`` knows raised as one of ours."""

    def handle(context: ExceptionContext) -> None:
        translated = translated_error(context.original_exception, table)
        if translated is not None:
            raise translated from context.original_exception

    event.listen(engine, "handle_error", handle)


def translated_error(error: BaseException, table: ErrorTable) -> SmartClientError | None:
    """Our error for a driver's, or None for an unknown one (then it is a bug)."""
    text = str(error).casefold()
    for fragment, kind, sentence in table:
        if fragment in text:
            return kind(sentence, detail=f"{type(error).__name__}: {error}")
    return None
