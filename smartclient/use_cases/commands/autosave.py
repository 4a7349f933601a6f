"""Autosave: what an order editor looks up and saves while an order is being entered."""

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.orders import Order
from smartclient.domain.text.canonical import canonical_sku
from smartclient.quoting.changing import check_amendable
from smartclient.read_models.records import OrderRecord, UnsavedEdit
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.queries.lookup import get_order, order_record
from smartclient.use_cases.queries.missing_products import missing_product


def autosave_edit(order: Order, *, edit_base: Order, work: UnitOfWork, clock: Clock) -> None:
    """Save a placed order as it is being changed; NotFoundError for one that is not here."""
    with work:
        get_order(work, order.id)
        work.unsaved_edits.save(UnsavedEdit(order=order, kept_at=clock.now(), edit_base=edit_base))
        work.commit()


def unsaved_edit(order_id: OrderId, *, view: ReadView) -> UnsavedEdit | None:
    """The unsaved edit of an order that can still be saved, or None."""
    edit = view.unsaved_edits.get(order_id)
    stored = view.orders.get(order_id)
    if edit is None or stored is None:
        return None
    try:
        check_amendable(stored)
    except RefusedError:
        return None
    return edit


def unsaved_edits(*, view: ReadView) -> tuple[OrderRecord, ...]:
    """The placed orders with an unsaved edit that can still be saved."""
    ids = [order_id for order_id in view.unsaved_edits.ids() if unsaved_edit(order_id, view=view)]
    return tuple(order_record(view, order_id) for order_id in ids)


def discard_edit(order_id: OrderId, *, work: UnitOfWork) -> None:
    """Discard the unsaved edit of an order."""
    with work:
        work.unsaved_edits.drop(order_id)
        work.commit()


def product_of(code: str, *, view: ReadView, clock: Clock) -> Product:
    """The product that ``code`` names: a number, a former number, or an EAN.

    NotFoundError for none, RefusedError for an EAN of several products and for a product that is
    not taken along, or was removed for its age.
    """
    found = view.catalog.coded(code)
    if not found:
        raise missing_product(canonical_sku(code), view=view, clock=clock)
    if len(found) > 1:
        raise RefusedError(
            "{code} is the barcode of several products: {products}. Enter the product's number.",
            code=code,
            products=", ".join(product.sku for product in found),
        )
    return found[0]
