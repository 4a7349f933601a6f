"""How far feeds may be read on SQL Server, and the open transaction that holds them back.

Laptops are given only what is below the watermark, and that waits for every open transaction, so
one that somebody left open keeps back everything that was written after it began.
"""

from datetime import datetime

from sqlalchemy import Connection, Engine, select

from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.transactions import reading
from smartclient.domain.errors import SetUpError
from smartclient.headoffice.database.backend import BlockedFeeds, BlockingSession
from smartclient.headoffice.database.tables import tables_for

_HELD = ("held_bound", "held_since")
_WATERMARK = "SELECT CAST(MIN_ACTIVE_ROWVERSION() AS bigint)"
_BOUND = (
    "SELECT CAST(MIN_ACTIVE_ROWVERSION() AS bigint) AS bound, CAST(@@DBTS AS bigint) AS given, "
    "SYSUTCDATETIME() AS now"
)

LONGEST_OPEN = """
SELECT TOP (1) s.session_id AS session, s.login_name AS login, s.host_name AS host,
    s.program_name AS program,
    DATEDIFF(second, d.database_transaction_begin_time, SYSDATETIME()) AS seconds
FROM sys.dm_tran_database_transactions AS d
JOIN sys.dm_tran_session_transactions AS t ON t.transaction_id = d.transaction_id
JOIN sys.dm_exec_sessions AS s ON s.session_id = t.session_id
WHERE d.database_id = DB_ID() AND d.database_transaction_begin_time IS NOT NULL
ORDER BY d.database_transaction_begin_time
"""
"""The transaction that wrote first of those that are open: probably the one, since the server does
not report which of them wrote a row that has a version. The views may be read by those who may see
the server's state: VIEW SERVER STATE, from 2022 on VIEW SERVER PERFORMANCE STATE is enough, and on
Azure SQL Database VIEW DATABASE STATE."""


def watermark(connection: Connection) -> int:
    """The lowest row version that is not committed yet, or not given."""
    return int(connection.exec_driver_sql(adapt_sql(_WATERMARK, connection)).scalar_one())


def blocked_feeds(engine: Engine) -> BlockedFeeds | None:
    """How long the feeds have been held back, and probably by whom, as far as may be seen.

    None when nothing is held back.
    """
    with reading(engine) as connection:
        versions = connection.exec_driver_sql(adapt_sql(_BOUND, connection)).one()
        if versions.given < versions.bound:
            return None
        info = tables_for("mssql").info
        rows = connection.execute(select(info).where(info.c.name.in_(_HELD)))
        stored = {row.name: row.value for row in rows}
    holder = _holder(engine)
    if holder is not None:
        return holder
    if stored.get("held_bound") != str(versions.bound):
        return BlockedFeeds()
    since = datetime.fromisoformat(stored["held_since"])
    # the clock may have been put back meanwhile
    return BlockedFeeds(seconds=max(int((versions.now - since).total_seconds()), 0))


def _holder(engine: Engine) -> BlockedFeeds | None:
    try:
        # by itself: where the views may not be read, the transaction is lost
        with reading(engine) as connection:
            row = connection.exec_driver_sql(adapt_sql(LONGEST_OPEN, connection)).first()
    except SetUpError:
        return None
    if row is None:
        return None
    return BlockedFeeds(
        seconds=row.seconds,
        holder=BlockingSession(
            session=str(row.session),
            login=row.login or "",
            host=row.host or "",
            program=row.program or "",
        ),
    )
