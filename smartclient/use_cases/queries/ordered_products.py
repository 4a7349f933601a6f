"""The products of an order, and what was paid for them."""

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order
from smartclient.domain.text.canonical import canonical_customer_number, canonical_sku
from smartclient.read_models.order_list import OrderedProduct, PricePaid
from smartclient.store.unit_of_work import ReadView


def prices_paid(
    customer: CustomerNumber, sku: Sku, *, view: ReadView, without: OrderId, limit: int
) -> tuple[PricePaid, ...]:
    """The prices a customer was quoted for a product, under its former number too."""
    wanted = canonical_sku(sku)
    product = view.catalog.product(wanted)
    former = None if product is None else product.former_sku
    skus = (wanted,) if former is None else (wanted, former)
    return view.orders.prices_paid(
        canonical_customer_number(customer), skus, without=without, limit=limit
    )


def ordered_products(order: Order, *, view: ReadView) -> dict[Sku, OrderedProduct]:
    """The names of an order's products, and their offers."""
    skus = tuple({canonical_sku(line.sku) for line in order.lines})
    renumbered = view.catalog.renumbered(skus)
    numbers = (*skus, *renumbered.values())
    products, offers = view.catalog.products(numbers), view.catalog.offers(numbers)
    found = {}
    for line in order.lines:
        sku = canonical_sku(line.sku)
        product = products.get(sku) or products.get(renumbered.get(sku, sku))
        if product is not None:
            found[line.sku] = OrderedProduct(
                name=product.name,
                unit=product.unit,
                offers={offer.code: offer.description for offer in offers.get(product.sku, ())},
            )
    return found
