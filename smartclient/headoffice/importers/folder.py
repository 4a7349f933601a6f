"""Folder: a whole folder of files imported in one transaction, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Column as TableColumn
from sqlalchemy import Connection, Engine, func, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers.bad_rows import BadRow, ImportRefusedError, in_order
from smartclient.headoffice.importers.checks import Known, check
from smartclient.headoffice.importers.content import FileContent
from smartclient.headoffice.importers.formats import FILES, FORMATS, ORDER_LINES, ORDERS
from smartclient.headoffice.importers.orders import OrdersPlan, plan_orders
from smartclient.headoffice.importers.photos import plan_photos
from smartclient.headoffice.importers.planning import (
    ImportCounts,
    Plan,
    fill_missing_columns,
    plan_content,
)
from smartclient.headoffice.importers.reading import read_file
from smartclient.headoffice.importers.removing import prices_in_the_way, products_out_of_offers
from smartclient.headoffice.sales.fulfilment import Invoiced, add_to_balance

IMPORTER = "import"
"""The name in the change log for what an import changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did, or would do: by kind, how many rows it adds, changes, leaves, removes.

    ``bad`` are the bad rows, which were left out; ``notes`` report what was ignored although
    its row was good: columns that are not of the format, photos that can't be used.
    """

    tallies: Mapping[str, ImportCounts] = field(default_factory=dict)
    skipped: tuple[BadRow, ...] = ()
    notes: tuple[BadRow, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The good rows of each kind."""
        return {kind: tally.taken for kind, tally in self.tallies.items()}

    @property
    def changed(self) -> dict[str, int]:
        """The rows of each kind that are not as they were."""
        return {kind: tally.written for kind, tally in self.tallies.items()}


def import_folder(
    engine: Engine,
    folder: Path,
    *,
    skip_bad_rows: bool = False,
    clock: Clock,
    actor: str = IMPORTER,
) -> ImportResult:
    """Bring head office up to date with the files in ``folder``.

    Raises ImportRefusedError, and imports nothing, when a row is bad, unless ``skip_bad_rows``;
    NotFoundError when there is no such folder, or nothing to import in it.
    """
    contents = _checked(engine, folder)
    bad = _bad(contents)
    if bad and not skip_bad_rows:
        raise ImportRefusedError(bad, notes=_notes(contents))
    with audited_transaction(
        engine, actor=actor, at=OfficeClock(engine, clock).now()
    ) as connection:
        plan = _planned(connection, folder, contents)
        plan.execute(connection, contents)
    return _result(plan, contents)


def preview_import(engine: Engine, folder: Path) -> ImportResult:
    """What an import of ``folder`` would do, its bad rows left out; nothing is changed.

    Raises NotFoundError when there is no such folder, or nothing to import in it.
    """
    contents = _checked(engine, folder)
    with reading(engine) as connection:
        plan = _planned(connection, folder, contents)
    return _result(plan, contents)


def _checked(engine: Engine, folder: Path) -> dict[str, FileContent]:
    contents = _read(folder)
    schema.check(engine)
    with reading(engine) as connection:
        tables = tables_for(connection.dialect.name)
        for name, content in contents.items():
            if content.format not in {ORDERS, ORDER_LINES}:
                fill_missing_columns(connection, tables.table_named(name), content)
        check(contents, _known(connection))
    return contents


def _bad(contents: Mapping[str, FileContent]) -> tuple[BadRow, ...]:
    return in_order((bad for content in contents.values() for bad in content.bad), FILES)


def _notes(contents: Mapping[str, FileContent]) -> tuple[BadRow, ...]:
    return in_order((note for content in contents.values() for note in content.notes), FILES)


