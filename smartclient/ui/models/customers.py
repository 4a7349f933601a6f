"""The list of customers."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.read_models.records import CustomerSummary
from smartclient.ui.customer_check_out import holder_text
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording


def shown(customer: CustomerSummary) -> BadgeLabel | None:
    """What waits for head office about a customer; None when nothing does."""
    return (
        None if customer.task is None else status_badges.shown(status_badges.of_task(customer.task))
    )


def _state(customer: CustomerSummary) -> str:
    waiting = shown(customer)
    return waiting.label if waiting else wording.status_label(customer.status)


def _credit(customer: CustomerSummary) -> str:
    if customer.credit_limit is not None and customer.credit_used is None:
        return translate("Customers", "not known")
    if customer.credit_limit is None or customer.credit_used is None:
        return translate("Customers", "no limit")
    return formats.money(customer.credit_limit - customer.credit_used)


def customer_model(clock: Clock) -> SnapshotModel[CustomerSummary]:
    """The model of a list of customers."""
    columns = (
        Column[CustomerSummary](title=translate("Customers", "State"), text=_state, is_state=True),
        Column[CustomerSummary](
            title=translate("Customers", "Number"), text=lambda row: row.number
        ),
        Column[CustomerSummary](
            title=translate("Customers", "Name"), text=lambda row: row.name, width=0, elides=True
        ),
        Column[CustomerSummary](
            title=translate("Customers", "Contact"),
            text=lambda row: row.contact,
            width=140,
            spare=3,
            elides=True,
        ),
        Column[CustomerSummary](
            title=translate("Customers", "Phone"), text=lambda row: row.phone, spare=2
        ),
        Column[CustomerSummary](
            title=translate("Customers", "City"),
            text=lambda row: row.city,
            width=100,
            spare=4,
            elides=True,
        ),
        Column[CustomerSummary](
            title=translate("Customers", "Checked out"),
            text=lambda row: holder_text(row.checked_out, clock.now()),
            spare=1,
        ),
        Column[CustomerSummary](
            title=translate("Customers", "Credit left"), text=_credit, is_money=True
        ),
    )
    return SnapshotModel(
        columns, key=lambda row: row.number, shown=shown, struck=lambda row: row.deleted
    )
