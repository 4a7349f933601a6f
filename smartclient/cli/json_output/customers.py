"""The JSON shapes of customers and of products."""

from typing import Any

from smartclient.cli.json_output.orders import change_shape, event_shape
from smartclient.cli.json_output.values import Json, amount, day, instant, known, word
from smartclient.contract.customer_columns import ADDED_CUSTOMER_COLUMNS
from smartclient.contract.feeds import ColumnType
from smartclient.domain.sales.customers import MAIN_ADDRESS, Customer
from smartclient.domain.text.canonical import same_name
from smartclient.read_models.overview import CustomerEvent, CustomerOverview
from smartclient.read_models.records import CatalogEntry, CustomerRecord, CustomerSummary


def customer_shape(customer: CustomerSummary, currency: str) -> dict[str, Json]:
    """One row of the list of customers."""
    return {
        "number": customer.number,
        "name": customer.name,
        "contact": customer.contact,
        "phone": customer.phone,
        "email": customer.email,
        "city": customer.city,
        "status": str(customer.status),
        "credit_limit": amount(customer.credit_limit, currency),
        "credit_used": amount(customer.credit_used, currency),
        "tentative": customer.tentative,
        "task": word(customer.task),
        "deleted": customer.deleted,
    }


def summary_of(record: CustomerRecord) -> CustomerSummary:
    """The row of the list that a customer's record makes."""
    customer = record.customer
    return CustomerSummary(
        number=customer.number,
        name=customer.name,
        contact=customer.contact,
        phone=customer.phone,
        email=customer.email,
        city=_city(customer),
        status=str(customer.status),
        credit_limit=customer.credit_limit,
        credit_used=record.credit_used,
        tentative=record.tentative,
        task=record.task,
        deleted=record.deleted,
    )


def added_fields(customer: Customer, currency: str) -> dict[str, Json]:
    """A customer's fields that were added to the feed, to stand beside the customer."""
    return {
        column.name: _value(column.type, getattr(customer, column.name), currency)
        for column in ADDED_CUSTOMER_COLUMNS
    }


def _value(kind: ColumnType, value: Any, currency: str) -> Json:  # noqa: ANN401 (a field)
    match kind:
        case ColumnType.AMOUNT:
            return amount(value, currency)
        case ColumnType.DAY:
            return day(value)
    json: Json = value
    return json


def _city(customer: Customer) -> str:
    main = [address for address in customer.addresses if same_name(address.kind, MAIN_ADDRESS)]
    return next((address.city for address in (*main, *customer.addresses)), "")


def customer_history_shapes(overview: CustomerOverview) -> dict[str, Json]:
    """A customer's history, newest first, and report, to stand beside the customer."""
    return {
        "history": [_step_shape(step) for step in overview.events if step.event is not None],
        "report": [change_shape(change) for change in overview.report],
    }


def _step_shape(step: CustomerEvent) -> Json:
    assert step.event is not None  # noqa: S101 (only steps of tasks are reported here)
    return {
        **event_shape(step.event),
        "subject": {"type": str(step.subject.type), "id": step.subject.id},
        "changes": [
            {"field": str(change.field), "base": change.base, "mine": change.mine}
            for change in step.changes
        ],
    }


def catalog_shape(entry: CatalogEntry, currency: str) -> dict[str, Json]:
    """One row of the catalog."""
    return {
        "sku": entry.sku,
        "name": entry.name,
        "category": entry.category,
        "price": amount(entry.price, currency),
        "price_as_of": instant(entry.price_as_of),
        "offer": known(entry.offer),
        "stock": entry.stock,
        "stock_as_of": instant(entry.stock_as_of),
        "on_sale": entry.on_sale,
        "replaced_by": entry.replaced_by,
    }
