"""What the database runs by itself, replaced by its definition when head office is upgraded.

Procedures are altered in their place: whoever calls one never finds it missing. A trigger is
created again while its table is locked.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from time import sleep
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.versions import LINK_VERSION
from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.mssql.batches import run_batch
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.rights import Right, rights_in
from smartclient.headoffice.database.mssql.rows import upsert
from smartclient.headoffice.database.mssql.sales_schema import in_schema, sales_schema
from smartclient.headoffice.database.tables import tables_for

logger = logging.getLogger(__name__)

_CREATE = re.compile(r"^CREATE\s+(?:PROCEDURE|TRIGGER)\s+(\S+)", re.MULTILINE)
_CREATE_PROCEDURE = re.compile(r"^CREATE\s+PROCEDURE\b", re.MULTILINE)

_THERE = (
    "SELECT OBJECT_SCHEMA_NAME(m.object_id) + N'.' + OBJECT_NAME(m.object_id) AS name, "
    "m.definition FROM sys.sql_modules AS m "
    "WHERE OBJECT_SCHEMA_NAME(m.object_id) IN (N'sales', N'sync')"
)
_GRANTED = (
    "SELECT USER_NAME(p.grantee_principal_id) AS role, p.permission_name AS permission, "
    "OBJECT_SCHEMA_NAME(p.major_id) + N'.' + OBJECT_NAME(p.major_id) AS object, "
    "COALESCE(COL_NAME(p.major_id, p.minor_id), N'') AS [column] "
    "FROM sys.database_permissions AS p WHERE p.class = 1 AND p.state IN ('G', 'W') "
    "AND OBJECT_SCHEMA_NAME(p.major_id) IN (N'sales', N'sync')"
)
_BEGINS_WITH = (
    ("sync.rep_identity", "rep_number"),
    ("sync.enrolled_devices", "login"),
    ("sync.lanes", "token"),
)
"""The tables, each with a column, with which a batch that is submitted, by a login or by a device,
and a worker begin their transactions. Building an index locks a table until the upgrade's
transaction ends; an earlier schema lacks some of them."""

CALLS_END_SECONDS: Final = 10.0
"""When calls that were in a procedure before it was locked have ended: one that waits for a lock
gives up after five seconds, and what it does before it comes to a lock takes less than the rest."""


def hold_callers(connection: Connection) -> None:
    """Lock every procedure, then what transactions begin with, and leave it all as it is.

    Who calls a procedure then waits outside and holds nothing that the upgrade waits for, nor
    does a worker. Who was inside before has given up when this returns: it would go on after the
    upgrade in a procedure for the tables of before, and older programs set aside what fails so.
    """
    there = _there(connection)
    for name in _named(connection, definition.procedures()):
        if name in there:
            run_batch(connection, _altering(there[name]))
    for table, column in _BEGINS_WITH:
        where_there = f"IF OBJECT_ID(N'{table}') IS NOT NULL"
        run_batch(connection, f"{where_there} CREATE INDEX ix_upgrade ON {table} ({column})")
        run_batch(connection, f"{where_there} DROP INDEX ix_upgrade ON {table}")
    logger.info("calls that had begun before the upgrade have %s seconds", CALLS_END_SECONDS)
    sleep(CALLS_END_SECONDS)


def replace_code(connection: Connection) -> None:
    """Bring procedures, triggers and rights to the definition, whatever is there.

    What others created in our schemas, and what they granted to roles of their own, stays.
    """
    there = _there(connection)
    for name, statement in _named(connection, definition.procedures()).items():
        run_batch(connection, _altering(statement) if name in there else statement)
    for name, statement in _named(connection, definition.triggers()).items():
        if name in there:
            run_batch(connection, f"DROP TRIGGER {name}")
        run_batch(connection, statement)
    for kind, name in definition.RETIRED:
        if name in there:
            run_batch(connection, f"DROP {kind} {name}")
    _grant(connection)
    info = tables_for("mssql").info
    row = {"name": "link_version", "value": str(LINK_VERSION)}
    upsert(connection, info, keys=("name",), rows=[row])


def _grant(connection: Connection) -> None:
    grants = definition.grants()
    schema = sales_schema(connection)
    wanted = rights_in(in_schema(statement, schema) for statement in grants)
    for right in sorted(_granted(connection) - wanted):
        logger.info("%s is no longer granted %s on %s", right.role, right.permission, right.object)
        run_batch(connection, right.revoked)
    for statement in grants:
        run_batch(connection, statement)


def _granted(connection: Connection) -> set[Right]:
    """What our roles may do now."""
    rows = connection.exec_driver_sql(adapt_sql(_GRANTED, connection))
    return {
        Right(row.role, row.permission, row.object, row.column)
        for row in rows
        if row.role in definition.ROLES
    }


def _there(connection: Connection) -> Mapping[str, str]:
    """Every procedure and trigger in our schemas, with its text."""
    rows = connection.exec_driver_sql(_THERE)
    return {row.name: row.definition for row in rows if row.definition is not None}


def _named(connection: Connection, statements: Iterable[str]) -> dict[str, str]:
    """Statements that create something by its name, as the database has it."""
    schema = sales_schema(connection)
    sent = (in_schema(statement, schema) for statement in statements)
    found = ((_CREATE.search(statement), statement) for statement in sent)
    return {create[1]: statement for create, statement in found if create is not None}


def _altering(statement: str) -> str:
    """The statement that changes a procedure in its place, from the one that creates it."""
    return _CREATE_PROCEDURE.sub("ALTER PROCEDURE", statement, count=1)
