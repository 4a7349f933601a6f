"""The key with which a device signs: made with its first sync, reported with the first pulse."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from smartclient.bootstrap import Session, open_session, sign_in
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.signing import signing_key
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.tables import tables_for
from smartclient.security.device_keys import SIGNING_FILE, DeviceKeyFile
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import REP


@pytest.fixture
def service(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


def known_keys(url: str, clock: Clock) -> list[tuple[str, str, str | None]]:
    office = HeadOffice.open(url, clock)
    t = tables_for("sqlite").signing_keys.c
    with reading(office.engine) as connection:
        rows = connection.execute(select(t.login, t.public_key, t.enrolled_device)).all()
    office.close()
    return [(row.login, row.public_key.hex(), row.enrolled_device) for row in rows]


def public_key(session: Session) -> str:
    return signing_key(session.home, session._key, session._store).public


def test_the_first_sync_makes_a_key_and_reports_it(home: Path, url: str, clock: Clock) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        assert known_keys(url, clock) == [(REP, public_key(session), None)]
    assert (home / SIGNING_FILE).stat().st_mode & 0o077 == 0
    with open_session(home, clock=clock) as again:
        again.sync_now()
        assert [key for _, key, _ in known_keys(url, clock)] == [public_key(again)]


def test_over_https_it_is_the_enrolled_devices(
    home: Path, service: HttpsOffice, clock: Clock
) -> None:
    with enroll_device(home, url=service.url, code=service.code(), clock=clock) as session:
        session.sync_now()
        (device,) = service.office.devices.all()
        assert known_keys(service.database, clock) == [(REP, public_key(session), device.device)]


def test_a_device_that_signed_in_before_makes_one_with_its_next_sync(
    home: Path, url: str, clock: Clock
) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        # as an earlier version left it
        (home / SIGNING_FILE).unlink()
        with session._store.work() as work:
            work.meta.signing_key = ""
            work.commit()
        session.sync_now()
        assert public_key(session) in {key for _, key, _ in known_keys(url, clock)}


def test_a_copy_signs_with_a_key_of_its_own(
    home: Path, url: str, clock: Clock, tmp_path: Path
) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        shutil.copytree(home, tmp_path / "copy")
        mine = public_key(session)
        session.sync_now()
        session.sync_now()
    with open_session(tmp_path / "copy", clock=clock) as copy:
        copy.sync_now()
        copy.sync_now()
        assert public_key(copy) != mine
        assert {key for _, key, _ in known_keys(url, clock)} == {mine, public_key(copy)}


def test_a_key_is_nothing_without_the_store_it_belongs_to(
    home: Path, url: str, clock: Clock
) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        assert DeviceKeyFile(home, lambda: b"another store's key").load() is None
        assert DeviceKeyFile(home, lambda: session._key).load() is not None
