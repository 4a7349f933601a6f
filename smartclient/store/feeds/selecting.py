"""What data sets leave out of the store, and what of it is to be loaded after all."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import hash_of
from smartclient.domain.data_sets import EVERYTHING, DataSetContent, Selection
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.text.canonical import name_key
from smartclient.read_models.server_restores import OFFERED_AGAIN
from smartclient.store.feeds.feed_pages import delete_rows
from smartclient.store.feeds.left_out import SELECTED
from smartclient.store.feeds.partition import HAS_UNANSWERED, UNFINISHED
from smartclient.store.feeds.row_texts import row_id, row_text
from smartclient.store.reference.search import ids_json
from smartclient.store.work.earlier_numbers import remove_orders

AT_ONCE: Final = 2_000
"""How many rows are left out in one transaction."""

_LEFT_OUT_PRODUCTS = "(SELECT key FROM left_out WHERE kind = 'products')"
_AMONG = "IN (SELECT value FROM json_each(?))"
_LINES = "json_each({}.document, '$.lines') AS line"
_USED = (
    f"SELECT line.value ->> 'sku' FROM orders, {_LINES.format('orders')} "
    f"WHERE orders.state IN ('{OrderState.DRAFT}', '{OrderState.TENTATIVE}') OR {UNFINISHED} "
    f"UNION SELECT line.value ->> 'sku' FROM typed_orders, {_LINES.format('typed_orders')}"
)
_KEYS: Final = {
    FeedKind.PHOTOS: "name",
    FeedKind.ORDERS: "order_id",
    FeedKind.DOCUMENT_PARTS: "hash",
}
_PARTS_OF: Final = {
    FeedKind.PRODUCTS: "category",
    FeedKind.ORDERS: "customer",
    FeedKind.DOCUMENTS: "category",
}
_FILES: Final = (FeedKind.PHOTOS, FeedKind.DOCUMENTS, FeedKind.DOCUMENT_PARTS)
_NAMED_CONTENT = "(SELECT coalesce(hash, '') FROM documents)"
_BY_SKU: Final = (FeedKind.PRICES, FeedKind.OFFER_PRODUCTS, FeedKind.STOCK)
_Condition = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What a device keeps today.

    ``used`` are the SKUs that unfinished orders name: they stay whatever is selected, and so do
    orders on which the rep worked here, for as long as they may be offered again.
    """

    selection: Selection
    used: tuple[str, ...]
    first_day: date | None
    worked_on_until: date

    @classmethod
    def today(cls, connection: Connection, selection: Selection, today: date) -> "Keeping":
        """What is kept on the company's day ``today``."""
        used = () if selection.categories is None else _used(connection)
        return cls(
            selection=selection,
            used=used,
            first_day=selection.first_day(today),
            worked_on_until=today - OFFERED_AGAIN,
        )

    @property
    def signature(self) -> str:
        """A text that is another where something else is kept."""
        selection = self.selection
        limits = [
            None if names is None else sorted(names)
            for names in (selection.categories, selection.photos, selection.documents)
        ]
        return ascii_json([*limits, self.first_day, self.used])

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.selection == EVERYTHING


