"""Numbers on a live SQL Server: room for those that a restore lost, and what is renumbered."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import Answer, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.order_diff import ORDER_NUMBER_FIELD
from tests.headoffice.live_workers import CLOCK, another, orders
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, line


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
