"""What policies make of fields of a customer that two people changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from smartclient.domain.fields import CUSTOMER
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problems import Change, FieldPolicy
from smartclient.domain.text.canonical import utf16_length
from smartclient.reconcile.conflict import FieldConflict

FIELD_PREFIX = "customer."
"""Begins the key of a policy about a customer's field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEditTimes:
    """When each side changed a field, by head office's clock; None: not believed."""

    mine: datetime | None = None
    theirs: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFields:
    """What the policies make of collided fields.

    ``values`` are resolved, ``left`` wait for the rep or an admin (as each one's ``settled_by``
    names), ``refused`` names the fields whose policy refuses the request.
    """

    values: dict[str, str] = field(default_factory=dict)
    left: tuple[FieldConflict, ...] = ()
    report: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()


def resolve_fields(
    conflicts: Sequence[FieldConflict],
    policies: Policies,
    *,
    edited: Mapping[str, FieldEditTimes] = {},
) -> ResolvedFields:
    """Resolve each collided field by its policy.

    ``edited`` says, for the policy ``latest``, when both sides changed a field; where
    that isn't known of both, the rep decides. So does the rep about a combined text that would be
    too long.
    """
    values: dict[str, str] = {}
    left: list[FieldConflict] = []
    report: list[Change] = []
    refused: list[str] = []
    for conflict in conflicts:
        setting = policies.for_field(conflict.field)
        value = _by_policy(conflict, setting, edited.get(conflict.field, FieldEditTimes()))
        if setting is FieldPolicy.REFUSE:
            refused.append(conflict.field)
        elif value is None:
            by_admin = setting is FieldPolicy.ADMIN
            who = FieldPolicy.ADMIN if by_admin else FieldPolicy.REP
            left.append(replace(conflict, settled_by=who))
        else:
            values[conflict.field] = value
            report.append(_change(conflict, value))
    return ResolvedFields(
        values=values, left=tuple(left), report=tuple(report), refused=tuple(refused)
    )


def _by_policy(conflict: FieldConflict, setting: FieldPolicy, edited: FieldEditTimes) -> str | None:
    """The value a policy gives a field, None when a person has to choose."""
    match setting:
        case FieldPolicy.HEAD_OFFICE:
            return conflict.theirs
        case FieldPolicy.REP_VALUE:
            return conflict.mine
        case FieldPolicy.LATEST:
            if edited.mine is None or edited.theirs is None:
                return None
            return conflict.theirs if edited.theirs > edited.mine else conflict.mine
        case FieldPolicy.COMBINE:
            text = combined(conflict.base, conflict.mine, conflict.theirs)
            return text if utf16_length(text) <= CUSTOMER[conflict.field].longest else None
    return None


def combined(base: str, mine: str, theirs: str) -> str:
    """Two edits of a text as one: theirs, and below it the lines only mine added."""
    known = {*base.splitlines(), *theirs.splitlines()}
    added = [line for line in mine.splitlines() if line not in known]
    return "\n".join([*theirs.splitlines(), *added]).strip()


def _change(conflict: FieldConflict, value: str) -> Change:
    """The report of a resolved field, as seen from whichever value gave way."""
    before = conflict.theirs if value == conflict.mine else conflict.mine
    return Change(
        rule=FIELD_PREFIX + conflict.field,
        field=conflict.field,
        before=before,
        after=value,
        by=conflict.by if value == conflict.theirs else "",
    )
