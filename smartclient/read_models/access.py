"""Access to a head office on a server: what logins are to be granted, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from smartclient.domain.errors import SmartClientError


class AccountKind(StrEnum):
    """How the server knows somebody."""

    LOGIN = "login"
    """A login of the server: its own, or a Windows account's or group's."""

    EXTERNAL = "external"
    """A user or group of Entra ID."""

    CONTAINED = "contained"
    """A user of this database alone, with a password of its own."""


class AccessRole(StrEnum):
    """What a login may be; each is one of them."""

    REP = "rep"
    ADMIN = "admin"
    WORKER = "worker"
    WEB = "web"
    """The web service, which acts for enrolled devices."""

    @property
    def is_of_a_rep(self) -> bool:
        """Whether whoever has it acts as a rep."""
        return self in {AccessRole.REP, AccessRole.ADMIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """What one login is to be granted, and the line of the file that says so, 0 for none.

    ``role`` is None where the login is to keep the one that it has: an admin stays an admin, and
    everybody else becomes a rep. ``rep_number`` is "" for
    a service.
    """

    name: str
    kind: AccountKind = AccountKind.LOGIN
    role: AccessRole | None = None
    rep_number: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAccess:
    """What a login may do and as which rep, "" for none."""

    roles: frozenset[AccessRole] = frozenset()
    rep_number: str = ""


class AccessChange(StrEnum):
    """What granting or revoking does to a login."""

    GRANTED = "granted"
    """It had no access before."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginOutcome:
    """What is done about one login, as the server calls it."""

    line: int
    name: str
    change: AccessChange
    before: HeldAccess = field(default_factory=HeldAccess)
    after: HeldAccess = field(default_factory=HeldAccess)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line that can't be carried out, and why."""

    line: int
    error: SmartClientError


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReport:
    """What was done, or would be done, about many logins."""

    outcomes: tuple[LoginOutcome, ...] = ()
    refused: tuple[RefusedLine, ...] = ()

    def count(self, change: AccessChange) -> int:
        """How many logins this is done to."""
        return sum(outcome.change is change for outcome in self.outcomes)
