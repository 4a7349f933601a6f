"""Head office's tables: schema ``sales`` holds the business, ``sync`` what keeps laptops in step.

On SQL Server the two are schemas; on SQLite the names are prefixed (``sales_products``). Every
table that feeds a laptop has an integer ``id`` and a ``row_version`` that changes with every
write (triggers on SQLite, the type of that name on SQL Server).
"""

from dataclasses import dataclass, fields
from functools import lru_cache

from sqlalchemy import MetaData, Table

from smartclient.headoffice.database.tables import (
    catalog,
    customers,
    data_sets,
    devices,
    enrolment,
    imports,
    keeping,
    mail,
    requests,
)
from smartclient.headoffice.database.tables.parts import TableMaker


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of head office, for one dialect."""

    metadata: MetaData
    products: Table
    prices: Table
    offers: Table
    offer_products: Table
    stock: Table
    tax_rates: Table
    ship_methods: Table
    territories: Table
    reps: Table
    customers: Table
    customer_reps: Table
    addresses: Table
    orders: Table
    order_lines: Table
    photos: Table
    documents: Table
    document_parts: Table
    policies: Table
    membership: Table
    moved_customers: Table
    tombstones: Table
    change_log: Table
    inbox: Table
    withdrawn: Table
    held_requests: Table
    held_needs: Table
    devices: Table
    signing_keys: Table
    provisional_numbers: Table
    number_blocks: Table
    field_edits: Table
    replies: Table
    conflicts: Table
    cases: Table
    open_work: Table
    lanes: Table
    customer_aliases: Table
    counters: Table
    laptops: Table
    suspicions: Table
    stopped: Table
    policy_history: Table
    imports: Table
    import_portions: Table
    enrolments: Table
    enrolled_devices: Table
    credentials: Table
    guesses: Table
    handed_over: Table
    data_sets: Table
    take_along: Table
    pinned_customers: Table
    mails: Table
    workers: Table
    session: Table
    checkpoints: Table
    info: Table
    secrets: Table

    def table_named(self, name: str) -> Table:
        """The table called ``name`` here."""
        if name not in {field.name for field in fields(self)}:
            raise KeyError(name)
        return getattr(self, name)  # type: ignore[no-any-return]


@lru_cache
def tables_for(dialect: str) -> Tables:
    """The tables as they are named in ``dialect``: "sqlite" or "mssql"."""
    make = TableMaker(dialect, MetaData())
    parts = (catalog, customers, requests, devices, enrolment, data_sets, mail, imports, keeping)
    tables = {name: table for part in parts for name, table in part.tables(make).items()}
    return Tables(metadata=make.metadata, **tables)
