"""What has happened when the demonstration opens: the README's story, played by the product itself.

A rep worked offline; head office changed things meanwhile; both met. What is left is for whoever
tries it: orders not sent, conflicts of both kinds, and a case for the admin.
"""

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.rules.problems import ActionKind
from smartclient.domain.sales.customers import CustomerStatus, EditableField
from smartclient.domain.sales.orders import Order, OrderLine

if TYPE_CHECKING:
    from smartclient.bootstrap import Session
    from smartclient.headoffice.admin.service import HeadOffice

_CUSTOMERS = 5
_PRODUCTS = 6
_QUANTITY = 12
_LOOKED_AT = 200
_DEARER = Decimal("1.20")
_CENT = Decimal("0.01")


def play(rep: "Session", office: "HeadOffice", clock: Clock) -> bool:
    """Play the story on the rep's laptop and at head office; leave the laptop working offline.

    False where the company has too few customers and products for it; nothing is done then.
    """
    shops, skus = _shops(rep), _skus(rep)
    if len(shops) < _CUSTOMERS or len(skus) < _PRODUCTS:
        return False
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    gone, dearer, sold, replacement, *later = skus
    for shop, sku in zip(shops, (gone, dearer, sold), strict=False):
        rep.use_cases.orders.place(_order(rep, shop, sku))
    rep.use_cases.customers.edit(shops[3], {EditableField.PHONE: "555-0100"})
    _meanwhile(rep, office, clock, gone=gone, replacement=replacement, dearer=dearer, shop=shops[3])
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    rep.sync_now()
    _ask_about_the_price(rep)
    rep.sync_now()
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    for shop, sku in zip(shops[3:], later, strict=False):
        rep.use_cases.orders.place(_order(rep, shop, sku))
    return True


def _meanwhile(
    rep: "Session",
    office: "HeadOffice",
    clock: Clock,
    *,
    gone: Sku,
    replacement: Sku,
    dearer: Sku,
    shop: CustomerNumber,
) -> None:
    """Change at head office what the rep works with."""
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (slow; help does without it)

    engine, today = office.engine, clock.today()
    price = (rep.use_cases.catalog.product(dearer, None).standard_price * _DEARER).quantize(_CENT)
    maintenance.change_product(
        engine, gone, discontinue=today, replaced_by=replacement, clock=clock
    )
    maintenance.change_product(engine, dearer, price=price, clock=clock)
    maintenance.change_customer(engine, shop, phone="555-0199", clock=clock)


def _ask_about_the_price(rep: "Session") -> None:
    for conflict in rep.use_cases.conflicts.open():
        offered = {action.kind for problem in conflict.problems for action in problem.actions}
        if ActionKind.ACCEPT_PRICE in offered:
            rep.use_cases.conflicts.escalate(
                conflict.id, "An old customer: may they have the old price once more?"
            )


def _shops(rep: "Session") -> list[CustomerNumber]:
    """Customers who may order, and pay everyone's prices."""
    found = (
        row.number
        for row in rep.use_cases.customers.search(limit=_LOOKED_AT)
        if row.status == CustomerStatus.ACTIVE and row.task is None
    )
    return list(islice(found, _CUSTOMERS))


def _skus(rep: "Session") -> list[Sku]:
    """Products that can simply be ordered, from several places of the catalog."""
    shops = _shops(rep)
    rows = [
        row
        for row in rep.use_cases.catalog.search(limit=_LOOKED_AT)
        if row.on_sale and not row.discontinued and row.price > 1
    ]
    found = (row.sku for row in rows[:: max(1, len(rows) // (4 * _PRODUCTS))])
    return list(islice((sku for sku in found if _is_simple(rep, shops, sku)), _PRODUCTS))


def _is_simple(rep: "Session", shops: list[CustomerNumber], sku: Sku) -> bool:
    """Whether nobody would be warned about it, and nobody pays a price of their own."""
    return bool(shops) and all(
        not rep.use_cases.orders.quote(_order(rep, shop, sku)).problems
        and not rep.use_cases.catalog.product(sku, shop).own_price
        for shop in shops
    )


def _order(rep: "Session", shop: CustomerNumber, sku: Sku) -> Order:
    order = rep.use_cases.orders.new(shop)
    return order.with_line(OrderLine(line=1, sku=sku, quantity=_QUANTITY))
