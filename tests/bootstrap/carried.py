"""Work carried by hand between devices and a head office, as the tests of it do it."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from smartclient.bootstrap import Session
from smartclient.bootstrap.accepting import AcceptedWork, accept_work
from smartclient.bootstrap.office_keys import ensure_office_key, key_file_of
from smartclient.bootstrap.signing import signing_key
from smartclient.contract.bundles import AnswerBundle, WorkBundle, bundle_bytes, bundle_from
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.records import OrderRecord
from smartclient.security.bundle_files import (
    answer_key,
    answers_file,
    opened_answers_file,
    opened_work_file,
    work_file,
)
from smartclient.security.device_keys import DeviceKey
from smartclient.security.office_keys import OfficeKeyFile
from tests.small_company import CUSTOMER, SKUS


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOffice:
    """A head office in a file, its address, and the folder in which files are carried."""

    office: HeadOffice
    url: str
    folder: Path
    clock: Clock

    def accept(self, file: Path, answers: str = "") -> AcceptedWork:
        """Take a file in, have the worker answer, and write the answers to a file called so."""
        return accept_work(
            self.office,
            self.url,
            file,
            answers=self.folder / answers if answers else None,
            wait_seconds=0,
            clock=self.clock,
            answer_now=self.office.answer_waiting,
        )

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        found = tables_for("sqlite").table_named(table)
        with reading(self.office.engine) as connection:
            return len(connection.execute(select(found)).all())

    def orders(self) -> int:
        """How many orders head office has."""
        return self.rows("orders")


def carried_office(url: str, folder: Path, clock: Clock) -> CarriedOffice:
    """The head office at ``url``, with a key to which devices encrypt."""
    office = HeadOffice.open(url, clock)
    ensure_office_key(office, url)
    return CarriedOffice(office=office, url=url, folder=folder, clock=clock)


def export(session: Session, carried: CarriedOffice, name: str = "work") -> Path:
    """Write the unsent work of a device to a file called so."""
    return session.carrying.export(carried.folder / name).path


def key_of(session: Session) -> DeviceKey:
    """The key with which a device signs."""
    return signing_key(session.home, session._key, session._store)


def work_in(carried: CarriedOffice, file: Path) -> WorkBundle:
    """What a file of work holds, opened with head office's keys."""
    identities = OfficeKeyFile(path=key_file_of(carried.office, carried.url)).identities()
    content, _ = opened_work_file(file.read_bytes(), identities)
    return bundle_from(content, WorkBundle)


def forged_work(carried: CarriedOffice, bundle: WorkBundle, key: DeviceKey) -> Path:
    """A file with another bundle of work, signed with ``key``."""
    file = carried.folder / "forged"
    recipient = carried.office.carried.bundle_key()
    file.write_bytes(work_file(bundle_bytes(bundle), key=key, recipient=recipient))
    return file


def answers_in(session: Session, file: Path) -> AnswerBundle:
    """What a file of answers holds, opened on the device that it is for."""
    return bundle_from(opened_answers_file(file.read_bytes(), key_of(session)), AnswerBundle)


def forged_answers(session: Session, carried: CarriedOffice, bundle: AnswerBundle) -> Path:
    """A file with other answers, sealed for a device."""
    file = carried.folder / "forged answers"
    file.write_bytes(answers_file(bundle_bytes(bundle), answer_key(key_of(session)).hex()))
    return file


def place_order(session: Session, customer: CustomerNumber = CUSTOMER) -> OrderRecord:
    """Place an order of one piece."""
    order = session.use_cases.orders.new(customer)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    quoted = session.use_cases.orders.quote(replace(order, lines=(line,)))
    return session.use_cases.orders.place(quoted.order)


def state_of(session: Session, record: OrderRecord) -> str:
    """The state in which a device shows an order."""
    return str(session.use_cases.orders.get(record.order.id).state)
