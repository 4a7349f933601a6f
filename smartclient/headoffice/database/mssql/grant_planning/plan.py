"""Plan: the lines that can be carried out, what is done for each, and the lines refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartclient.headoffice.database.mssql.account_directory import RepIdentity
from smartclient.headoffice.database.mssql.grant_planning.intention import Intention
from smartclient.headoffice.database.mssql.granted_account import GrantedAccount
from smartclient.read_models.access import GrantLine, LoginOutcome, RefusedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedGrant:
    """A line under the name that the server has, and its account."""

    line: GrantLine
    account: GrantedAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginChange:
    """What is done about one login: statements, its identity, and the roles of reps."""

    outcome: LoginOutcome
    statements: tuple[str, ...] = ()
    created_user: str = ""
    forget: tuple[str, ...] = ()
    remember: tuple[RepIdentity, ...] = ()
    rep_roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.statements or self.forget or self.remember or self.rep_roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPlan:
    """Lines that can be carried out, under the names that the server has, and those that can't."""

    intention: Intention
    lines: tuple[GrantLine, ...] = ()
    changes: tuple[LoginChange, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