def _used(connection: Connection) -> tuple[str, ...]:
    found = connection.exec_driver_sql(_USED).scalars()
    return tuple(sorted(sku for sku in found if sku))


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is kept and still to be loaded: products by the keys of their categories."""

    categories: frozenset[str]
    photos: bool
    orders: bool
    documents: bool

    def any_of(self, content: DataSetContent) -> bool:
        """Whether something of a data set is missing."""
        named = map(name_key, content.categories)
        return (
            not self.categories.isdisjoint(named)
            or bool(content.photos and self.photos)
            or (content.history_days is not None and self.orders)
            or bool(content.documents and self.documents)
        )


def missing(connection: Connection, keeping: Keeping) -> Missing:
    """What is kept and still to be loaded."""
    left = connection.exec_driver_sql(
        "SELECT DISTINCT part_of FROM left_out WHERE kind = 'products'"
    ).scalars()
    return Missing(
        categories=frozenset(
            name_key(category) for category in left if keeping.selection.keeps_category(category)
        ),
        photos=bool(to_load(connection, keeping, FeedKind.PHOTOS)),
        orders=bool(to_load(connection, keeping, FeedKind.ORDERS)),
        documents=any(
            to_load(connection, keeping, kind)
            for kind in (FeedKind.DOCUMENTS, FeedKind.DOCUMENT_PARTS)
        ),
    )


def leave_out(connection: Connection, keeping: Keeping, *, link_version: int) -> int:
    """Take up to ``AT_ONCE`` rows of one feed out of the store; return how many were."""
    for kind in SELECTED:
        condition = _unwanted(connection, keeping, kind)
        ids = () if condition is None else _note(connection, kind, condition, link_version)
        if ids:
            _remove(connection, kind, ids)
            return len(ids)
    return 0


def to_load(connection: Connection, keeping: Keeping, kind: FeedKind) -> tuple[int, ...]:
    """The ids of the rows of a feed that are left out and no longer are to be, in order."""
    condition = _wanted(connection, keeping, kind)
    if condition is None:
        return ()
    where, values = condition
    found = connection.exec_driver_sql(
        f"SELECT id FROM left_out WHERE kind = '{kind}' AND {where} ORDER BY id", values
    )
    return tuple(found.scalars())


def _unwanted(connection: Connection, keeping: Keeping, kind: FeedKind) -> _Condition | None:
    """Which rows held are not to be kept, None for those of no row."""
    selection = keeping.selection
    if kind is FeedKind.PRODUCTS:
        if selection.categories is None:
            return None
        dropped = _categories(connection, keeping, kept=False)
        among = f"coalesce(category, '') {_AMONG} AND sku NOT {_AMONG}"
        return among, (ids_json(dropped), ids_json(keeping.used))
    if kind in _BY_SKU:
        return f"sku IN {_LEFT_OUT_PRODUCTS}", ()
    if kind in _FILES:
        kept = _kept_files(connection, keeping, kind, key=_KEYS.get(kind, "sku"), part="category")
        return None if kept is None else (f"NOT ({kept[0]})", kept[1])
    if keeping.first_day is None:
        return None
    where = (
        "placed IS NOT NULL AND head_office_id IS NOT NULL AND order_date < ? "
        "AND (task_id IS NULL OR order_date < ?) "
        f"AND NOT {UNFINISHED} AND NOT {HAS_UNANSWERED} "
        "AND order_id NOT IN (SELECT order_id FROM typed_orders)"
    )
    return where, (keeping.first_day.isoformat(), keeping.worked_on_until.isoformat())


def _wanted(connection: Connection, keeping: Keeping, kind: FeedKind) -> _Condition | None:
    """Which rows left out are to be kept, None for those of no row."""
    selection = keeping.selection
    if kind is FeedKind.PRODUCTS:
        if selection.categories is None:
            return "1", ()
        found = connection.exec_driver_sql(
            "SELECT DISTINCT part_of FROM left_out WHERE kind = 'products'"
        ).scalars()
        kept = [name for name in found if selection.keeps_category(name)]
        return f"(part_of {_AMONG} OR key {_AMONG})", (ids_json(kept), ids_json(keeping.used))
    if kind in _BY_SKU:
        return f"key NOT IN {_LEFT_OUT_PRODUCTS}", ()
    if kind in _FILES:
        return _kept_files(connection, keeping, kind, key="key", part="part_of") or ("1", ())
    if keeping.first_day is None:
        return "1", ()
    # of an order that came by another way head office's version is needed, too
    here = "SELECT order_id FROM orders WHERE head_office_id IS NULL"
    return f"(day >= ? OR key IN ({here}))", (keeping.first_day.isoformat(),)


def _kept_files(
    connection: Connection, keeping: Keeping, kind: FeedKind, *, key: str, part: str
) -> _Condition | None:
    """Which photos, documents or contents of documents are kept, None for all.

    ``key`` and ``part`` are the columns of what a row is found by, and of a document's category.
    """
    selection = keeping.selection
    limit = selection.photos if kind is FeedKind.PHOTOS else selection.documents
    if limit is None and selection.categories is None:
        return None
    if kind is FeedKind.DOCUMENTS:
        return _documented(connection, keeping, sku=key, category=part)
    if kind is FeedKind.DOCUMENT_PARTS:
        return f"{key} IN {_NAMED_CONTENT}", ()
    shown, values = _photographed(connection, keeping)
    return f"{key} IN ({shown})", values


def _photographed(connection: Connection, keeping: Keeping) -> _Condition:
    """SQL for the names of the photos that are kept."""
    if keeping.selection.photos is None:
        return "SELECT coalesce(image, '') FROM products", ()
    kept = [name for name in _every_category(connection) if keeping.selection.keeps_photos_of(name)]
    among = f"SELECT coalesce(image, '') FROM products WHERE coalesce(category, '') {_AMONG}"
    return among, (ids_json(kept),)


def _documented(connection: Connection, keeping: Keeping, *, sku: str, category: str) -> _Condition:
    """SQL for which documents are kept, with the columns of their product or their category."""
    every = connection.exec_driver_sql(
        "SELECT coalesce(category, '') FROM products UNION SELECT category FROM documents "
        "UNION SELECT part_of FROM left_out WHERE kind = 'documents'"
    ).scalars()
    kept = ids_json([name for name in every if keeping.selection.keeps_documents_of(name or "")])
    products = "SELECT sku FROM products"
    values: tuple[object, ...] = (kept,)
    if keeping.selection.documents is not None:
        products, values = f"{products} WHERE coalesce(category, '') {_AMONG}", (kept, kept)
    where = (
        f"CASE WHEN coalesce({sku}, '') <> '' THEN {sku} IN ({products}) "
        f"ELSE coalesce({category}, '') {_AMONG} END"
    )
    return where, values


def _categories(connection: Connection, keeping: Keeping, *, kept: bool) -> list[str]:
    return [
        name
        for name in _every_category(connection)
        if keeping.selection.keeps_category(name) == kept
    ]


def _every_category(connection: Connection) -> Iterable[str]:
    return connection.exec_driver_sql(
        "SELECT DISTINCT coalesce(category, '') FROM products"
    ).scalars()


def _note(
    connection: Connection, kind: FeedKind, condition: _Condition, link_version: int
) -> tuple[int, ...]:
    """Note some of the rows held that meet a condition as left out; return their ids."""
    where, values = condition
    key = _KEYS.get(kind, "sku")
    part_of = _PARTS_OF.get(kind, "''")
    day = "order_date" if kind is FeedKind.ORDERS else "NULL"
    rows = connection.exec_driver_sql(
        f"SELECT {row_id(kind)}, coalesce({key}, ''), coalesce({part_of}, ''), {day}, "
        f"{row_text(kind, link_version)} FROM {kind} WHERE {row_id(kind)} >= 0 AND {where} "
        f"LIMIT {AT_ONCE}",
        values,
    ).all()
    noted = [(str(kind), *row[:-1], hash_of(row[-1])) for row in rows]
    if noted:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO left_out (kind, id, key, part_of, day, hash) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            noted,
        )
    return tuple(row[0] for row in rows)


def _remove(connection: Connection, kind: FeedKind, ids: tuple[int, ...]) -> None:
    if kind is FeedKind.ORDERS:
        remove_orders(connection, f"head_office_id {_AMONG}", (ids_json(ids),))
    else:
        delete_rows(connection, kind, list(ids))
