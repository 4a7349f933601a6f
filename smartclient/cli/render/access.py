"""Pages about logins that were granted access, or that lost it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import count
from smartclient.read_models.access import (
    AccessChange,
    AccessReport,
    HeldAccess,
    LoginOutcome,
)
from smartclient.wording.command_line import access_change_labels, access_role_labels

if TYPE_CHECKING:
    from smartclient.headoffice.importers.bad_rows import BadRow

_TO_DO = {
    **access_change_labels,
    AccessChange.GRANTED: "to be granted",
    AccessChange.CHANGED: "to be changed",
    AccessChange.REVOKED: "to be revoked",
}


def access_page(
    report: AccessReport, bad_rows: Sequence["BadRow"], *, dry_run: bool
) -> Iterator[str]:
    """What changed for whom, the bad rows, and how many of each there are."""
    for outcome in report.outcomes:
        if outcome.change in {AccessChange.CHANGED, AccessChange.REVOKED}:
            yield _changed(outcome)
    yield from map(str, bad_rows)
    words = _TO_DO if dry_run else access_change_labels
    parts = [
        f"{number:,} {words[change]}" for change in AccessChange if (number := report.count(change))
    ]
    if bad_rows:
        parts.append(f"{len({bad.line for bad in bad_rows}):,} refused")
    total = len(report.outcomes) + len({bad.line for bad in bad_rows})
    yield f"{count(total, 'login')}: {', '.join(parts)}." if parts else "The file names no login."


def _changed(outcome: LoginOutcome) -> str:
    where = f"Line {outcome.line}: " if outcome.line else ""
    was = _access(outcome.before)
    if outcome.change is AccessChange.REVOKED:
        return f"{where}{outcome.name} may do nothing here any more; it was {was}."
    return f"{where}{outcome.name} is {_access(outcome.after)}; it was {was}."


def _access(held: HeldAccess) -> str:
    words = [
        access_role_labels[role].format(number=held.rep_number or "?")
        for role in sorted(held.roles)
    ]
    return " and ".join(words) or "nobody"
