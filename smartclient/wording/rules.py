"""Rules in words: what each is called, what is wrong by it, and why it changed something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smartclient.domain.rules.accounts import REFRESHED
from smartclient.domain.rules.problems import Change, Problem, RuleCode
from smartclient.domain.rules.taking_back import NotTakenBack
from smartclient.domain.sales.order_diff import ACCEPTED_FIELD, LINE_FIELD


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """The words of one rule.

    ``label`` names it in lists and policies. ``problem`` says what is wrong, and what the person
    can know of it. ``reason`` says in the report why something was changed by the rule: a whole
    sentence that follows “Line 1: 3 of SP-110 were dropped.” or “The order was accepted as
    entered, despite this:”, and that names what it is about, since a change may name another
    product. Both are templates, or choose one.
    """

    label: str
    problem: str | Callable[[Problem], str]
    reason: str | Callable[[Change], str]


def number_in(text: str) -> float:
    """The number that an argument of a problem holds, 0 for none."""
    return float(text or 0)


def _discontinued(problem: Problem) -> str:
    if problem.after:
        return (
            "{name} is no longer sold (line {line}). "
            "It is replaced by {replacement_name}, at {replacement_price}."
        )
    return "{name} is no longer sold (line {line}), and nothing replaces it."


_OF_DATA_TOO_OLD: Mapping[str, str] = {
    "s": "Prices and stock on this laptop are {age} s old; head office takes orders from data up "
    "to {limit} s old. Sync, then look at the order again.",
    "m": "Prices and stock on this laptop are {age} min old; head office takes orders from data up "
    "to {limit} min old. Sync, then look at the order again.",
    "h": "Prices and stock on this laptop are {age} h old; head office takes orders from data up "
    "to {limit} h old. Sync, then look at the order again.",
    "d": "Prices and stock on this laptop are {days} days old; head office takes orders "
    "from data up to {after} days old. Sync, then look at the order again.",
}
"""What is wrong with data that is too old, by the unit of head office's limit."""


def _data_too_old(problem: Problem) -> str:
    if problem.arguments.get(REFRESHED):
        return (
            "Head office found the data of this order too old once more, although it was "
            "refreshed before it was sent again. Ask head office, or sync and change the order."
        )
    return _OF_DATA_TOO_OLD.get(problem.arguments.get("unit", ""), _OF_DATA_TOO_OLD["d"])


def _price_changed(problem: Problem) -> str:
    if number_in(problem.after) < number_in(problem.before):
        return "The price of {name} fell from {before} to {after} (line {line})."
    return "The price of {name} rose from {before} to {after} (line {line})."


def _offer_not_valid(problem: Problem) -> str:
    if problem.arguments.get("bracket"):
        return "The discount of {before} % on {name} needs a quantity of {bracket} (line {line})."
    if number_in(problem.after):
        return "The discount on {name} is now {after} %, not {before} % (line {line})."
    return "The discount of {before} % on {name} is not valid any more (line {line})."


def _not_enough_stock(problem: Problem) -> str:
    if problem.after == "0":
        return "{name} is out of stock; the order has {before} (line {line})."
    return "Only {after} in stock of {name}; the order has {before} (line {line})."


def _duplicate_customer(problem: Problem) -> str:
    if problem.arguments.get("customer"):
        return "{name} may be a customer already: {customer}, number {number}."
    if problem.after:
        return "{name} may be a customer already: number {after}."
    return "{name} may be a customer already, looked after by someone else. Head office knows more."


_NOT_TAKEN_BACK: Mapping[str, str] = {
    NotTakenBack.ON_ITS_WAY: "{before} is to be taken back, but it is on its way already.",
    NotTakenBack.OPEN_ORDERS: "{before} is to be deleted again, but has open orders.",
    NotTakenBack.CHECKED_OUT: "{before} is to be taken back, but {holder} has checked the customer "
    "out until {until}.",
}


def _cant_be_taken_back(problem: Problem) -> str:
    known = _NOT_TAKEN_BACK.get(problem.arguments.get("reason", ""))
    if known is not None:
        return known
    # the reason of a newer head office
    return "{before} is to be taken back, which can't be done."


def _why_discontinued(change: Change) -> str:
    if change.field == "sku":
        return "{before} is no longer sold."
    if change.field in {LINE_FIELD, ACCEPTED_FIELD}:
        return "{sku} is no longer sold."
    # price, discount and the like are those of what was taken instead
    return "{sku} replaces a product that is no longer sold."


def _why_other_offer(change: Change) -> str:
    if change.field in {LINE_FIELD, ACCEPTED_FIELD}:
        return "The offers give another discount."
    return "This is what the offers give."


def _why_other_date(change: Change) -> str:
    if change.field == ACCEPTED_FIELD:
        return "The date can't be right."
    return "The date it had can't be right."


