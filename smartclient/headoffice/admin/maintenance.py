"""Maintenance: what head office's own staff change in its data, logged under their name.

Everything here is one transaction. ``actor`` is the login in the change log, "" for nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, update

from smartclient.contract.customer_columns import ADDED_CUSTOMER_OPTIONS
from smartclient.contract.feeds import FeedColumn
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError, SetUpError
from smartclient.domain.fields import (
    CHARGE,
    CUSTOMER,
    FIRST_DAY_OF_SALE,
    LAST_DAY_OF_SALE,
    ORDER,
    ORDER_DAY,
    PRICE,
    STOCK,
)
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.check_outs import until_text
from smartclient.domain.sales.catalog import STANDARD_PRICE_LIST
from smartclient.domain.sales.customers import CustomerStatus, joined_logins, logins_in
from smartclient.domain.sales.orders import Fulfilment
from smartclient.domain.text.canonical import (
    canonical_customer_number,
    canonical_login,
    canonical_number,
    canonical_sku,
)
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.stored_states import ADMIN, REP
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.database.tables.parts import entry_field
from smartclient.headoffice.sales.check_outs import check_out_time
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.fulfilment import add_to_balance, fulfil
from smartclient.read_models.records import PolicySetting
from smartclient.reconcile.policy import parse_policy, policy_settings

ROLES = (REP, ADMIN)


def change_product(
    engine: Engine,
    sku: str,
    *,
    discontinue: date | None = None,
    replaced_by: str | None = None,
    price: Decimal | None = None,
    price_from: date | None = None,
    stock: int | None = None,
    actor: str = "",
    clock: Clock,
) -> None:
    """Discontinue a product from a day on, name its replacement, set a price or its stock.

    The price is that of the standard list, from ``price_from`` (else today) until the next one
    that is planned. Raises NotFoundError for an unknown product or replacement, RefusedError for
    an amount or a stock below zero.
    """
    tables, sku = _tables(engine), canonical_sku(sku)
    if price is not None:
        PRICE.read(price)
    if price_from is not None:
        FIRST_DAY_OF_SALE.read(price_from)
    if discontinue is not None:
        LAST_DAY_OF_SALE.read(discontinue)
    if stock is not None:
        STOCK.read(stock)
    office_clock = OfficeClock(engine, clock)
    with audited_transaction(
        engine, actor=canonical_login(actor), at=office_clock.now()
    ) as connection:
        _require(connection, tables.products, "sku", sku, what="product")
        changes: dict[str, Any] = {}
        if discontinue is not None:
            changes["discontinued_on"] = discontinue
        if replaced_by is not None:
            changes["replaced_by"] = _replacement(connection, tables, sku, replaced_by)
        _change(connection, tables.products, "sku", sku, changes)
        if price is not None:
            _set_price(
                connection,
                tables.prices,
                sku,
                price,
                price_from or schema.company_day(connection, office_clock.within(connection)),
            )
        if stock is not None:
            rows = [{"sku": sku, "on_hand": stock}]
            backend_of(engine).rows.upsert(connection, tables.stock, keys=("sku",), rows=rows)


def _replacement(connection: Connection, tables: Tables, sku: str, replaced_by: str) -> str:
    other = canonical_sku(replaced_by)
    _require(connection, tables.products, "sku", other, what="product")
    if other == sku:
        raise RefusedError("The product {sku} can't be replaced by itself.", sku=sku)
    return other


def _set_price(
    connection: Connection, prices: Table, sku: str, amount: Decimal, first: date
) -> None:
    """Set ``amount`` from ``first`` on: end the price before it, and end before the next one."""
    c = prices.c
    history = connection.execute(
        select(c.id, c.valid_from, c.valid_to)
        .where(c.sku == sku, c.price_list == STANDARD_PRICE_LIST)
        .order_by(c.valid_from)
    ).all()
    for row in history:
        if row.valid_from == first:
            _change(connection, prices, "id", row.id, {"amount": amount})
            return
    day_before = first - timedelta(days=1)
    for row in history:
        if row.valid_from < first and (row.valid_to is None or row.valid_to >= first):
            connection.execute(update(prices).where(c.id == row.id).values(valid_to=day_before))
    planned = [row.valid_from for row in history if row.valid_from > first]
    last = planned[0] - timedelta(days=1) if planned else None
    new = {"sku": sku, "price_list": STANDARD_PRICE_LIST, "valid_from": first, "amount": amount}
    connection.execute(insert(prices), [{**new, "valid_to": last}])


def change_customer(
    engine: Engine,
    number: str,
    *,
    status: CustomerStatus | None = None,
    credit_limit: Decimal | None = None,
    rep: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    added: Mapping[str, Any] = MappingProxyType({}),
    actor: str = "",
    clock: Clock,
) -> None:
    """Change a customer's status, credit limit, reps, phone or e-mail address.

    ``rep`` may name several logins, with semicolons between them: all that it is to have.

    ``added`` are new values of columns that were added to the feed, by name, None for no change.
    Raises NotFoundError for an unknown customer or rep, RefusedError for a value out of range.
    """
    tables, number = _tables(engine), canonical_customer_number(number)
    reps = () if rep is None else logins_in(rep)
    if rep is not None and not reps:
        raise RefusedError("Name a rep by the login.")
    if credit_limit is not None:
        CHARGE.read(credit_limit)
    changes: dict[str, Any] = {
        "status": None if status is None else CustomerStatus(status).value,
        "credit_limit": credit_limit,
        "phone": None if phone is None else CUSTOMER["phone"].read(phone),
        "email": None if email is None else CUSTOMER["email"].read(email),
        **_reps(reps),
        **{
            column.name: _added_value(column, added[column.name])
            for column in ADDED_CUSTOMER_OPTIONS
            if added.get(column.name) is not None
        },
    }
    changes = {name: value for name, value in changes.items() if value is not None}
    now = OfficeClock(engine, clock).now()
    with audited_transaction(engine, actor=canonical_login(actor), at=now) as connection:
        _require(connection, tables.customers, "number", number, what="customer")
        for login in reps:
            _require(connection, tables.reps, "login", login, what="rep")
        _require_not_held(connection, number, now)
        _change(connection, tables.customers, "number", number, changes)


def _require_not_held(connection: Connection, number: str, now: datetime) -> None:
    """Raise RefusedError where a rep has the customer checked out."""
    customer = CustomerTable(connection).get(CustomerNumber(number))
    held = (
        None
        if customer is None
        else customer.held(
            now=check_out_time(connection, now), epoch=schema.info(connection, "generation")
        )
    )
    if held is not None:
        raise RefusedError(
            "{customer} is checked out by {holder} until {until}. Wait until then, or end it: "
            "smartclient headoffice check-outs break {customer} --as LOGIN --url URL",
            customer=number,
            holder=held.holder,
            until=until_text(held),
        )


def _reps(logins: Sequence[Login]) -> dict[str, str]:
    """The columns that hold the reps of a customer, none where they stay."""
    if not logins:
        return {}
    first, *others = logins
    return {
        "rep": first,
        "more_reps": CUSTOMER["more_reps"].read(joined_logins(others)),
    }


def _added_value(column: FeedColumn, value: Any) -> Any:  # noqa: ANN401 (as the column is)
    """``value`` as an import would store it."""
    field = entry_field(column, CUSTOMER)
    return value if field is None else field.read(value)


def change_rep_role(
    engine: Engine, login: str, role: str, *, actor: str = "", clock: Clock
) -> None:
    """Set the role of a rep: admin or rep; NotFoundError for an unknown login.

    On a server, who becomes a rep loses an admin's rights in the database too. RefusedError where
    who is connected does not own the database.
    """
    tables, login = _tables(engine), canonical_login(login)
    if role not in ROLES:
        raise RefusedError("There is no role {role}. A role is rep or admin.", role=role)
    now = OfficeClock(engine, clock).now()
    with audited_transaction(engine, actor=canonical_login(actor), at=now) as connection:
        _require(connection, tables.reps, "login", login, what="rep")
        _require_owner_for_role(connection, login, role)
        if role == REP:
            backend_of(engine).accounts.forget_admin(connection, login)
        _change(connection, tables.reps, "login", login, {"role": str(role)})


def _require_owner_for_role(connection: Connection, login: str, role: str) -> None:
    try:
        backend_of(connection).accounts.require_owner(connection)
    except SetUpError as error:
        raise RefusedError(
            "Only an owner of the database says who is an admin. Ask one to run: smartclient "
            "headoffice change rep {login} --role {role} --url URL",
            login=login,
            role=role,
        ) from error


def change_order_fulfilment(
    engine: Engine,
    number: str,
    fulfilment: Fulfilment,
    *,
    on: date | None = None,
    actor: str = "",
    clock: Clock,
) -> None:
    """Set the fulfilment of a confirmed order, as of the day ``on`` (else today).

    An invoiced order no longer counts as open: its total is added to the customer's balance.
    Raises NotFoundError for no such order, RefusedError for one that is not confirmed or that
    is further already.
    """
    tables = _tables(engine)
    number = canonical_number(number, field="order number", longest=ORDER["number"].longest)
    office_clock = OfficeClock(engine, clock)
    with audited_transaction(
        engine, actor=canonical_login(actor), at=office_clock.now()
    ) as connection:
        today = schema.company_day(connection, office_clock.within(connection))
        day = ORDER_DAY.read(on or today)
        invoiced = fulfil(connection, tables, number, Fulfilment(fulfilment), on=day)
        if invoiced is not None:
            add_to_balance(connection, tables, invoiced)


def set_policy(engine: Engine, key: str, setting: str, *, actor: str = "", clock: Clock) -> None:
    """Set who resolves a rule or a field, or a tolerance.

    Raises RefusedError for no such key or setting.
    """
    tables = _tables(engine)
    key, setting = parse_policy(key, setting)
    backend, actor = backend_of(engine), canonical_login(actor)
    now = OfficeClock(engine, clock).now()
    with audited_transaction(engine, actor=actor, at=now) as connection:
        by = backend.audit.audit_name(connection, actor)
        row = {"key": key, "setting": setting, "changed_by": by, "changed_at": now}
        backend.rows.upsert(connection, tables.policies, keys=("key",), rows=[row])


def policies(engine: Engine) -> tuple[PolicySetting, ...]:
    """Every policy as it is set now."""
    tables = _tables(engine)
    with reading(engine) as connection:
        rows = connection.execute(select(tables.policies.c.key, tables.policies.c.setting))
        return policy_settings({row.key: row.setting for row in rows})


def _tables(engine: Engine) -> Tables:
    """The tables, once it is certain that they are there."""
    schema.check(engine)
    return tables_for(engine.dialect.name)


def _require(connection: Connection, table: Table, column: str, value: str, *, what: str) -> None:
    if connection.scalar(select(table.c.id).where(table.c[column] == value)) is None:
        raise NotFoundError(
            "There is no {what} {value} at head office.", what=what, value=value or "without a name"
        )


def _change(
    connection: Connection, table: Table, column: str, value: str | int, changes: dict[str, Any]
) -> None:
    """Write ``changes``, unless they are stored already: laptops are sent only what differs."""
    if not changes:
        return
    names = list(changes)
    stored = connection.execute(
        select(*(table.c[name] for name in names)).where(table.c[column] == value)
    ).one()
    if tuple(stored) != tuple(changes.values()):
        connection.execute(update(table).where(table.c[column] == value).values(**changes))
