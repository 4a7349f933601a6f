"""Saved under: the fencing number of the check-out that work was saved under, in its request."""

from dataclasses import replace

from smartclient.contract.messages import (
    AmendOrder,
    Body,
    CancelOrder,
    DeleteCustomer,
    PlaceOrder,
    UpdateCustomer,
)

BINDS = (PlaceOrder, AmendOrder, CancelOrder, UpdateCustomer, DeleteCustomer)
"""What a check-out binds, and may therefore be saved under one."""


def saved_under(body: Body) -> str:
    """The number of the check-out that ``body`` was saved under, "" for none."""
    return body.check_out if isinstance(body, BINDS) else ""


def under(body: Body, number: str) -> Body:
    """``body``, saved under the check-out with this number, "" for none."""
    return replace(body, check_out=number) if isinstance(body, BINDS) else body
