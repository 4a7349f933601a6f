"""Intention: what becomes of the logins that are granted or revoked together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    name_in_database,
)
from smartclient.headoffice.database.mssql.principals import roles_in_database
from smartclient.read_models.access import AccessRole, GrantLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """What becomes of the logins that are granted or revoked together, by their names."""

    granted: Mapping[str, GrantLine] = field(default_factory=dict)
    revoked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Iterable[GrantLine], revoked: Iterable[str] = ()) -> Self:
        """The intention to grant these lines, and to revoke what was granted to others.

        Of two lines about one login the first counts.
        """
        granted: dict[str, GrantLine] = {}
        for line in lines:
            granted.setdefault(name_in_database(line.name), line)
        return cls(
            granted=granted,
            revoked=frozenset(map(name_in_database, revoked)),
        )

    @property
    def rep_numbers(self) -> set[str]:
        """The numbers of the reps whose role follows from what is granted."""
        return {name_in_database(line.rep_number) for line in self.granted.values()}

    def remaining_admins(self, directory: AccountDirectory, rep_number: str) -> list[str]:
        """The logins that act as a rep with an admin's rights, and that nothing is said about."""
        admins = directory.members[roles_in_database(AccessRole.ADMIN)[-1]]
        admin_sids = {directory.users[name].sid for name in admins if name in directory.users}
        return [
            item.name
            for item in directory.acting_as(rep_number)
            if (key := name_in_database(item.name)) not in self.granted
            and key not in self.revoked
            and (key in admins or (item.sid is not None and item.sid in admin_sids))
        ]
