"""Folder: a whole folder of files, checked and staged whole, and switched in portions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Column as TableColumn
from sqlalchemy import Connection, Engine, func, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers.bad_rows import BadRow, ImportRefusedError, in_order
from smartclient.headoffice.importers.checks import Known, check
from smartclient.headoffice.importers.content import FileContent
from smartclient.headoffice.importers.documents import DocumentFolder, check_documents
from smartclient.headoffice.importers.folder_plan import FolderPlan, plan_folder
from smartclient.headoffice.importers.formats import FILES, FORMATS, ORDER_LINES, ORDERS
from smartclient.headoffice.importers.held_customers import Held, leave_held, note_left
from smartclient.headoffice.importers.journal import digest_of, staged_by
from smartclient.headoffice.importers.photos import PhotoFolder
from smartclient.headoffice.importers.planning import ImportCounts, fill_missing_columns
from smartclient.headoffice.importers.portions import CUSTOMER, ROWS_AT_ONCE, RowChange, unit_named
from smartclient.headoffice.importers.reading import read_file
from smartclient.headoffice.importers.switching import Progress, Switching, ignore_progress

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
    progress: Progress = ignore_progress,
    rows_at_once: int = ROWS_AT_ONCE,
) -> ImportResult:
    """Bring head office up to date with the files in ``folder``.

    What an import of the same files left, it continues. ``progress`` is called with the changes
    that are written, and with all of them.

    Raises ImportRefusedError, and imports nothing, when a row is bad, unless ``skip_bad_rows``;
    NotFoundError when there is no such folder, or nothing to import in it; RefusedError while
    another import is running.
    """
    with backend_of(engine).leases.only_import(engine) as alone:
        if not alone:
            raise RefusedError(
                "Another import is running. Wait until it has ended, and import again."
            )
        digest = digest_of(folder, skip_bad_rows=skip_bad_rows)
        documents = DocumentFolder(folder)
        contents = _checked(engine, folder, documents, OfficeClock(engine, clock))
        bad = _bad(contents)
        if bad and not skip_bad_rows:
            raise ImportRefusedError(bad, notes=_notes(contents))
        photos = PhotoFolder(folder)
        with reading(engine) as connection:
            staged = staged_by(connection, digest)
            plan = plan_folder(connection, photos, documents, contents, staged)
        switching = Switching(
            engine=engine,
            clock=OfficeClock(engine, clock),
            actor=actor,
            photos=photos,
            documents=documents,
            keeps_balances="balance" in contents["customers"].fields,
            progress=progress,
        )
        held = switching.run(plan, staged, digest=digest, rows_at_once=rows_at_once)
        if held:
            _leave(plan, contents, held)
    return _result(plan, contents)


def _leave(plan: FolderPlan, contents: Mapping[str, FileContent], held: Held) -> None:
    """Note what was left while the plan was written, and take it out of the plan's counts."""
    changes = tuple(plan.changes())
    planned = {(change.table, change.unit) for change in changes if isinstance(change, RowChange)}
    note_left(contents, planned, held)
    left = {unit_named(CUSTOMER, *key) for key in held}
    plan.keep_only({change.unit for change in changes} - left)


def preview_import(engine: Engine, folder: Path) -> ImportResult:
    """What an import of ``folder`` would do, its bad rows left out; nothing is changed.

    Raises NotFoundError when there is no such folder, or nothing to import in it.
    """
    documents = DocumentFolder(folder)
    contents = _checked(engine, folder, documents, OfficeClock(engine, SystemClock()))
    with reading(engine) as connection:
        plan = plan_folder(connection, PhotoFolder(folder), documents, contents)
    return _result(plan, contents)


def _checked(
    engine: Engine, folder: Path, documents: DocumentFolder, clock: OfficeClock
) -> dict[str, FileContent]:
    contents = _read(folder)
    schema.check(engine)
    with reading(engine) as connection:
        tables = tables_for(connection.dialect.name)
        for name, content in contents.items():
            if content.format not in {ORDERS, ORDER_LINES}:
                fill_missing_columns(connection, tables.table_named(name), content)
        check(contents, _known(connection))
        leave_held(connection, contents, clock.within(connection).now())
    check_documents(contents["documents"], documents)
    return contents


def _bad(contents: Mapping[str, FileContent]) -> tuple[BadRow, ...]:
    return in_order((bad for content in contents.values() for bad in content.bad), FILES)


def _notes(contents: Mapping[str, FileContent]) -> tuple[BadRow, ...]:
    return in_order((note for content in contents.values() for note in content.notes), FILES)


def _result(plan: FolderPlan, contents: Mapping[str, FileContent]) -> ImportResult:
    bad = {name: len({bad.line for bad in content.bad}) for name, content in contents.items()}
    tables = {name: table.tally(bad=bad[name]) for name, table in plan.tables.items()}
    orders = plan.orders
    return ImportResult(
        tallies={
            **tables,
            ORDERS.table: ImportCounts(
                new=len(orders.new),
                changed=len(orders.advanced),
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
        categories=_all(connection, tables.products.c.category),
        offers=_all(connection, tables.offers.c.code),
        territories=_all(connection, tables.territories.c.name),
        logins={row.number: row.login for row in reps},
        customers=_all(connection, tables.customers.c.number),
        eans={row.sku: row.ean for row in eans if row.ean},
        currency=schema.info(connection, "currency") if priced else "",
    )


def _all(connection: Connection, column: TableColumn[str]) -> frozenset[str]:
    return frozenset(connection.scalars(select(column)))