def _result(plan: "_Plan", contents: Mapping[str, FileContent]) -> ImportResult:
    bad = {name: len({bad.line for bad in content.bad}) for name, content in contents.items()}
    tables = {name: table.tally(bad=bad[name]) for name, table in plan.tables.items()}
    orders = plan.orders
    return ImportResult(
        tallies={
            **tables,
            ORDERS.table: ImportCounts(
                new=len(orders.new),
                changed=len(orders.moved),
                unchanged=orders.unchanged,
                bad=bad[ORDERS.table],
            ),
            ORDER_LINES.table: ImportCounts(
                new=orders.lines, unchanged=orders.unchanged_lines, bad=bad[ORDER_LINES.table]
            ),
            "photos": plan.photos.tally(),
        },
        skipped=_bad(contents),
        notes=_notes(contents),
    )


def _read(folder: Path) -> dict[str, FileContent]:
    if not folder.is_dir():
        raise NotFoundError("There is no folder {folder}.", folder=folder)
    if not any((folder / name).is_file() for name in FILES):
        raise NotFoundError(
            "The folder {folder} holds none of the files to import, such as products.csv.",
            folder=folder,
        )
    try:
        return {file_format.table: read_file(folder, file_format) for file_format in FORMATS}
    except OSError as error:
        raise RefusedError(
            "The folder {folder} can't be read. Check the rights on its files.",
            folder=folder,
            detail=str(error),
        ) from error


def _known(connection: Connection) -> Known:
    tables = tables_for(connection.dialect.name)
    # read to its end: a server runs no other statement while one has rows left
    reps = connection.execute(select(tables.reps.c.number, tables.reps.c.login)).all()
    eans = connection.execute(select(tables.products.c.sku, tables.products.c.ean)).all()
    priced = connection.scalar(select(func.count()).select_from(tables.prices))
    return Known(
        skus=_all(connection, tables.products.c.sku),
        offers=_all(connection, tables.offers.c.code),
        territories=_all(connection, tables.territories.c.name),
        logins={row.number: row.login for row in reps},
        customers=_all(connection, tables.customers.c.number),
        eans={row.sku: row.ean for row in eans if row.ean},
        currency=schema.info(connection, "currency") if priced else "",
    )


def _all(connection: Connection, column: TableColumn[str]) -> frozenset[str]:
    return frozenset(connection.scalars(select(column)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The changes of an import; ``tables`` are in the order in which they are written.

    ``new_currency`` is "" for the one that head office has already.
    """

    photos: Plan
    tables: Mapping[str, Plan]
    orders: OrdersPlan
    new_currency: str

    def execute(self, connection: Connection, contents: Mapping[str, FileContent]) -> None:
        """Write it."""
        tables = tables_for(connection.dialect.name)
        for plan in (*self.tables.values(), self.photos):
            plan.execute(connection)
        stated = "balance" in contents["customers"].fields

        def invoice(invoiced: Invoiced) -> None:
            if not stated:
                add_to_balance(connection, tables, invoiced)

        self.orders.execute(connection, tables, invoice)
        if self.new_currency:
            schema.set_info(connection, "currency", self.new_currency)


def _planned(connection: Connection, folder: Path, contents: Mapping[str, FileContent]) -> _Plan:
    tables = tables_for(connection.dialect.name)
    photos = plan_photos(connection, tables.photos, folder, contents["products"])
    plans = {
        format_.table: plan_content(
            connection, tables.table_named(format_.table), contents[format_.table]
        )
        for format_ in FORMATS
        if format_ not in {ORDERS, ORDER_LINES}
    }
    prices, offer_products = contents["prices"], contents["offer_products"]
    plans["prices"].removed += prices_in_the_way(connection, tables.prices, prices)
    plans["offer_products"].removed += products_out_of_offers(
        connection, tables.offer_products, contents["offers"], offer_products
    )
    new_currency = _new_currency(connection, prices)
    orders = plan_orders(
        connection,
        tables,
        contents["orders"],
        contents["order_lines"],
        currency=new_currency or schema.currency(connection),
    )
    return _Plan(photos=photos, tables=plans, orders=orders, new_currency=new_currency)


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
