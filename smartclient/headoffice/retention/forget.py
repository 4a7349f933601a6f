"""Forgetting a customer: personal data is removed on request, and what has to stay is listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, or_, select, update

from smartclient.contract.cases import CaseState
from smartclient.database.value_list import in_list
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import GOODS_LEFT, OrderState
from smartclient.domain.text.canonical import canonical_customer_number, canonical_login
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.purging import shorten_requests
from smartclient.headoffice.database.stored_states import CLOSED
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.retention.open_lanes import open_lanes
from smartclient.headoffice.retention.requests import requests_of, shortened
from smartclient.headoffice.sales.customers import sender_lane

FORGOTTEN: Final = "forgotten"
"""The field under which the change log says that a customer was forgotten, by whom and when."""

_EMPTIED: Final = (
    EditableField.CONTACT,
    EditableField.PHONE,
    EditableField.EMAIL,
    EditableField.NOTES,
)


class Removed(StrEnum):
    """What was removed."""

    FIELDS = "fields"
    ADDRESSES = "addresses"
    CHANGES = "changes"
    REQUESTS = "requests"
    CASES = "cases"


class Stays(StrEnum):
    """What has to stay, each for a reason of its own."""

    NAME = "name"
    ORDERS = "orders"
    RECEIPTS = "receipts"
    COPIES = "copies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was removed of a customer, with how many of each, and what stays."""

    number: CustomerNumber
    removed: tuple[tuple[Removed, int], ...]
    stays: tuple[tuple[Stays, int], ...]


def forget_customer(engine: Engine, number: str, *, actor: str = "", clock: Clock) -> Forgotten:
    """Remove the personal data of a customer; doing it again removes what came since.

    Devices learn it by their feeds. Raises NotFoundError for a customer of whom nothing is known,
    RefusedError while anything of it is open, SetUpError where who is connected does not own the
    database.
    """
    schema.check(engine)
    found = canonical_customer_number(number)
    now = OfficeClock(engine, clock).now()
    with audited_transaction(engine, actor=canonical_login(actor), at=now) as connection:
        backend = backend_of(engine)
        backend.accounts.require_owner(connection)
        lanes = _lanes(connection, found)
        _require_known(connection, found, lanes)
        _refuse_while_open(connection, found, lanes)
        rows = requests_of(connection, lanes)
        # whatever is answered is over here: it is not a matter of age
        over = shortened(connection, rows, now + timedelta(days=1), keep=set())
        removed = {
            Removed.REQUESTS: shorten_requests(connection, over.portion),
            Removed.CASES: _delete_cases(connection, lanes),
            Removed.FIELDS: _empty_fields(connection, found),
            Removed.ADDRESSES: _delete_addresses(connection, found),
            Removed.CHANGES: _delete_changes(connection, found),
        }
        t = tables_for(connection.dialect.name)
        by = backend.audit.audit_name(connection, canonical_login(actor))
        log = {"entity": "customer", "key": found, "field": FORGOTTEN, "by": by, "at": now}
        connection.execute(insert(t.change_log), [log])
        return Forgotten(
            number=found, removed=tuple(removed.items()), stays=_stays(connection, found, lanes)
        )


def _lanes(connection: Connection, number: CustomerNumber) -> list[str]:
    """The lanes of a customer, under whatever number it was asked about."""
    t = tables_for(connection.dialect.name)
    aliases = connection.execute(
        select(t.customer_aliases.c.sender, t.customer_aliases.c.provisional_number).where(
            t.customer_aliases.c.number == number
        )
    )
    provisional = {sender_lane(row.provisional_number, Login(row.sender)) for row in aliases}
    own = {sender_lane(number, sender) for sender in _senders(connection)}
    return sorted({number, *provisional, *own})


def _senders(connection: Connection) -> Iterator[Login]:
    """Yield everybody who ever sent a request: each is found by one look into an index."""
    c = tables_for(connection.dialect.name).inbox.c
    following = select(func.min(c.sender)).where(c.sender > bindparam("last"))
    sender = connection.scalar(following, {"last": ""})
    while sender is not None:
        yield Login(sender)
        sender = connection.scalar(following, {"last": sender})


