"""Policies: which there are, what each may be set to, and what stored rows make of them."""

from collections.abc import Mapping
from decimal import Decimal

from smartclient.domain.check_out import LONGEST_DAYS as MOST_CHECK_OUT_DAYS
from smartclient.domain.check_out import HeldImports
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import parse_freshness
from smartclient.domain.freshness_kinds import ALWAYS_KEPT, DEFAULT_FRESHNESS, parse_kept_freshness
from smartclient.domain.link_price import (
    DEFAULT_TARIFFS,
    HIGHEST_PRICE,
    LinkPrices,
    Tariff,
    Transport,
)
from smartclient.domain.mail import MailRecipients, MailSentBy
from smartclient.domain.reference_limit import LEAST_DAYS, MOST_DAYS, parse_reference_limit
from smartclient.domain.refresh_times import parse_refresh_times
from smartclient.domain.retention import LONGEST_DAYS, RETENTION
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.policies import DEFAULT_FIELDS, Policies, default_rules
from smartclient.domain.rules.problems import FieldPolicy, PriceDay, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import traits_of
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.domain.sales.number_blocks import LARGEST_BLOCK
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.order_diff import percent_text
from smartclient.domain.services import OFFLINE_WITHOUT, OfflineWithout
from smartclient.domain.worth import DEFAULT_WORTHS, HIGHEST_WORTH
from smartclient.read_models.records import PolicySetting
from smartclient.reconcile.field_policies import FIELD_PREFIX
from smartclient.reconcile.setting_forms import Choice, Number, SettingForm, Written

PRICE_TOLERANCE = "price_tolerance_percent"
REFERENCE_DATA_DAYS = "reference_data_days"
DUPLICATE_ORDER_DAYS = "duplicate_order_days"
PRICE_DAY = "price_day"
NUMBERING = "numbering"
NUMBERING_PREFIX = "numbering."
"""Begins the key of a policy about how records of a kind get their numbers."""
BLOCK_SIZE = "numbering.block_size"
PINNED_CUSTOMERS = "pinned_customers"
CHECK_OUT_DAYS = "check_out_days"
CHECK_OUT_MOST_DAYS = "check_out_most_days"
CHECKED_OUT_IMPORTS = "checked_out_imports"
MAIL_RECIPIENTS = "mail_recipients"
MAIL_SENT_BY = "mail_sent_by"
REFRESH_AT = "refresh_at"
FRESHNESS_PREFIX = "freshness."
"""Begins the key of a policy about how old the data of a kind may be."""
WORTH_PREFIX = "worth."
"""Begins the key of a policy about what it is worth to send or fetch a kind at once."""
PRICE_PREFIX = "price."
"""Begins the key of a policy about what a link costs."""
OFFLINE_WITHOUT_PREFIX = "offline_without."
"""Begins the key of a policy: whether the client counts as offline without a service."""
BY_TARIFF = "auto"
"""The price of a transport is that of the tariff which the operating system reports."""


def _resolvers(code: RuleCode) -> Choice:
    barred = traits_of(code).never_by
    return Choice(choices=tuple(role for role in ResolvedBy if role not in barred))


def _field_policies(name: EditableField) -> Choice:
    notes = name is EditableField.NOTES
    return Choice(
        choices=tuple(
            policy for policy in FieldPolicy if notes or policy is not FieldPolicy.COMBINE
        )
    )


_TRANSPORT_PRICES = Choice(choices=(BY_TARIFF, *map(str, range(HIGHEST_PRICE + 1))))

