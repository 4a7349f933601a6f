"""Cleaning: hidden characters are removed from a request that older laptops accepted.

Where somebody enters such a text it is refused, but what was sent already was entered in good
faith. So head office removes what can't be seen, and reports it. A request's base stays as it is:
it is only compared.
"""

from dataclasses import replace

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.domain.fields import ADDRESS
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import Address, EditableField, FieldChange
from smartclient.domain.sales.order_diff import HIDDEN_RULE
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.text.hidden_characters import (
    escaped,
    first_hidden,
    with_plain_line_ends,
    without_hidden,
)
from smartclient.reconcile.conflict import FieldAnswer, Resolution

_DONE = frozenset({AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED, AnswerStatus.AWAITING_DECISION})
_WITH_LINES = frozenset({"note", "notes"})


def without_hidden_characters(body: Body) -> tuple[Body, tuple[Change, ...]]:
    """A request's body without hidden characters, and the report of what had some."""
    cleaner = _Cleaner()
    return cleaner.body(body), tuple(cleaner.report)


def with_cleaning(answer: Answer, cleaned: tuple[Change, ...]) -> Answer:
    """An answer that reports the cleaning, where the request was carried out."""
    if answer.status not in _DONE or set(cleaned) <= set(answer.report):
        return answer
    return replace(answer, report=(*cleaned, *answer.report))


class _Cleaner:
    """Cleans the texts of one request, and collects the report."""

    def __init__(self) -> None:
        self.report: list[Change] = []

    def body(self, body: Body) -> Body:
        match body:
            case PlaceOrder():
                return replace(body, order=self._order(body.order))
            case AmendOrder():
                return replace(body, order=self._order(body.order))
            case CancelOrder():
                return replace(body, note=self._text("note", body.note))
            case CreateCustomer():
                return self._creation(body)
            case UpdateCustomer():
                number = CustomerNumber(self._text("customer", body.number))
                changes = tuple(map(self._change, body.changes))
                return replace(body, number=number, changes=changes)
            case DeleteCustomer():
                return replace(body, number=CustomerNumber(self._text("customer", body.number)))
            case EscalateConflict():
                return replace(body, note=self._text("note", body.note))
            case ResolveConflict():
                return replace(body, resolution=self._resolution(body.resolution))
            case DecideCase():
                resolution = self._resolution(body.resolution)
                return replace(body, resolution=resolution, note=self._text("note", body.note))
        return body

    def _order(self, order: Order) -> Order:
        return replace(
            order,
            customer=CustomerNumber(self._text("customer", order.customer)),
            provisional_number=self._text("provisional_number", order.provisional_number),
            lines=tuple(map(self._line, order.lines)),
            ship_to=self._text("ship_to", order.ship_to),
            ship_via=self._text("ship_via", order.ship_via),
            reference=self._text("reference", order.reference),
            note=self._text("note", order.note),
        )

    def _line(self, line: OrderLine) -> OrderLine:
        if not (first_hidden(line.sku) or first_hidden(line.offer)):
            return line
        return replace(
            line,
            sku=Sku(self._text("sku", line.sku, line)),
            offer=self._text("offer", line.offer, line),
        )

    def _creation(self, body: CreateCustomer) -> CreateCustomer:
        number = self._text("customer", body.provisional_number)
        return replace(
            body,
            provisional_number=CustomerNumber(number),
            address=None if body.address is None else self._address(body.address),
            **{name.value: self._text(name, getattr(body, name)) for name in EditableField},
        )

    def _address(self, address: Address) -> Address:
        return Address(**{name: self._text(name, getattr(address, name)) for name in ADDRESS})

    def _change(self, change: FieldChange) -> FieldChange:
        return replace(change, mine=self._text(change.field, change.mine))

    def _resolution(self, resolution: Resolution) -> Resolution:
        return replace(resolution, fields=tuple(map(self._answer, resolution.fields)))

    def _answer(self, answer: FieldAnswer) -> FieldAnswer:
        return replace(answer, value=self._text(answer.field, answer.value))

    def _text(self, name: str, text: str, line: OrderLine | None = None) -> str:
        lines = name in _WITH_LINES
        clean = without_hidden(text, lines=lines)
        if clean != (with_plain_line_ends(text) if lines else text):
            self.report.append(
                Change(
                    rule=HIDDEN_RULE,
                    field=str(name),
                    line=None if line is None else line.line,
                    sku=None if line is None else Sku(escaped(line.sku)),
                    before=escaped(text, lines=lines),
                    after=clean,
                )
            )
        return clean
