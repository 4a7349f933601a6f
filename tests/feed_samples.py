"""Pages of feeds for tests: rows by name, with the rest filled in."""

from datetime import UTC, date, datetime
from decimal import Decimal

from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage, Row
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine, OrderState, PlacedOrder, Totals
from smartclient.store.unit_of_work import Store

AS_OF = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)

_FILLED: dict[FeedKind, dict[str, object]] = {
    FeedKind.CUSTOMERS: {
        "rep": "hill\\anna", "territory": "", "contact": "", "phone": "", "email": "", "notes": "",
        "status": "active", "balance": 0, "price_list": "", "payment_terms": "", "tax_exempt": 0,
    },
    FeedKind.PRODUCTS: {
        "category": "", "subcategory": "", "description": "", "unit": "EA", "color": "",
        "size": "", "weight": "", "list_price": 100_000, "min_order_quantity": 1, "pack_size": 1,
        "image": "",
    },
    FeedKind.PRICES: {"price_list": "", "valid_from": "2020-01-01"},
    FeedKind.OFFERS: {
        "description": "", "discount_percent": 50_000, "kind": "", "audience": "reseller",
        "valid_from": "2020-01-01", "min_quantity": 0,
    },
    FeedKind.ADDRESSES: {"kind": "main", "line1": "", "city": "", "state": "", "country": "US"},
    FeedKind.PHOTOS: {"hash": ""},
}  # fmt: skip


def row(kind: FeedKind, entry_id: int, /, **values: object) -> Row:
    """Return a row of a feed; a customer or product is named after its number."""
    filled: dict[str, object] = {"id": entry_id, **_FILLED.get(kind, {}), **values}
    filled.setdefault("name", values.get("number", values.get("sku")))
    return tuple(filled.get(name) for name in COLUMNS[kind])  # type: ignore[misc]


def page(kind: FeedKind, *rows: Row, more: bool = False, version: int = 0) -> FeedPage:
    """Return a page whose cursor stands at its last row."""
    last = rows[-1][0] if rows else 0
    return FeedPage(kind=kind, rows=rows, cursor=Cursor(version, int(last or 0)), more=more)


def apply(
    store: Store, given: FeedPage, *, by_key: bool = False, watermark: int = 100
) -> tuple[CustomerNumber, ...]:
    """Apply a page in a transaction of its own; return the customers that left."""
    with store.work() as work:
        work.feeds.apply(
            given,
            by_key=by_key,
            watermark=watermark,
            as_of=AS_OF,
            complete=not by_key and not given.more,
        )
        departed = tuple(work.feeds.departed)
        work.commit()
    return departed


def bring(store: Store, kind: FeedKind, *rows: Row, watermark: int = 100) -> None:
    """Let a feed bring rows by version."""
    apply(store, page(kind, *rows), watermark=watermark)


def placed_order(
    order_id: str,
    *,
    number: str = "SO-10001",
    customer: str = "C-00001",
    state: OrderState = OrderState.CONFIRMED,
    total: str = "100.00",
    lines: tuple[tuple[str, int], ...] = (("FR-58", 1),),
    day: date = date(2026, 11, 20),
    **values: object,
) -> PlacedOrder:
    """Return an order as head office holds it."""
    order = Order(
        id=OrderId(order_id),
        customer=CustomerNumber(customer),
        order_date=day,
        lines=tuple(
            OrderLine(line=place, sku=Sku(sku), quantity=quantity)
            for place, (sku, quantity) in enumerate(lines, start=1)
        ),
        totals=Totals(total=Decimal(total)),
    )
    return PlacedOrder(order=order, number=number, state=state, **values)  # type: ignore[arg-type]


def order_row(entry_id: int, placed: PlacedOrder) -> Row:
    """Return the row of the orders feed that carries ``placed``."""
    order = placed.order
    return (
        entry_id,
        order.id,
        order.customer,
        placed.number,
        str(placed.state),
        order.order_date.isoformat(),
        ascii_json(placed),
    )
