"""The list of products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smartclient.domain.clock import Clock
from smartclient.read_models.records import CatalogEntry
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats

PHOTO_COLUMN = 0
AVAILABILITY_COLUMN = 7


@dataclass(frozen=True, slots=True)
class SaleState:
    """How a product is sold when it is not simply sold: its icon, and whose colours it has."""

    icon: str
    badge: StatusBadge


def selling(entry: CatalogEntry) -> SaleState | None:
    """The badge of a product that is discontinued or not sold yet; None for one simply sold."""
    if entry.discontinued:
        name = "swap-horizontal" if entry.replaced_by else "archive-outline"
        return SaleState(name, StatusBadge.PARKED)
    return None if entry.on_sale else SaleState("calendar-clock", StatusBadge.RECEIVED)


def availability(entry: CatalogEntry) -> str:
    """Whether and since or until when a product is sold; "" for simply sold."""
    if entry.discontinued:
        if entry.replaced_by:
            return translate("Catalog", "No longer sold; use {sku}").format(sku=entry.replaced_by)
        return translate("Catalog", "No longer sold")
    if not entry.on_sale and entry.sell_from is not None:
        return translate("Catalog", "On sale from {day}").format(day=formats.day(entry.sell_from))
    return "" if entry.on_sale else translate("Catalog", "Not on sale")


def _short_availability(entry: CatalogEntry) -> str:
    """The same, short enough for a column."""
    if entry.discontinued and entry.replaced_by:
        return translate("Catalog", "Use {sku}").format(sku=entry.replaced_by)
    if not entry.discontinued and not entry.on_sale and entry.sell_from is not None:
        return translate("Catalog", "From {day}").format(day=formats.day(entry.sell_from))
    return availability(entry)


def _counted(entry: CatalogEntry) -> str:
    return "-" if entry.stock is None else stock(entry)


def stock(entry: CatalogEntry) -> str:
    """How many are free to sell, or that it is not counted."""
    if entry.stock is None:
        return translate("Catalog", "not tracked")
    return formats.count(entry.stock)


def catalog_model(clock: Clock, no_stock: Callable[[], str]) -> SnapshotModel[CatalogEntry]:
    """The model of the catalog; ``no_stock`` returns why a product has none."""

    def stock_age(entry: CatalogEntry) -> str:
        if entry.stock is None:
            return no_stock()
        return translate("Catalog", "As of {age}").format(
            age=formats.age(entry.stock_as_of, clock.now())
        )

    def price_age(entry: CatalogEntry) -> str:
        if entry.price_as_of is None:
            return ""
        return translate("Catalog", "As of {age}").format(
            age=formats.age(entry.price_as_of, clock.now())
        )

    columns = (
        Column[CatalogEntry](title=translate("Catalog", "Photo"), text=lambda _row: "", width=56),
        Column[CatalogEntry](title=translate("Catalog", "Product"), text=lambda row: row.sku),
        Column[CatalogEntry](
            title=translate("Catalog", "Name"), text=lambda row: row.name, width=0, elides=True
        ),
        Column[CatalogEntry](
            title=translate("Catalog", "Category"),
            text=lambda row: row.category,
            width=90,
            spare=4,
            elides=True,
        ),
        Column[CatalogEntry](
            title=translate("Catalog", "Price"),
            text=lambda row: formats.money(row.price),
            is_money=True,
            tip=price_age,
        ),
        Column[CatalogEntry](
            title=translate("Catalog", "Offer"),
            text=lambda row: row.offer_text or row.offer,
            width=184,
            spare=3,
            tip=lambda row: row.offer_text or row.offer,
            elides=True,
        ),
        Column[CatalogEntry](
            title=translate("Catalog", "Stock"),
            text=_counted,
            spare=1,
            is_number=True,
            tip=stock_age,
        ),
        Column[CatalogEntry](
            title=translate("Catalog", "Availability"),
            text=_short_availability,
            spare=2,
            tip=availability,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.sku)
