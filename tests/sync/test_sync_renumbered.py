"""What comes back to a restored head office with another number: reported, and none given twice."""

from dataclasses import replace

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.order_diff import CUSTOMER_NUMBER_FIELD, ORDER_NUMBER_FIELD
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from tests.small_company import ADMIN, SKUS
from tests.sync.restores import back_up, epoch, keep_no_position, numbers, put_back, states
from tests.sync.sync_world import Company, Laptop


def test_numbers_that_laptops_were_given_are_not_given_to_others(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    for sku in SKUS[:2]:
        laptop.order(sku)
    laptop.sync()
    given = states(laptop)
    put_back(company, alone=True)
    # both reach head office before its worker answers either
    other.order(SKUS[3], customer=other.use_cases.customers.search()[0].number)
    other.sync(answer_now=None)
    laptop.sync(answer_now=None)
    company.office.answer_waiting()
    laptop.sync(), other.sync()
    assert set(states(laptop)) == set(given)
    assert len(set(numbers(company))) == len(numbers(company)) == 3
    assert not set(states(other)) & set(given)


def test_a_number_that_somebody_else_saw_is_not_given_again(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Who had it need not come first: whoever read it in a feed has head office leave it out."""
    admin = Laptop(company, company.folder / "admin", ADMIN)
    keep_no_position(laptop, other, admin)
    laptop.sync(), other.sync(), admin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), admin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    before = epoch(company)
    admin.sync()
    fresh = other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    assert other.use_cases.orders.get(fresh.order.id).number not in {"", given}
    laptop.sync(), laptop.sync()
    assert states(laptop) == {given: OrderState.CONFIRMED}
    assert epoch(company) == before, "a laptop's word changes no epoch"


def test_a_rep_sees_that_an_order_has_another_number(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Another order had the number before anybody who knew of it came: news, story and paper.

    The rep's other laptop, which only read of the order, tells it, too.
    """
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    theirs = other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    assert other.use_cases.orders.get(theirs.order.id).number == given
    news = [laptop.sync(), laptop.sync()]
    record = laptop.use_cases.orders.get(placed.order.id)
    assert record.number not in {"", given}
    assert (record.state, record.adjusted) == (OrderState.CONFIRMED, True)
    assert sum(item.adjusted for item in news) == 1
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=record.number)
    life = laptop.use_cases.orders.history(placed.order.id)
    assert life.report == laptop.use_cases.orders.document(placed.order.id).changes == (change,)
    assert life.events[-1].status is TaskStatus.ADJUSTED
    assert not laptop.use_cases.outbox.entries()
    twin.sync(), twin.sync()
    for device in (laptop, twin):
        with device.store.view() as view:
            # what is on the customer's paper finds it still
            assert view.orders.find_by_number(given) == (placed.order.id,)
            assert not view.orders.find_by_number(given[:-1])
    assert twin.use_cases.orders.get(placed.order.id).number == record.number
    assert twin.use_cases.orders.get(placed.order.id).adjusted
    assert twin.use_cases.orders.history(placed.order.id).report == (change,)
    laptop.use_cases.orders.cancel(placed.order.id)
    laptop.sync(), twin.sync()
    assert twin.use_cases.orders.history(placed.order.id).report == ()


@pytest.mark.parametrize("of_a_new_customer", [False, True])
def test_a_laptop_that_an_order_left_meanwhile_reports_its_new_number(
    company: Company, laptop: Laptop, other: Laptop, *, of_a_new_customer: bool
) -> None:
    """It synced after head office was restored, and before the order came back, or its customer."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync(), twin.sync()
    back_up(company)
    customer = laptop.use_cases.customers.search()[0].number
    if of_a_new_customer:
        customer = laptop.use_cases.customers.create(
            {EditableField.NAME: "Corner shop"}
        ).customer.number
    placed = laptop.order(SKUS[0], customer=customer)
    laptop.sync(), laptop.sync(), twin.sync()
    given = twin.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync(), twin.sync()
    with pytest.raises(NotFoundError):
        twin.use_cases.orders.get(placed.order.id)
    laptop.sync(), laptop.sync(), twin.sync()
    number = twin.use_cases.orders.get(placed.order.id).number
    assert number not in {"", given}
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=number)
    assert twin.use_cases.orders.history(placed.order.id).report == (change,)


def test_an_order_that_was_cancelled_while_it_was_forgotten_reports_its_new_number(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Head office knew of nothing to cancel, and the order comes back with another number."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync(), twin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    given = twin.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    twin.use_cases.orders.cancel(placed.order.id)
    twin.sync()
    assert twin.use_cases.orders.get(placed.order.id).state is OrderState.CANCELLED
    laptop.sync(), laptop.sync(), twin.sync()
    number = twin.use_cases.orders.get(placed.order.id).number
    assert number not in {"", given}
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=number)
    assert change in twin.use_cases.orders.history(placed.order.id).report


def test_a_rep_sees_that_a_customer_has_another_number(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    mine = laptop.use_cases.customers.create({EditableField.NAME: "Corner shop"}).customer
    placed = laptop.use_cases.orders.place(
        laptop.use_cases.orders.new(mine.number).with_line(
            OrderLine(line=1, sku=SKUS[0], quantity=1)
        )
    )
    laptop.sync(), laptop.sync()
    given = laptop.use_cases.orders.get(placed.order.id).order.customer
    put_back(company, alone=True)
    other.use_cases.customers.create({EditableField.NAME: "Kiosk"})
    other.sync(), other.sync()
    news = [laptop.sync(), laptop.sync(), laptop.sync()]
    (found,) = [item for item in laptop.use_cases.customers.search() if item.name == "Corner shop"]
    assert found.number not in {mine.number, given}
    assert laptop.use_cases.orders.get(placed.order.id).order.customer == found.number
    assert sum(item.adjusted for item in news) == 1
    change = Change(rule="", field=CUSTOMER_NUMBER_FIELD, before=given, after=found.number)
    story = laptop.use_cases.customers.overview(found.number).events
    assert [event.report for event in story if event.report] == [(change,)]


def test_who_saw_a_number_gets_it_for_no_order_of_its_own(company: Company, laptop: Laptop) -> None:
    """Head office is told before the order is sent."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), twin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    put_back(company, alone=True)
    fresh = twin.order(SKUS[1])
    twin.sync(), twin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    assert twin.use_cases.orders.get(fresh.order.id).number not in {"", given}
    laptop.sync(), laptop.sync(), twin.sync()
    assert set(states(laptop)) == set(states(twin)) == set(numbers(company))


def test_room_is_left_once_however_often_laptops_say_that_head_office_went_back(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    link = company.office.operations(laptop.login)
    for sku in SKUS[:3]:
        link.pulse(PulseRequest(went_back="row_versions"))
        laptop.order(sku)
        laptop.sync()
    assert numbers(company) == ["SO-30001", "SO-30002", "SO-30003"]


@pytest.mark.parametrize("asked", ["SO-12000", "SO-45000", "SO-99999999", "SO-\u0661\u0662"])
def test_numbers_are_not_used_up_by_asking(company: Company, laptop: Laptop, asked: str) -> None:
    """Whoever asks for numbers moves them on once, and no further than a restore explains."""
    laptop.sync()
    link = company.office.operations(laptop.login)
    for _ in range(3):
        laptop.order(SKUS[0])
        with laptop.store.view() as view:
            waiting = [
                item.request
                for item in view.outbox.to_send(company.clock.now(), knows_withdrawals=True)
            ]
        link.submit([replace(request, given_number=asked) for request in waiting])
        laptop.sync()
    assert max(int(number.removeprefix("SO-")) for number in numbers(company)) <= 30_003


def test_a_second_restore_of_one_backup_gives_no_number_again(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """What was given after the first restore is as unknown to the backup as what was before it."""
    laptop.sync(), other.sync()
    back_up(company)
    given: dict[str, str] = {}
    for sku in SKUS[:3]:
        placed = laptop.order(sku)
        laptop.sync()
        number = laptop.use_cases.orders.get(placed.order.id).number
        assert number not in given
        given[number] = placed.order.id
        put_back(company)
        # head office is asked first by one who knows nothing of that number
        fresh = other.order(sku, customer=CustomerNumber("N-100"))
        other.sync(), other.sync()
        number = other.use_cases.orders.get(fresh.order.id).number
        assert number not in given
        given[number] = fresh.order.id


def test_who_says_that_it_was_restored_has_no_number_given_again_that_is_known_beside_the_file(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    # the number that it was given moves head office's numbers on
    laptop.sync(), laptop.sync()
    theirs = other.order(SKUS[1], customer=CustomerNumber("N-100"))
    other.sync(), other.sync()
    put_back(company)
    company.office.restored()
    mine = laptop.order(SKUS[2])
    laptop.sync(), laptop.sync()
    given = other.use_cases.orders.get(theirs.order.id).number
    assert laptop.use_cases.orders.get(mine.order.id).number not in {"", given}
