"""Numbers on a live SQL Server: room for those that a restore lost, and what is renumbered."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import Answer, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.database.transactions import writing
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.order_diff import ORDER_NUMBER_FIELD
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.database.mssql.rows import next_values
from tests.headoffice.live_workers import CLOCK, another, orders
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, line

_AT_ONCE, _TURNS = 3, 20


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "numbers") as created:
        yield created


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    return found_live_company(live, CLOCK)


def test_a_laptop_that_says_that_head_office_went_back_has_room_left_once(
    company: LiveCompany,
) -> None:
    for customer in (SHOP, KIOSK):
        company.link(ANN).pulse(PulseRequest(went_back="row_versions"))
        orders(company, 1, customer)
        assert another(company).round() == 1
    assert sorted(row.number for row in company.rows("orders")) == ["SO-30001", "SO-30002"]


def test_what_comes_back_with_a_number_that_another_order_has_reports_its_new_one(
    company: LiveCompany,
) -> None:
    orders(company, 1, BENS, BEN)
    assert another(company).round() == 1
    back = replace(
        company.request(PlaceOrder(order=company.order(line("A", 2)))), given_number="SO-10001"
    )
    company.send(ANN, back)
    assert another(company).round() == 1
    (reply,) = company.rows("replies", request_id=back.id)
    report = document_from_json(reply.body, Answer).report
    assert report == (
        Change(rule="", field=ORDER_NUMBER_FIELD, before="SO-10001", after="SO-10002"),
    )


def test_values_taken_in_a_transaction_that_fails_are_lost_unless_there_may_be_no_gaps(
    company: LiveCompany,
) -> None:
    engine = company.office.engine
    taken = []
    for numbering in (Numbering.GAPLESS, Numbering.CONCURRENT, Numbering.GAPLESS):
        with writing(engine) as (connection, _):
            taken.append(next_values(connection, "order_number", 2, numbering).start)
    assert taken == [10001, 10001, 10003]


@pytest.mark.parametrize("numbering", Numbering)
def test_workers_that_raise_a_counter_at_once_take_different_values(
    company: LiveCompany, numbering: Numbering
) -> None:
    engine = company.office.engine

    def take(_: int) -> list[int]:
        taken: list[int] = []
        for _ in range(_TURNS):
            with writing(engine) as (connection, transaction):
                taken += next_values(connection, "order_number", 2, numbering)
                transaction.commit()
        return taken

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        values = sorted(value for taken in pool.map(take, range(_AT_ONCE)) for value in taken)
    assert values == list(range(10001, 10001 + 2 * _TURNS * _AT_ONCE))


def test_two_workers_leave_no_gap_where_the_policy_allows_none(company: LiveCompany) -> None:
    set_policy(company.office.engine, "numbering", "gapless", actor=HEAD, clock=CLOCK)
    company.add("lanes", *({"lane": customer} for customer in (SHOP, BENS)))
    # a number is prepared for an order that becomes a conflict
    orders(company, 1, SHOP, sku="NONE")
    another(company).round()
    orders(company, 3, SHOP)
    orders(company, 3, BENS, BEN)
    workers = [another(company) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        while any(pool.map(lambda worker: worker.round(), workers)):
            pass
    numbers = sorted(int(row.number.removeprefix("SO-")) for row in company.rows("orders"))
    assert numbers == list(range(10001, 10001 + len(numbers)))
    assert len(numbers) == 6
