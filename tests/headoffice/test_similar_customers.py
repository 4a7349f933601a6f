"""Customers that may be the same are found as a scan of all would find them, by indexes alone."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from random import Random

from sqlalchemy import Column, ColumnElement, event, func, insert, or_, select, update
from sqlalchemy.exc import ResourceClosedError

from smartclient.database.transactions import reading, writing
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.sqlite.searches import NAME_KEYS
from smartclient.headoffice.sales.customers import CustomerTable
from tests.live_company import LiveCompany
from tests.office_company import ANN, KIOSK, SHOP, Company
from tests.recorded_statements import StatementLog, recording_connection
from tests.schema_model import tables_of

SEED = 20
CUSTOMERS = 300
SEARCHES = 200
WORDS = ("Hill Cycles", "STRASSE", "Straße", "Café Zoë", "Πόδι", "ﬁn", "カフェ", "O'Neil", "")
PHONES = ("", "+1 555", "555", " 555")


def _varied(random: Random, text: str) -> str:
    """Return ``text`` in another letter case or Unicode form, or with blanks around it."""
    changes: tuple[Callable[[str], str], ...] = (
        str.upper,
        str.lower,
        str.title,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFKC", text),
        lambda text: f"{text} ",
        lambda text: f" {text}",
        lambda text: text,
    )
    return random.choice(changes)(text)


def _random_values(random: Random) -> dict[str, str]:
    return {
        "name": _varied(random, random.choice(WORDS)) or "-",
        "phone": random.choice(PHONES),
        "email": _varied(random, random.choice(("", "", "a@x.org", "é@x.org"))),
    }


def _fill(company: Company, random: Random) -> None:
    rows = [
        {"number": f"X-{number:03}", "rep": ANN, **_random_values(random)}
        for number in range(CUSTOMERS)
    ]
    c = company.tables.customers
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(insert(c), rows)
        transaction.commit()


def _change_some(company: Company, random: Random) -> None:
    """Change some customers by plain SQL, merge others, and delete one."""
    c = company.tables.customers
    for number in random.sample(range(CUSTOMERS), 30):
        field, value = random.choice([*_random_values(random).items()])
        key = {"number": f"X-{number:03}"}
        if company.count("customers", **key):
            company.change("customers", key, **{field: value})
    with writing(company.office.engine) as (connection, transaction):
        merged = c.c.number.in_(("X-001", "X-002", "X-003"))
        connection.execute(update(c).where(merged).values(merged_into="X-004"))
        connection.execute(c.delete().where(c.c.number == "X-005"))
        transaction.commit()


def _scanned(company: Company, name: str, phone: str, email: str) -> list[str]:
    """Return the numbers that a plain scan finds, under the database's own comparison."""
    c = company.tables.customers
    in_file = company.office.engine.dialect.name == "sqlite"

    def is_name(column: Column[str], value: str) -> ColumnElement[bool]:
        return func.name_key(column) == name_key(value) if in_file else column == value

    same = [is_name(c.c.name, name)]
    same += [c.c.phone == phone] if phone else []
    same += [is_name(c.c.email, email)] if email else []
    found = select(c.c.number).where(or_(*same), c.c.merged_into.is_(None))
    with reading(company.office.engine) as connection:
        return list(connection.scalars(found.order_by(c.c.number).limit(5)))


def _sought(company: Company, name: str, phone: str, email: str) -> list[str]:
    with writing(company.office.engine) as (connection, transaction):
        found = CustomerTable(connection).similar(name, phone, email)
        transaction.commit()
    return [customer.number for customer in found]


def _compare(company: Company, searches: int) -> None:
    random, found = Random(SEED), 0
    _fill(company, random)
    for turn in range(searches):
        if turn % (searches // 5) == 1:
            _change_some(company, random)
        values = _random_values(random)
        sought = _sought(company, **values)
        assert sought == _scanned(company, **values), values
        found += len(sought)
    assert found > searches


def test_those_that_a_scan_finds_are_found(company: Company) -> None:
    _compare(company, SEARCHES)


def test_those_that_a_scan_finds_are_found_on_the_server(live_company: LiveCompany) -> None:
    _compare(live_company, SEARCHES // 5)


def test_in_a_file_nothing_but_indexes_is_read(company: Company) -> None:
    """Every customer was compared with each new one."""
    said: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *run: said.append((run[2], run[3]))
    )
    with writing(company.office.engine) as (connection, transaction):
        CustomerTable(connection).similar("Hill", "555", "a@x.org")
        plans = [
            row.detail
            for statement, values in said.copy()
            if "customer" in statement
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
        transaction.commit()
    for index in ("name_keys_name", "name_keys_email", "customers_phone"):
        assert any(f"{index} (" in plan for plan in plans), plans
    # what was found is read from first to last, and nothing else is
    scans = [plan for plan in plans if plan.startswith("SCAN")]
    assert scans == ["SCAN same"], plans


def test_a_key_of_a_name_goes_with_the_name(company: Company) -> None:
    """It is personal data like the name itself, of a customer that is to be forgotten."""
    names = f"SELECT name, email FROM {NAME_KEYS.name} WHERE name IS NOT NULL"
    _sought(company, "Hill", "", "")
    c = company.tables.customers
    with reading(company.office.engine) as connection:
        before = connection.exec_driver_sql(names).all()
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(c.delete().where(c.c.number == KIOSK))
        connection.execute(update(c).where(c.c.number == SHOP).values(name="-"))
        after = connection.exec_driver_sql(names).all()
        transaction.commit()
    assert len(before) == len(after) + 2 == company.count("customers") + 1


def test_no_index_or_trigger_of_a_file_calls_a_function_of_ours(company: Company) -> None:
    with reading(company.office.engine) as connection:
        schema = connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars().all()
    assert not [sql for sql in schema if "name_key(" in (sql or "")]


def test_on_sql_server_each_comparison_seeks_an_index_of_its_own() -> None:
    """A condition over three columns, or a function of one, has every customer read."""
    log = StatementLog()
    with log.recording(), suppress(ResourceClosedError):
        CustomerTable(recording_connection(log)).similar("Hill", "", "a@x.org")
    (said,) = log.texts()
    indexes = tables_of(definition.tables())["sales.customers"].indexes
    for column in ("name", "phone", "email"):
        sought = rf"WITH \(FORCESEEK\) WHERE sales\.customers\.{column} = \?"
        assert re.search(sought, " ".join(said.split())), said
        assert f"({column})" in indexes[f"ix_sales_customers_{column}"]
    assert said.count("UNION") == 2
    assert " OR " not in said
    assert said.endswith("OPTION (LOOP JOIN, FORCE ORDER)")


def test_on_sql_server_a_search_is_one_statement_whatever_is_empty() -> None:
    log = StatementLog()
    for phone, email in (("", ""), ("555", ""), ("", "a@x.org"), ("555", "a@x.org")):
        with log.recording(), suppress(ResourceClosedError):
            CustomerTable(recording_connection(log)).similar("Hill", phone, email)
    assert len(log.statements) == 1, log.statements
