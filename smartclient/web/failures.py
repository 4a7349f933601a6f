"""What each error of head office is on the wire: one table for every call."""

import random
from typing import Final

from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    OtherLoginError,
    TooManyGuessesError,
    WipeRequestedError,
)
from smartclient.contract.web.wire import Failed, Failure
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    DiskFullError,
    NoRoomError,
    OutOfReachError,
    RefusedError,
    SchemaError,
    SetUpError,
    SignInError,
    SmartClientError,
    TransientError,
    UnknownLoginError,
)
from smartclient.web.thread_pool import BusyError

_FAILURES: Final[tuple[tuple[type[SmartClientError], Failure], ...]] = (
    (CodeRefusedError, Failure.CODE_REFUSED),
    (OtherLoginError, Failure.OTHER_LOGIN),
    (CredentialRefusedError, Failure.CREDENTIAL_REFUSED),
    (WipeRequestedError, Failure.WIPE),
    (DeviceRevokedError, Failure.REVOKED),
    (UnknownLoginError, Failure.UNKNOWN_LOGIN),
    # the service's own login at the database: no device can do anything about that
    (SignInError, Failure.AWAY),
    (ClientTooOldError, Failure.CLIENT_TOO_OLD),
    (RefusedError, Failure.UNREADABLE),
    (BusyError, Failure.BUSY),
    (ContendedError, Failure.CONTENDED),
    (OutOfReachError, Failure.AWAY),
    (NoRoomError, Failure.AWAY),
    (DiskFullError, Failure.AWAY),
    (TransientError, Failure.AWAY),
    (SchemaError, Failure.NOT_SET_UP),
    (SetUpError, Failure.NOT_SET_UP),
)
"""The first entry that fits counts: what is more special stands before what is more general."""

_RETRY_AFTER: Final[dict[Failure, tuple[int, int]]] = {
    Failure.CONTENDED: (1, 3),
    Failure.BUSY: (2, 8),
    Failure.AWAY: (5, 15),
    Failure.NOT_SET_UP: (30, 60),
}
"""After how many seconds, from and to, a device is to try again; at random, so that they spread."""


class CallRefusedError(Exception):
    """A call that is refused before head office is asked; ``detail`` is for the caller's log."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail


def failure_of(error: BaseException) -> Failed:
    """The answer to a call that ended with ``error``; FAILED for what nobody foresaw."""
    if isinstance(error, CallRefusedError):
        return failed(error.failure, error.detail)
    if isinstance(error, TooManyGuessesError):
        return Failed(failure=Failure.TOO_MANY_GUESSES, retry_after=error.retry_after)
    for kind, failure in _FAILURES:
        if isinstance(error, kind):
            return failed(failure)
    return failed(Failure.FAILED)


def failed(failure: Failure, detail: str = "") -> Failed:
    """An answer that says when to try again, where that makes sense."""
    after = _RETRY_AFTER.get(failure)
    seconds = 0 if after is None else random.randint(*after)  # noqa: S311 (no secret)
    return Failed(failure=failure, retry_after=seconds, detail=detail)
