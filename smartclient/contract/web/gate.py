"""The gate: how the web service reaches head office for devices that it did not choose itself.

A device is named by the SHA-256 of its credential and by nothing else. Every call finds the sender
from that hash inside the database's own transaction; the service never says who somebody is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.messages import Request
from smartclient.contract.operations import Operations, Receipt
from smartclient.contract.web.limits import GUESS_WINDOW
from smartclient.domain.errors import SignInError
from smartclient.domain.ids import Login


class DeviceState(StrEnum):
    """What an enrolled device may do."""

    ACTIVE = "active"
    REVOKED = "revoked"
    WIPING = "wiping"
    """It may hand over what is unsent and confirm that it was wiped, and do nothing else."""
    WIPED = "wiped"
    """It confirmed that; a copy of it that returns is asked for the same again."""


TO_WIPE: Final = frozenset({DeviceState.WIPING, DeviceState.WIPED})
"""States in which a client that presents the device's credential is asked to wipe."""


class CodeRefusedError(SignInError):
    """The enrolment code is unknown, used or expired."""


class TooManyGuessesError(SignInError):
    """Too many wrong codes came from this address, or altogether.

    ``retry_after`` is in how many seconds a code from it is judged again, at the latest.
    """

    def __init__(
        self,
        template: str,
        *,
        detail: str = "",
        retry_after: int = int(GUESS_WINDOW.total_seconds()),
        **arguments: object,
    ) -> None:
        super().__init__(template, detail=detail, **arguments)
        self.retry_after = retry_after


class OtherLoginError(SignInError):
    """The code is for another login than the one whose store the device holds."""


class CredentialRefusedError(SignInError):
    """The credential is unknown or expired: the device needs a new code."""


class DeviceRevokedError(SignInError):
    """The device was revoked."""


class WipeRequestedError(DeviceRevokedError):
    """The device was revoked and is to hand over what is unsent, and be wiped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledDevice:
    """A device as an admin sees it.

    ``kind`` is laptop or browser; ``unsent`` is how many requests it handed over that nobody
    released or dropped yet. ``revoked_by`` is "" also where an owner of the database did.
    """

    device: str
    name: str
    login: Login
    kind: str
    enrolled: datetime
    seen_at: datetime | None
    address: str
    state: DeviceState
    unsent: int = 0
    revoked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A device that was just enrolled, and whose it is."""

    device: str
    login: Login


class Waiting(NamedTuple):
    """A device whose pulse waits for news, and how far it has read its replies."""

    credential: bytes
    replies_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The newest row version of each feed that a waiting device may see, and of its replies.

    ``is_refused``: its credential does not count any more; a pulse says why.
    """

    heads: Mapping[FeedKind, int] = field(default_factory=dict)
    newest_reply: int = 0
    is_refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """How head office stands, for monitoring; ages in seconds, None where nothing waits."""

    waiting: int
    oldest_waiting: float | None
    parked: int
    cases: int
    oldest_case: float | None
    workers: int
    newest_worker: float | None
    devices: Mapping[DeviceState, int]
    seen_last_day: int


class Gate(Protocol):
    """Head office for enrolled devices; may be called from several threads.

    Besides what ``Operations`` raise, calls with a credential raise CredentialRefusedError,
    DeviceRevokedError or WipeRequestedError.
    """

    def sign_in(
        self,
        *,
        code: bytes,
        credential: bytes,
        name: str,
        kind: str,
        login: str,
        address: str,
    ) -> SignedIn:
        """Exchange a code, by its digest, for a credential, by its hash.

        The same call again has the same answer. ``login`` is whose store the device holds, ""
        for none.
        Raises CodeRefusedError, TooManyGuessesError or OtherLoginError; a wrong code counts as a
        guess of ``address``.
        """
        ...

    def operations(self, credential: bytes, address: str) -> Operations:
        """The operations for the device with this credential; the first call finds the device."""
        ...

    def is_old(self, credential: bytes) -> bool:
        """Whether the credential is old enough to be renewed."""
        ...

    def renew(self, credential: bytes, new: bytes) -> None:
        """Have ``new`` count, too, and instead of ``credential`` once it was used."""
        ...

    def hand_over(self, credential: bytes, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Take what a device that is to be wiped did not send, for an admin to release or drop."""
        ...

    def wiped(self, credential: bytes) -> None:
        """Record that a device removed its data."""
        ...

    def news(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        """What is new for all who wait, in one statement."""
        ...

    def shared_page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int
    ) -> FeedPage:
        """A page, by key, of a feed that is the same for everybody, for snapshots."""
        ...

    def bounds(self) -> tuple[int, str]:
        """The watermark and the epoch."""
        ...

    def shared_heads(self) -> Mapping[FeedKind, int]:
        """The newest row version of each feed that is the same for everybody."""
        ...

    def gauges(self) -> Gauges:
        """How head office stands."""
        ...

    def public_address(self) -> tuple[str, str]:
        """The service's public URL and its pinned certificate's SHA-256 in hexadecimal, or ""."""
        ...

    def set_public_address(
        self, url: str, fingerprint: str, was: tuple[str, str] | None = None
    ) -> bool:
        """Store where devices reach the service, and which certificate they pin, "" for none.

        Where ``was`` is not None, only while that is what is stored. Whether it was stored.
        """
        ...

    def check(self) -> None:
        """Raise what a call would raise where head office can't be used now."""
        ...

    def close(self) -> None:
        """Give back every connection."""
        ...
