"""The policy *latest*: the change that was made last wins, where that can be believed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import pytest

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.messages import Answer, AnswerStatus, UpdateCustomer
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import new_id
from smartclient.domain.sales.customers import EditableField, EditTime, FieldChange
from tests.office_company import ANN, HEAD, SHOP, Company

EAST = timezone(timedelta(hours=14))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BEFORE = "555-0100"
PHONE, EMAIL, CONTACT = EditableField.PHONE, EditableField.EMAIL, EditableField.CONTACT


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
        """Make contact, which shows head office the device's clock."""
        link = self.company.link(ANN)
        claim = DeviceClaim(
            id=self.identity, is_idle=is_idle, generation=link.pulse(PulseRequest()).generation
        )
        link.pulse(PulseRequest(clock=now(self.company) + self.wrong_by, device=claim))

    def change(self, value: str, made_at: datetime) -> Answer:
        """Send a change of the phone that was made at a time, as the device corrects it."""
        return self.send(changed(PHONE, BEFORE, value), made_at=made_at)

    def edited(self, at: datetime) -> EditTime:
        """What the device says of an edit that was made at a time."""
        assert self.known is not None
        return EditTime(
            made_at=at + self.wrong_by - self.known,
            clock_offset=-round(self.known.total_seconds()),
        )

    def send(self, *changes: FieldChange, made_at: datetime) -> Answer:
        """Send changes in one request that was made at a time, as the device corrects it."""
        edited = self.edited(made_at)
        request = replace(
            self.company.request(UpdateCustomer(number=SHOP, changes=changes)),
            device=self.identity,
            clock_offset=edited.clock_offset,
            made_at=edited.made_at,
        )
        self.company.send(ANN, request)
        self.company.office.answer_waiting()
        return self.company.answer(ANN, request)


def changed(
    field: EditableField, base: str, mine: str, edited: EditTime | None = None
) -> FieldChange:
    return FieldChange(field=field, base=base, mine=mine, edited=edited)


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
    edited_at = now(company)
    advance(company, HOUR)
    assert online.change("555-2", now(company)).status is AnswerStatus.CONFIRMED
    advance(company, HOUR)
    answer = offline.change("555-1", edited_at)
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
    edited_at = now(company)
    advance(company, HOUR)
    device.meet(is_idle=True)
    left_to_the_rep(company, device, edited_at)


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


@pytest.mark.parametrize("wrong_by", [timedelta(0), -timedelta(days=400)])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_change_that_waited_with_a_later_one_has_its_own_time(
    company: Company,
    wrong_by: timedelta,
    is_first: bool,  # noqa: FBT001 (a value of the table above)
) -> None:
    waited, other = Device(company, wrong_by), Device(company)
    phone_made = now(company)
    advance(company, HOUR)
    between = now(company)
    advance(company, HOUR)
    changes = (
        changed(PHONE, BEFORE, "555-1", waited.edited(phone_made)),
        changed(EMAIL, "s-1@shop.test", "new@shop.test"),
    )
    if is_first:
        waited.send(*changes, made_at=now(company))
        other.change("555-2", between)
    else:
        other.change("555-2", between)
        waited.send(*changes, made_at=now(company))
    found = company.rows("customers", number=SHOP)[0]
    assert (found.phone, found.email) == ("555-2", "new@shop.test")


@pytest.mark.parametrize(
    "claim",
    [
        lambda edited: replace(edited, clock_offset=None),
        lambda edited: replace(edited, clock_offset=3_600),
        lambda edited: replace(edited, clock_offset=10**400),
        lambda edited: replace(edited, made_at=edited.made_at + 10 * HOUR),
        lambda edited: replace(edited, made_at=datetime.max),  # noqa: DTZ901 (names no zone)
        lambda edited: replace(edited, made_at=datetime.min.replace(tzinfo=EAST)),
    ],
)
def test_a_time_of_a_field_that_is_not_believed_leaves_it_to_the_rep(
    company: Company, claim: Callable[[EditTime], EditTime]
) -> None:
    device = Device(company)
    company.change_customer(SHOP, phone="555-0800", by=HEAD)
    advance(company, HOUR)
    device.meet(is_idle=True)
    edited = claim(device.edited(now(company)))
    answer = device.send(changed(PHONE, BEFORE, "555-1", edited), made_at=now(company))
    assert answer.status is AnswerStatus.IN_CONFLICT


@pytest.mark.parametrize(
    ("claim", "is_believed"),
    [
        (lambda edited: edited, True),
        (lambda edited: replace(edited, clock_offset=None), False),
        (lambda _: None, True),
    ],
)
def test_a_field_beside_one_that_was_resolved_keeps_its_time(
    company: Company,
    claim: Callable[[EditTime], EditTime | None],
    is_believed: bool,  # noqa: FBT001 (a value of the table above)
) -> None:
    company.change_customer(SHOP, contact="Kim", by=HEAD)
    device, other = Device(company), Device(company)
    edited_at = now(company)
    advance(company, HOUR)
    answer = device.send(
        changed(PHONE, BEFORE, "555-1", claim(device.edited(edited_at))),
        changed(CONTACT, "", "Jo"),
        made_at=edited_at,
    )
    assert answer.status is AnswerStatus.IN_CONFLICT
    between = now(company)
    advance(company, HOUR)
    company.choose(answer.conflict, contact="Jo")
    assert phone(company) == "555-1"
    answer = other.change("555-2", between)
    assert answer.status is (AnswerStatus.ADJUSTED if is_believed else AnswerStatus.IN_CONFLICT)
    assert phone(company) == ("555-2" if is_believed else "555-1")
