"""How far feeds may be read from a SQLite file."""

from sqlalchemy import Connection, Engine, bindparam, select

from smartclient.headoffice.database.backend import BlockedFeeds
from smartclient.headoffice.database.tables import tables_for

_COUNTERS = tables_for("sqlite").counters
_COUNTER = select(_COUNTERS.c.value).where(_COUNTERS.c.name == bindparam("name"))


def watermark(connection: Connection) -> int:
    """The version after the last: writers are one at a time, so none is still open."""
    return int(connection.scalar(_COUNTER, {"name": "row_version"}) or 0) + 1


def blocked_feeds(engine: Engine) -> BlockedFeeds | None:  # noqa: ARG001 (whatever the file)
    """None: what is not committed has no row version that counts."""
    return None
