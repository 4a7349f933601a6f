"""What may be done with an order that was saved, by all that is known of it on a device."""

from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import CLOSED_STATES, GOODS_LEFT, Fulfilment, OrderState
from smartclient.read_models.stored_orders import StoredOrder, label_of

_TOO_LATE_TO_CHANGE = {
    Fulfilment.SHIPPED: "{label} was shipped and can't be changed any more. Enter what is missing "
    "as a new order.",
    Fulfilment.INVOICED: "{label} was invoiced and can't be changed any more. Enter what is "
    "missing as a new order.",
}

_TOO_LATE_TO_CANCEL = {
    Fulfilment.SHIPPED: "{label} was shipped and can't be cancelled any more. Ask head office how "
    "the goods are returned.",
    Fulfilment.INVOICED: "{label} was invoiced and can't be cancelled any more. Ask head office "
    "how the goods are returned.",
}


def check_amendable(stored: StoredOrder) -> None:
    """Raise RefusedError for an order that is over, by all that is known of it here."""
    if stored.fulfilment in GOODS_LEFT:
        raise RefusedError(
            _TOO_LATE_TO_CHANGE[stored.fulfilment],
            label=label_of(stored),
        )
    if OrderState.CANCELLED in known_states(stored):
        raise RefusedError(
            "{label} is cancelled. Repeat it as a new order instead.", label=label_of(stored)
        )
    if stored.state is OrderState.REFUSED:
        raise RefusedError(
            "{label} was refused. Correct the draft that was made of it, or repeat it as a new "
            "order.",
            label=label_of(stored),
        )


def check_cancellable(stored: StoredOrder) -> None:
    """Raise RefusedError for an order that is over, by all that is known of it here."""
    if stored.fulfilment in GOODS_LEFT:
        raise RefusedError(_TOO_LATE_TO_CANCEL[stored.fulfilment], label=label_of(stored))
    for state in sorted(known_states(stored) & CLOSED_STATES):
        raise RefusedError(
            "There is nothing to cancel: {label} is {state}.",
            label=label_of(stored),
            state=state,
        )


def known_states(stored: StoredOrder) -> frozenset[OrderState]:
    """An order's state here, and the one head office last sent."""
    placed = stored.placed
    return frozenset({stored.state} if placed is None else {stored.state, placed.state})


def already_placed(stored: StoredOrder) -> RefusedError:
    """The refusal to treat a placed order as a new one."""
    return RefusedError("{label} was placed already. Amend it instead.", label=label_of(stored))
