"""Wording: English sentences for codes, as templates with arguments that can be translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from smartclient.domain.rules.problems import Action, ActionKind, Change, Problem, RuleCode
from smartclient.domain.sales.order_diff import (
    ACCEPTED_FIELD,
    CUSTOMER_NUMBER_FIELD,
    HIDDEN_RULE,
    KEPT_TERMS_RULE,
    LINE_FIELD,
    NUMBER_FIELD,
    ORDER_NUMBER_FIELD,
)
from smartclient.wording.labels import (
    field_label,
    field_labels,
    fulfilment_labels,
    order_state_labels,
    policy_label,
    rule_labels,
    setting_labels,
    task_kind_labels,
    task_status_labels,
)

__all__ = [
    "Sentence",
    "action_sentence",
    "change_sentence",
    "field_label",
    "field_labels",
    "fulfilment_labels",
    "order_state_labels",
    "policy_label",
    "problem_sentence",
    "rule_labels",
    "setting_labels",
    "task_kind_labels",
    "task_status_labels",
]


class _Blanks(dict[str, str]):
    """Arguments in which what is missing reads as nothing: the other side may be older."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to show: templates to translate one by one, and what to put into them."""

    templates: tuple[str, ...]
    arguments: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in English."""
        return " ".join(self.templates).format_map(_Blanks(self.arguments))


def _arguments(problem: Problem) -> dict[str, str]:
    return {
        **problem.arguments,
        "line": "" if problem.line is None else str(problem.line),
        "sku": problem.sku or "",
        "before": problem.before,
        "after": problem.after,
    }


def _discontinued(problem: Problem) -> str:
    if problem.after:
        return (
            "{name} is no longer sold (line {line}). "
            "It is replaced by {replacement_name}, at {replacement_price}."
        )
    return "{name} is no longer sold (line {line}), and nothing replaces it."


def _price_changed(problem: Problem) -> str:
    if _number(problem.after) < _number(problem.before):
        return "The price of {name} fell from {before} to {after} (line {line})."
    return "The price of {name} rose from {before} to {after} (line {line})."


def _number(text: str) -> float:
    return float(text or 0)


def _offer_not_valid(problem: Problem) -> str:
    if problem.arguments.get("bracket"):
        return "The discount of {before} % on {name} needs a quantity of {bracket} (line {line})."
    if _number(problem.after):
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


_PROBLEMS: Mapping[RuleCode, str | Callable[[Problem], str]] = {
    RuleCode.UNKNOWN_PRODUCT: "Head office has no product {sku} (line {line}).",
    RuleCode.DISCONTINUED: _discontinued,
    RuleCode.NOT_YET_ON_SALE: "{name} is not sold before {after} (line {line}).",
    RuleCode.RENUMBERED_PRODUCT: "{before} has a new number, {after} (line {line}).",
    RuleCode.MERGED_CUSTOMER: "Customer {before} was merged into {after}, {customer}.",
    RuleCode.PRICE_CHANGED: _price_changed,
    RuleCode.OFFER_NOT_VALID: _offer_not_valid,
    RuleCode.BELOW_MINIMUM: (
        "{name} is sold from a quantity of {minimum} on; the order has {before} (line {line})."
    ),
    RuleCode.NOT_A_PACK_MULTIPLE: (
        "{name} is sold in packs of {pack_size}; the order has {before} (line {line})."
    ),
    RuleCode.NOT_ENOUGH_STOCK: _not_enough_stock,
    RuleCode.CREDIT_LIMIT_EXCEEDED: (
        "With this order of {before}, {customer} is {over} over the credit limit of {after}."
    ),
    RuleCode.CUSTOMER_ON_HOLD: "{customer} is on hold. Head office decides about new orders.",
    RuleCode.CUSTOMER_CLOSED: "{customer} is closed. Head office takes no more orders for it.",
    RuleCode.NOT_IN_PARTITION: (
        "Customer {before} is not one of yours. Ask head office who looks after it."
    ),
    RuleCode.POSSIBLE_DUPLICATE_ORDER: (
        "This looks like order {after} of {date}: the same products in the same quantities."
    ),
    RuleCode.POSSIBLE_DUPLICATE_CUSTOMER: _duplicate_customer,
    RuleCode.REFERENCE_DATA_TOO_OLD: (
        "Prices and stock on this laptop are {days} days old; head office takes orders "
        "from data up to {after} days old. Sync, then look at the order again."
    ),
    RuleCode.ORDER_DATE_NOT_BELIEVED: (
        "The date {before} can't be right; at head office it is {after}."
    ),
}


def problem_sentence(problem: Problem) -> Sentence:
    """Return what is wrong."""
    template = _PROBLEMS[problem.code]
    text = template if isinstance(template, str) else template(problem)
    return Sentence(templates=(text,), arguments=_arguments(problem))


_CHANGES: Mapping[str, str] = {
    "sku": "Line {line}: {before} was replaced by {after}.",
    "quantity": "Line {line}, {sku}: the quantity is {after} instead of {before}.",
    "unit_price": "Line {line}, {sku}: the price is {after} instead of {before}.",
    "discount_percent": "Line {line}, {sku}: the discount is {after} % instead of {before} %.",
    "offer": "Line {line}, {sku}: offer {after} applies instead of {before}.",
    "terms": "Line {line}, {sku}: it has other terms.",
    "ordered_on": "Line {line}, {sku}: it counts as ordered on {after} instead of {before}.",
    "back_order": "Line {line}, {sku}: what is not in stock follows later.",
    "product": "Line {line}: {sku} is not known any more.",
    "customer": "Customer {after} instead of {before}.",
    NUMBER_FIELD: (
        "The number {before} is also that of order {after}. Correct what was printed with it."
    ),
    ORDER_NUMBER_FIELD: (
        "The number is {after} instead of {before}: since head office was restored from a backup, "
        "{before} may be another order's. Tell whoever was given it, and print the order again."
    ),
    CUSTOMER_NUMBER_FIELD: (
        "The number is {after} instead of {before}: since head office was restored from a backup, "
        "{before} may be another customer's. Tell whoever was given it."
    ),
    "total": "The total is {after} instead of {before}.",
    "tax": "The tax is {after} instead of {before}.",
    "freight": "The freight is {after} instead of {before}.",
}

_REASONS: Mapping[str, str] = {
    RuleCode.UNKNOWN_PRODUCT: "Head office has no such product.",
    RuleCode.NOT_YET_ON_SALE: "The product is not yet on sale.",
    RuleCode.RENUMBERED_PRODUCT: "The product has a new number.",
    RuleCode.MERGED_CUSTOMER: "The two customers were merged.",
    RuleCode.PRICE_CHANGED: "The price changed.",
    RuleCode.OFFER_NOT_VALID: "This is what the offers give.",
    RuleCode.BELOW_MINIMUM: "Smaller quantities are not sold.",
    RuleCode.NOT_A_PACK_MULTIPLE: "The product is sold in whole packs.",
    RuleCode.NOT_ENOUGH_STOCK: "There is not enough in stock.",
    RuleCode.CREDIT_LIMIT_EXCEEDED: "The order is over the credit limit.",
    RuleCode.CUSTOMER_ON_HOLD: "The customer is on hold.",
    RuleCode.CUSTOMER_CLOSED: "The customer is closed.",
    RuleCode.NOT_IN_PARTITION: "The customer is another rep's.",
    RuleCode.POSSIBLE_DUPLICATE_ORDER: "The order is like an earlier one.",
    RuleCode.POSSIBLE_DUPLICATE_CUSTOMER: "The customer is like another one.",
    RuleCode.REFERENCE_DATA_TOO_OLD: "The order was entered from old data.",
    RuleCode.ORDER_DATE_NOT_BELIEVED: "The date it had can't be right.",
    KEPT_TERMS_RULE: "This is what head office confirmed.",
    "merged_amendment": "The order was also changed by somebody else, or on another device.",
    HIDDEN_RULE: "The text had characters that can't be seen.",
}


def _reason(change: Change) -> str:
    """Return why something was changed, "" for no reason; the sentence names what it is about."""
    if change.rule != RuleCode.DISCONTINUED:
        return _REASONS.get(change.rule, "")
    if change.field == "sku":
        return "{before} is no longer sold."
    if change.field in {LINE_FIELD, ACCEPTED_FIELD}:
        return "{sku} is no longer sold."
    # price, discount and the like are those of what was taken instead
    return "{sku} replaces a product that is no longer sold."


def change_sentence(change: Change) -> Sentence:
    """Return what was changed, why, and by whom."""
    parts = [_changed(change)]
    reason = _reason(change)
    if reason:
        parts.append(reason)
    if change.by:
        parts.append("Decided by {by}.")
    return Sentence(
        templates=tuple(parts),
        arguments={
            "line": "" if change.line is None else str(change.line),
            "sku": change.sku or "",
            "before": change.before,
            "after": change.after,
            "field": field_label(change.field),
            "by": change.by,
        },
    )


def _changed(change: Change) -> str:
    if change.field == ACCEPTED_FIELD:
        if change.line is None:
            return "The order was accepted as entered."
        return "Line {line}, {sku}: accepted as entered."
    if change.field == LINE_FIELD:
        return _line_changed(change)
    if change.field == "back_order" and change.after == "no":
        return "Line {line}, {sku}: nothing follows later."
    if change.field in _CHANGES:
        return _CHANGES[change.field]
    if not change.before:
        return "{field}: {after}."
    if not change.after:
        return "{field}: {before} was taken away."
    return "{field}: {after} instead of {before}."


def _line_changed(change: Change) -> str:
    if change.after:
        if change.after == "1":
            return "Line {line}: 1 of {sku} was added."
        return "Line {line}: {after} of {sku} were added."
    if change.before == "1":
        return "Line {line}: 1 of {sku} was dropped."
    return "Line {line}: {before} of {sku} were dropped."


def _take_replacement(problem: Problem) -> str:
    if problem.code is RuleCode.MERGED_CUSTOMER:
        return "Order for {customer}, {after}"
    if problem.arguments.get("replacement_price"):
        return "Order {replacement_name} instead, at {replacement_price}"
    return "Order {after} instead"


def _without_offer(problem: Problem) -> str:
    if _number(problem.after):
        return "Order with a discount of {after} %"
    return "Order without the discount"


def _back_order(problem: Problem) -> str:
    if problem.after == "0":
        return "Order {before}, to follow when they are in stock"
    return "Order {before}: {after} now, the rest when it is in stock"


def _of_customer(problem: Problem) -> bool:
    return problem.code is RuleCode.POSSIBLE_DUPLICATE_CUSTOMER


def _it_is_new(problem: Problem) -> str:
    return "It is a new customer" if _of_customer(problem) else "It is a new order"


def _cancel(problem: Problem) -> str:
    return "Don't open this customer" if _of_customer(problem) else "Cancel the order"


_ACTIONS: Mapping[ActionKind, str | Callable[[Problem], str]] = {
    ActionKind.TAKE_REPLACEMENT: _take_replacement,
    ActionKind.DROP_LINE: "Drop line {line}, {name}",
    ActionKind.ORDER_LATER: "Have the order delivered from {after} on",
    ActionKind.ACCEPT_PRICE: "Order at {after}",
    ActionKind.ACCEPT_DATE: "Order on {after}",
    ActionKind.ACCEPT_WITHOUT_OFFER: _without_offer,
    ActionKind.CHANGE_QUANTITY: "Order {argument}",
    ActionKind.ROUND_UP: "Order {after}",
    ActionKind.REDUCE_TO_STOCK: "Order {reduced}",
    ActionKind.BACK_ORDER: _back_order,
    ActionKind.NOT_A_DUPLICATE: _it_is_new,
    ActionKind.SAME_AS_EXISTING: "It is customer {argument}",
    ActionKind.CANCEL: _cancel,
    ActionKind.APPROVE: "Approve as entered",
    ActionKind.REFUSE: "Refuse",
    ActionKind.HAND_BACK: "Hand back to the rep",
}


def action_sentence(action: Action, problem: Problem) -> Sentence:
    """Return what choosing ``action`` for ``problem`` does, fit for a button."""
    template = _ACTIONS[action.kind]
    text = template if isinstance(template, str) else template(problem)
    arguments = {**_arguments(problem), "argument": action.argument}
    return Sentence(templates=(text,), arguments=arguments)
