"""Places: where a laptop's data lives, and how a head office address is made lasting."""

import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import platformdirs

from smartclient.domain.errors import OutOfReachError
from smartclient.settings.web_address import is_web, web_address

STORE_FILE = "store.db"
SYNC_LOCK_FILE = "sync.lock"
LOG_FILE = "smartclient.log"
WIPING_FILE = "wiping.json"
"""There from when a wipe began until all data is removed."""
WIPED_FILES = "wiped-*.json"
"""There from when the data of a device was removed until that is confirmed."""
SNAPSHOTS_FOLDER = "snapshots"
OPENED_FOLDER = "opened"
"""Copies that other programs show; removed with the window that opened them."""
HOME_VARIABLE = "SMARTCLIENT_HOME"
_SQLITE_PREFIX = "sqlite:///"


def default_home() -> Path:
    """The folder of the settings and the store: SMARTCLIENT_HOME, else the system's own."""
    named = os.environ.get(HOME_VARIABLE, "")
    return Path(named) if named else standard_home()


def standard_home() -> Path:
    """The folder for a person's data as this operating system has it."""
    return Path(platformdirs.user_data_dir("smartclient", appauthor=False))


def numbers_folder() -> Path:
    """The folder that keeps, outside of every laptop's folder, which numbers were given.

    It must not be copied or put back together with one.
    """
    return Path(platformdirs.user_state_dir("smartclient-numbers", appauthor=False))


def office_keys_file(url: str, company_id: str) -> Path:
    """The file of the private keys with which a head office opens what was carried to it.

    It lies beside the file of an embedded one, else in a folder of the person who set it up.
    """
    file = embedded_file(url)
    if file is not None:
        return file.with_name(f"{file.name}.keys")
    folder = Path(platformdirs.user_data_dir("smartclient-headoffice", appauthor=False))
    return folder / f"{company_id}.keys"


def embedded_file(url: str) -> Path | None:
    """The file of an embedded head office, None for an address of any other kind."""
    if not url.startswith(_SQLITE_PREFIX):
        return None
    name = unquote(url.removeprefix(_SQLITE_PREFIX).partition("?")[0])
    return Path(name) if name else None


def is_file(path: Path) -> bool:
    """Whether there is a file at ``path``, False too where this user may not look."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder, False too where this user may not look."""
    with suppress(OSError):
        return path.is_dir()
    return False


def unconfirmed_wipes(home: Path) -> list[Path]:
    """The files of wipes that ended and are not confirmed yet, none where nobody may look."""
    with suppress(OSError):
        return sorted(home.glob(WIPED_FILES))
    return []


def office_file_is_there(file: Path) -> bool:
    """Whether there is a head office file; OutOfReachError where this user may not look."""
    try:
        return file.is_file()
    except OSError as error:
        raise OutOfReachError(
            "The folder of the head office file {path} may not be opened. Check the rights on it.",
            advice="",
            path=file,
            detail=str(error),
        ) from error


def embedded_url(path: Path) -> str:
    """The address of an embedded head office in the file ``path``."""
    # of all that may stand in a file's name, these two mean something else in an address
    name = path.as_posix().replace("%", "%25").replace("?", "%3F")
    return f"{_SQLITE_PREFIX}{name}"


def same_place(one: str, other: str) -> bool:
    """Whether two addresses name the same head office."""
    files = embedded_file(one), embedded_file(other)
    if files[0] is not None and files[1] is not None:
        return files[0].resolve() == files[1].resolve()
    if is_web(one) and is_web(other):
        return web_address(one).url == web_address(other).url
    # servers, databases and users are the same in either case
    if is_server(one) and is_server(other):
        return one.casefold() == other.casefold()
    return one == other


def is_server(url: str) -> bool:
    """Whether ``url`` is meant to name a SQL Server."""
    return url.partition(":")[0].partition("+")[0].casefold() == "mssql"


def lasting_url(url: str) -> str:
    """``url`` so that it means the same whatever folder the program is started in."""
    path = embedded_file(url)
    if path is None or path.is_absolute():
        return url
    _, mark, query = url.partition("?")
    return f"{embedded_url(path.resolve())}{mark}{query}"
