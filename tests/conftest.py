"""What every test may lean on: a clock that is set, the real data, no keyring but a test's own."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from smartclient.database import engines
from smartclient.database.mssql.drivers import find_driver
from smartclient.domain.errors import SetUpError
from smartclient.security import keys
from smartclient.security.derivation import Cost
from tests.set_clock import SetClock
from tests.shared_statements import SharedStatements
from tests.unread_results import refuse_unread_results

_MEMORY = Path("/dev/shm")  # noqa: S108 (not a file of ours: what the kernel keeps in memory)
_ROOM_FOR_TESTS = 2**31

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def _use_memory_for_temporary_files() -> None:
    """Keep them in memory where there is room: a database on a disk waits for it at each commit."""
    asked_elsewhere = {"TMPDIR", "PYTEST_DEBUG_TEMPROOT"} & os.environ.keys()
    if asked_elsewhere or not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        return
    if shutil.disk_usage(_MEMORY).free > _ROOM_FOR_TESTS:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


_use_memory_for_temporary_files()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are cores: one that waits leaves its core to another."""
    return (os.cpu_count() or 1) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests were skipped, in a line for each reason."""
    reports = terminalreporter.stats.get("skipped", ())
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    if reasons:
        terminalreporter.section("skipped", "-")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5}  {reason}")


refuse_unread_results()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session", autouse=True)
def _shared_statements() -> Iterator[None]:
    """Compile each statement once for all engines on SQLite."""
    shared = partial(create_engine, execution_options={"compiled_cache": SharedStatements()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def passphrase_cost() -> Iterator[Cost]:
    """Wrap new keys at next to no cost; ``shipped_cost`` is for tests of the cost itself."""
    cost = Cost(n=2, r=8, p=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", cost)
        yield cost


@pytest.fixture(scope="session")
def adventureworks() -> Path:
    """Return the folder with the AdventureWorks files, outside the project."""
    beside = Path(__file__).parents[2] / "shared" / "data" / "adventureworks"
    folder = Path(os.environ.get("SMARTCLIENT_TEST_DATA", beside))
    if not (folder / "products.csv").is_file():
        pytest.skip("the AdventureWorks folder is not there; name it in SMARTCLIENT_TEST_DATA")
    return folder


@pytest.fixture
def _driver() -> None:
    """Skip where no ODBC driver for SQL Server can be had, or unixODBC is missing."""
    try:
        find_driver()
    except SetUpError as error:
        pytest.skip(error.user_message)


@pytest.fixture(autouse=True)
def _no_outside_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own settings and secrets out of the tests."""
    for name in ("SMARTCLIENT_HOME", "SMARTCLIENT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
