"""Drivers: which ODBC driver is used for SQL Server, and why that one.

In this order: the one that is named, an installed one of Microsoft's, the library inside the
wheel mssql-python-odbc, FreeTDS.
"""

import importlib.util
import platform
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Final

from smartclient.domain.errors import SetUpError

_MICROSOFT: Final = re.compile(r"ODBC Driver (\d+) for SQL Server")
_OLDEST: Final = 17
_WHEEL: Final = "mssql_python_odbc"


class DriverWay(StrEnum):
    """How a driver was found."""

    NAMED = "named"
    INSTALLED = "installed"
    WHEEL = "wheel"
    FREETDS = "freetds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """An ODBC driver: its name in the system's list, or the path of its library."""

    name: str
    way: DriverWay

    @property
    def freetds(self) -> bool:
        """Whether it is FreeTDS, whose connection strings have other options."""
        return "freetds" in self.name.casefold() or "tdsodbc" in self.name.casefold()


def load_pyodbc() -> ModuleType:
    """Import pyodbc; SetUpError, with what to install, where the system's ODBC is missing."""
    try:
        import pyodbc  # noqa: PLC0415 (an embedded head office does without it)
    except ImportError as error:
        raise SetUpError(
            "SQL Server can't be reached from this machine: its ODBC driver manager is missing. "
            "Install it: {command}.",
            command=_manager_command(),
            detail=str(error),
        ) from error
    # a pooled connection would stay open after it was closed: working offline means silence
    pyodbc.pooling = False
    driver_manager: ModuleType = pyodbc
    return driver_manager


def find_driver(named: str = "", *, installed: Iterable[str] | None = None) -> Driver:
    """The driver to use; ``named`` is used without looking any further.

    Raises SetUpError, with what to install, when there is none.
    """
    if named:
        return Driver(name=named, way=DriverWay.NAMED)
    names = tuple(load_pyodbc().drivers() if installed is None else installed)
    of_microsoft = _newest_microsoft_driver(names)
    if of_microsoft:
        return Driver(name=of_microsoft, way=DriverWay.INSTALLED)
    library = wheel_library()
    if library is not None:
        return Driver(name=str(library), way=DriverWay.WHEEL)
    for name in names:
        if "freetds" in name.casefold():
            return Driver(name=name, way=DriverWay.FREETDS)
    detail = f"installed drivers: {', '.join(names) or 'none'}"
    if sys.platform == "win32":
        raise SetUpError(
            "There is no ODBC driver for SQL Server on this machine. Install Microsoft's ODBC "
            "Driver 18 for SQL Server.",
            detail=detail,
        )
    raise SetUpError(
        "There is no ODBC driver for SQL Server on this machine. Install Microsoft's ODBC Driver "
        "18, or the one that pip brings: pip install “smartclient[sqlserver]”.",
        detail=detail,
    )


def loadable(driver: Driver) -> bool:
    """Whether the driver is on this machine: in the system's list, or a file."""
    name = driver.name.strip("{}")
    return name in load_pyodbc().drivers() or Path(name).is_file()


def wheel_library() -> Path | None:
    """Microsoft's driver inside the wheel mssql-python-odbc, None where it isn't there.

    Windows finds drivers by name only, so the wheel is useless there.
    """
    found = importlib.util.find_spec(_WHEEL)
    if sys.platform == "win32" or found is None or not found.submodule_search_locations:
        return None
    libraries = Path(next(iter(found.submodule_search_locations))) / "libs"
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "darwin":
        return _first(libraries / "macos" / machine / "lib", "libmsodbcsql*.dylib")
    return _first(libraries / "linux" / _linux_family() / machine / "lib", "libmsodbcsql*.so*")


def _linux_family() -> str:
    """The folder for this Linux, as the wheel names them."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian_ubuntu"
    kin = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"
    families = {"alpine": "alpine", "suse": "suse", "rhel": "rhel", "fedora": "rhel"}
    return next((folder for word, folder in families.items() if word in kin), "debian_ubuntu")


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern), reverse=True)), None)


def _newest_microsoft_driver(names: Iterable[str]) -> str:
    versions = {
        int(match[1]): name for name in names if (match := _MICROSOFT.fullmatch(name)) is not None
    }
    newest = max(versions, default=0)
    return versions[newest] if newest >= _OLDEST else ""


def _manager_command() -> str:
    if sys.platform == "darwin":
        return "brew install unixodbc"
    if sys.platform == "win32":
        return "pip install pyodbc"
    return "sudo apt-get install unixodbc (or your system's package of that name)"
