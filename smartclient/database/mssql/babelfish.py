"""Which SQL engine answers: SQL Server, or Babelfish for PostgreSQL, which is sent other SQL.

All SQL is written for Microsoft SQL Server 2019 and later. This module alone knows Babelfish: it
maps each text that Babelfish lacks to its replacement. SQL Server is always sent the text as it is.
"""

import re
from collections.abc import Mapping

from sqlalchemy import Connection

IS_SQL_SERVER = "smartclient_is_sql_server"
"""The key in a connection's ``info`` of whether SQL Server answers there."""

_PROBE = "SELECT CAST(SERVERPROPERTY('Babelfish') AS int)"

_REPLACEMENTS: Mapping[str, str] = {
    "CURRENT_TRANSACTION_ID()": "pg_catalog.txid_current()",
    "CAST(CRYPT_GEN_RANDOM(4) AS int)": "CHECKSUM(NEWID())",
    "MIN_ACTIVE_ROWVERSION()": (
        # its row versions are transaction numbers
        "CAST(CAST(pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()) "
        "AS varchar(20)) AS bigint)"
    ),
    # the version of what this transaction writes
    "CAST(CAST(@@DBTS AS bigint) AS nvarchar(20))": (
        "CAST(pg_catalog.txid_current() AS nvarchar(20))"
    ),
    "CAST(@@DBTS AS bigint)": (
        "CAST(CAST(pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()) "
        "AS varchar(20)) AS bigint) - 1"
    ),
    # it returns null in JSON as a word
    "JSON_VALUE(@hello, '$.last_reply')": "NULLIF(JSON_VALUE(@hello, '$.last_reply'), 'null')",
    # it writes a list in JSON as a text, and REPLACE takes the backslashes in one for escapes
    "JSON_QUERY(@new_devices) AS [new_devices]\n        FOR JSON PATH, WITHOUT_ARRAY_WRAPPER);": (
        "N'' AS [new_devices]\n        FOR JSON PATH, WITHOUT_ARRAY_WRAPPER);\n    SET @facts = "
        'STUFF(@facts, CHARINDEX(N\'"new_devices": ""\', @facts) + 15, 2, @new_devices);'
    ),
    # and leaves the escapes in a text
    "JSON_VALUE(@call, '$.login')": (
        "pg_catalog.jsonb_object_field_text(CAST(@call AS pg_catalog.jsonb), 'login')"
    ),
    # it reports no history of recoveries
    "OBJECT_ID(N'sys.database_recovery_status')": "CAST(NULL AS int)",
    # it makes a name up for each default, by which it is not found
    "sys.default_constraints": (
        "(SELECT N'' AS name, 0 AS parent_object_id, 0 AS parent_column_id WHERE 1 = 0)"
    ),
    # it fails at its own list of these
    "sys.check_constraints": (
        "(SELECT CAST(k.conname AS nvarchar(128)) AS name, CAST(k.conrelid AS int) "
        "AS parent_object_id, CAST(pg_catalog.pg_get_constraintdef(k.oid) AS nvarchar(max)) "
        "AS definition FROM pg_catalog.pg_constraint AS k WHERE k.contype = 'c' AND "
        "k.conname LIKE 'ck%')"
    ),
    # it lists no rights, but the database beneath it does
    "sys.database_permissions": (
        "(SELECT 1 AS class, 'G' AS state, c.oid AS major_id, 0 AS minor_id, "
        "a.privilege_type AS permission_name, a.grantee AS grantee_principal_id "
        "FROM pg_catalog.pg_class AS c CROSS APPLY pg_catalog.aclexplode(c.relacl) AS a "
        "UNION ALL SELECT 1, 'G', c.oid, 0, a.privilege_type, a.grantee "
        "FROM pg_catalog.pg_proc AS c CROSS APPLY pg_catalog.aclexplode(c.proacl) AS a "
        "UNION ALL SELECT 1, 'G', c.attrelid, c.attnum, a.privilege_type, a.grantee "
        "FROM pg_catalog.pg_attribute AS c CROSS APPLY pg_catalog.aclexplode(c.attacl) AS a)"
    ),
    # it writes a row version with the rights of whoever changes the row
    "UPDATE (on_hand)": "UPDATE (on_hand, row_version)",
    "UPDATE (setting, changed_by, changed_at)": (
        "UPDATE (setting, changed_by, changed_at, row_version)"
    ),
    "UPDATE (number, name, rep, ": "UPDATE (row_version, number, name, rep, ",
    "UPDATE (title, territory, quota, name)": "UPDATE (title, territory, quota, name, row_version)",
    # it has no views of transactions, but lists its processes
    "sys.dm_tran_database_transactions": (
        "(SELECT a.pid AS transaction_id, DB_ID() AS database_id, CAST(a.xact_start AS datetime2) "
        "AS database_transaction_begin_time FROM pg_catalog.pg_stat_activity AS a "
        "WHERE a.backend_xid IS NOT NULL)"
    ),
    "sys.dm_tran_session_transactions": (
        "(SELECT a.pid AS transaction_id, a.pid AS session_id "
        "FROM pg_catalog.pg_stat_activity AS a)"
    ),
    "sys.dm_exec_sessions": (
        "(SELECT a.pid AS session_id, CAST(a.usename AS nvarchar(128)) AS login_name, "
        "CAST(N'' AS nvarchar(128)) AS host_name, CAST(a.application_name AS nvarchar(128)) "
        "AS program_name FROM pg_catalog.pg_stat_activity AS a)"
    ),
    # it leaves the escapes in a text that it reads from JSON, and of a long one it reads 4,000
    # characters; the database beneath it reads it whole. A byte beyond ASCII is no request's
    "        j.body,\n": (
        "        (SELECT CASE WHEN pg_catalog.octet_length(b.value) = "
        "pg_catalog.char_length(b.value) "
        "THEN b.value ELSE '' END FROM (SELECT CASE WHEN e.type = 5 AND pg_catalog.jsonb_typeof("
        "pg_catalog.jsonb_object_field(CAST(e.value AS pg_catalog.jsonb), 'body')) = 'string' "
        "THEN pg_catalog.jsonb_object_field_text(CAST(e.value AS pg_catalog.jsonb), 'body') "
        "END AS value) AS b),\n"
    ),
    # what one transaction writes has one row version there, and so is given whole
    "    IF @from >= @converted\n        SELECT TOP (@limit)": (
        "    IF @from >= @converted\n        SET @limit = "
        "(SELECT COUNT(*) FROM sync.replies AS r WHERE r.sender = @rep "
        "AND r.row_version > @from AND r.row_version <= (SELECT TOP (1) l.row_version FROM "
        "(SELECT TOP (@limit) f.row_version FROM sync.replies AS f WHERE f.sender = @rep "
        "AND f.row_version > @from AND f.row_version < @below ORDER BY f.row_version) AS l "
        "ORDER BY l.row_version DESC));\n"
        "    IF @from >= @converted\n        SELECT TOP (@limit)"
    ),
    # it writes no bytes as hexadecimal digits
    "CONVERT(varchar(64), s.tag, 2)": ("pg_catalog.encode(CAST(s.tag AS pg_catalog.bytea), 'hex')"),
    # it knows no collation in UTF-8, and hashes wide text as such
    " COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max))": " AS nvarchar(max))",
    # nor this collation; its own compares likewise
    " COLLATE Latin1_General_100_CI_AS": "",
    "FROM OPENJSON(@batch) WITH (": (
        "FROM OPENJSON(@batch) AS e CROSS APPLY OPENJSON("
        "CASE WHEN e.type = 5 THEN e.value ELSE '{}' END) WITH ("
    ),
}

