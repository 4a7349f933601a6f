"""The policy *latest*: the change that was made last wins, where that can be believed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from office_company import ANN, HEAD, SHOP, Company
from smartclient.contract.devices import DeviceHello
from smartclient.contract.messages import Answer, AnswerStatus, UpdateCustomer
from smartclient.contract.operations import Hello
from smartclient.domain.customers import CustomerField, FieldChange
from smartclient.domain.ids import new_id

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BEFORE = "555-0100"


@pytest.fixture
def company(company: Company) -> Company:
    company.policy("customer.phone", "latest")
    return company


@dataclass
class Device:
    """A device whose clock is off, and that knows by how much."""

    company: Company
    wrong_by: timedelta = timedelta(0)
    known: timedelta | None = None
    identity: str = ""

    def __post_init__(self) -> None:
        self.identity = new_id()
        self.known = self.wrong_by if self.known is None else self.known
        self.meet()

    def meet(self, *, is_idle: bool = False) -> None:
        """Make contact, which tells head office what the device's clock says."""
        link = self.company.link(ANN)
        said = DeviceHello(
            id=self.identity, is_idle=is_idle, generation=link.pulse(Hello()).generation
        )
        link.pulse(Hello(clock=now(self.company) + self.wrong_by, device=said))

    def change(self, value: str, made_at: datetime) -> Answer:
        """Send a change of the phone that was made at a time, as the device corrects it."""
        assert self.known is not None
        field = FieldChange(field=CustomerField.PHONE, base=BEFORE, mine=value)
        request = replace(
            self.company.request(UpdateCustomer(number=SHOP, changes=(field,))),
            device=self.identity,
            clock_offset=-round(self.known.total_seconds()),
            made_at=made_at + self.wrong_by - self.known,
        )
        self.company.send(ANN, request)
        self.company.office.answer_waiting()
        return self.company.answer(ANN, request)


def now(company: Company) -> datetime:
    return company.clock.now()


def advance(company: Company, by: timedelta) -> None:
    company.clock.advance(by)  # type: ignore[attr-defined]


def phone(company: Company) -> str:
    return str(company.rows("customers", number=SHOP)[0].phone)


@pytest.mark.parametrize("wrong_by", [timedelta(0), timedelta(days=400), -timedelta(days=400)])
def test_a_change_that_was_made_earlier_and_comes_later_does_not_win(
    company: Company, wrong_by: timedelta
) -> None:
    offline, online = Device(company, wrong_by), Device(company)
    made = now(company)
    advance(company, HOUR)
    assert online.change("555-2", now(company)).status is AnswerStatus.CONFIRMED
    advance(company, HOUR)
    answer = offline.change("555-1", made)
    assert answer.status is AnswerStatus.ADJUSTED
    assert phone(company) == "555-2"


def test_of_two_that_wait_the_one_that_was_made_last_wins(company: Company) -> None:
    one, other = Device(company), Device(company, -timedelta(days=3))
    earlier = now(company)
    advance(company, HOUR)
    later = now(company)
    advance(company, HOUR)
    one.change("555-1", earlier)
    other.change("555-2", later)
    assert phone(company) == "555-2"


def test_what_was_sent_first_but_made_last_stays(company: Company) -> None:
    one, other = Device(company), Device(company)
    earlier = now(company)
    advance(company, HOUR)
    later = now(company)
    advance(company, HOUR)
    one.change("555-1", later)
    advance(company, HOUR)
    other.change("555-2", earlier)
    assert phone(company) == "555-1"


def test_a_change_made_at_head_office_was_made_when_it_is_logged(company: Company) -> None:
    device = Device(company)
    company.change_customer(SHOP, phone="555-0800", by=HEAD)
    advance(company, MINUTE)
    device.change("555-1", now(company))
    assert phone(company) == "555-1"


def test_a_time_after_the_receipt_counts_as_the_receipt(company: Company) -> None:
    device = Device(company)
    advance(company, HOUR)
    device.change("555-1", now(company) + 3 * MINUTE)
    (edit,) = company.rows("field_edits", customer=SHOP)
    assert edit.made_at == now(company)


def left_to_the_rep(company: Company, device: Device, made_at: datetime) -> None:
    company.change_customer(SHOP, phone="555-0800", by=HEAD)
    advance(company, HOUR)
    answer = device.change("555-1", made_at)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert phone(company) == "555-0800"


def test_a_time_long_after_the_receipt_is_not_believed(company: Company) -> None:
    left_to_the_rep(company, Device(company), now(company) + 10 * HOUR)


def test_a_clock_that_was_moved_since_is_not_believed(company: Company) -> None:
    moved = Device(company, wrong_by=HOUR, known=timedelta(0))
    left_to_the_rep(company, moved, now(company))


def test_a_time_before_the_device_had_nothing_left_to_send_is_not_believed(
    company: Company,
) -> None:
    device = Device(company)
    made = now(company)
    advance(company, HOUR)
    device.meet(is_idle=True)
    left_to_the_rep(company, device, made)


def test_a_laptop_that_says_no_device_is_not_believed(company: Company) -> None:
    company.change_customer(SHOP, phone="555-0800", by=HEAD)
    _, answer = company.edit(("phone", BEFORE, "555-1"))
    assert answer.status is AnswerStatus.IN_CONFLICT


def test_a_device_that_was_never_met_is_not_believed(company: Company) -> None:
    device = Device(company)
    device.identity = new_id()
    left_to_the_rep(company, device, now(company))


def test_against_a_change_of_unknown_time_the_rep_decides(company: Company) -> None:
    company.edit(("phone", BEFORE, "555-1"))
    device = Device(company)
    advance(company, HOUR)
    answer = device.change("555-2", now(company))
    assert answer.status is AnswerStatus.IN_CONFLICT
