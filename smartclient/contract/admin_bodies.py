"""What admins ask head office for: the bodies of their requests."""

from dataclasses import dataclass

from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.rules.problems import Action
from smartclient.reconcile.conflict import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCase:
    """An admin's decision. ``action`` is for every problem that ``resolution`` does not name."""

    conflict_id: ConflictId
    action: Action
    resolution: Resolution = Resolution()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy:
    """Set who resolves a rule or a field, or a tolerance, by its key in the policy table.

    ``seen`` is the setting it was decided by: another one by now refuses the change; "" changes
    it whatever it is.
    """

    key: str
    setting: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryStopped:
    """Try a request again that head office has set aside; ``sender`` is whose it is.

    ``confirmed``: a person said that it is to be tried although its sender, whose Smart Client
    sends no withdrawals, may have taken it back.
    """

    sender: Login
    request_id: RequestId
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """Leave to an admin a conflict that still waits for its rep: it becomes a case."""

    conflict_id: ConflictId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseStopped:
    """Refuse a request that head office has set aside; ``sender`` is whose it is."""

    sender: Login
    request_id: RequestId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRestore:
    """Say whether head office was restored from a backup, as laptops report."""

    restored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice:
    """Let a device sign in as ``login`` with a code, for as many seconds from when this arrives.

    ``code_hash`` is the SHA-256 of the code's symbols in hexadecimal: the code itself never leaves
    the admin's device.
    """

    login: Login
    code_hash: str
    valid_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeDevice:
    """Revoke an enrolled device, and have it wiped with ``wipe``."""

    device: str
    wipe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHandedOver:
    """Carry out what a device handed over before it was wiped, as sent by its login."""

    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropHandedOver:
    """Never carry out what a device handed over before it was wiped."""

    device: str
