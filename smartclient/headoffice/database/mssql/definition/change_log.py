"""The triggers that write who changed what to the change log."""

from sqlalchemy import Integer, Table

from smartclient.contract.feeds import FEED_COLUMNS, FeedKind
from smartclient.database.types import Amount, Day
from smartclient.headoffice.database.mssql.definition.source import statement
from smartclient.headoffice.database.tables import tables_for

_LOGGED = (
    (
        "customers",
        "customer",
        "number",
        (
            *("name", "contact", "phone", "email", "notes", "status", "credit_limit", "balance"),
            *("rep", "price_list", "payment_terms", "merged_into"),
        ),
    ),
    (
        "products",
        "product",
        "sku",
        ("list_price", "sell_from", "sell_until", "discontinued_on", "replaced_by"),
    ),
    ("stock", "stock", "sku", ("on_hand",)),
    ("orders", "order", "number", ("state", "fulfilment", "total")),
)
"""Tables with their names in the change log, the columns that name a row, and those logged."""

_ADDED_SINCE = 3
"""The version of the link since which columns added to a feed of these tables are logged."""


def triggers() -> list[str]:
    """The statements that create these triggers."""
    tables = tables_for("mssql")
    return [
        _trigger(tables.table_named(name), entity, key, columns)
        for name, entity, key, columns in _LOGGED
    ]


def _trigger(table: Table, entity: str, key: str, logged: tuple[str, ...]) -> str:
    added = (c.name for c in FEED_COLUMNS[FeedKind(table.name)] if c.since >= _ADDED_SINCE)
    columns = (*logged, *added)
    return statement(
        "triggers/log",
        TABLE=table.fullname,
        ENTITY=entity,
        KEY=key,
        UPDATED=" OR ".join(f"UPDATE({column})" for column in columns),
        FIELDS=",\n".join(_field(table, column) for column in columns),
    )


def _field(table: Table, name: str) -> str:
    before, after = (
        f"CAST({_value(table, f'{side}.{name}', name)} AS nvarchar(max))" for side in ("d", "i")
    )
    return f"(N'{name}', {before}, {after})"


def _value(table: Table, column: str, name: str) -> str:
    """The expression for a value as the change log keeps it."""
    match table.c[name].type:
        case Amount():
            # no amount is too large for the log
            return f"CAST(CAST({column} * 10000 AS decimal(23, 0)) AS nvarchar(30))"
        case Day():
            return f"CONVERT(nvarchar(10), {column}, 23)"
        case Integer():
            return f"CAST({column} AS nvarchar(30))"
        case _:
            return column
