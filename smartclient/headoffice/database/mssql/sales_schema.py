"""The name of the schema that holds the business: ``sales``, unless another was chosen.

All SQL is written for ``sales``. Where another name was chosen, every statement of an engine has it
in its place when it is sent: one place for tables of SQLAlchemy, SQL of ours, migrations and the
definition, so that no statement can be forgotten. ``sync`` has one name, because clients call it.
"""

import re
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.mssql.base import RESERVED_WORDS

from smartclient.domain.errors import RefusedError, SetUpError

DEFAULT: Final = "sales"

LONGEST_NAME: Final = 60

_OPTION: Final = "smartclient_sales_schema"
_WRITTEN: Final = re.compile(r"(?<![\w.\[])sales(?=\.\w|'|\.\[| AUTHORIZATION)")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TAKEN: Final = frozenset({"sync", "dbo", "sys", "guest", "public", "information_schema"})
_READABLE: Final = "SELECT HAS_PERMS_BY_NAME(N'sync.info', N'OBJECT', N'SELECT')"
_STORED: Final = "SELECT value FROM sync.info WHERE name = N'sales_schema'"


class _KnownName:
    """The name that an engine's statements are sent with; "" as long as it is not known."""

    def __init__(self) -> None:
        self.name = ""


def install_sales_schema(engine: Engine) -> None:
    """Send every statement of ``engine`` with the name that its database has."""
    known = _KnownName()
    engine.update_execution_options(**{_OPTION: known})

    def rename(
        connection: Connection,
        _cursor: object,
        statement: str,
        parameters: Any,  # noqa: ANN401 (whatever the driver takes)
        _context: object,
        _many: object,
    ) -> tuple[str, Any]:
        if not known.name:
            known.name = _stored_name(connection)
        return in_schema(statement, known.name or DEFAULT), parameters

    event.listen(engine, "before_cursor_execute", rename, retval=True)


def in_schema(statement: str, name: str) -> str:
    """``statement`` with ``name`` wherever it says ``sales``."""
    return statement if name == DEFAULT else _WRITTEN.sub(name, statement)


def sales_schema(connectable: Engine | Connection) -> str:
    """The name that the database has, ``sales`` where there is no head office yet."""
    known: _KnownName = connectable.get_execution_options()[_OPTION]
    return known.name or DEFAULT


def choose_schema(engine: Engine, name: str) -> None:
    """Create the head office of ``engine`` with this name.

    Raises RefusedError for a name that can't be one, or where head office has another already;
    SetUpError where something else has it.
    """
    check_name(name)
    known: _KnownName = engine.get_execution_options()[_OPTION]
    with engine.connect() as connection:
        there = _stored_name(connection)
        if there and there.lower() != name.lower():
            raise RefusedError(
                "This head office has its tables in the schema {there}, which stays. Leave "
                "--schema out.",
                there=there,
            )
        taken = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM sys.objects WHERE schema_id = SCHEMA_ID(?)", (name,)
        ).scalar_one()
    if taken and not there:
        raise SetUpError(
            "The schema {schema} of this database holds something else. Choose another name: "
            "--schema NAME.",
            schema=name,
        )
    known.name = there or name


def check_name(name: str) -> None:
    """Raise RefusedError for a name that a schema can't have without quotes, or that is taken."""
    if not _PLAIN.fullmatch(name) or len(name) > LONGEST_NAME:
        raise RefusedError(
            "{schema} is no plain name for a schema. Use up to {longest} letters, digits and "
            "underscores, with a letter first.",
            schema=name[:LONGEST_NAME] or "“”",
            longest=LONGEST_NAME,
        )
    if name.lower() in _TAKEN | RESERVED_WORDS or name.lower().startswith("db_"):
        raise RefusedError(
            "{schema} is a name of SQL Server's or of head office's own. Choose another one.",
            schema=name,
        )


def _stored_name(connection: Connection) -> str:
    """The name that head office's database has, "" where there is none that may be read."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_READABLE)
        readable = cursor.fetchone()
        if readable is None or readable[0] != 1:
            return ""
        cursor.execute(_STORED)
        row = cursor.fetchone()
        return DEFAULT if row is None else str(row[0])
    finally:
        cursor.close()
