"""Rows of the sixth schema of SQL Server, in every table with identifiers.

They are written by SQL alone: no program of today knows those tables.
"""

import hashlib
from datetime import datetime
from uuid import UUID

from smartclient.domain.ids import new_id
from smartclient.headoffice.database.mssql.schema_0007.identifiers.tables import (
    TABLES,
    ConvertedTable,
)
from tests.live_server import Raw
from tests.office_company import ANN, BEN, SHOP

MANUAL_ID = "Order of the ERP"
"""An order's id that is no UUID, as only somebody's own SQL can have written it."""

_MANY = 10
_AT = datetime(2026, 11, 1, 12)  # noqa: DTZ001 (as the server stores it, in UTC)

Rows = dict[str, list[dict[str, object]]]


def write_rows(admin: Raw, orders: int) -> None:
    """Write orders of a customer of Ann's, and in every table what goes with them."""
    for number in range(1, orders + 1):
        order_id = MANUAL_ID if number == 1 else new_id()
        _write_order(admin, number, order_id.upper() if number == 2 else order_id)
        request_id = new_id()
        _insert(
            admin,
            "sync.inbox",
            sender=ANN,
            request_id=request_id,
            kind="place_order",
            version=1,
            lane=SHOP,
            body=f'{{"note":"caf\\\\u00e9 {number}"}}',
            digest=hashlib.sha256(order_id.encode()).hexdigest(),
            replaces=new_id() if number % 2 else None,
            made_at=_AT,
            received_at=_AT,
            status="done" if number % 5 else "parked",
            device=new_id() if number % 3 else "",
            round_token=f"{number:012x}-{number:022x}" if number % 4 == 0 else None,
        )
        _insert(
            admin,
            "sync.replies",
            sender=ANN,
            request_id=request_id,
            status="confirmed",
            body='{"status":"confirmed"}',
            answered_at=_AT,
        )
        if number <= _MANY:
            _write_open(admin, number, request_id)


def _write_order(admin: Raw, number: int, order_id: str) -> None:
    _insert(
        admin,
        "sales.orders",
        order_id=order_id,
        number=f"SO-{number}",
        customer=SHOP,
        rep=ANN,
        state="confirmed",
        order_date=_AT.date(),
        total=number,
        document=f'{{"number":"SO-{number}"}}',
    )
    for line in (1, 2):
        _insert(
            admin,
            "sales.order_lines",
            order_id=order_id,
            line=line,
            sku="A",
            quantity=number,
            unit_price=1,
            discount_percent=0,
            amount=number,
        )
    _insert(
        admin,
        "sync.provisional_numbers",
        rep=ANN if number % 2 else BEN,
        provisional_number=f"AN-{number}",
        order_id=order_id,
    )


def _write_open(admin: Raw, number: int, request_id: str) -> None:
    """Write what is open about a request: its conflict, case, withdrawal and dead letter."""
    conflict_id = new_id()
    _insert(
        admin,
        "sync.conflicts",
        conflict_id=conflict_id,
        sender=ANN,
        request_id=request_id,
        newest_request_id=request_id,
        subject_id="C-1",
        lane=SHOP,
        state="open",
        document="{}",
        body_kind="place_order",
        body="{}",
    )
    _insert(
        admin,
        "sync.cases",
        conflict_id=conflict_id,
        state="open",
        rep=ANN,
        opened_at=_AT,
        document="{}",
    )
    _insert(
        admin,
        "sync.open_work",
        item_id=conflict_id,
        sender=ANN,
        state="open",
        since=_AT,
        request_id=request_id,
        kind="place_order",
        version=1,
        lane=SHOP,
        body="{}",
        digest="0" * 64,
        made_at=_AT,
    )
    _insert(
        admin,
        "sync.stopped",
        sender=BEN,
        request_id=request_id,
        kind="place_order",
        lane=SHOP,
        attempts=3,
        error="No room\N{HORIZONTAL ELLIPSIS}",
        received_at=_AT,
        stopped_at=_AT,
    )
    _insert(
        admin,
        "sync.withdrawn",
        sender=ANN if number % 2 else BEN,
        request_id=new_id(),
        by_request_id=request_id,
    )
    _insert(
        admin,
        "sync.devices",
        login=ANN,
        device=new_id(),
        code=f"C{number}",
        first_seen=_AT,
        seen_at=_AT,
        token=new_id(),
    )
    _insert(admin, "sync.lanes", lane=f"{SHOP}-{number}", token="w-1", leased_until=_AT)


def change_rows(admin: Raw, number: int) -> None:
    """Change what others may change while an upgrade is under way: insert, update and delete."""
    _write_order(admin, 1_000 + number, new_id())
    admin.execute(
        "UPDATE sales.orders SET state = N'cancelled' WHERE number = ?", f"SO-{number + 1}"
    )
    admin.execute("DELETE FROM sales.order_lines WHERE quantity = ? AND line = 2", number + 2)
    admin.execute("UPDATE sync.devices SET token = N'' WHERE code = ?", f"C{number}")
    admin.execute("DELETE TOP (1) FROM sync.open_work")
    for sender in (ANN, BEN):
        _insert(admin, "sync.withdrawn", sender=sender, request_id=new_id(), by_request_id=new_id())


def _insert(admin: Raw, table: str, **values: object) -> None:
    places = ", ".join("?" * len(values))
    admin.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values())


def read_rows(admin: Raw, *, converted: bool) -> Rows:
    """The rows of every table with identifiers, and the version that each order and reply has."""
    found = {}
    for table in TABLES:
        names = list(table.copied)
        if not converted:
            names = ["row_version" if name == "former_version" else name for name in names]
        (rows,) = admin.execute(f"SELECT {', '.join(names)} FROM {table.name}")
        found[table.name] = [dict(zip(table.copied, row, strict=True)) for row in rows]
    return found


def in_order(rows: Rows) -> Rows:
    """The same rows, those of each table sorted."""
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def as_converted(rows: Rows, former: dict[str, bytes], encoding: str) -> Rows:
    """Rows of the sixth schema as the seventh has them.

    ``former`` are the identifiers that are no UUIDs; the server hashes texts in ``encoding``.
    """
    return {
        table.name: [
            {name: _converted(table, name, row[name], former, encoding) for name in row}
            for row in rows[table.name]
        ]
        for table in TABLES
    }


def _converted(
    table: ConvertedTable, name: str, value: object, former: dict[str, bytes], encoding: str
) -> object:
    if table.declared[name] != "BINARY(16)" or value is None:
        return value
    text = str(value)
    if name == "round_token":
        return hashlib.sha256(text.encode(encoding)).digest()[:16]
    if text in former:
        return former[text]
    return UUID(text).bytes if text else None