_FORMS: Mapping[str, SettingForm] = {
    **{code: _resolvers(code) for code in RuleCode},
    **{FIELD_PREFIX + name: _field_policies(name) for name in EditableField},
    PRICE_TOLERANCE: Number(least=0, most=100, decimals=4),
    REFERENCE_DATA_DAYS: Written(
        parse=parse_reference_limit, example="7, 12h", least=LEAST_DAYS, most=MOST_DAYS
    ),
    DUPLICATE_ORDER_DAYS: Number(least=0, most=365),
    PRICE_DAY: Choice(choices=tuple(PriceDay)),
    NUMBERING: Choice(choices=tuple(Numbering)),
    **{NUMBERING_PREFIX + numbered: Choice(choices=tuple(NumberWay)) for numbered in Numbered},
    BLOCK_SIZE: Number(least=1, most=LARGEST_BLOCK),
    PINNED_CUSTOMERS: Choice(choices=tuple(Pinning)),
    CHECK_OUT_DAYS: Number(least=1, most=MOST_CHECK_OUT_DAYS),
    CHECK_OUT_MOST_DAYS: Number(least=1, most=MOST_CHECK_OUT_DAYS),
    CHECKED_OUT_IMPORTS: Choice(choices=tuple(HeldImports)),
    MAIL_RECIPIENTS: Choice(choices=tuple(MailRecipients)),
    MAIL_SENT_BY: Choice(choices=tuple(MailSentBy)),
    REFRESH_AT: Written(parse=parse_refresh_times, example="06:30, 12:00"),
    **{
        retained: Number(least=policy.shortest, most=LONGEST_DAYS)
        for retained, policy in RETENTION.items()
    },
    **{
        FRESHNESS_PREFIX + kind: Written(
            parse=parse_kept_freshness if kind in ALWAYS_KEPT else parse_freshness,
            example="1d mark, 7d warn, 30d refuse",
        )
        for kind in DEFAULT_FRESHNESS
    },
    **{PRICE_PREFIX + tariff: Number(least=0, most=HIGHEST_PRICE) for tariff in Tariff},
    **{PRICE_PREFIX + transport: _TRANSPORT_PRICES for transport in Transport},
    **{WORTH_PREFIX + kind: Number(least=0, most=HIGHEST_WORTH) for kind in DEFAULT_WORTHS},
    **{
        OFFLINE_WITHOUT_PREFIX + service: Choice(choices=tuple(OfflineWithout))
        for service in OFFLINE_WITHOUT
    },
}
"""What each policy may be set to, by its key, in the order in which policies are shown."""


def _as_rows(policies: Policies) -> dict[str, str]:
    return {
        **{code: str(policies.for_rule(code)) for code in RuleCode},
        **{FIELD_PREFIX + name: str(policies.for_field(name)) for name in EditableField},
        PRICE_TOLERANCE: percent_text(policies.price_tolerance_percent),
        REFERENCE_DATA_DAYS: str(policies.reference_limit),
        DUPLICATE_ORDER_DAYS: str(policies.duplicate_order_days),
        PRICE_DAY: str(policies.price_day),
        NUMBERING: str(policies.numbering),
        **{NUMBERING_PREFIX + each: str(policies.numbered_by[each]) for each in Numbered},
        BLOCK_SIZE: str(policies.block_size),
        PINNED_CUSTOMERS: str(policies.pinned_customers),
        CHECK_OUT_DAYS: str(policies.check_out_days),
        CHECK_OUT_MOST_DAYS: str(policies.check_out_most_days),
        CHECKED_OUT_IMPORTS: str(policies.checked_out_imports),
        MAIL_RECIPIENTS: str(policies.mail_recipients),
        MAIL_SENT_BY: str(policies.mail_sent_by),
        REFRESH_AT: str(policies.refresh_at),
        **{retained: str(policies.retention[retained]) for retained in RETENTION},
        **{FRESHNESS_PREFIX + kind: str(policies.for_kind(kind)) for kind in DEFAULT_FRESHNESS},
        **{PRICE_PREFIX + tariff: str(policies.link_prices.tariffs[tariff]) for tariff in Tariff},
        **{
            PRICE_PREFIX + transport: str(policies.link_prices.transports.get(transport, BY_TARIFF))
            for transport in Transport
        },
        **{WORTH_PREFIX + kind: str(policies.worths[kind]) for kind in DEFAULT_WORTHS},
        **{
            OFFLINE_WITHOUT_PREFIX + service: str(policies.offline_without[service])
            for service in OFFLINE_WITHOUT
        },
    }


def policy_settings(rows: Mapping[str, str] | None = None) -> tuple[PolicySetting, ...]:
    """Every policy with its setting in ``rows`` (else the default) and what it may be."""
    settings, defaults = _as_rows(policies_from(rows or {})), _as_rows(Policies())
    return tuple(
        form.describe(
            PolicySetting(key=key, setting=settings[key], default=defaults[key], choices=())
        )
        for key, form in _FORMS.items()
    )


