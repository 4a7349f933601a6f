"""Drivers: found in the documented order, or an error says what to install."""

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest

from smartclient.database.mssql import drivers
from smartclient.database.mssql.drivers import DriverWay, find_driver, load_pyodbc, loadable
from smartclient.domain.errors import SetUpError


def test_the_one_that_is_named_comes_first() -> None:
    found = find_driver("Some Driver", installed=["ODBC Driver 18 for SQL Server"])
    assert (found.name, found.way) == ("Some Driver", DriverWay.NAMED)


def test_then_the_newest_of_microsofts_that_is_installed() -> None:
    installed = [
        "FreeTDS",
        "ODBC Driver 17 for SQL Server",
        "ODBC Driver 18 for SQL Server",
        "ODBC Driver 13 for SQL Server",
    ]
    found = find_driver(installed=installed)
    assert (found.name, found.way) == ("ODBC Driver 18 for SQL Server", DriverWay.INSTALLED)


def test_then_the_library_inside_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drivers, "wheel_library", lambda: tmp_path / "libmsodbcsql-18.so")
    found = find_driver(installed=["FreeTDS", "ODBC Driver 13 for SQL Server"])
    assert found.way is DriverWay.WHEEL
    assert found.name.endswith("libmsodbcsql-18.so")


def test_freetds_is_the_last_driver_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "wheel_library", lambda: None)
    found = find_driver(installed=["SQLite3", "FreeTDS"])
    assert found.way is DriverWay.FREETDS
    assert found.freetds


def test_without_any_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "wheel_library", lambda: None)
    with pytest.raises(SetUpError, match="no ODBC driver for SQL Server on this machine"):
        find_driver(installed=["SQLite3"])


def test_on_windows_nobody_is_sent_to_a_wheel_that_is_of_no_use_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SetUpError, match=r"Install Microsoft's ODBC Driver 18") as refused:
        find_driver(installed=["SQL Server"])
    assert "pip" not in refused.value.user_message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows finds drivers by name only")
def test_the_wheels_library_is_a_file() -> None:
    library = drivers.wheel_library()
    if library is None:
        pytest.skip("the wheel mssql-python-odbc is not installed")
    assert library.is_file()
    assert loadable(find_driver(str(library)))
    assert not loadable(find_driver("No Such Driver"))


def test_without_the_systems_odbc_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without_odbc(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 (as imports are)
        if name == "pyodbc":
            raise ImportError("libodbc.so.2: cannot open shared object file")
        return imported(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "pyodbc", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_odbc)
    with pytest.raises(SetUpError, match="driver manager is missing") as caught:
        load_pyodbc()
    assert "libodbc" in caught.value.detail


def test_an_embedded_head_office_needs_no_odbc() -> None:
    import subprocess  # noqa: PLC0415

    reported = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, smartclient.bootstrap; sys.exit(int('pyodbc' in sys.modules))",
        ],
        check=False,
    )
    assert reported.returncode == 0
