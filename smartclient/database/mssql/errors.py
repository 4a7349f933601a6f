"""SQL Server's errors, by SQLSTATE and native number, as ours."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from smartclient.database.mssql.error_catalog import (
    CAUSES,
    DATABASE_UNAVAILABLE,
    NOT_ACCEPTED,
    SCHEMA_MISMATCH,
    WRONG_SCHEMA,
    DriverError,
    ErrorCause,
)
from smartclient.domain.errors import SmartClientError, UnforeseenError

DUPLICATE: Final = frozenset({2601, 2627})
DEADLOCK: Final = 1205
PROCEDURES_REFUSE: Final = frozenset({WRONG_SCHEMA})
"""What head office's procedures throw for a link version that they don't offer."""
_FOREIGN: Final = 33557097
"""The number of every error for which Babelfish has no number of its own."""

_NO_ROLE: Final = re.compile(r'role "[^"]*" does not exist')


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorContext:
    """Where an error happened: what its sentence names.

    ``known``: this database was open before, so it exists.
    """

    server: str
    database: str
    login: str = ""
    known: bool = False


def translated(error: BaseException, context: ErrorContext) -> SmartClientError:
    """Our error for one of pyodbc's; UnforeseenError for an unknown one."""
    known = translate_if_known(error, context)
    if known is not None:
        return known
    return UnforeseenError(
        "Unexpected error of head office's database. Your work is kept. Call support if it "
        "happens again.",
        detail=_detail(error),
    )


def translate_if_known(error: BaseException, context: ErrorContext) -> SmartClientError | None:
    """Our error for one of pyodbc's, None for a mistake of ours."""
    driver_error = DriverError.of(error)
    make = _maker(context, _detail(error))
    if _FOREIGN in driver_error.numbers and _NO_ROLE.search(driver_error.text):
        return make(NOT_ACCEPTED)
    if context.known and DATABASE_UNAVAILABLE.fits(driver_error):
        return make(DATABASE_UNAVAILABLE)
    causes = SCHEMA_MISMATCH if WRONG_SCHEMA in driver_error.numbers else CAUSES
    return next((make(cause) for cause in causes if cause.fits(driver_error)), None)


def native_numbers(error: BaseException) -> frozenset[int]:
    """SQL Server's numbers of an exception of pyodbc."""
    return DriverError.of(error).numbers


def connection_state_unknown(error: BaseException) -> bool:
    """Whether the state of the connection is unknown after this error.

    Babelfish ends the transaction when it meets a statement that it does not know, and continues
    as if there had been none.
    """
    return _FOREIGN in DriverError.of(error).numbers


def _maker(context: ErrorContext, detail: str) -> Callable[[ErrorCause], SmartClientError]:
    def make(cause: ErrorCause) -> SmartClientError:
        return cause.kind(
            cause.sentence,
            detail=detail,
            server=context.server,
            database=context.database,
            login=context.login or "this computer's user",
        )

    return make


def _detail(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