def parse_policy(key: str, setting: str) -> tuple[str, str]:
    """The canonical key and setting; RefusedError when there is no such one.

    The bare name of a customer's field stands for its key: ``phone`` for ``customer.phone``.
    """
    name = key.strip().casefold()
    if name in set(EditableField):
        name = FIELD_PREFIX + name
    form = _FORMS.get(name)
    if form is None:
        raise RefusedError("There is no policy {key}. Look at the list of policies.", key=key)
    return name, form.canonical(name, setting.strip().casefold())


def policies_from(rows: Mapping[str, str]) -> Policies:
    """The policies that stored rows (key → setting) make; what can't be read is default.

    A laptop may be older than head office: a key or setting it does not know must not stop it.
    """
    known = _known_settings(rows)
    default = Policies()
    return Policies(
        rules={
            code: ResolvedBy(known.get(code, setting)) for code, setting in default_rules().items()
        },
        fields={
            name: FieldPolicy(known.get(FIELD_PREFIX + name, setting))
            for name, setting in DEFAULT_FIELDS.items()
        },
        price_tolerance_percent=Decimal(
            known.get(PRICE_TOLERANCE, default.price_tolerance_percent)
        ),
        reference_limit=parse_reference_limit(
            known.get(REFERENCE_DATA_DAYS, str(default.reference_limit))
        ),
        duplicate_order_days=int(known.get(DUPLICATE_ORDER_DAYS, default.duplicate_order_days)),
        price_day=PriceDay(known.get(PRICE_DAY, default.price_day)),
        numbering=Numbering(known.get(NUMBERING, default.numbering)),
        numbered_by={
            numbered: NumberWay(known.get(NUMBERING_PREFIX + numbered, way))
            for numbered, way in default.numbered_by.items()
        },
        block_size=int(known.get(BLOCK_SIZE, default.block_size)),
        check_out_days=int(known.get(CHECK_OUT_DAYS, default.check_out_days)),
        check_out_most_days=int(known.get(CHECK_OUT_MOST_DAYS, default.check_out_most_days)),
        checked_out_imports=HeldImports(
            known.get(CHECKED_OUT_IMPORTS, default.checked_out_imports)
        ),
        mail_recipients=MailRecipients(known.get(MAIL_RECIPIENTS, default.mail_recipients)),
        mail_sent_by=MailSentBy(known.get(MAIL_SENT_BY, default.mail_sent_by)),
        pinned_customers=Pinning(known.get(PINNED_CUSTOMERS, default.pinned_customers)),
        retention={name: int(known.get(name, days)) for name, days in default.retention.items()},
        refresh_at=parse_refresh_times(known.get(REFRESH_AT, str(default.refresh_at))),
        freshness=default.freshness
        | {
            kind: parse_freshness(known[FRESHNESS_PREFIX + kind])
            for kind in DEFAULT_FRESHNESS
            if FRESHNESS_PREFIX + kind in known
        },
        worths={
            kind: int(known.get(WORTH_PREFIX + kind, worth))
            for kind, worth in DEFAULT_WORTHS.items()
        },
        link_prices=_link_prices(known),
        offline_without={
            service: OfflineWithout(known.get(OFFLINE_WITHOUT_PREFIX + service, setting))
            for service, setting in OFFLINE_WITHOUT.items()
        },
    )


def _link_prices(known: Mapping[str, str]) -> LinkPrices:
    transports = {each: known.get(PRICE_PREFIX + each, BY_TARIFF) for each in Transport}
    return LinkPrices(
        tariffs={
            tariff: int(known.get(PRICE_PREFIX + tariff, price))
            for tariff, price in DEFAULT_TARIFFS.items()
        },
        transports={each: int(price) for each, price in transports.items() if price != BY_TARIFF},
    )


def _known_settings(rows: Mapping[str, str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for key, setting in rows.items():
        try:
            name, value = parse_policy(key, _as_accepted_now(key, setting))
        except RefusedError:
            continue
        known[name] = value
    return known


def _as_accepted_now(key: str, setting: str) -> str:
    """``setting``, where an earlier head office let *remove* be set for data that is kept."""
    kind = key.removeprefix(FRESHNESS_PREFIX)
    if kind == key or kind not in ALWAYS_KEPT:
        return setting
    return str(parse_freshness(setting).without_removal())