RULE_WORDS: Mapping[RuleCode, RuleWords] = {
    RuleCode.UNKNOWN_PRODUCT: RuleWords(
        label="Unknown product",
        problem="Head office has no product {sku} (line {line}).",
        reason="Head office has no such product.",
    ),
    RuleCode.DISCONTINUED: RuleWords(
        label="No longer sold",
        problem=_discontinued,
        reason=_why_discontinued,
    ),
    RuleCode.NOT_YET_ON_SALE: RuleWords(
        label="Not yet on sale",
        problem="{name} is not sold before {after} (line {line}).",
        reason="The product is not yet on sale.",
    ),
    RuleCode.RENUMBERED_PRODUCT: RuleWords(
        label="New product number",
        problem="{before} has a new number, {after} (line {line}).",
        reason="The product has a new number.",
    ),
    RuleCode.MERGED_CUSTOMER: RuleWords(
        label="Customers merged",
        problem="Customer {before} was merged into {after}, {customer}.",
        reason="The two customers were merged.",
    ),
    RuleCode.PRICE_CHANGED: RuleWords(
        label="Price changed",
        problem=_price_changed,
        reason="The price changed.",
    ),
    RuleCode.OFFER_NOT_VALID: RuleWords(
        label="Offer not valid",
        problem=_offer_not_valid,
        reason=_why_other_offer,
    ),
    RuleCode.BELOW_MINIMUM: RuleWords(
        label="Below the minimum",
        problem=(
            "{name} is sold from a quantity of {minimum} on; the order has {before} (line {line})."
        ),
        reason="Smaller quantities are not sold.",
    ),
    RuleCode.NOT_A_PACK_MULTIPLE: RuleWords(
        label="Not in whole packs",
        problem=("{name} is sold in packs of {pack_size}; the order has {before} (line {line})."),
        reason="The product is sold in whole packs.",
    ),
    RuleCode.NOT_ENOUGH_STOCK: RuleWords(
        label="Not enough in stock",
        problem=_not_enough_stock,
        reason="There is not enough in stock.",
    ),
    RuleCode.CREDIT_LIMIT_EXCEEDED: RuleWords(
        label="Over the credit limit",
        problem=(
            "With this order of {before}, {customer} is {over} over the credit limit of {after}."
        ),
        reason="The order is over the credit limit.",
    ),
    RuleCode.CUSTOMER_ON_HOLD: RuleWords(
        label="Customer on hold",
        problem="{customer} is on hold. Head office decides about new orders.",
        reason="The customer is on hold.",
    ),
    RuleCode.CUSTOMER_CLOSED: RuleWords(
        label="Customer closed",
        problem="{customer} is closed. Head office takes no more orders for it.",
        reason="The customer is closed.",
    ),
    RuleCode.CUSTOMER_CHECKED_OUT: RuleWords(
        label="Customer checked out by another rep",
        problem="{customer} is checked out by {holder} until {until}.",
        reason="Another rep had checked the customer out.",
    ),
    RuleCode.NOT_IN_PARTITION: RuleWords(
        label="Not the rep's customer",
        problem=("Customer {before} is not one of yours. Ask head office who looks after it."),
        reason="The customer is another rep's.",
    ),
    RuleCode.POSSIBLE_DUPLICATE_ORDER: RuleWords(
        label="Perhaps ordered twice",
        problem=(
            "This looks like order {after} of {date}: the same products in the same quantities."
        ),
        reason="The order is like an earlier one.",
    ),
    RuleCode.POSSIBLE_DUPLICATE_CUSTOMER: RuleWords(
        label="Perhaps a customer already",
        problem=_duplicate_customer,
        reason="The customer is like another one.",
    ),
    RuleCode.REFERENCE_DATA_TOO_OLD: RuleWords(
        label="Data too old",
        problem=_data_too_old,
        reason="The order was entered from old data.",
    ),
    RuleCode.ORDER_DATE_NOT_BELIEVED: RuleWords(
        label="Date that can't be right",
        problem=("The date {before} can't be right; at head office it is {after}."),
        reason=_why_other_date,
    ),
    RuleCode.CANT_BE_TAKEN_BACK: RuleWords(
        label="Can't be taken back",
        problem=_cant_be_taken_back,
        reason="What was confirmed could not be taken back any more.",
    ),
}

_OF_A_NEWER_HEAD_OFFICE = RuleWords(
    label="A rule of a newer Smart Client",
    problem=(
        "Head office asks about this by a rule that this Smart Client does not know. Upgrade "
        "Smart Client to read what is wrong."
    ),
    reason="Head office has a rule for it that this Smart Client does not know.",
)


def words_of(code: RuleCode) -> RuleWords:
    """The words of a rule, those for any other of one that only a newer head office has."""
    return RULE_WORDS.get(code, _OF_A_NEWER_HEAD_OFFICE)
