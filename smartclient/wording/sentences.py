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
    REFERENCE_FIELD,
    REFUSED_NUMBER_FIELD,
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
from smartclient.wording.rules import RULE_WORDS, number_in, words_of

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


def problem_sentence(problem: Problem) -> Sentence:
    """What is wrong."""
    template = words_of(problem.code).problem
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
    "product": "Line {line}: {sku} is no longer in the catalog on this device.",
    "customer": "Customer {after} instead of {before}.",
    REFERENCE_FIELD: "The data was refreshed, and the order was checked and sent again by itself.",
    NUMBER_FIELD: (
        "The number {before} is also that of order {after}. Correct what was printed with it."
    ),
    REFUSED_NUMBER_FIELD: (
        "The number is {after} instead of {before}: another has that number, or it was not this "
        "device's to give. Tell the customer, and correct what was printed with it."
    ),
    ORDER_NUMBER_FIELD: (
        "The number is {after} instead of {before}: since head office was restored from a backup, "
        "{before} may be another order's. Tell everybody who was given it, and print the order "
        "again."
    ),
    CUSTOMER_NUMBER_FIELD: (
        "The number is {after} instead of {before}: since head office was restored from a backup, "
        "{before} may be another customer's. Tell everybody who was given it."
    ),
    "total": "The total is {after} instead of {before}.",
    "tax": "The tax is {after} instead of {before}.",
    "freight": "The freight is {after} instead of {before}.",
}

_OTHER_REASONS: Mapping[str, str] = {
    KEPT_TERMS_RULE: "This is what head office confirmed.",
    "merged_amendment": "The order was also changed by somebody else, or on another device.",
    HIDDEN_RULE: "The text had characters that can't be seen.",
}
"""Reasons that are no rules of the business."""


def _reason(change: Change) -> str:
    """Why something was changed, "" for no reason; the sentence names what it is about."""
    if change.rule not in RULE_WORDS:
        return _OTHER_REASONS.get(change.rule, "")
    reason = RULE_WORDS[RuleCode(change.rule)].reason
    return reason if isinstance(reason, str) else reason(change)


def change_sentence(change: Change) -> Sentence:
    """What was changed, why, and by whom."""
    reason = _reason(change)
    parts = [_accepted(change, reason) if change.field == ACCEPTED_FIELD else _changed(change)]
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


def _accepted(change: Change, reason: str) -> str:
    """What was accepted; the reason that follows is what spoke against it."""
    if change.line is None:
        if reason:
            return "The order was accepted as entered, despite this:"
        return "The order was accepted as entered."
    if reason:
        return "Line {line}, {sku}, was accepted as entered, despite this:"
    return "Line {line}, {sku}: accepted as entered."


def _changed(change: Change) -> str:
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
    if number_in(problem.after):
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
    """What choosing ``action`` for ``problem`` does, fit for a button."""
    template = _ACTIONS[action.kind]
    text = template if isinstance(template, str) else template(problem)
    arguments = {**_arguments(problem), "argument": action.argument}
    return Sentence(templates=(text,), arguments=arguments)
