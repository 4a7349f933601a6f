"""The business rules, a row each: all that depends on which rule it is, but its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from smartclient.domain.rules.problems import ActionKind, ResolvedBy, RuleCode


class Coverage(Enum):
    """What an acceptance of a value covers: for any other value the rule asks again."""

    SAME = auto()
    """The same value alone."""

    AT_MOST = auto()
    """The amount that was accepted, or a smaller one."""

    SUBSET = auto()
    """The words that were accepted, or some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTraits:
    """Traits of one rule.

    ``by_default`` is who resolves a problem of it as long as no admin names another, and
    ``never_by`` are those whom no policy may name. REP belongs in it where a rep can do nothing
    but cancel and nobody would accept it: where an admin decides by default, the rep can change
    the order or ask head office. HEAD_OFFICE belongs in it where the rule guards who may do what,
    ADMIN where an admin knows no more than the rep.
    ``own_action`` is what head office does by itself where its policy says that it resolves: the
    answer that keeps most of what the customer asked for. ``changes`` are the fields of an order
    that answers change. ``rep_may_accept``: a rep may accept it, and not only change the order.
    ``acceptance_covers`` compares what was accepted with what a problem accepts now (``accepts``).
    ``amounts`` (percentages among them) and ``days`` name arguments of its sentence, which a
    screen writes in its own way.
    """

    by_default: ResolvedBy
    own_action: ActionKind
    never_by: frozenset[ResolvedBy] = frozenset()
    changes: frozenset[str] = frozenset()
    rep_may_accept: bool = False
    acceptance_covers: Coverage = Coverage.SAME
    amounts: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


RULE_TRAITS: Mapping[RuleCode, RuleTraits] = {
    RuleCode.UNKNOWN_PRODUCT: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.DROP_LINE,
    ),
    RuleCode.DISCONTINUED: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.TAKE_REPLACEMENT,
        changes=frozenset({"sku", "unit_price", "discount_percent", "offer"}),
        amounts=frozenset({"replacement_price"}),
    ),
    RuleCode.NOT_YET_ON_SALE: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.ORDER_LATER,
        changes=frozenset({"deliver_on"}),
        days=frozenset({"before", "after"}),
    ),
    RuleCode.RENUMBERED_PRODUCT: RuleTraits(
        by_default=ResolvedBy.HEAD_OFFICE,
        own_action=ActionKind.TAKE_REPLACEMENT,
        changes=frozenset({"sku"}),
    ),
    RuleCode.MERGED_CUSTOMER: RuleTraits(
        by_default=ResolvedBy.HEAD_OFFICE,
        own_action=ActionKind.TAKE_REPLACEMENT,
        changes=frozenset({"customer"}),
    ),
    RuleCode.PRICE_CHANGED: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.ACCEPT_PRICE,
        changes=frozenset({"unit_price"}),
        amounts=frozenset({"before", "after"}),
    ),
    RuleCode.OFFER_NOT_VALID: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.ACCEPT_WITHOUT_OFFER,
        changes=frozenset({"discount_percent", "offer", "quantity"}),
        amounts=frozenset({"before", "after"}),
    ),
    RuleCode.BELOW_MINIMUM: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.ROUND_UP,
        changes=frozenset({"quantity"}),
    ),
    RuleCode.NOT_A_PACK_MULTIPLE: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.ROUND_UP,
        changes=frozenset({"quantity"}),
    ),
    RuleCode.NOT_ENOUGH_STOCK: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.BACK_ORDER,
        changes=frozenset({"quantity", "back_order"}),
    ),
    RuleCode.CREDIT_LIMIT_EXCEEDED: RuleTraits(
        by_default=ResolvedBy.ADMIN,
        own_action=ActionKind.APPROVE,
        acceptance_covers=Coverage.AT_MOST,
        amounts=frozenset({"before", "after", "over"}),
    ),
    RuleCode.CUSTOMER_ON_HOLD: RuleTraits(
        by_default=ResolvedBy.ADMIN,
        own_action=ActionKind.APPROVE,
    ),
    RuleCode.CUSTOMER_CLOSED: RuleTraits(
        by_default=ResolvedBy.REFUSE,
        own_action=ActionKind.APPROVE,
        never_by=frozenset({ResolvedBy.REP, ResolvedBy.HEAD_OFFICE}),
    ),
    RuleCode.CUSTOMER_CHECKED_OUT: RuleTraits(
        by_default=ResolvedBy.ADMIN,
        own_action=ActionKind.APPROVE,
    ),
    RuleCode.NOT_IN_PARTITION: RuleTraits(
        by_default=ResolvedBy.REFUSE,
        own_action=ActionKind.APPROVE,
        never_by=frozenset({ResolvedBy.REP, ResolvedBy.HEAD_OFFICE}),
    ),
    RuleCode.POSSIBLE_DUPLICATE_ORDER: RuleTraits(
        by_default=ResolvedBy.REP,
        own_action=ActionKind.NOT_A_DUPLICATE,
        rep_may_accept=True,
        acceptance_covers=Coverage.SUBSET,
        days=frozenset({"date"}),
    ),
    RuleCode.POSSIBLE_DUPLICATE_CUSTOMER: RuleTraits(
        by_default=ResolvedBy.ADMIN,
        own_action=ActionKind.NOT_A_DUPLICATE,
    ),
    RuleCode.REFERENCE_DATA_TOO_OLD: RuleTraits(
        by_default=ResolvedBy.REFUSE,
        own_action=ActionKind.APPROVE,
        never_by=frozenset({ResolvedBy.REP}),
    ),
    RuleCode.ORDER_DATE_NOT_BELIEVED: RuleTraits(
        by_default=ResolvedBy.HEAD_OFFICE,
        own_action=ActionKind.ACCEPT_DATE,
        never_by=frozenset({ResolvedBy.ADMIN}),
        days=frozenset({"before", "after"}),
    ),
    RuleCode.CANT_BE_TAKEN_BACK: RuleTraits(
        by_default=ResolvedBy.ADMIN,
        own_action=ActionKind.APPROVE,
        never_by=frozenset({ResolvedBy.REP, ResolvedBy.HEAD_OFFICE}),
    ),
}

_OF_A_NEWER_HEAD_OFFICE = RuleTraits(by_default=ResolvedBy.REFUSE, own_action=ActionKind.APPROVE)


def traits_of(code: RuleCode) -> RuleTraits:
    """Traits of a rule; of one that only a newer head office has, nothing is known."""
    return RULE_TRAITS.get(code, _OF_A_NEWER_HEAD_OFFICE)
