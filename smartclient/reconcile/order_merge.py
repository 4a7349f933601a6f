"""Three-way merge of orders: line by line, and field by field of the heading.

A line is the same on all sides when its number and its product are; one that is missing has a
quantity of 0. A quantity or heading field that both sides changed differently is a conflict, and
so is a line that one side dropped and the other changed. Prices and discounts are not merged:
they belong to whichever version of the line is chosen, and are evaluated with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import ORDER, ORDER_DAY, day_from
from smartclient.domain.ids import Sku
from smartclient.domain.limits import MAX_QUANTITY
from smartclient.domain.sales.order_diff import HEADING
from smartclient.domain.sales.orders import Order, OrderLine, Waiver
from smartclient.reconcile.conflict import FieldAnswer, FieldConflict

FIELDS = tuple(name for name in HEADING if name != "customer")
"""The fields of the heading that are merged; an order's customer is head office's to map."""

_UNDATED = tuple(name for name in FIELDS if name != "order_date")
_DAYS = frozenset({"order_date", "deliver_on"})
_STORABLE = 10
"""Digits of the largest quantity that was ever stored."""

_LINE, _QUANTITY = "line ", " quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMerge:
    """The outcome of a merge of orders.

    ``order`` is both versions in one; what is in ``conflicts`` is as mine has it until it is
    resolved. ``mine`` is the rep's version with the line numbers of ``order``. ``taken`` holds
    what only they changed: field → value as text.
    """

    order: Order
    mine: Order
    conflicts: tuple[FieldConflict, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)


def line_field(number: int, sku: Sku) -> str:
    """How a conflict names the quantity of a line: ``line 2 RK-140 quantity``."""
    return f"{_LINE}{number} {sku}{_QUANTITY}"


def line_named(name: str) -> tuple[int, Sku] | None:
    """The line whose quantity ``name`` names, None for a field of the heading."""
    if not (name.startswith(_LINE) and name.endswith(_QUANTITY)):
        return None
    number, _, sku = name.removeprefix(_LINE).removesuffix(_QUANTITY).partition(" ")
    return (int(number), Sku(sku)) if number.isascii() and number.isdecimal() and sku else None


def merge_orders(base: Order, mine: Order, theirs: Order) -> OrderMerge:
    """Merge two changed versions of ``base``; an edit on one side wins without asking."""
    aligned = _aligned(base, mine, theirs)
    conflicts: list[FieldConflict] = []
    taken: dict[str, str] = {}
    heading = {
        name: _heading(name, base, aligned, theirs, conflicts=conflicts, taken=taken)
        for name in FIELDS
    }
    lines = _lines(base, aligned, theirs, conflicts, taken)
    order = replace(aligned, **heading, lines=lines)  # type: ignore[arg-type]
    return OrderMerge(
        order=replace(order, accepted=_accepted(base, aligned, theirs)),
        mine=aligned,
        conflicts=tuple(conflicts),
        taken=taken,
    )


def merge_without_base(mine: Order, theirs: Order) -> tuple[Order, OrderMerge]:
    """Merge two versions whose common base nobody knows; return a base beside.

    Everything that a person requests and in which they differ is a conflict, but for the day of
    the order. The base is one with which merging again, once it is answered, finds the same.
    """
    mine = _on_their_terms(mine, theirs)
    lines = []
    for number, sku in _names(theirs, mine):
        ours, other = (_line(order, number, sku) for order in (mine, theirs))
        if _requested(ours) == _requested(other):
            # as both want it, with the prices that are theirs already
            lines.append(ours)
        else:
            known = [line for line in (ours, other) if line is not None]
            most = max(line.quantity for line in known)
            lines.append(replace(known[-1], quantity=most + 1, amount=None))
    base = replace(
        mine,
        lines=tuple(line for line in lines if line is not None),
        accepted=(),
        **{name: _neither(getattr(mine, name), getattr(theirs, name)) for name in _UNDATED},  # type: ignore[arg-type]
    )
    merge = merge_orders(base, mine, theirs)
    # a value that neither of them holds means nothing to a person
    shown = tuple(replace(conflict, base=conflict.theirs) for conflict in merge.conflicts)
    return base, replace(merge, conflicts=shown)


def _on_their_terms(mine: Order, theirs: Order) -> Order:
    """``mine`` with the terms of ``theirs`` for lines of which both want as many."""
    lines = []
    for line in mine.lines:
        other = _line(theirs, line.line, line.sku)
        alike = other is not None and other.quantity == line.quantity
        lines.append(other if alike and other is not None else line)
    return replace(mine, lines=tuple(lines))


def _neither(mine: object, theirs: object) -> object:
    """``mine`` where both are the same, else a value that is neither."""
    if mine == theirs:
        return mine
    if isinstance(mine, date) or isinstance(theirs, date):
        later = max(day for day in (mine, theirs) if isinstance(day, date))
        return later + timedelta(days=1)
    return f"{mine}\n{theirs}"


def _heading(
    name: str,
    base: Order,
    mine: Order,
    theirs: Order,
    *,
    conflicts: list[FieldConflict],
    taken: dict[str, str],
) -> object:
    was, ours, other = (getattr(order, name) for order in (base, mine, theirs))
    if other in (was, ours):
        return ours
    if ours == was:
        taken[name] = _text(other)
        return other
    conflicts.append(
        FieldConflict(field=name, base=_text(was), mine=_text(ours), theirs=_text(other))
    )
    return ours


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _lines(
    base: Order,
    mine: Order,
    theirs: Order,
    conflicts: list[FieldConflict],
    taken: dict[str, str],
) -> tuple[OrderLine, ...]:
    merged = []
    for number, sku in _names(theirs, mine, base):
        was, ours, other = (_line(order, number, sku) for order in (base, mine, theirs))
        name = line_field(number, sku)
        if _collide(was, ours, other):
            conflicts.append(
                FieldConflict(
                    field=name, base=_quantity(was), mine=_quantity(ours), theirs=_quantity(other)
                )
            )
            line = ours
        else:
            line = _merged_line(was, ours, other)
            if _requested(other) not in (_requested(was), _requested(ours)):
                taken[name] = _quantity(line)
        if line is not None:
            merged.append(line)
    return _distinct(merged)


def _distinct(lines: Iterable[OrderLine]) -> tuple[OrderLine, ...]:
    """Lines by number; of two that collide under one number, the later gets its own."""
    by_number: dict[int, OrderLine] = {}
    again: list[OrderLine] = []
    for line in lines:
        if line.line in by_number:
            again.append(line)
        else:
            by_number[line.line] = line
    for line in again:
        number = max(by_number) + 1
        by_number[number] = replace(line, line=number)
    return tuple(by_number[number] for number in sorted(by_number))


def _names(*orders: Order) -> dict[tuple[int, Sku], None]:
    return dict.fromkeys((line.line, line.sku) for order in orders for line in order.lines)


def _line(order: Order, number: int, sku: Sku) -> OrderLine | None:
    line = order.line(number)
    return line if line is not None and line.sku == sku else None


def _quantity(line: OrderLine | None) -> str:
    return "0" if line is None else str(line.quantity)


def _requested(line: OrderLine | None) -> tuple[int, bool, bool] | None:
    """What a person requests of a line; its price and discount follow from that."""
    return None if line is None else (line.quantity, line.back_order, line.without_offer)


def _collide(was: OrderLine | None, mine: OrderLine | None, theirs: OrderLine | None) -> bool:
    before, ours, other = _requested(was), _requested(mine), _requested(theirs)
    if ours == before or other in (before, ours):
        return False
    if ours is None or other is None:
        return True
    quantities = {_quantity(line) for line in (was, mine, theirs)}
    return len(quantities) == len((was, mine, theirs))


def _merged_line(
    was: OrderLine | None, mine: OrderLine | None, theirs: OrderLine | None
) -> OrderLine | None:
    """A line that does not collide."""
    before, ours, other = _requested(was), _requested(mine), _requested(theirs)
    if ours == before:
        return mine if theirs == was else theirs
    if other in (before, ours) or mine is None or theirs is None:
        return mine
    quantity_was = 0 if was is None else was.quantity
    rest = was if was is not None else replace(theirs, back_order=False, without_offer=False)
    return replace(
        mine,
        quantity=theirs.quantity if mine.quantity == quantity_was else mine.quantity,
        back_order=mine.back_order if theirs.back_order == rest.back_order else theirs.back_order,
        without_offer=mine.without_offer
        if theirs.without_offer == rest.without_offer
        else theirs.without_offer,
    )


def _aligned(base: Order, mine: Order, theirs: Order) -> Order:
    """My version with other numbers for the lines I added, where theirs has those taken.

    Of a product that both sides added, the lines are the same line, and get their number.
    """
    known = _names(base)
    added = [line for line in mine.lines if (line.line, line.sku) not in known]
    if theirs == base or not added:
        return mine
    free = [line for line in theirs.lines if (line.line, line.sku) not in known]
    numbers: dict[int, int] = {}
    for line in added:
        same = next((other for other in free if other.sku == line.sku), None)
        if same is not None:
            free.remove(same)
            numbers[line.line] = same.line
    used = {line.line for order in (base, mine, theirs) for line in order.lines}
    unchanged = {line.line for line in mine.lines if (line.line, line.sku) in known}
    taken = {line.line for line in theirs.lines} | unchanged | set(numbers.values())
    for line in added:
        if line.line in numbers:
            continue
        number = line.line if line.line not in taken else max(used) + 1
        numbers[line.line] = number
        used.add(number)
        taken.add(number)
    return _renumbered(mine, {line.line for line in added}, numbers)


def _renumbered(order: Order, added: set[int], numbers: Mapping[int, int]) -> Order:
    lines = tuple(
        replace(line, line=numbers[line.line]) if line.line in added else line
        for line in order.lines
    )
    accepted = tuple(
        replace(waiver, line=numbers[waiver.line]) if waiver.line in added else waiver
        for waiver in order.accepted
    )
    return replace(order, lines=lines, accepted=accepted)


def _accepted(base: Order, mine: Order, theirs: Order) -> tuple[Waiver, ...]:
    """What was accepted on either side; of two acceptances of one problem, mine."""
    before, ours, other = (_by_place(order.accepted) for order in (base, mine, theirs))
    merged = list(mine.accepted)
    for place, given in other.items():
        if place in ours and ours[place] == before.get(place) != given:
            merged[merged.index(ours[place])] = given
        elif place not in ours and place not in before:
            merged.append(given)
    return tuple(merged)


def _by_place(given: Iterable[Waiver]) -> dict[tuple[str, int | None], Waiver]:
    return {(waiver.code, waiver.line): waiver for waiver in given}


def signed_by(conflict: FieldConflict, by: str, at: datetime | None) -> FieldConflict:
    """A conflict with who changed theirs, and when."""
    return replace(conflict, by=by, at=at)


def with_answers(
    base: Order, mine: Order, theirs: Order, answers: Iterable[FieldAnswer]
) -> tuple[Order, Order]:
    """Base and mine as a person's answers make them, to be merged again.

    The base of an answered field is their value as it was shown; where that has changed since,
    merging finds the conflict again.
    """
    for answer in answers:
        seen = _seen(answer)
        # theirs may have been stored under an earlier limit
        value = seen if answer.value == answer.seen else canonical_value(answer.field, answer.value)
        place = line_named(answer.field)
        if place is None:
            base = _with_field(base, answer.field, seen)
            mine = _with_field(mine, answer.field, value)
        else:
            base, mine = _with_quantity(base, mine, theirs, place, seen=seen, value=value)
    return base, mine


def _with_field(order: Order, name: str, value: str) -> Order:
    if name not in _DAYS:
        return replace(order, **{name: value})  # type: ignore[arg-type]
    day = date.fromisoformat(value) if value else None
    return replace(order, **{name: day})  # type: ignore[arg-type]


def _with_quantity(
    base: Order, mine: Order, theirs: Order, place: tuple[int, Sku], *, seen: str, value: str
) -> tuple[Order, Order]:
    was, ours, other = (_line(order, *place) for order in (base, mine, theirs))
    began = other if _quantity(other) == seen else _of(was or ours or other, int(seen))
    chosen = began if value == seen else _of(ours or began or was, int(value))
    return _put(base, place, began), _put(mine, place, chosen)


def _of(line: OrderLine | None, quantity: int) -> OrderLine | None:
    if line is None or not quantity:
        return None
    return line if line.quantity == quantity else replace(line, quantity=quantity, amount=None)


def _put(order: Order, place: tuple[int, Sku], line: OrderLine | None) -> Order:
    if line is not None:
        return order.with_line(line)
    return order if _line(order, *place) is None else order.without_line(place[0])


def canonical_value(name: str, text: str) -> str:
    """A value for a field of an order as it is stored; RefusedError if it can't be."""
    normalized = _canonical(name, text)
    if line_named(name) is not None and int(normalized) > MAX_QUANTITY:
        raise _no_quantity(name)
    if name in _DAYS and normalized:
        ORDER_DAY.read(date.fromisoformat(normalized))
    return normalized


def _no_quantity(name: str) -> RefusedError:
    return RefusedError(
        "{field} must be a number from 0 to {most}.", field=name, most=f"{MAX_QUANTITY:,}"
    )


def _seen(answer: FieldAnswer) -> str:
    """What was shown of theirs: a text stays as it is, since it is only compared."""
    is_text = answer.field in FIELDS and answer.field not in _DAYS
    return answer.seen if is_text else _canonical(answer.field, answer.seen)


def _canonical(name: str, text: str) -> str:
    normalized = ORDER[name].read(text) if name in ORDER else text.strip()
    if line_named(name) is not None:
        if not (normalized.isascii() and normalized.isdecimal() and len(normalized) <= _STORABLE):
            raise _no_quantity(name)
        return str(int(normalized))
    if name not in FIELDS:
        raise RefusedError("An order has no field {field}.", field=name)
    if name in _DAYS and (normalized or name == "order_date"):
        return day_from(normalized).isoformat()
    return normalized
