"""What may be placed as it was quoted."""

from datetime import date

from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import quoted_differently


def check_as_quoted(order: Order, priced: Order) -> None:
    """Raise RefusedError for an order that costs something else by now than it was quoted at.

    A line without a price was not quoted yet: it may have any.
    """
    line = quoted_differently(order, priced)
    if line is not None:
        raise RefusedError(
            "Line {line}, {sku}, is not quoted as before: prices or offers have changed. Look at "
            "the order again, then place it.",
            line=line.line,
            sku=line.sku,
        )


def check_delivery(order: Order, today: date, earlier: Order | None = None) -> None:
    """Raise RefusedError for a delivery day that is over, unless ``earlier`` has the same."""
    day = order.deliver_on
    if day is None or day >= today or (earlier is not None and day == earlier.deliver_on):
        return
    raise RefusedError(
        "The delivery day {day} is in the past. Choose today or a later day, or none.", day=day
    )
