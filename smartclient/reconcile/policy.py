"""Policy: who resolves what, which settings there are, and what they make of collided fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import CUSTOMER
from smartclient.domain.money import amount_from
from smartclient.domain.retention import LONGEST_DAYS, RETENTION
from smartclient.domain.rules.policies import DEFAULT_FIELDS, Policies, default_rules
from smartclient.domain.rules.problems import (
    Change,
    FieldPolicy,
    PriceDay,
    ResolvedBy,
    RuleCode,
)
from smartclient.domain.rules.rule_table import traits_of
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.order_diff import percent_text
from smartclient.domain.text.canonical import utf16_length
from smartclient.read_models.records import PolicySetting
from smartclient.reconcile.conflict import FieldConflict

PRICE_TOLERANCE = "price_tolerance_percent"
REFERENCE_DATA_DAYS = "reference_data_days"
DUPLICATE_ORDER_DAYS = "duplicate_order_days"
PRICE_DAY = "price_day"
NUMBERING = "numbering"

_FIELD_PREFIX = "customer."

_NUMBERS: Mapping[str, tuple[int, int]] = {
    PRICE_TOLERANCE: (0, 100),
    REFERENCE_DATA_DAYS: (1, 3650),
    DUPLICATE_ORDER_DAYS: (0, 365),
    **{retained: (policy.shortest, LONGEST_DAYS) for retained, policy in RETENTION.items()},
}
"""Tolerances and periods of retention, each with its least and greatest value."""


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
        rule=_FIELD_PREFIX + conflict.field,
        field=conflict.field,
        before=before,
        after=value,
        by=conflict.by if value == conflict.theirs else "",
    )


def policy_settings(rows: Mapping[str, str] | None = None) -> tuple[PolicySetting, ...]:
    """Every policy with its setting in ``rows`` (else the default) and its choices.

    A tolerance or a period has no choices: it is a number.
    """
    policies = policies_from(rows or {})
    defaults = _as_rows(Policies())
    return tuple(
        _described(PolicySetting(key=key, setting=setting, default=defaults[key], choices=()))
        for key, setting in _as_rows(policies).items()
    )


def _described(policy: PolicySetting) -> PolicySetting:
    """A policy with what it may be set to."""
    if policy.key in _NUMBERS:
        least, most = _NUMBERS[policy.key]
        return replace(policy, least=least, most=most)
    return replace(policy, choices=_choices(policy.key))


def _as_rows(policies: Policies) -> dict[str, str]:
    rows = {str(code): str(policies.for_rule(code)) for code in RuleCode}
    rows |= {_FIELD_PREFIX + name: str(policies.for_field(name)) for name in EditableField}
    rows[PRICE_TOLERANCE] = percent_text(policies.price_tolerance_percent)
    rows[REFERENCE_DATA_DAYS] = str(policies.reference_data_days)
    rows[DUPLICATE_ORDER_DAYS] = str(policies.duplicate_order_days)
    rows[PRICE_DAY] = str(policies.price_day)
    rows[NUMBERING] = str(policies.numbering)
    rows |= {retained: str(policies.retention[retained]) for retained in RETENTION}
    return rows


def _choices(key: str) -> tuple[str, ...]:
    if key in _NUMBERS:
        return ()
    if key == PRICE_DAY:
        return tuple(PriceDay)
    if key == NUMBERING:
        return tuple(Numbering)
    if key.startswith(_FIELD_PREFIX):
        notes = key == _FIELD_PREFIX + EditableField.NOTES
        return tuple(policy for policy in FieldPolicy if notes or policy is not FieldPolicy.COMBINE)
    barred = traits_of(RuleCode(key)).never_by
    return tuple(role for role in ResolvedBy if role not in barred)


def parse_policy(key: str, setting: str) -> tuple[str, str]:
    """The canonical key and setting; RefusedError when there is no such one.

    The bare name of a customer's field stands for its key: ``phone`` for ``customer.phone``.
    """
    name = key.strip().casefold()
    if name in set(EditableField):
        name = _FIELD_PREFIX + name
    value = setting.strip().casefold()
    if name in _NUMBERS:
        return name, _number(name, value)
    if name not in _as_rows(Policies()):
        raise RefusedError("There is no policy {key}. Look at the list of policies.", key=key)
    choices = _choices(name)
    if value not in choices:
        raise RefusedError(
            "{setting} is no setting of {key}. Choose one of: {choices}.",
            setting=setting,
            key=name,
            choices=", ".join(choices),
        )
    return name, value


def _number(key: str, text: str) -> str:
    least, most = _NUMBERS[key]
    decimals = 4 if key == PRICE_TOLERANCE else 0
    try:
        number = amount_from(text.removesuffix("%").strip())
    except RefusedError:
        number = Decimal("NaN")
    if not (number.is_finite() and least <= number <= most and number == round(number, decimals)):
        raise RefusedError(
            "{key} must be a number from {least} to {most}.", key=key, least=least, most=most
        )
    return percent_text(number)


def policies_from(rows: Mapping[str, str]) -> Policies:
    """The policies that stored rows (key → setting) make; what can't be read is default.

    A laptop may be older than head office: a key or setting it does not know must not stop it.
    """
    known: dict[str, str] = {}
    for key, setting in rows.items():
        try:
            name, value = parse_policy(key, setting)
        except RefusedError:
            continue
        known[name] = value
    rules = {
        code: ResolvedBy(known.get(code, default)) for code, default in default_rules().items()
    }
    fields = {
        name: FieldPolicy(known.get(_FIELD_PREFIX + name, default))
        for name, default in DEFAULT_FIELDS.items()
    }
    default = Policies()
    return Policies(
        rules=rules,
        fields=fields,
        price_tolerance_percent=Decimal(
            known.get(PRICE_TOLERANCE, default.price_tolerance_percent)
        ),
        reference_data_days=int(known.get(REFERENCE_DATA_DAYS, default.reference_data_days)),
        duplicate_order_days=int(known.get(DUPLICATE_ORDER_DAYS, default.duplicate_order_days)),
        price_day=PriceDay(known.get(PRICE_DAY, default.price_day)),
        numbering=Numbering(known.get(NUMBERING, default.numbering)),
        retention={name: int(known.get(name, days)) for name, days in default.retention.items()},
    )
