"""Which rows of a feed a login may see in a SQLite file, found by an index that leads to them.

A laptop that has nothing new costs the same however much others change: no statement reads a row
that its login may not see.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

import json
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from smartclient.contract.feeds import OWN_CONTACT, FeedKind
from smartclient.domain.ids import Login
from smartclient.headoffice.database.feeds import SCOPES, Scope, table_of
from smartclient.headoffice.database.tables import tables_for

_ALSO = "SELECT customer FROM sales_customer_reps WHERE rep = :login"
_PARTITION = f"(SELECT number FROM sales_customers WHERE rep = :login UNION ALL {_ALSO})"


class Source(NamedTuple):
    """Where the rows of a feed, named ``f``, are read from, and which of them are visible."""

    tables: str
    condition: str


def table_name(kind: FeedKind) -> str:
    """The table whose rows a feed carries."""
    return table_of(kind, tables_for("sqlite")).name


@lru_cache
def source_of(kind: FeedKind, *, is_admin: bool) -> Source:
    """The rows of a feed that ``:login`` may see."""
    table = f"{table_name(kind)} AS f"
    match SCOPES[kind]:
        case Scope.REP:
            return Source(table, "f.rep = :login")
        case Scope.ACCOUNT:
            return Source(table, f"(f.rep = :login OR f.number IN ({_ALSO}))")
        case Scope.CUSTOMER:
            # CROSS: SQLite begins with the rep's customers, whatever it takes for less
            return Source(f"{_PARTITION} AS c CROSS JOIN {table} ON f.customer = c.number", "1")
        case Scope.SENDER if not is_admin:
            return Source(table, "f.sender = :login")
        case Scope.ADMIN if not is_admin:
            return Source(table, "0")
    return Source(table, "1")


def heads(
    connection: Connection, login: Login, *, is_admin: bool, without_own_contact: bool = False
) -> dict[FeedKind, int]:
    """The highest row version of each feed that ``login`` may see, 0 where there is none.

    What only admins are given is left out for others. ``without_own_contact``: the login's own row
    of ``laptops`` doesn't count.
    """
    kinds = [kind for kind in FeedKind if is_admin or SCOPES[kind] is not Scope.ADMIN]
    conditions = {OWN_CONTACT: " AND f.login <> :login"} if without_own_contact else {}
    newest = ", ".join(
        f"coalesce(({_head(kind, is_admin=is_admin)}{conditions.get(kind, '')}), 0)"
        for kind in kinds
    )
    row = connection.exec_driver_sql(f"SELECT {newest}", {"login": login}).one()
    return dict(zip(kinds, row, strict=True))


def heads_of_many(
    connection: Connection, logins: Collection[Login], *, is_admin: bool
) -> dict[Login, dict[FeedKind, int]]:
    """The heads of each of these logins, as ``heads`` has them, by one statement."""
    kinds = [kind for kind in FeedKind if is_admin or SCOPES[kind] is not Scope.ADMIN]
    newest = ", ".join(
        f"coalesce(({_head(kind, is_admin=is_admin)}), 0)".replace(":login", "w.value")
        for kind in kinds
    )
    rows = connection.exec_driver_sql(
        f"SELECT w.value, {newest} FROM json_each(:logins) AS w", {"logins": json.dumps([*logins])}
    )
    return {row[0]: dict(zip(kinds, row[1:], strict=True)) for row in rows}


def _head(kind: FeedKind, *, is_admin: bool) -> str:
    table = table_name(kind)
    if SCOPES[kind] is Scope.CUSTOMER:
        # for each customer the end of an index, not all that there is of the customer
        of_one = f"SELECT max(f.row_version) FROM {table} AS f WHERE f.customer = c.number"
        return f"SELECT max(({of_one})) FROM {_PARTITION} AS c"
    tables, condition = source_of(kind, is_admin=is_admin)
    return f"SELECT max(f.row_version) FROM {tables} WHERE {condition}"