# it loses escapes in what it reads from JSON; the database beneath it does not
_LIST = re.compile(r"OPENJSON\(\?\) WITH \(((?:[^()']|\([^()]*\)|'[^']*')*)\)")
_LISTED_COLUMN = re.compile(r"(\w+) (\w+(?:\([^()]*\))?) '\$(?:\.(\w+)|\[(\d+)\])?'")

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # it does not convert bytes to hexadecimal digits, but to a uniqueidentifier, whose text has the
    # first eight bytes in another order
    (
        re.compile(r"CONVERT\(char\(32\), ([\w.\[\]]+), 2\)"),
        (
            r"pg_catalog.regexp_replace(CAST(CAST(\1 AS uniqueidentifier) AS varchar(36)) "
            r"COLLATE Latin1_General_BIN2, '^(..)(..)(..)(..)-(..)(..)-(..)(..)-(....)-', "
            r"'\\4\\3\\2\\1\\6\\5\\8\\7\\9')"
        ),
    ),
    # it can neither hash nor sort bytes: it would convert a whole list again for each row
    (
        re.compile(
            r"([\w.\[\]]+) IN \(SELECT (\w+\.value)\s+"
            r"FROM \(SELECT CONVERT\(binary\((\d+)\), value, 2\) AS value FROM"
        ),
        (
            r"CAST(CAST(\1 AS varbinary(\3)) AS pg_catalog.bytea) IN (SELECT \2 "
            r"FROM (SELECT pg_catalog.decode(value, 'hex') AS value FROM"
        ),
    ),
    # it renames no key, and finds no index of a table that was renamed
    (
        re.compile(r"EXEC sp_rename N'\w+\.(\w+)', N'(\w+)', N'OBJECT' /\* (.+) of (\S+) \*/"),
        r"ALTER TABLE \4 DROP CONSTRAINT \1; ALTER TABLE \4 ADD CONSTRAINT \2 \3",
    ),
    (
        re.compile(r"\ACREATE INDEX \w+ ON \S+_next .*"),
        "SET NOCOUNT ON",
    ),
    # it refuses NOT NULL in ALTER COLUMN, and leaves a column as it was in that
    (re.compile(r"(ALTER TABLE \S+ ALTER COLUMN \S+ \S+) NOT NULL"), r"\1"),
    # a statement of a trigger that names a table without its schema last has another search path,
    # and a foreign key's check that is planned again for that looks for a schema that is not there
    (
        re.compile(
            r"(DELETE (\w+) FROM (\S+) AS \2\s+JOIN (?:inserted|deleted) AS [^;]*\bWHERE [^;]*);"
        ),
        r"\1 AND EXISTS (SELECT 1 FROM \3);",
    ),
)

