"""Policies: who resolves what, tolerances and retention, as an admin of head office sets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from smartclient.domain.retention import Retained, default_retention
from smartclient.domain.rules.problems import FieldPolicy, PriceDay, ResolvedBy, RuleCode
from smartclient.domain.rules.rule_table import RULE_TRAITS, traits_of
from smartclient.domain.sales.numbering import Numbering

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """Who resolves what, the tolerances, and how many days what is over is kept.

    The defaults are head office's as delivered.
    """

    rules: Mapping[RuleCode, ResolvedBy] = field(default_factory=default_rules)
    fields: Mapping[str, FieldPolicy] = field(default_factory=lambda: dict(DEFAULT_FIELDS))
    price_tolerance_percent: Decimal = Decimal(2)
    reference_data_days: int = 30
    duplicate_order_days: int = 2
    price_day: PriceDay = PriceDay.ORDER
    numbering: Numbering = Numbering.CONCURRENT
    retention: Mapping[Retained, int] = field(default_factory=default_retention)

    def for_rule(self, code: RuleCode) -> ResolvedBy:
        """Who resolves a problem of the rule ``code``."""
        return self.rules.get(code, traits_of(code).by_default)

    def for_field(self, name: str) -> FieldPolicy:
        """How a collision in the customer's field ``name`` is resolved."""
        return self.fields.get(name, FieldPolicy.REP)
