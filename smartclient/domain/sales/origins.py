"""Origins: what a draft was derived from, and what changed since it was quoted there."""

from dataclasses import dataclass, replace
from enum import StrEnum

from smartclient.domain.ids import OrderId, Sku
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.order_diff import line_changes
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.text.canonical import name_key

QUOTED_BEFORE = "quoted_before"
"""The rule a change names that is against what the customer was quoted before."""

PRODUCT_FIELD = "product"
"""The field a change names when a product is not known any more."""


class OriginKind(StrEnum):
    """How a draft was derived."""

    REFUSED = "refused"
    REPEATED = "repeated"
    LINES_TAKEN = "lines_taken"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a draft was derived from.

    ``label`` is what a person calls that order; ``lines`` are as the customer was
    quoted them there, under the numbers they have in the draft. A draft that was saved
    earlier is derived from itself.
    """

    kind: OriginKind
    order_id: OrderId
    label: str
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedDraft:
    """A draft with its origins, not saved yet."""

    order: Order
    origins: tuple[Origin, ...]


def changed_since(
    origins: tuple[Origin, ...],
    order: Order,
    *,
    currency: str,
    unknown: frozenset[Sku] = frozenset(),
) -> tuple[Change, ...]:
    """What differs in ``order``, as it is priced now, from what was quoted before.

    That is the price and the discount of each line that still is of the same product, and each
    product that is ``unknown`` by now. What the rep changed since is no matter here.
    """
    changes: list[Change] = []
    for was in (line for origin in origins for line in origin.lines):
        now = order.line(was.line)
        if now is None or now.sku != was.sku:
            continue
        if now.sku in unknown:
            change = Change(rule=QUOTED_BEFORE, field=PRODUCT_FIELD, line=now.line, sku=now.sku)
            changes.append(change)
        elif was.unit_price is not None:
            same = replace(was, quantity=now.quantity, back_order=now.back_order)
            changes += line_changes(same, now, currency=currency, rule=QUOTED_BEFORE)
    return tuple(changes)


def quoted_differently(order: Order, priced: Order) -> OrderLine | None:
    """The first line of ``order`` that costs something else now than it was quoted at.

    A line without a price was not quoted yet.
    """
    for line in order.lines:
        now = priced.line(line.line)
        if line.unit_price is not None and now is not None and _terms(line) != _terms(now):
            return line
    return None


def _terms(line: OrderLine) -> tuple[object, ...]:
    return (line.unit_price, line.discount_percent, name_key(line.offer))
