"""The JSON shapes of data sets and of pinned customers."""

from typing import TYPE_CHECKING

from smartclient.cli.json_output.values import Json, amount, day, instant, known
from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.sales.customers import Address
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.read_models.take_along import TakeAlong

if TYPE_CHECKING:
    from smartclient.headoffice.sales.data_set_reach import DataSetReach


def take_along_shape(given: TakeAlong) -> dict[str, Json]:
    """A data set that the rep is given; ``bytes`` are those of the photos and documents in it."""
    return {
        "name": given.name,
        "required": given.required,
        "taken": given.taken,
        "loaded": given.loaded,
        "comes_anyway": given.comes_anyway,
        "as_of": instant(given.as_of),
        "products": given.size.products,
        "bytes": given.size.content_bytes,
        **_content(given.content),
    }


def data_set_shape(reach: "DataSetReach") -> dict[str, Json]:
    """A data set as an admin defined it, with whom and what it concerns at head office."""
    data_set = reach.defined.data_set
    return {
        "name": data_set.name,
        "required": data_set.required,
        "for": str(data_set.audience),
        "recipient": known(data_set.recipient),
        **_content(data_set.content),
        "reps": reach.reps,
        "products": reach.products,
        "bytes": reach.content_bytes,
        "orders": reach.orders,
        "changed_by": reach.defined.changed_by,
        "changed_at": instant(reach.defined.changed_at),
    }


def pinned_shape(pinned: PinnedCustomer, currency: str) -> dict[str, Json]:
    """A pinned customer with its newest orders."""
    customer = pinned.customer
    return {
        "number": customer.number,
        "name": customer.name,
        "rep": customer.rep,
        "territory": customer.territory,
        "contact": customer.contact,
        "phone": customer.phone,
        "email": customer.email,
        "notes": customer.notes,
        "status": str(customer.status),
        "credit_limit": amount(customer.credit_limit, currency),
        "balance": amount(customer.balance, currency),
        "addresses": [_address(address) for address in customer.addresses],
        "orders": [pinned_order_shape(order, currency) for order in pinned.orders],
    }


def pinned_order_shape(order: PinnedOrder, currency: str) -> dict[str, Json]:
    """An order of a pinned customer."""
    return {
        "number": order.number,
        "order_date": day(order.ordered_on),
        "state": str(order.state),
        "total": amount(order.total, currency),
    }


def _content(content: DataSetContent) -> dict[str, Json]:
    return {
        "categories": list(content.categories),
        "photos": content.photos,
        "documents": content.documents,
        "history_days": content.history_days,
    }


def _address(address: Address) -> dict[str, Json]:
    names = ("kind", "line1", "line2", "city", "state", "postal_code", "country")
    return {name: getattr(address, name) for name in names}
