"""A laptop that is to be wiped, as the tests of wiping have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from smartclient.bootstrap import Session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.contract.web.gate import DeviceState
from smartclient.domain.clock import Clock
from smartclient.domain.sales.orders import OrderLine
from smartclient.settings.file import load_settings
from tests.bootstrap.https_office import HttpsOffice
from tests.small_company import CUSTOMER, SKUS


@contextmanager
def laptop_with_work(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    """A laptop with two orders that were not sent, and a draft."""
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as session:
        session.sync_now()
        place(session)
        place(session)
        draft(session)
        yield session


def draft(session: Session) -> None:
    """Save a draft."""
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.save_draft(replace(order, lines=(line,)))


def place(session: Session) -> None:
    """Place an order that is not sent."""
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.place(
        session.use_cases.orders.quote(replace(order, lines=(line,))).order
    )


def revoke(office: HttpsOffice) -> None:
    """Revoke the only device, and have it wiped."""
    (device,) = office.office.devices.all()
    office.office.devices.revoke(device.device, wipe=True)


def left(home: Path) -> set[str]:
    """What is left in a device's folder."""
    return {path.name for path in home.iterdir() if not path.name.endswith(".lock")}


def check_wiped(home: Path, office: HttpsOffice) -> None:
    """Check that nothing is left here, and that head office knows of it and holds two requests."""
    assert left(home) <= {"settings.json"}
    assert not load_settings(home).is_signed_in
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 2)
