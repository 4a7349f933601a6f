"""The fourth schema on SQL Server, frozen: how what was released is said anew."""

import re

from smartclient.headoffice.database.mssql.schema_0001.preamble import BEGIN as RELEASED_BEGIN
from smartclient.headoffice.database.mssql.schema_0001.preamble import IDENTITY as RELEASED_IDENTITY

FURTHEST = 900_000_000_000_000
"""How large an amount is told to be at most: 10,000 times as much still fits a bigint."""

BEGIN = f"    SET DEADLOCK_PRIORITY LOW;\n{RELEASED_BEGIN}"
"""Of two that wait for each other, one of them a worker, the laptop tries again."""

_NAMED = "WHERE a.name = SUSER_SNAME() AND (a.sid IS NULL OR a.sid = SUSER_SID());"
IDENTITY = RELEASED_IDENTITY.replace(
    _NAMED,
    "WHERE a.name = SUSER_SNAME()\n"
    "        -- whatever the database takes for the same, an accent makes another name\n"
    "        AND a.name = SUSER_SNAME() COLLATE Latin1_General_100_CI_AS\n"
    "        AND (a.sid IS NULL OR a.sid = SUSER_SID());",
)

_AMOUNT = re.compile(r"CAST\((f\.\[\w+\]) \* 10000 AS bigint\)")
_BOUNDED = (
    rf"CAST(CASE WHEN \1 > {FURTHEST} THEN {FURTHEST} WHEN \1 < -{FURTHEST} THEN -{FURTHEST} "
    r"ELSE \1 END * 10000 AS bigint)"
)


def released(statements: list[str], name: str) -> str:
    """Return the statement that made the procedure or trigger ``name``."""
    (found,) = (
        one
        for one in statements
        if one.startswith((f"CREATE PROCEDURE {name}\n", f"CREATE TRIGGER {name} "))
    )
    return found


def changed(statement: str, *changes: tuple[str, str]) -> str:
    """Return a statement with each text in the place of another, all of which it must hold."""
    for was, becomes in changes:
        if was not in statement:
            raise AssertionError(was)
        statement = statement.replace(was, becomes)
    return statement


def procedure(statement: str, *changes: tuple[str, str]) -> str:
    """Return what changes a procedure in its place; whoever calls it never finds it missing."""
    return changed(
        statement,
        ("CREATE PROCEDURE", "ALTER PROCEDURE"),
        (RELEASED_BEGIN, BEGIN),
        (RELEASED_IDENTITY, IDENTITY),
        *changes,
    )


def bounded(statement: str) -> str:
    """Return a statement that tells an amount beyond all bounds as the furthest there is."""
    return _AMOUNT.sub(_BOUNDED, statement)
