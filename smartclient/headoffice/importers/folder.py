"""Folder: a whole folder of files imported in one transaction, or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Column as TableColumn
from sqlalchemy import Connection, Engine, func, select

from smartclient.database.engines import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError
from smartclient.headoffice import schema
from smartclient.headoffice.dialect import dialect_of
from smartclient.headoffice.fulfilment import Invoiced, add_to_balance
from smartclient.headoffice.importers.bad_rows import BadRow, ImportRefusedError, in_order
from smartclient.headoffice.importers.checks import Known, check
from smartclient.headoffice.importers.formats import FILES, FORMATS, ORDER_LINES, ORDERS
from smartclient.headoffice.importers.orders import write_orders
from smartclient.headoffice.importers.photos import photo_notes, write_photos
from smartclient.headoffice.importers.reading import FileContent, read_file
from smartclient.headoffice.importers.writing import (
    make_way_for_prices,
    take_out_of_offers,
    write_content,
)
from smartclient.headoffice.tables import Tables, tables_for
from smartclient.headoffice.transactions import changing

IMPORTER = "import"
"""The name the change log gives for what an import changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did: by kind, the rows it took and how many of them made a difference.

    ``skipped`` are the bad rows that were left out; ``notes`` tell what was passed over although
    its row was good: columns that are not of the format, photos that are not there.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[BadRow, ...] = ()
    notes: tuple[BadRow, ...] = ()


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
    contents = _read(folder)
    schema.check(engine)
    with reading(engine) as connection:
        check(contents, _known(connection))
    bad = in_order((bad for content in contents.values() for bad in content.bad), FILES)
    if bad and not skip_bad_rows:
        raise ImportRefusedError(bad)
    with changing(engine, actor=actor, at=clock.now()) as connection:
        changed = _write(connection, contents)
        photos, changed["photos"] = _write_photos(connection, folder, contents)
    counts = {name: len(content.rows) for name, content in contents.items()}
    return ImportResult(
        counts={**counts, "photos": photos},
        changed=changed,
        skipped=bad,
        notes=tuple(_notes(folder, contents)),
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
    # read to its end: a server has no room for another question while one is being answered
    reps = connection.execute(select(tables.reps.c.number, tables.reps.c.login)).all()
    priced = connection.scalar(select(func.count()).select_from(tables.prices))
    return Known(
        skus=_all(connection, tables.products.c.sku),
        offers=_all(connection, tables.offers.c.code),
        territories=_all(connection, tables.territories.c.name),
        logins={row.number: row.login for row in reps},
        customers=_all(connection, tables.customers.c.number),
        currency=schema.info(connection, "currency") if priced else "",
    )


def _all(connection: Connection, column: TableColumn[str]) -> frozenset[str]:
    return frozenset(connection.scalars(select(column)))


def _write(connection: Connection, contents: Mapping[str, FileContent]) -> dict[str, int]:
    tables = tables_for(connection.dialect.name)
    changed: dict[str, int] = {}
    removed = {
        "prices": make_way_for_prices(connection, tables.prices, contents["prices"]),
        "offer_products": take_out_of_offers(
            connection, tables.offer_products, contents["offers"], contents["offer_products"]
        ),
    }
    for file_format in FORMATS:
        if file_format in {ORDERS, ORDER_LINES}:
            continue
        name = file_format.table
        written = write_content(connection, tables.named(name), contents[name])
        changed[name] = written + removed.get(name, 0)
    _set_currency(connection, contents["prices"])
    changed["orders"] = _write_orders(connection, tables, contents)
    return changed


def _set_currency(connection: Connection, prices: FileContent) -> None:
    for row in prices.rows[:1]:
        currency = str(row.values["currency"]).upper()
        was = schema.info(connection, "currency")
        if was != currency:
            _check_currency_may_change(connection, was, currency)
            schema.set_info(connection, "currency", currency)


def _check_currency_may_change(connection: Connection, was: str, currency: str) -> None:
    try:
        dialect_of(connection).require_owner(connection)
    except SetUpError as error:
        raise RefusedError(
            "The prices are in {currency}, and head office's currency is {was}. Only an owner of "
            "the database changes that: import them once as one.",
            currency=currency,
            was=was,
        ) from error


def _write_orders(
    connection: Connection, tables: Tables, contents: Mapping[str, FileContent]
) -> int:
    stated = "balance" in contents["customers"].fields

    def invoice(invoiced: Invoiced) -> None:
        if not stated:
            add_to_balance(connection, tables, invoiced)

    orders, lines = contents["orders"], contents["order_lines"]
    currency = schema.currency(connection)
    return write_orders(connection, tables, orders, lines, currency=currency, invoice=invoice)


def _write_photos(
    connection: Connection, folder: Path, contents: Mapping[str, FileContent]
) -> tuple[int, int]:
    photos = tables_for(connection.dialect.name).photos
    return write_photos(connection, photos, folder, contents["products"])


def _notes(folder: Path, contents: Mapping[str, FileContent]) -> Iterable[BadRow]:
    unknown = RefusedError("The column is not of the import format and was passed over.")
    for content in contents.values():
        for column in content.unknown_columns:
            yield BadRow.of(content.format.name, 1, column, unknown)
    yield from photo_notes(folder, contents["products"])
