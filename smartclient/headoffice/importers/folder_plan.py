"""The plan of an import: everything that it changes, computed before anything is written."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.importers.content import FileContent
from smartclient.headoffice.importers.documents import DocumentFolder, plan_documents
from smartclient.headoffice.importers.formats import DOCUMENTS, FORMATS, ORDER_LINES, ORDERS
from smartclient.headoffice.importers.journal import Staged
from smartclient.headoffice.importers.orders import OrdersPlan, plan_orders
from smartclient.headoffice.importers.ownership import check_reps_may_change
from smartclient.headoffice.importers.photos import PhotoFolder, plan_photos
from smartclient.headoffice.importers.planning import Plan, plan_content
from smartclient.headoffice.importers.portions import CURRENCY, Change, NewCurrency
from smartclient.headoffice.importers.removing import prices_in_the_way, products_out_of_offers

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "territories": ("name",),
    "reps": ("number", "login"),
    "products": ("sku",),
    "prices": ("price_list",),
    "offers": ("code",),
    "tax_rates": ("country", "state"),
    "ship_methods": ("name",),
    "customers": ("number",),
    "addresses": ("kind",),
    "photos": ("name",),
}
"""The columns of each table in which a new name is written, and not one that is stored."""


@dataclass(slots=True, kw_only=True)
class FolderPlan:
    """The changes of an import. ``new_currency`` is "" for the one that head office has already."""

    photos: Plan
    document_parts: Plan
    tables: Mapping[str, Plan]
    orders: OrdersPlan
    new_currency: str

    def _plans(self) -> tuple[Plan, ...]:
        return self.photos, *self.tables.values(), self.document_parts

    def changes(self) -> Iterator[Change]:
        """Yield every change."""
        if self.new_currency:
            yield NewCurrency(currency=self.new_currency)
        for plan in self._plans():
            yield from plan.changes()
        yield from self.orders.advanced
        yield from self.orders.new

    def keep_only(self, units: Container[str]) -> None:
        """Drop the changes of units that are not among these."""
        for plan in self._plans():
            plan.keep_only(units)
        self.orders = self.orders.only(units)
        if CURRENCY not in units:
            self.new_currency = ""


def plan_folder(
    connection: Connection,
    photos: PhotoFolder,
    documents: DocumentFolder,
    contents: Mapping[str, FileContent],
    staged: Staged | None = None,
) -> FolderPlan:
    """The changes that make head office agree with the files, or of them what is ``staged``.

    Raises RefusedError where the database takes two names for one, and where who is connected may
    not change the currency, or who is which rep.
    """
    tables = tables_for(connection.dialect.name)
    # first: a product gets the name under which its photo is stored
    of_photos = plan_photos(connection, tables.photos, photos, contents["products"])
    plans = {
        format_.table: plan_content(
            connection, tables.table_named(format_.table), contents[format_.table], staged
        )
        for format_ in FORMATS
        if format_ not in {DOCUMENTS, ORDERS, ORDER_LINES}
    }
    plans["documents"], document_parts = plan_documents(
        connection, tables, documents, contents["documents"], staged
    )
    prices, offer_products = contents["prices"], contents["offer_products"]
    plans["prices"].removed += prices_in_the_way(connection, tables.prices, prices)
    plans["offer_products"].removed += products_out_of_offers(
        connection, tables.offer_products, contents["offers"], offer_products
    )
    check_reps_may_change(connection, tables.reps, plans["reps"])
    new_currency = _new_currency(connection, prices)
    orders = plan_orders(
        connection,
        tables,
        contents["orders"],
        contents["order_lines"],
        currency=new_currency or schema.currency(connection),
    )
    plan = FolderPlan(
        photos=of_photos,
        tables=plans,
        document_parts=document_parts,
        orders=orders,
        new_currency=new_currency,
    )
    _check_names(connection, tables, plan)
    if staged is not None:
        plan.keep_only(staged.portions)
    return plan


def _check_names(connection: Connection, tables: Tables, plan: FolderPlan) -> None:
    """Refuse two names that differ here and are one in the database.

    A server's collation knows more forms of a letter than Unicode's case folding does.
    """
    for name, of_table in (*plan.tables.items(), ("photos", plan.photos)):
        for column in _NAMES.get(name, ()):
            names = sorted({str(row[column]) for row in of_table.new} - {""})
            stored = tables.table_named(name).c[column]
            same = (
                backend_of(connection).rows.same_names(connection, stored, names) if names else ()
            )
            for one, other in same:
                if name_key(one) != name_key(other):
                    raise RefusedError(
                        "Nothing was imported: head office's database takes two names in "
                        "{table}.csv for one, or has one of them already in another form.",
                        table=name,
                        detail=f"{one} {other}",
                    )


def _new_currency(connection: Connection, prices: FileContent) -> str:
    """The currency that the prices bring, "" for the one that head office has already.

    Raises RefusedError where who is connected may not change it.
    """
    for row in prices.rows[:1]:
        currency = str(row.values["currency"])
        was = schema.info(connection, "currency")
        if was != currency:
            _check_currency_may_change(connection, was, currency)
            return currency
    return ""


def _check_currency_may_change(connection: Connection, was: str, currency: str) -> None:
    try:
        backend_of(connection).accounts.require_owner(connection)
    except SetUpError as error:
        raise RefusedError(
            "The prices are in {currency}, and head office's currency is {was}. Only an owner of "
            "the database changes that: import them once as one.",
            currency=currency,
            was=was,
        ) from error
