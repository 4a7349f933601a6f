"""Account directory: what the server and the database know of logins, read once for many.

A login is named as the server names it in ``SUSER_SNAME()``: that is what the procedures see.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, UnicodeText, bindparam, text

from smartclient.headoffice.database.mssql.principals import (
    KNOWS_ONLY_THE_CALLER,
    OWN_PASSWORD,
    ROLES_IN_DATABASE,
    edition,
)

_GROUPS = {"G", "X"}
"""The types of a Windows group's and an Entra group's user."""

SID_OF_USER = b""
"""In the place of an identifier: that of the database's user, known once the user is there."""

_LOGINS = text(
    "SELECT j.value AS asked, SUSER_SNAME(SUSER_SID(j.value)) AS called, "
    "SUSER_SID(j.value) AS sid FROM OPENJSON(:names) AS j"
    # so typed, a long text is not sent as ntext, which OPENJSON refuses
).bindparams(bindparam("names", type_=UnicodeText()))
_USERS = (
    "SELECT p.name, p.sid, p.type, p.authentication_type, p.principal_id "
    "FROM sys.database_principals AS p WHERE p.type <> 'R'"
)
_SCHEMA_OWNERS = "SELECT DISTINCT s.principal_id FROM sys.schemas AS s"
_MEMBERS = (
    "SELECT r.name AS role, m.name AS member FROM sys.database_role_members AS x "
    "JOIN sys.database_principals AS r ON r.principal_id = x.role_principal_id "
    "JOIN sys.database_principals AS m ON m.principal_id = x.member_principal_id "
    "WHERE r.name IN ({roles})"
)
_IDENTITIES = "SELECT name, sid, rep_number FROM sync.rep_identity"
_REPS = "SELECT number, role FROM sales.reps"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLogin:
    """A login of the server under the name that the server has for it."""

    name: str
    sid: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUser:
    """A user of the database."""

    name: str
    sid: bytes | None
    is_group: bool
    own_password: bool
    owns_schema: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepIdentity:
    """As which rep head office knows a login; ``sid`` is None where identifiers don't count."""

    name: str
    sid: bytes | None
    rep_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRep:
    """A rep's number and role, as head office stores them."""

    number: str
    role: str


def name_in_database(name: str) -> str:
    """What names of logins, users and reps are compared by."""
    return name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDirectory:
    """What is known of the accounts; every mapping's key is a ``name_in_database``."""

    shows_identifiers: bool
    logins: Mapping[str, ServerLogin]
    users: Mapping[str, DatabaseUser]
    members: Mapping[str, frozenset[str]]
    identities: Mapping[str, RepIdentity]
    reps: Mapping[str, StoredRep]

    def user_with(self, sid: bytes) -> DatabaseUser | None:
        """The user of the database that a login is."""
        return next((user for user in self.users.values() if user.sid == sid), None)

    def roles_of(self, user: str) -> frozenset[str]:
        """Which of our roles a user is in."""
        key = name_in_database(user)
        return frozenset(role for role, members in self.members.items() if key in members)

    def acting_as(self, rep_number: str) -> list[RepIdentity]:
        """The logins that act as a rep."""
        key = name_in_database(rep_number)
        identities = self.identities.values()
        return [item for item in identities if name_in_database(item.rep_number) == key]

    def users_of(self, name: str) -> list[DatabaseUser]:
        """The database's users that a login is, was, or that are called the same."""
        key = name_in_database(name)
        identity, login = self.identities.get(key), self.logins.get(key)
        sids = {found.sid for found in (identity, login) if found is not None} - {None}
        return [u for k, u in self.users.items() if k == key or u.sid in sids]


def read_directory(connection: Connection, names: Iterable[str]) -> AccountDirectory:
    """Read what is known; of the server's logins, those of these names."""
    shows_identifiers = edition(connection) not in KNOWS_ONLY_THE_CALLER
    logins = _logins(connection, names) if shows_identifiers else {}
    identities = connection.exec_driver_sql(_IDENTITIES).all()
    reps = connection.exec_driver_sql(_REPS).all()
    return AccountDirectory(
        shows_identifiers=shows_identifiers,
        logins=logins,
        users=_users(connection),
        members=_members(connection),
        identities={
            name_in_database(row.name): RepIdentity(
                name=row.name, sid=_bytes(row.sid), rep_number=row.rep_number
            )
            for row in identities
        },
        reps={
            name_in_database(row.number): StoredRep(number=row.number, role=row.role)
            for row in reps
        },
    )


def groups_among(connection: Connection, users: Iterable[str]) -> set[str]:
    """Which of these users of the database are groups, whose members show their own names."""
    listed = _users(connection)
    return {name for name in users if listed[name_in_database(name)].is_group}


def _logins(connection: Connection, names: Iterable[str]) -> dict[str, ServerLogin]:
    asked = json.dumps(sorted(set(names)))
    return {
        name_in_database(row.asked): ServerLogin(name=row.called, sid=bytes(row.sid))
        for row in connection.execute(_LOGINS, {"names": asked})
        if row.sid is not None and row.called is not None
    }


def _users(connection: Connection) -> dict[str, DatabaseUser]:
    owners = set(connection.scalars(text(_SCHEMA_OWNERS)))
    return {
        name_in_database(row.name): _user(row, owns_schema=row.principal_id in owners)
        for row in connection.exec_driver_sql(_USERS).all()
    }


def _user(row: Row[tuple[object, ...]], *, owns_schema: bool) -> DatabaseUser:
    return DatabaseUser(
        name=row.name,
        sid=_bytes(row.sid),
        is_group=str(row.type).strip() in _GROUPS,
        own_password=row.authentication_type == OWN_PASSWORD,
        owns_schema=owns_schema,
    )


def _members(connection: Connection) -> dict[str, frozenset[str]]:
    roles = ", ".join(f"N'{role}'" for role in ROLES_IN_DATABASE)
    members: dict[str, set[str]] = defaultdict(set)
    for row in connection.exec_driver_sql(_MEMBERS.format(roles=roles)):
        members[row.role].add(name_in_database(row.member))
    return {role: frozenset(members[role]) for role in ROLES_IN_DATABASE}


def _bytes(value: object) -> bytes | None:
    return bytes(value) if isinstance(value, (bytes, bytearray, memoryview)) else None
