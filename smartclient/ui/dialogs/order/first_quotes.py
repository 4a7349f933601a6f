"""What the lines of an order were quoted at first while it is edited."""

from __future__ import annotations

from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.ui.dialogs.order.order_edits import entered_line


class FirstQuotes:
    """Remembers each line as it was first quoted with its present product and quantity.

    Prices can change while an order is open: a day begins, or a sync brings others. Its price of
    now is compared with the one that the rep saw, and may have named to the customer.
    """

    def __init__(self) -> None:
        self._lines: dict[int, OrderLine] = {}

    def note(self, quoted: Order) -> None:
        """Take over the lines that are new or were changed since they were last quoted."""
        self._lines = {line.line: line for line in quoted.lines} | self._unchanged_in(quoted)

    def with_origins(self, origins: tuple[Origin, ...], order: Order) -> tuple[Origin, ...]:
        """The origins of a draft, and one with the lines that none of them has."""
        named = {line.line for origin in origins for line in origin.lines}
        lines = tuple(
            line
            for number, line in self._unchanged_in(order).items()
            if number not in named and line.unit_price is not None
        )
        if not lines:
            return origins
        own = Origin(kind=OriginKind.KEPT, order_id=order.id, label="", lines=lines)
        return (*origins, own)

    def _unchanged_in(self, order: Order) -> dict[int, OrderLine]:
        return {
            line.line: first
            for line in order.lines
            if (first := self._lines.get(line.line)) is not None
            and entered_line(first) == entered_line(line)
        }
