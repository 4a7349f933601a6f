"""Conflicts: lines that contradict each other, or what others are, in words for an admin."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    name_in_database,
)
from smartclient.headoffice.database.mssql.grant_planning.intention import Intention
from smartclient.headoffice.database.mssql.grant_planning.plan import ResolvedGrant
from smartclient.read_models.access import AccessRole, GrantLine, RefusedLine


def find_conflicts(
    directory: AccountDirectory, grants: Sequence[ResolvedGrant], intention: Intention
) -> list[RefusedLine]:
    """The lines that contradict others, or what a login is that none of them names."""
    of_reps: dict[str, dict[AccessRole | None, GrantLine]] = defaultdict(dict)
    for granted in intention.granted.values():
        of_reps[name_in_database(granted.rep_number)].setdefault(granted.role, granted)
    first: dict[str, GrantLine] = {}
    found = []
    for line in (grant.line for grant in grants):
        earlier = first.setdefault(name_in_database(line.name), line)
        error: RefusedError | None = None
        if earlier is not line:
            error = RefusedError(
                "{name} is already on line {line}.", name=line.name, line=earlier.line
            )
        elif line.role is not None and line.role.is_of_a_rep:
            of_rep = of_reps[name_in_database(line.rep_number)]
            error = _conflict_within(line, of_rep)
            error = error or _conflict_with_others(directory, line, intention)
        if error is not None:
            found.append(RefusedLine(line=line.line, error=error))
    return found


def _conflict_within(
    line: GrantLine, of_rep: Mapping[AccessRole | None, GrantLine]
) -> RefusedError | None:
    other = of_rep.get(AccessRole.REP if line.role is AccessRole.ADMIN else AccessRole.ADMIN)
    if other is None:
        return None
    return RefusedError(
        "{name} and {other} (line {line}) are both rep {number}, one as an admin and one not, and "
        "what a rep may decide goes by its number. Give both the same role.",
        name=line.name,
        other=other.name,
        line=other.line,
        number=line.rep_number,
    )


def _conflict_with_others(
    directory: AccountDirectory, line: GrantLine, intention: Intention
) -> RefusedError | None:
    if line.role is AccessRole.ADMIN:
        return None
    others = intention.remaining_admins(directory, line.rep_number)
    if not others:
        return None
    return RefusedError(
        "The login {other} acts as rep {number} too, as an admin, and what a rep may decide "
        "goes by its number. Say --admin, or take {other}'s rights back first.",
        other=others[0],
        number=line.rep_number,
    )
