"""Numbers of a device that is wiped: those that it never gave go back to head office."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from smartclient.bootstrap import Session, open_session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.contract.web.gate import DeviceState, WipeRequestedError
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DeviceWipedError, OutOfReachError
from smartclient.domain.sales.given_numbers import Numbered, NumberWay, is_final
from smartclient.domain.sales.orders import OrderLine
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.database.tables import tables_for
from smartclient.use_cases.commands.number_supply import supply_numbers
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import CUSTOMER, SKUS

SIZE = 4
KEYS = tuple(f"numbering.{numbered}" for numbered in Numbered)


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        settings = {"numbering.block_size": str(SIZE)} | dict.fromkeys(KEYS, NumberWay.BLOCK)
        for key, setting in settings.items():
            maintenance.set_policy(office.office.engine, key, setting, clock=clock)
        yield office


@pytest.fixture
def session(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    """A laptop that holds a block of each kind of numbers."""
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as session:
        take_numbers(office, session)
        yield session


def take_numbers(office: HttpsOffice, session: Session) -> None:
    session.sync_now()
    office.office.answer_waiting()
    session.sync_now()


def place(session: Session) -> str:
    """Place an order that is not sent; its number."""
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    placed = session.use_cases.orders.place(
        session.use_cases.orders.quote(replace(order, lines=(line,))).order
    )
    return placed.order.provisional_number


def wipe(office: HttpsOffice, session: Session) -> dict[str, str]:
    """Have the device wiped, and return what it says of that."""
    office.office.devices.revoke(device_of(office), wipe=True)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    return wiped.value.arguments


def device_of(office: HttpsOffice) -> str:
    (device,) = office.office.devices.all()
    return device.device


def release(office: HttpsOffice) -> None:
    """Carry out what the device handed over."""
    office.office.devices.release(device_of(office))
    office.office.answer_waiting()


def blocks(office: HttpsOffice) -> list[tuple[str, int, int, int | None]]:
    t = tables_for("sqlite").number_blocks.c
    columns = (t.numbered, t.first_number, t.last_number, t.unused_from)
    with office.office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(t.id))]


def order_numbers(office: HttpsOffice) -> list[str]:
    t = tables_for("sqlite").orders.c
    with office.office.engine.connect() as connection:
        return list(connection.scalars(select(t.number).order_by(t.number)))


def test_numbers_that_were_never_given_go_back_and_those_of_orders_stay(
    office: HttpsOffice, session: Session
) -> None:
    assert place(session) == "SO-10001"
    # giving numbers back is no work of the rep's
    assert wipe(office, session) == {"requests": "1", "drafts": "0"}
    assert blocks(office) == [("orders", 10001, 10004, None), ("customers", 1, 4, None)]
    release(office)
    assert order_numbers(office) == ["SO-10001"]
    assert blocks(office) == [("orders", 10001, 10004, 10002), ("customers", 1, 4, 1)]


def test_what_went_back_is_given_to_nobody_else(
    office: HttpsOffice, session: Session, home: Path, clock: Clock
) -> None:
    wipe(office, session)
    release(office)
    session.close()
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as next_device:
        take_numbers(office, next_device)
        assert place(next_device) == "SO-10005"


def test_a_device_that_is_wiped_takes_no_numbers_ahead(
    office: HttpsOffice, session: Session
) -> None:
    for _ in range(2):
        place(session)
    with session._store.work() as work:
        assert supply_numbers(work, session._clock)
        work.commit()
    wipe(office, session)
    release(office)
    assert blocks(office) == [("orders", 10001, 10004, 10003), ("customers", 1, 4, 1)]


def test_numbers_go_back_once_however_often_the_link_is_cut(
    office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = DeviceCalls.hand_over

    def cut(self: DeviceCalls, credential: str, batch: object) -> object:
        real(self, credential, batch)  # type: ignore[arg-type]
        raise OutOfReachError("The answer was lost.")

    office.office.devices.revoke(device_of(office), wipe=True)
    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "hand_over", cut)
        with pytest.raises(WipeRequestedError):
            session.sync_now()
    # what is entered meanwhile takes none of what went back
    assert not is_final(Numbered.ORDERS, place(session))
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 3)
    release(office)
    assert blocks(office) == [("orders", 10001, 10004, 10001), ("customers", 1, 4, 1)]


def test_a_device_without_numbers_gives_none_back(
    office: HttpsOffice, session: Session, clock: Clock
) -> None:
    for key in KEYS:
        maintenance.set_policy(office.office.engine, key, NumberWay.TEMPORARY, clock=clock)
    take_numbers(office, session)
    wipe(office, session)
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 0)


def test_a_copy_that_gives_back_more_takes_no_number_of_the_orders_of_the_first(
    office: HttpsOffice, session: Session, home: Path, clock: Clock, tmp_path: Path
) -> None:
    copy = tmp_path / "backup"
    session.close()
    shutil.copytree(home, copy)
    with open_session(home, clock=clock) as first:
        number = place(first)
        wipe(office, first)
    shutil.copytree(copy, home, dirs_exist_ok=True)
    with open_session(home, clock=clock) as of_copy, pytest.raises(DeviceWipedError):
        of_copy.sync_now()
    # what the copy gave back counts before the order does
    with office.office.engine.begin() as connection:
        t = tables_for("sqlite").handed_over
        connection.execute(update(t).values(id=-t.c.id))
    release(office)
    assert order_numbers(office) == [number]
    assert blocks(office) == [("orders", 10001, 10004, 10002), ("customers", 1, 4, 1)]
