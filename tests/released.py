"""What was released: the version of the link, versions of requests, and digests of migrations.

``database/released_migrations.json`` is written with each release.
"""

from pathlib import Path

import msgspec

FILE = "tests/database/released_migrations.json"


class Released(msgspec.Struct, frozen=True):
    """The file. ``conversions``: kind and version → the version of the link since which it is.

    ``definition`` is the digest of the definition that SQL Server's last migration comes with,
    ``code`` are the procedures and triggers of every release, ``feeds`` the columns of those feeds
    of which no migration has a procedure, or an older one.
    """

    link_version: int
    conversions: dict[str, int]
    store: list[str]
    sqlite: list[str]
    mssql: list[str]
    definition: str
    code: list[str]
    feeds: dict[str, tuple[str, ...]]

    def digests(self, database: str) -> list[str]:
        """The digests of a database's migrations in order."""
        return {"store": self.store, "sqlite": self.sqlite, "mssql": self.mssql}[database]


RELEASED = msgspec.json.decode((Path(__file__).parents[1] / FILE).read_bytes(), type=Released)
NEXT_LINK = RELEASED.link_version + 1
NEXT_LINK_IS = f"it is since {NEXT_LINK}: one more than the link_version that {FILE} has"
"""What to write where something new claims to be since another version of the link."""