def _require_known(connection: Connection, number: CustomerNumber, lanes: Sequence[str]) -> None:
    t = tables_for(connection.dialect.name)
    there = connection.scalar(select(t.customers.c.id).where(t.customers.c.number == number))
    if there is None and not requests_of(connection, lanes) and not _logged(connection, number):
        raise NotFoundError(
            "There is no customer {number} at head office, and nothing of it.", number=number
        )


def _logged(connection: Connection, number: CustomerNumber) -> bool:
    t = tables_for(connection.dialect.name).change_log
    logged = select(t.c.id).where(t.c.entity == "customer", t.c.key == number)
    return connection.scalar(logged.limit(1)) is not None


def _refuse_while_open(
    connection: Connection, number: CustomerNumber, lanes: Sequence[str]
) -> None:
    if open_lanes(connection, lanes):
        raise RefusedError(
            "Something of customer {number} is still open at head office: a request that waits or "
            "was set aside, a conflict or a case. Nothing was removed. See “smartclient headoffice "
            "status --url URL”, have it resolved, and try again.",
            number=number,
        )
    t = tables_for(connection.dialect.name).orders
    delivered = t.c.fulfilment.in_([str(state) for state in GOODS_LEFT])
    waiting = select(func.count()).where(
        t.c.customer == number,
        t.c.state == OrderState.CONFIRMED.value,
        or_(t.c.fulfilment.is_(None), ~delivered),
    )
    orders = int(connection.scalar(waiting) or 0)
    if orders:
        raise RefusedError(
            "Orders of customer {number} that were not shipped yet: {count}. Nothing was removed. "
            "Ship or cancel them, and try again.",
            number=number,
            count=orders,
        )


def _delete_cases(connection: Connection, lanes: Sequence[str]) -> int:
    t = tables_for(connection.dialect.name)
    removed = 0
    for chunk in parts(lanes):
        about = t.cases.c.conflict_id.in_(
            select(t.conflicts.c.conflict_id).where(in_list(t.conflicts.c.lane, chunk))
        )
        decided = t.cases.c.state == CaseState.DECIDED.value
        removed += connection.execute(delete(t.cases).where(about, decided)).rowcount
        closed = in_list(t.open_work.c.lane, chunk), t.open_work.c.state == CLOSED
        connection.execute(delete(t.open_work).where(*closed))
    return removed


def _empty_fields(connection: Connection, number: CustomerNumber) -> int:
    t = tables_for(connection.dialect.name)
    connection.execute(delete(t.field_edits).where(t.field_edits.c.customer == number))
    filled = or_(*(t.customers.c[name] != "" for name in _EMPTIED))
    emptying = update(t.customers).where(t.customers.c.number == number, filled)
    return connection.execute(emptying.values(dict.fromkeys(map(str, _EMPTIED), ""))).rowcount


def _delete_addresses(connection: Connection, number: CustomerNumber) -> int:
    t = tables_for(connection.dialect.name).addresses
    return connection.execute(delete(t).where(t.c.customer == number)).rowcount


def _delete_changes(connection: Connection, number: CustomerNumber) -> int:
    """Delete what the log says of personal fields, the change just made among it."""
    t = tables_for(connection.dialect.name).change_log
    return connection.execute(
        delete(t).where(
            t.c.entity == "customer", t.c.key == number, in_list(t.c.field, tuple(EditableField))
        )
    ).rowcount


def _stays(
    connection: Connection, number: CustomerNumber, lanes: Sequence[str]
) -> tuple[tuple[Stays, int], ...]:
    t: Tables = tables_for(connection.dialect.name)
    counts = {
        Stays.NAME: select(func.count()).where(t.customers.c.number == number),
        Stays.ORDERS: select(func.count()).where(t.orders.c.customer == number),
        # the one look through the whole inbox: it locks nothing, and no index holds what was purged
        Stays.RECEIPTS: select(func.count()).where(in_list(t.inbox.c.lane, lanes)),
    }
    found = {what: int(connection.scalar(count) or 0) for what, count in counts.items()}
    return (*((what, count) for what, count in found.items() if count), (Stays.COPIES, 1))
