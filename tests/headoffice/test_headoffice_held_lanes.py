"""Lanes that are held while requests are answered that withdraw what waits in them."""

import pytest

from smartclient.contract.messages import Body, CancelOrder, PlaceOrder, Request, Withdraw
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.inbox import incoming_from
from tests.office_company import ANN, KIOSK, SHOP, Company, line

THIRD = "AN-C0001"
"""A customer that is not opened yet."""
THIRD_LANE = f"{ANN}|{THIRD}"


def waiting(company: Company, body: Body, lane: str, *named: Request, replaces: bool) -> Request:
    """Send a request that withdraws others, or also says that it replaces the last of them."""
    request = company.request(
        body,
        lane=lane,
        withdraws=tuple(item.id for item in named),
        replaces=named[-1].id if replaces else None,
    )
    company.send(ANN, request)
    return request


def held(company: Company, request: Request, patch: pytest.MonkeyPatch) -> list[str]:
    """Which lanes are held before a request is answered."""
    found: list[str] = []
    patch.setattr(lanes, "lock", lambda _, lane: found.append(lane))
    (row,) = company.rows("inbox", request_id=request.id)
    with company.office.engine.connect() as connection:
        lanes.lock_withdrawn(connection, [incoming_from(row)])
    return found


def test_a_request_that_withdraws_others_in_several_lanes_holds_each_of_them(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        waiting(company, PlaceOrder(order=company.order(line("A", 1))), lane, replaces=False)
        for lane in (KIOSK, THIRD)
    )
    body = Withdraw(requests=(first.id, second.id))
    withdrawal = waiting(company, body, SHOP, first, second, replaces=False)
    assert held(company, withdrawal, monkeypatch) == sorted([KIOSK, THIRD_LANE])


def test_what_two_requests_in_two_lanes_replace_is_held_by_either(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written down as withdrawn by the first: the second names it itself."""
    order = company.order(line("A", 1))
    placed = waiting(company, PlaceOrder(order=order), THIRD, replaces=False)
    later = waiting(company, PlaceOrder(order=order), KIOSK, placed, replaces=True)
    cancel = CancelOrder(order_id=order.id)
    last = waiting(company, cancel, SHOP, placed, replaces=True)
    assert held(company, later, monkeypatch) == [THIRD_LANE]
    assert held(company, last, monkeypatch) == [THIRD_LANE]


def test_what_is_answered_or_in_its_own_lane_is_not_held(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = company.order(line("A", 1))
    answered = waiting(company, PlaceOrder(order=order), KIOSK, replaces=False)
    company.office.answer_waiting()
    later = waiting(company, PlaceOrder(order=order), SHOP, answered, replaces=True)
    again = waiting(company, PlaceOrder(order=order), SHOP, later, replaces=True)
    assert held(company, later, monkeypatch) == []
    assert held(company, again, monkeypatch) == []
