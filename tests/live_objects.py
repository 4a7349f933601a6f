"""What a head office's database on the live server is made of, to be compared with another."""

from smartclient.database.mssql.babelfish import to_babelfish
from tests.live_server import LiveOffice

_OURS = "IN (N'sales', N'sync')"
_MADE_OF = (
    (
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, IS_NULLABLE, COLUMN_DEFAULT, "
        "CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION "
        f"FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA {_OURS}"
    ),
    "SELECT name, type FROM sys.objects WHERE type IN ('P', 'TR', 'UQ', 'PK')",
    (
        "SELECT OBJECT_NAME(i.object_id), i.name, i.is_unique, i.is_primary_key, x.key_ordinal, "
        "COL_NAME(x.object_id, x.column_id) FROM sys.indexes AS i JOIN sys.index_columns AS x "
        "ON x.object_id = i.object_id AND x.index_id = i.index_id "
        f"WHERE OBJECT_SCHEMA_NAME(i.object_id) {_OURS}"
    ),
    (
        "SELECT OBJECT_NAME(c.parent_object_id), c.name, c.definition "
        "FROM sys.check_constraints AS c"
    ),
    (
        "SELECT OBJECT_NAME(d.parent_object_id), COL_NAME(d.parent_object_id, "
        "d.parent_column_id), d.name FROM sys.default_constraints AS d"
    ),
    (
        "SELECT OBJECT_NAME(c.parent_object_id), COL_NAME(c.parent_object_id, c.parent_column_id), "
        "OBJECT_NAME(c.referenced_object_id) FROM sys.foreign_key_columns AS c"
    ),
    (
        "SELECT OBJECT_NAME(object_id), definition FROM sys.sql_modules "
        f"WHERE OBJECT_SCHEMA_NAME(object_id) {_OURS}"
    ),
    (
        "SELECT name, type FROM sys.database_principals WHERE name LIKE N'smartclient[_]%' "
        "AND type = 'R'"
    ),
    (
        "SELECT USER_NAME(p.grantee_principal_id), p.permission_name, p.state, "
        "OBJECT_NAME(p.major_id), COL_NAME(p.major_id, p.minor_id) "
        "FROM sys.database_permissions AS p WHERE p.class = 1 "
        "AND USER_NAME(p.grantee_principal_id) LIKE N'smartclient[_]%' "
        # on the test engine, tests grant tables to logins of their own
        "AND USER_NAME(p.grantee_principal_id) NOT LIKE N'smartclient[_]test[_]%'"
    ),
)
"""What a database is asked for, to be compared with another."""


def objects_of(live: LiveOffice, database: str = "") -> set[tuple[object, ...]]:
    """All that a head office's database is made of, its rows left out.

    Every column with its type, length and default; keys, indexes and what they hold; what
    procedures and triggers say; roles, and what each of ours may do.
    """
    found: set[tuple[object, ...]] = set()
    with live.as_admin(database) as connection:
        for statement in _MADE_OF:
            (rows,) = connection.execute(statement if live.is_real else to_babelfish(statement))
            # a script ends each batch with a semicolon
            found.update(
                (statement[:40], *(str(value).rstrip("; \n") for value in row)) for row in rows
            )
    return found
