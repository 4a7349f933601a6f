"""Bulk granting: thousands of logins granted or revoked, all checked before any is changed.

The changes go in portions, each a transaction of its own and each login whole within one: who is
connected to the database is not kept waiting for all of them, and what was cut off in the middle
is completed by the same call again, which skips what is as it should be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, RootTransaction

from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.mssql.account_directory import (
    AccountDirectory,
    name_in_database,
    read_directory,
)
from smartclient.headoffice.database.mssql.accounts import require_owner
from smartclient.headoffice.database.mssql.grant_execution import (
    ChangesRefusedError,
    carry_out,
    lock_grants,
)
from smartclient.headoffice.database.mssql.grant_planning.intention import Intention
from smartclient.headoffice.database.mssql.grant_planning.login_changes import plan_revocation
from smartclient.headoffice.database.mssql.grant_planning.plan import GrantPlan, LoginChange
from smartclient.headoffice.database.mssql.grant_planning.planning import plan_grants, plan_portion
from smartclient.headoffice.database.mssql.granted_account import checked_name
from smartclient.read_models.access import (
    AccessChange,
    AccessReport,
    AccountKind,
    GrantLine,
    LoginOutcome,
    RefusedLine,
)

PORTION = 200
"""How many logins are changed in one transaction."""

_Finish = Callable[[RootTransaction], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAccess:
    """Grants and revocations that were checked against the server, and what they would do."""

    intention: Intention
    grants: tuple[GrantLine, ...]
    revocations: tuple[GrantLine, ...]
    report: AccessReport

    def changes(self, lines: Iterable[GrantLine]) -> list[GrantLine]:
        """Those of the lines that change something."""
        unchanged = {
            (outcome.line, outcome.name)
            for outcome in self.report.outcomes
            if outcome.change is AccessChange.UNCHANGED
        }
        return [line for line in lines if (line.line, line.name) not in unchanged]


def check_grants(
    engine: Engine, lines: Sequence[GrantLine], *, revoke_others: bool
) -> CheckedAccess:
    """Check every line; with ``revoke_others``, the reps' other logins are to be revoked.

    Nothing is changed. Raises SetUpError where who is connected does not own the database.
    """
    with reading(engine) as connection:
        require_owner(connection)
        directory = read_directory(connection, [line.name for line in lines])
    others = _others(directory, lines) if revoke_others else ()
    plan = plan_grants(directory, lines, [line.name for line in others])
    intention = plan.intention
    uncertain = _uncertain(directory, plan)
    tried = _in_portions(engine, uncertain, (), intention, RootTransaction.rollback)
    refused = {item.line for item in tried.refused}
    revoked = [_revocation(directory, line, intention) for line in others]
    outcomes = (change.outcome for change in (*plan.changes, *revoked))
    return CheckedAccess(
        intention=intention,
        grants=tuple(line for line in plan.lines if line.line not in refused),
        revocations=others,
        report=_sorted(
            [outcome for outcome in outcomes if not outcome.line or outcome.line not in refused],
            [*plan.refused, *tried.refused],
        ),
    )


def check_revocations(engine: Engine, lines: Sequence[GrantLine]) -> CheckedAccess:
    """Check every line of logins to be revoked; nothing is changed."""
    with reading(engine) as connection:
        require_owner(connection)
        directory = read_directory(connection, [line.name for line in lines])
    good: list[GrantLine] = []
    refused = []
    for line in lines:
        try:
            checked_name(line.name)
        except RefusedError as error:
            refused.append(RefusedLine(line=line.line, error=error))
        else:
            good.append(line)
    intention = Intention.of((), (line.name for line in good))
    outcomes = [_revocation(directory, line, intention).outcome for line in good]
    return CheckedAccess(
        intention=intention,
        grants=(),
        revocations=tuple(good),
        report=_sorted(outcomes, refused),
    )


def apply_access(engine: Engine, checked: CheckedAccess) -> AccessReport:
    """Carry out what was checked; a line that the server refuses only now leaves the others."""
    grants, revocations = checked.changes(checked.grants), checked.changes(checked.revocations)
    done = _in_portions(engine, grants, revocations, checked.intention, RootTransaction.commit)
    unchanged = (
        outcome for outcome in checked.report.outcomes if outcome.change is AccessChange.UNCHANGED
    )
    return _sorted([*unchanged, *done.outcomes], [*checked.report.refused, *done.refused])


def _others(directory: AccountDirectory, lines: Iterable[GrantLine]) -> tuple[GrantLine, ...]:
    """The logins that act as reps and that no line names."""
    named = {name_in_database(line.name) for line in lines}
    return tuple(
        GrantLine(name=identity.name)
        for key, identity in sorted(directory.identities.items())
        if key not in named
    )


def _uncertain(directory: AccountDirectory, plan: GrantPlan) -> list[GrantLine]:
    """The lines of which only creating the user shows whether they can be carried out.

    The server tells nothing beforehand of Entra ID's users, nor on some editions of logins, and
    only of a user that is there whether it is a group.
    """
    created = {change.outcome.name for change in plan.changes if change.created_user}
    return [
        line
        for line in plan.lines
        if line.name in created
        and (
            line.kind is AccountKind.EXTERNAL
            or not directory.shows_identifiers
            or "\\" in line.name
        )
    ]


def _in_portions(
    engine: Engine,
    grants: Sequence[GrantLine],
    revocations: Sequence[GrantLine],
    intention: Intention,
    finish: _Finish,
) -> AccessReport:
    outcomes: list[LoginOutcome] = []
    refused: list[RefusedLine] = []
    for lines, plan in (
        *((portion, plan_portion) for portion in _portions(grants)),
        *((portion, _plan_revocations) for portion in _portions(revocations)),
    ):
        report = _attempt(engine, lines, intention, plan, finish)
        outcomes += report.outcomes
        refused += report.refused
    return _sorted(outcomes, refused)


_Plan = Callable[[AccountDirectory, Sequence[GrantLine], Intention], GrantPlan]


def _attempt(
    engine: Engine, lines: Sequence[GrantLine], intention: Intention, plan: _Plan, finish: _Finish
) -> AccessReport:
    """Change the logins of a portion; where one is refused, halve the portion to find it."""
    try:
        with writing(engine) as (connection, transaction):
            lock_grants(connection)
            directory = read_directory(connection, [line.name for line in lines])
            planned = plan(directory, lines, intention)
            carry_out(connection, planned.changes)
            finish(transaction)
    except ChangesRefusedError as error:
        if len(lines) == 1:
            refused = RefusedLine(line=lines[0].line, error=error.about(lines[0].name))
            return AccessReport(refused=(refused,))
    else:
        outcomes = tuple(change.outcome for change in planned.changes)
        return AccessReport(outcomes=outcomes, refused=planned.refused)
    middle = len(lines) // 2
    first, second = (
        _attempt(engine, half, intention, plan, finish) for half in (lines[:middle], lines[middle:])
    )
    return AccessReport(
        outcomes=(*first.outcomes, *second.outcomes), refused=(*first.refused, *second.refused)
    )


def _plan_revocations(
    directory: AccountDirectory, lines: Sequence[GrantLine], intention: Intention
) -> GrantPlan:
    changes = tuple(_revocation(directory, line, intention) for line in lines)
    return GrantPlan(intention=intention, lines=tuple(lines), changes=changes)


def _revocation(directory: AccountDirectory, line: GrantLine, intention: Intention) -> LoginChange:
    return plan_revocation(directory, line.name, line=line.line, intention=intention)


def _portions(lines: Sequence[GrantLine]) -> Iterator[Sequence[GrantLine]]:
    for start in range(0, len(lines), PORTION):
        yield lines[start : start + PORTION]


def _sorted(outcomes: Iterable[LoginOutcome], refused: Iterable[RefusedLine]) -> AccessReport:
    return AccessReport(
        outcomes=tuple(sorted(outcomes, key=lambda item: (item.line, item.name))),
        refused=tuple(sorted(refused, key=lambda item: item.line)),
    )
