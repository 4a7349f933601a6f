"""Every state in which the program refuses to go on: the doctor explains it and costs no work."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smartclient.bootstrap import open_session, sign_in
from smartclient.bootstrap.doctor import check_head_office, check_laptop
from smartclient.diagnostics.finding import Finding
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.inbox import operations
from smartclient.settings import system_libraries
from tests.doctor_findings import by_check
from tests.old_laptop import write_laptop
from tests.small_company import CUSTOMER, OTHER_REP, REP, SKUS

PASSPHRASE = "a passphrase for tests"


def contents(home: Path) -> dict[str, bytes]:
    passing = ("-wal", "-shm", ".lock", ".log")
    return {
        file.name: file.read_bytes() for file in home.iterdir() if not file.name.endswith(passing)
    }


@pytest.fixture
def laptop(home: Path, url: str, clock: Clock) -> Path:
    sign_in(home, url=url, login=REP, clock=clock).close()
    return home


def store(home: Path) -> sqlcipher.Connection:
    from smartclient.security.keys import load_or_make_key  # noqa: PLC0415 (what a fixture needs)

    connection = sqlcipher.connect(str(home / "store.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{load_or_make_key(home).hex()}'\"")
    return connection


def of_a_newer_program(home: Path) -> None:
    connection = store(home)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()


def something_else(home: Path) -> None:
    connection = store(home)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def damaged(home: Path) -> None:
    content = bytearray((home / "store.db").read_bytes())
    content[5_000:9_000] = bytes(4_000)
    (home / "store.db").write_bytes(content)


def unreadable(home: Path) -> None:
    (home / "store.db").write_bytes(os.urandom(50_000))


def emptied(home: Path) -> None:
    (home / "store.db").write_bytes(b"")


def gone(home: Path) -> None:
    (home / "store.db").rename(home.parent / "store.db")


def without_key_record(home: Path) -> None:
    (home / "key.json").rename(home.parent / "key.json")


def with_damaged_key_record(home: Path) -> None:
    (home / "key.json").write_text("{")


def with_a_newer_key_record(home: Path) -> None:
    (home / "key.json").write_text('{"version": 9, "way": "passphrase", "check": ""}')


def with_wrong_settings(home: Path) -> None:
    (home / "settings.json").write_text('{"colour": "green"}')


def with_newer_settings(home: Path) -> None:
    (home / "settings.json").write_text('{"version": 9}')


STATES: tuple[tuple[Callable[[Path], None], str, str], ...] = (
    (of_a_newer_program, "store", "newer"),
    (something_else, "store", "no store of Smart Client"),
    (damaged, "store", "damaged"),
    (unreadable, "store", "can't be opened"),
    (emptied, "store", "empty"),
    (gone, "store", "not where it was"),
    (without_key_record, "key", "missing"),
    (with_damaged_key_record, "key", "can't be read"),
    (with_a_newer_key_record, "key", "newer"),
    (with_wrong_settings, "settings", "colour"),
    (with_newer_settings, "settings", "newer"),
)


@pytest.mark.parametrize(
    ("bring_about", "check", "phrase"), STATES, ids=[state[0].__name__ for state in STATES]
)
def test_what_the_program_refuses_the_doctor_explains(
    laptop: Path,
    clock: Clock,
    bring_about: Callable[[Path], None],
    check: str,
    phrase: str,
) -> None:
    bring_about(laptop)
    before = contents(laptop)
    if bring_about is not damaged:  # which is noticed by whoever reads that page
        with pytest.raises(SmartClientError):
            open_session(laptop, clock=clock).close()
    found = by_check(check_laptop(laptop, clock))
    assert not found[check].ok
    assert phrase in found[check].detail
    assert contents(laptop) == before
    for finding in found.values():
        assert_costs_no_work(finding)


def assert_costs_no_work(finding: Finding) -> None:
    sentences = f"{finding.detail} {finding.advice}".casefold()
    if finding.check == "store":
        # nothing may be put in the place of a store that may hold what was not sent
        assert "copy of it" not in sentences
        assert finding.ok or finding.advice
    assert "delete the store" not in sentences


def test_a_store_of_an_earlier_version_is_explained_and_not_upgraded(
    home: Path, url: str, clock: Clock
) -> None:
    write_laptop(home, url, PASSPHRASE)
    before = contents(home)
    found = by_check(check_laptop(home, clock))
    assert found["store"].ok
    assert "earlier version" in found["store"].detail
    assert "upgrade" in found["link"].detail
    assert contents(home) == before


def test_a_store_that_another_program_holds_is_not_called_damaged(
    laptop: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smartclient.database import engines  # noqa: PLC0415 (shortened for this test)

    short = tuple(
        "PRAGMA busy_timeout = 10" if "busy_timeout" in item else item
        for item in engines.SQLITE_PRAGMAS
    )
    monkeypatch.setattr(engines, "SQLITE_PRAGMAS", short)
    connection = store(laptop)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        found = by_check(check_laptop(laptop, clock))
    finally:
        connection.close()
    assert "Another program is using the store" in found["store"].detail
    assert "Nothing is damaged" in found["store"].advice


def test_a_laptop_with_a_store_and_no_settings_is_to_sign_in_as_before(
    laptop: Path, clock: Clock
) -> None:
    (laptop / "settings.json").unlink()
    found = by_check(check_laptop(laptop, clock))
    assert "don't say whose" in found["store"].detail
    assert "sign-in" in found["store"].advice


def test_missing_system_libraries_are_named_with_their_packages(
    laptop: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(system_libraries, "_loads", lambda library: library not in absent)
    found = by_check(check_laptop(laptop, clock))["window"]
    assert not found.ok
    for word in (*absent, "libegl1", "libxcb-cursor0"):
        assert word in found.detail


def test_another_companys_head_office_is_explained(
    laptop: Path, office_file: Path, tmp_path: Path, clock: Clock
) -> None:
    from smartclient.headoffice.importers import import_folder  # noqa: PLC0415
    from tests.small_company import write_company  # noqa: PLC0415 (a second company)

    other = HeadOffice.open(f"sqlite:///{tmp_path / 'other.db'}", clock)
    other.init()
    import_folder(other.engine, write_company(tmp_path / "other"), clock=clock)
    other.describe(company="Another Company")
    other.close()
    (tmp_path / "other.db").replace(office_file)
    found = by_check(check_laptop(laptop, clock))
    assert not found["link"].ok
    assert "company" in found["link"].detail


def test_a_login_that_head_office_does_not_know_any_more_is_explained(
    home: Path, url: str, office_file: Path, clock: Clock
) -> None:
    sign_in(home, url=url, login=OTHER_REP, clock=clock).close()
    office = sqlite3.connect(office_file)
    office.execute("DELETE FROM sales_reps WHERE login = ?", (OTHER_REP,))
    office.commit()
    office.close()
    found = by_check(check_laptop(home, clock))
    assert not found["link"].ok
    assert OTHER_REP in found["link"].detail


def test_an_embedded_head_office_is_said_to_be_a_plain_file(laptop: Path, clock: Clock) -> None:
    found = by_check(check_laptop(laptop, clock))["office file"]
    assert found.ok
    assert "sign in as anyone" in found.detail
    assert "SQL Server" in found.advice


def test_a_head_office_that_went_back_is_explained_before_and_after_the_next_sync(
    home: Path, url: str, office_file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as one of an earlier version, which signs nothing
    monkeypatch.setattr(operations, "signed_position", lambda *_: "")
    sign_in(home, url=url, login=REP, clock=clock).close()
    backup = office_file.with_name("backup.db")
    with closing(sqlite3.connect(office_file)) as office:
        office.execute("VACUUM INTO ?", (str(backup),))
    with open_session(home, clock=clock) as session:
        order = session.use_cases.orders.new(CUSTOMER)
        session.use_cases.orders.place(order.with_line(OrderLine(line=1, sku=SKUS[0], quantity=1)))
        assert session.sync_now().confirmed == 1
        assert "history" not in by_check(check_laptop(home, clock))
    for beside in office_file.parent.glob("office.db*"):
        beside.unlink()
    shutil.copy(backup, office_file)

    found = by_check(check_laptop(home, clock))["history"]
    assert not found.ok
    assert "restored from a backup" in found.detail
    assert "Sync" in found.advice
    with open_session(home, clock=clock) as session:
        session.sync_now()
    found = by_check(check_laptop(home, clock))["history"]
    assert not found.ok
    assert "offered again: 1" in found.detail
    assert "Nothing that you entered is lost" in found.advice
    reported = by_check(check_head_office(url, clock))["history"]
    assert not reported.ok
    assert "headoffice restored" in reported.advice

    # the same backup again: the next sync's repair is reported instead of the last one's
    for beside in office_file.parent.glob("office.db*"):
        beside.unlink()
    shutil.copy(backup, office_file)
    found = by_check(check_laptop(home, clock))["history"]
    assert "Sync" in found.advice