FIRST_TEMPORARY_TABLE = (
    "IF SERVERPROPERTY('Babelfish') IS NOT NULL "
    "BEGIN DECLARE @first TABLE (id int); INSERT INTO @first VALUES (1) END"
)
"""Run where a connection is opened: Babelfish's first temporary table changes its search path, and
it then can't plan again the checks of foreign keys that it planned before."""


def is_sql_server(connection: Connection) -> bool:
    """Whether SQL Server answers, not Babelfish."""
    # determined once for each connection to the server, which its pool keeps
    if IS_SQL_SERVER not in connection.info:
        connection.info[IS_SQL_SERVER] = connection.exec_driver_sql(_PROBE).scalar() is None
    return bool(connection.info[IS_SQL_SERVER])


def outputs_current_rows(connection: Connection) -> bool:
    """Whether OUTPUT returns what an update wrote, also where it waited for another transaction.

    Babelfish writes the right value, and returns one computed from the row before that transaction.
    """
    return is_sql_server(connection)


def adapt_sql(statement: str, connection: Connection) -> str:
    """``statement`` as the engine behind ``connection`` understands it."""
    return statement if is_sql_server(connection) else to_babelfish(statement)


def to_babelfish(statement: str) -> str:
    """``statement`` as Babelfish understands it."""
    for text, other in _REPLACEMENTS.items():
        statement = statement.replace(text, other)
    for pattern, other in _PATTERNS:
        statement = pattern.sub(other, statement)
    return _LIST.sub(_list_beneath, statement)


def _list_beneath(found: re.Match[str]) -> str:
    """A list of values, or of rows, as the database beneath Babelfish reads it."""
    columns = list(_LISTED_COLUMN.finditer(found[1]))
    read = ", ".join(f"CAST({_item(column)} AS {column[2]}) AS {column[1]}" for column in columns)
    kind = "" if any(column[3] or column[4] for column in columns) else "_text"
    return (
        f"(SELECT {read} FROM pg_catalog.jsonb_array_elements{kind}("  # noqa: S608 (our own text)
        "CAST(? AS pg_catalog.jsonb)) AS item(value))"
    )


def _item(column: re.Match[str]) -> str:
    if column[3]:
        return f"pg_catalog.jsonb_object_field_text(item.value, '{column[3]}')"
    if column[4]:
        return f"pg_catalog.jsonb_array_element_text(item.value, {column[4]})"
    return "item.value"
