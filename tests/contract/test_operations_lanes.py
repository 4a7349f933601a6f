"""Lanes: a customer's requests are answered in order, and nobody's make another rep's wait."""

from dataclasses import replace

import pytest

from smartclient.contract.admin_bodies import ChangePolicy, DecideCase
from smartclient.contract.messages import AnswerStatus, CreateCustomer, PlaceOrder, Request
from smartclient.contract.operations import MAX_BATCH_REQUESTS
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Action
from smartclient.settings.model import Settings
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, Company, line

OWN = f"{ANN}|"


def asking(company: Company, customer: str = SHOP, *, lane: str | None = None) -> Request:
    order = company.order(line("A", 1), customer=customer)
    return company.request(PlaceOrder(order=order), lane=customer if lane is None else lane)


def lane_of(company: Company, login: str, request: Request) -> str:
    """Send a request and return the lane in which it waits."""
    company.send(login, request)
    (row,) = company.rows("inbox", sender=login, request_id=request.id)
    return str(row.lane)


def test_a_customers_requests_wait_in_one_lane_its_reps_and_the_admins(company: Company) -> None:
    assert lane_of(company, ANN, asking(company)) == SHOP
    assert lane_of(company, HEAD, asking(company)) == SHOP
    assert lane_of(company, HEAD, asking(company, BENS)) == BENS


@pytest.mark.parametrize("named", [BENS, "NOBODYS", "AN-C0001", ""])
def test_what_a_rep_has_no_say_in_delays_nobody_but_himself(company: Company, named: str) -> None:
    assert lane_of(company, ANN, asking(company, lane=named)) == f"{OWN}{named}"
    assert lane_of(company, BEN, asking(company, lane=named)) != f"{OWN}{named}"


def test_admins_changes_that_concern_no_customer_are_answered_in_order(company: Company) -> None:
    request = company.request(ChangePolicy(key="phone", setting="rep"), lane="")
    assert lane_of(company, HEAD, request) == ""


def test_a_flood_about_another_reps_customer_leaves_its_lane_free(company: Company) -> None:
    flood = [asking(company, lane=lane) for lane in (BENS, BENS.lower(), f" {BENS} ") * 5]
    company.send(ANN, *flood)
    assert {row.lane for row in company.rows("inbox")} == {f"{OWN}{BENS}"}
    wanted = asking(company, BENS)
    assert lane_of(company, BEN, wanted) == BENS
    company.office.answer_waiting()
    assert company.answer(BEN, wanted).status is AnswerStatus.CONFIRMED


def test_who_lost_a_customer_no_longer_waits_in_its_lane(company: Company) -> None:
    assert lane_of(company, ANN, asking(company)) == SHOP
    company.change_customer(SHOP, rep=BEN)
    assert lane_of(company, ANN, asking(company)) == f"{OWN}{SHOP}"
    assert lane_of(company, BEN, asking(company)) == SHOP


def test_what_follows_something_that_waits_does_not_overtake_it(company: Company) -> None:
    first, second = asking(company, BENS), asking(company, BENS)
    assert lane_of(company, ANN, first) == f"{OWN}{BENS}"
    company.change_customer(BENS, rep=ANN)
    assert lane_of(company, ANN, second) == f"{OWN}{BENS}"
    company.office.answer_waiting()
    assert lane_of(company, ANN, asking(company, BENS)) == BENS


def test_what_was_set_aside_comes_again_in_no_lane_of_others(company: Company) -> None:
    request = asking(company)
    company.send(ANN, request)
    company.change("inbox", {"request_id": request.id}, status="parked")
    company.change_customer(SHOP, rep=BEN)
    assert lane_of(company, ANN, request) == f"{OWN}{SHOP}"
    assert company.rows("inbox")[0].status == "received"


def test_what_waits_for_a_customer_that_is_another_reps_stays_in_its_own_lane(
    company: Company,
) -> None:
    number = CustomerNumber("AN-C0001")
    body = CreateCustomer(provisional_number=number, name="Ben's Bikes")
    _, answer = company.ask(ANN, body, lane=number)
    assert answer.conflict is not None
    deciding = DecideCase(
        conflict_id=answer.conflict.id, action=Action.parse(f"it_is_that_one={BENS}")
    )
    waiting = asking(company, number)
    company.send(HEAD, company.request(deciding, lane=""))
    company.send(ANN, waiting)
    company.office.answer_waiting()
    assert company.rows("customer_aliases")[0].number == BENS
    assert company.rows("inbox", request_id=waiting.id)[0].lane == f"{OWN}{BENS}"
    assert lane_of(company, ANN, asking(company, number)) == f"{OWN}{BENS}"


def test_a_batch_of_too_many_is_refused_whole_and_a_laptops_largest_is_not(
    company: Company,
) -> None:
    with pytest.raises(SetUpError):
        Settings(batch_rows=MAX_BATCH_REQUESTS // 4)
    small = replace(asking(company), body="{}")
    with pytest.raises(RefusedError, match="too much"):
        company.link(ANN).submit([small] * (MAX_BATCH_REQUESTS + 1))
    assert company.count("inbox") == 0
