"""The fourth schema on SQL Server, frozen: feeds in large blocks, planned for what is asked.

A variable's value is unknown to a plan made before it: "since my cursor" would read a whole table.
"""

from smartclient.headoffice.database.mssql import schema_0001, schema_0002
from smartclient.headoffice.database.mssql.schema_0001 import feeds as released_feeds
from smartclient.headoffice.database.mssql.schema_0004.changing import bounded, procedure, released

MAX_ROWS, MAX_PHOTOS = 100_001, 501
"""Rows of a feed that are given at once at most. A photo may be large."""

_RELEASED_CAP = "BETWEEN 1 AND 20001 THEN @limit ELSE 20001 END"
_CAP = "BETWEEN 1 AND {0} THEN @limit ELSE {0} END"
_BY_KEY, _BY_VERSION = "ORDER BY f.id;", "ORDER BY f.row_version, f.id;"


def _feed(name: str) -> str:
    most = MAX_PHOTOS if name == "feed_photos_v1" else MAX_ROWS
    return procedure(
        bounded(released(schema_0001.statements(), f"sync.{name}")),
        (_RELEASED_CAP, _CAP.format(most)),
        *(
            (order, f"{order[:-1]}\n        OPTION (RECOMPILE);")
            for order in (_BY_KEY, _BY_VERSION)
        ),
    )


def statements() -> list[str]:
    """Return what changes the procedures of feeds, fingerprints and replies."""
    names = (name for name in released_feeds.NAMES if name.startswith("feed_"))
    fingerprints = released(schema_0002.statements(), "sync.fingerprints_v1")
    return [
        *(_feed(name) for name in names),
        procedure(bounded(fingerprints)),
        procedure(released(schema_0001.statements(), "sync.replies_v1")),
    ]
