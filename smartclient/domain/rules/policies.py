"""Policies: who resolves what, tolerances, retention and freshness, as an admin sets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from smartclient.domain.check_out import HeldImports
from smartclient.domain.freshness import NEVER_TOO_OLD, FreshnessPolicy
from smartclient.domain.freshness_kinds import AGES_BY, default_freshness
from smartclient.domain.link_price import LinkPrices
from smartclient.domain.mail import MailRecipients, MailSentBy
from smartclient.domain.reference_limit import ReferenceLimit
from smartclient.domain.refresh_times import RefreshTimes
from smartclient.domain.retention import Retained, default_retention
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.problems import FieldPolicy, PriceDay, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import RULE_TRAITS, traits_of
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.domain.sales.number_blocks import DEFAULT_BLOCK_SIZE
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.services import OFFLINE_WITHOUT, OfflineWithout, ServiceName
from smartclient.domain.worth import DEFAULT_WORTHS

DEFAULT_FIELDS: Mapping[str, FieldPolicy] = {
    "name": FieldPolicy.REP,
    "contact": FieldPolicy.REP,
    "phone": FieldPolicy.REP,
    "email": FieldPolicy.REP,
    "notes": FieldPolicy.COMBINE,
}


def default_rules() -> dict[RuleCode, ResolvedBy]:
    """Who resolves a problem of each rule, as delivered."""
    return {code: traits.by_default for code, traits in RULE_TRAITS.items()}


def default_ways() -> dict[Numbered, NumberWay]:
    """How records of each kind get their numbers, as delivered."""
    return dict.fromkeys(Numbered, NumberWay.TEMPORARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """Who resolves what, the tolerances, how long what is over is kept, and how old data may be.

    The defaults are head office's as delivered.
    """

    rules: Mapping[RuleCode, ResolvedBy] = field(default_factory=default_rules)
    fields: Mapping[str, FieldPolicy] = field(default_factory=lambda: dict(DEFAULT_FIELDS))
    price_tolerance_percent: Decimal = Decimal(2)
    reference_limit: ReferenceLimit = field(default_factory=ReferenceLimit)
    duplicate_order_days: int = 2
    price_day: PriceDay = PriceDay.ORDER
    numbering: Numbering = Numbering.CONCURRENT
    numbered_by: Mapping[Numbered, NumberWay] = field(default_factory=default_ways)
    block_size: int = DEFAULT_BLOCK_SIZE
    pinned_customers: Pinning = Pinning.NOBODY
    check_out_days: int = 3
    check_out_most_days: int = 14
    checked_out_imports: HeldImports = HeldImports.LEAVE
    mail_recipients: MailRecipients = MailRecipients.OWN
    mail_sent_by: MailSentBy = MailSentBy.OFFICE
    retention: Mapping[Retained, int] = field(default_factory=default_retention)
    refresh_at: RefreshTimes = field(default_factory=RefreshTimes)
    freshness: dict[str, FreshnessPolicy] = field(default_factory=default_freshness)
    worths: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WORTHS))
    link_prices: LinkPrices = field(default_factory=LinkPrices)
    offline_without: Mapping[ServiceName, OfflineWithout] = field(
        default_factory=lambda: dict(OFFLINE_WITHOUT)
    )

    def for_rule(self, code: RuleCode) -> ResolvedBy:
        """Who resolves a problem of the rule ``code``."""
        return self.rules.get(code, traits_of(code).by_default)

    def for_field(self, name: str) -> FieldPolicy:
        """How a collision in the customer's field ``name`` is resolved."""
        return self.fields.get(name, FieldPolicy.REP)

    def for_kind(self, kind: str) -> FreshnessPolicy:
        """What happens as data of the kind ``kind`` ages; nothing where no policy is about it."""
        return self.freshness.get(AGES_BY.get(kind, kind), NEVER_TOO_OLD)
