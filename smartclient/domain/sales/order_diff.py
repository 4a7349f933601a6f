"""Changes: what differs between two versions of an order, as a report has them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from smartclient.domain.money import exact_text
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.text.canonical import same_name

TOTALS_RULE = "totals"
"""The rule a report names for sums that follow from other changes, or from new tax or freight."""

HIDDEN_RULE = "hidden_characters"
"""The rule a report names where characters that can't be seen were left out of a text."""

KEPT_TERMS_RULE = "kept_terms"
"""The rule a report names for a line that an amendment leaves as head office confirmed it."""

ACCEPTED_FIELD = "accepted"
"""The field a report names when a person accepted a broken rule as entered."""

REFERENCE_FIELD = "reference_as_of"
"""The field a report names for data that was refreshed; its values are instants (ISO 8601)."""

NUMBER_FIELD = "provisional_number"
"""The field a report names for a provisional number that an earlier order has, too."""

ORDER_NUMBER_FIELD, CUSTOMER_NUMBER_FIELD = "order_number", "customer_number"
"""The fields a report names for a number of head office's that came back as another one."""

REFUSED_NUMBER_FIELD = "refused_number"
"""The field a report names for a number that a device gave for good, and could not."""

LEAVES_ORDER_AS_IS = frozenset({ACCEPTED_FIELD, REFERENCE_FIELD})
"""Fields of a report that change nothing in the order."""

LINE_FIELD = "line"
"""The field a report names when a whole line was dropped or added; its values are quantities."""

HEADING = ("customer", "order_date", "ship_to", "ship_via", "deliver_on", "reference", "note")
"""The fields of an order, apart from its lines and sums, that a report covers."""


def percent_text(percent: Decimal) -> str:
    """A percentage without needless zeros: ``5``, ``2.5``."""
    return f"{percent.normalize():f}"


def was_cleaned(report: Iterable[Change]) -> bool:
    """Whether a report names hidden characters that were left out."""
    return any(change.rule == HIDDEN_RULE for change in report)


def line_changes(
    before: OrderLine, after: OrderLine | None, *, currency: str, rule: str, by: str = ""
) -> tuple[Change, ...]:
    """What differs between two versions of a line; None means it was dropped."""
    sku = before.sku if after is None else after.sku
    change = Change(rule=rule, field=LINE_FIELD, line=before.line, sku=sku, by=by)
    if after is None:
        return (replace(change, before=str(before.quantity)),)
    return tuple(
        replace(change, field=name, before=was, after=now)
        for name, was, now in _differences(before, after, currency)
    )


def _differences(
    before: OrderLine, after: OrderLine, currency: str
) -> Iterator[tuple[str, str, str]]:
    if before.sku != after.sku:
        yield "sku", before.sku, after.sku
    if before.quantity != after.quantity:
        yield "quantity", str(before.quantity), str(after.quantity)
    if (
        before.unit_price is not None
        and after.unit_price is not None
        and before.unit_price != after.unit_price
    ):
        was, now = (exact_text(price, currency) for price in (before.unit_price, after.unit_price))
        yield "unit_price", was, now
    if before.discount_percent != after.discount_percent:
        was, now = percent_text(before.discount_percent), percent_text(after.discount_percent)
        yield "discount_percent", was, now
    elif not same_name(before.offer, after.offer):
        yield "offer", before.offer, after.offer
    if before.ordered_on and before.ordered_on != after.ordered_on:
        yield "ordered_on", _text(before.ordered_on), _text(after.ordered_on)
    if before.back_order != after.back_order:
        yield "back_order", _yes(before.back_order), _yes(after.back_order)


def _yes(flag: object) -> str:
    return "yes" if flag else "no"


def heading_changes(before: Order, after: Order, *, rule: str, by: str = "") -> tuple[Change, ...]:
    """What differs between two versions of an order, its lines and sums apart."""
    change = Change(rule=rule, field="", by=by)
    return tuple(
        replace(change, field=name, before=_text(was), after=_text(now))
        for name in HEADING
        if (was := getattr(before, name)) != (now := getattr(after, name))
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def total_changes(before: Order, after: Order, *, currency: str) -> tuple[Change, ...]:
    """How the sums of an order changed, tax and freight only where the net did not.

    An order that was never priced has no sums to compare with.
    """
    was, now = before.totals, after.totals
    if was == now or any(line.amount is None for line in before.lines):
        return ()
    names = ("total",) if was.net != now.net else ("tax", "freight", "total")
    return tuple(
        Change(
            rule=TOTALS_RULE,
            field=name,
            before=exact_text(getattr(was, name), currency),
            after=exact_text(getattr(now, name), currency),
        )
        for name in names
        if getattr(was, name) != getattr(now, name)
    )
