"""Failures: what head office's service says it did not do, as errors with sentences for a rep."""

import math
from collections.abc import Callable, Mapping
from typing import Final

from smartclient.contract.snapshots import SnapshotUnavailableError
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
    OutOfReachError,
    RefusedError,
    SchemaError,
    SignInError,
    SmartClientError,
    TransientError,
    UnforeseenError,
)


def _too_old(detail: str) -> SmartClientError:
    return ClientTooOldError(
        "Head office no longer serves this version of Smart Client. Upgrade it; your work is "
        "kept and will be sent then.",
        detail=detail,
    )


def _no_snapshot(detail: str) -> SmartClientError:
    return SnapshotUnavailableError(
        "Head office's copy of the catalog can't be used. It is read row by row.", detail=detail
    )


_AFTER: Final[Mapping[Failure, Callable[[int, str], SmartClientError]]] = {
    Failure.BUSY: lambda retry_after, detail: TransientError(
        "Head office has too much to do at the moment.",
        retry_after=retry_after,
        detail=detail,
    ),
    Failure.CONTENDED: lambda retry_after, detail: ContendedError(
        "Head office is busy with the same data.",
        retry_after=retry_after,
        detail=detail,
    ),
    Failure.AWAY: lambda retry_after, detail: OutOfReachError(
        "Head office's service answers, and its database is away.",
        retry_after=retry_after,
        detail=detail,
    ),
    Failure.NOT_SET_UP: lambda retry_after, detail: OutOfReachError(
        "Head office is being set up or upgraded.",
        retry_after=retry_after,
        detail=detail,
    ),
    Failure.TOO_MANY_GUESSES: lambda retry_after, detail: TooManyGuessesError(
        "Too many wrong codes were tried. Type the code again in {minutes} min.",
        minutes=math.ceil(retry_after / 60),
        retry_after=retry_after,
        detail=detail,
    ),
}
"""What may be tried again, and after how many seconds at the soonest."""

_FOR_GOOD: Final[Mapping[Failure, Callable[[str], SmartClientError]]] = {
    Failure.CODE_REFUSED: lambda detail: CodeRefusedError(
        "That code does not count: it was used, has expired, or never was one. Ask head office "
        "for a new one.",
        detail=detail,
    ),
    Failure.CREDENTIAL_REFUSED: lambda detail: CredentialRefusedError(
        "This device must be signed in again. Your work is kept. Ask head office for a new code, "
        "and sign in with it.",
        detail=detail,
    ),
    Failure.REVOKED: lambda detail: DeviceRevokedError(
        "Head office signed this device out. Your work is kept. With a new code from head office "
        "you go on where you are.",
        detail=detail,
    ),
    Failure.WIPE: lambda detail: WipeRequestedError(
        "Head office signed this device out and has its data removed. What was not sent yet is "
        "handed over first.",
        detail=detail,
    ),
    Failure.OTHER_LOGIN: lambda detail: OtherLoginError(
        "That code is for another person than the one whose work is here. Nothing was changed. "
        "Ask head office for a code of your own.",
        detail=detail,
    ),
    Failure.UNKNOWN_LOGIN: lambda detail: SignInError(
        "Head office does not know you as a rep any more. Your work is kept. Ask head office.",
        detail=detail,
    ),
    Failure.CLIENT_TOO_OLD: _too_old,
    Failure.UPGRADE_CLIENT: _too_old,
    Failure.UPGRADE_HEAD_OFFICE: lambda detail: SchemaError(
        "Head office's service is older than this Smart Client. Your work is kept. Ask head "
        "office to upgrade it.",
        detail=detail,
    ),
    Failure.TOO_LARGE: lambda detail: RefusedError(
        "This is too much to send at once. Send less at a time.", detail=detail
    ),
    Failure.UNREADABLE: lambda detail: UnforeseenError(
        "Head office could not read what this Smart Client sent. Your work is kept. Call support "
        "if it happens again.",
        detail=detail,
    ),
    Failure.NO_SNAPSHOT: _no_snapshot,
    Failure.NO_SUCH_RANGE: _no_snapshot,
    Failure.FAILED: lambda detail: UnforeseenError(
        "Unexpected error at head office. Your work is kept. Call support if it happens again.",
        detail=detail,
    ),
}
"""What is not tried again by itself."""


def error_of(failed: Failed) -> SmartClientError:
    """The error for what the service did not do."""
    detail = f"head office said {failed.failure}: {failed.detail}".rstrip(": ")
    later = _AFTER.get(failed.failure)
    if later is not None:
        return later(failed.retry_after, detail)
    return _FOR_GOOD[failed.failure](detail)
