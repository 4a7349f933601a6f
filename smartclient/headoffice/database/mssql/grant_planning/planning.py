"""Planning: lines of grants are compared with what the server knows, all or a portion."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.mssql.account_directory import AccountDirectory
from smartclient.headoffice.database.mssql.grant_planning.conflicts import find_conflicts
from smartclient.headoffice.database.mssql.grant_planning.intention import Intention
from smartclient.headoffice.database.mssql.grant_planning.login_changes import plan_login_change
from smartclient.headoffice.database.mssql.grant_planning.plan import GrantPlan, ResolvedGrant
from smartclient.headoffice.database.mssql.granted_account import account_for
from smartclient.read_models.access import GrantLine, RefusedLine


def plan_grants(
    directory: AccountDirectory, lines: Sequence[GrantLine], revoked: Iterable[str] = ()
) -> GrantPlan:
    """Plan to grant these lines, while ``revoked`` lose what was granted to them."""
    revoked = frozenset(revoked)
    grants, refused = _resolved(directory, lines)
    intention = Intention.of((grant.line for grant in grants), revoked)
    while found := find_conflicts(directory, grants, intention):
        # a login that keeps what it has may be in the way of others
        refused += found
        lines_refused = {item.line for item in found}
        grants = [grant for grant in grants if grant.line.line not in lines_refused]
        intention = Intention.of((grant.line for grant in grants), revoked)
    return _plan(directory, grants, refused, intention)


def plan_portion(
    directory: AccountDirectory, lines: Sequence[GrantLine], intention: Intention
) -> GrantPlan:
    """Plan some lines of what was planned as a whole."""
    grants, refused = _resolved(directory, lines)
    refused += find_conflicts(directory, grants, intention)
    lines_refused = {item.line for item in refused}
    grants = [grant for grant in grants if grant.line.line not in lines_refused]
    return _plan(directory, grants, refused, intention)


def _resolved(
    directory: AccountDirectory, lines: Iterable[GrantLine]
) -> tuple[list[ResolvedGrant], list[RefusedLine]]:
    """The lines whose accounts and reps are there, each with a role, and the others."""
    grants: list[ResolvedGrant] = []
    refused: list[RefusedLine] = []
    for line in lines:
        try:
            account = account_for(directory, line)
        except RefusedError as error:
            refused.append(RefusedLine(line=line.line, error=error))
            continue
        role = line.role or account.kept_role
        grants.append(
            ResolvedGrant(line=replace(line, name=account.name, role=role), account=account)
        )
    return grants, refused


def _plan(
    directory: AccountDirectory,
    grants: Sequence[ResolvedGrant],
    refused: Iterable[RefusedLine],
    intention: Intention,
) -> GrantPlan:
    return GrantPlan(
        intention=intention,
        lines=tuple(grant.line for grant in grants),
        changes=tuple(plan_login_change(directory, grant, intention) for grant in grants),
        refused=tuple(sorted(refused, key=lambda item: item.line)),
    )
