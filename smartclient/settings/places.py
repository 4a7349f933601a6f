"""Places: where a laptop's data lives, and how a head office address is made lasting."""

from pathlib import Path

import platformdirs

STORE_FILE = "store.db"
SYNC_LOCK_FILE = "sync.lock"
_SQLITE_PREFIX = "sqlite:///"


def standard_home() -> Path:
    """Return the folder for a person's data as this operating system has it."""
    return Path(platformdirs.user_data_dir("smartclient", appauthor=False))


def embedded_file(url: str) -> Path | None:
    """Return the file of an embedded head office, None for an address of any other kind."""
    if not url.startswith(_SQLITE_PREFIX):
        return None
    name = url.removeprefix(_SQLITE_PREFIX).partition("?")[0]
    return Path(name) if name else None


def is_server(url: str) -> bool:
    """Tell whether ``url`` is meant to name a SQL Server."""
    return url.partition(":")[0].partition("+")[0].casefold() == "mssql"


def lasting_url(url: str) -> str:
    """Return ``url`` so that it means the same whatever folder the program is started in."""
    path = embedded_file(url)
    if path is None or path.is_absolute():
        return url
    _, mark, query = url.partition("?")
    return f"{_SQLITE_PREFIX}{path.resolve().as_posix()}{mark}{query}"
