"""The worker: exactly once and in order, whoever is killed, too slow or poisonous."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import (
    BODY_TYPES,
    AmendOrder,
    Answer,
    AnswerStatus,
    PlaceOrder,
    Request,
    RequestKind,
    UpdateCustomer,
)
from smartclient.domain.errors import ContendedError, OutOfReachError
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order
from smartclient.headoffice import handlers
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.inbox import PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.worker.answering import ATTEMPTS
from smartclient.headoffice.worker.worker import LeaseLostError, Worker
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, Company, line


class KilledError(BaseException):
    """Stands for the end of the process: nothing after it runs."""


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL, logger="smartclient.headoffice"):
        yield


def another(company: Company, name: str = "other") -> Worker:
    return Worker(company.office.engine, company.clock, name=name)


def orders(company: Company, count: int, customer: str = SHOP) -> list[Request]:
    requests = [
        company.request(
            PlaceOrder(order=company.order(line("A", n + 1), customer=customer)), lane=customer
        )
        for n in range(count)
    ]
    company.send(ANN if customer != BENS else BEN, *requests)
    return requests


def spoil(
    monkeypatch: pytest.MonkeyPatch, is_bad: Callable[[Order], bool], error: BaseException
) -> None:
    """Make placing certain orders end in ``error``, after some of the work is done."""
    real = handlers.HANDLERS[PlaceOrder]

    def spoilt(incoming: Any, body: PlaceOrder, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        if is_bad(body.order):
            work.connection.execute(text("UPDATE sales_stock SET on_hand = 0"))
            raise error
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, spoilt)


def numbers(company: Company, requests: list[Request], login: str = ANN) -> list[str]:
    placed = [company.answer(login, request).order for request in requests]
    return [item.number for item in placed if item is not None]


def test_many_requests_share_a_round_and_keep_their_order(company: Company) -> None:
    requests = orders(company, 20)
    assert another(company).round() == 20
    assert numbers(company, requests) == [f"SO-{10001 + n}" for n in range(20)]
    assert another(company).round() is None


def test_a_limit_is_kept(company: Company) -> None:
    orders(company, 5)
    assert company.office.answer_waiting(3) == 3
    assert company.count("inbox", status="received") == 2


def test_a_request_sent_again_after_its_answer_changes_nothing(company: Company) -> None:
    (request,) = orders(company, 1)
    company.office.answer_waiting()
    before = company.rows("replies")
    company.send(ANN, request)
    assert company.office.answer_waiting() == 0
    assert company.rows("replies") == before
    assert company.count("orders") == 1


def test_a_worker_killed_before_its_commit_did_nothing(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = orders(company, 3)
    spoil(monkeypatch, lambda order: order.lines[0].quantity == 3, KilledError())
    with pytest.raises(KilledError):
        another(company).round()
    assert company.count("orders") == company.count("replies") == 0
    assert company.stock("D") == 5
    monkeypatch.undo()
    assert company.office.answer_waiting() == 3
    assert numbers(company, requests) == ["SO-10001", "SO-10002", "SO-10003"]


def test_what_a_killed_worker_leased_is_free_when_the_lease_runs_out(company: Company) -> None:
    orders(company, 1)
    another(company).claim("dead", 10)
    other = another(company)
    assert other.round() is None
    company.change("lanes", {"token": "dead"}, leased_until=company.clock.now().replace(year=2000))
    assert other.round() == 1


def test_a_lease_taken_before_the_clock_was_put_back_ends_no_later(company: Company) -> None:
    orders(company, 1)
    another(company).claim("dead", 10)
    company.change("lanes", {"token": "dead"}, leased_until=company.clock.now().replace(year=2200))
    assert another(company).round() == 1


def test_the_only_worker_on_a_machine_does_not_wait_for_a_dead_ones_lease(
    company: Company,
) -> None:
    orders(company, 1)
    another(company).claim("dead", 10)
    assert company.office.answer_waiting() == 1


def test_a_worker_that_was_too_slow_can_do_nothing(company: Company) -> None:
    requests = orders(company, 2)
    slow, fast = another(company, "slow"), another(company, "fast")
    leased, taken = slow.claim("slow", 10)
    company.change("lanes", {"token": "slow"}, leased_until=company.clock.now().replace(year=2000))
    assert fast.answer_waiting() == 2
    with pytest.raises(LeaseLostError):
        slow.answer("slow", leased, taken)
    assert numbers(company, requests) == ["SO-10001", "SO-10002"]
    assert company.count("orders") == 2


def test_a_worker_that_lost_one_of_its_lanes_leaves_them_all_alone(company: Company) -> None:
    orders(company, 1), orders(company, 1, KIOSK)
    slow = another(company)
    leased, taken = slow.claim("slow", 10)
    assert len(leased) == 2
    company.change("lanes", {"lane": KIOSK}, token="taken over")
    with pytest.raises(LeaseLostError):
        slow.answer("slow", leased, taken)
    assert company.count("orders") == 0


def test_two_workers_share_the_lanes_and_never_one_lane(company: Company) -> None:
    orders(company, 3), orders(company, 3, KIOSK)
    one, two = another(company, "one"), another(company, "two")
    first, _ = one.claim("one", 3)
    second, _ = two.claim("two", 10)
    assert set(first) | set(second) == {SHOP, KIOSK}
    assert not set(first) & set(second)


def test_a_worker_that_takes_one_request_alone_leaves_the_other_lanes_free(
    company: Company,
) -> None:
    orders(company, 2), orders(company, 2, KIOSK)
    company.change("inbox", {}, isolated=True)
    first, taken = another(company, "one").claim("one", 10)
    second, taken_too = another(company, "two").claim("two", 10)
    assert (first, second) == ((SHOP,), (KIOSK,))
    assert [incoming.lane for incoming in (*taken, *taken_too)] == [SHOP, KIOSK]


def test_a_poisonous_request_is_parked_and_harms_no_other(
    company: Company, monkeypatch: pytest.MonkeyPatch, quiet: None
) -> None:
    mine, others = orders(company, 5), orders(company, 3, BENS)
    bad = mine[2]
    spoil(
        monkeypatch,
        lambda order: order.lines[0].quantity == 3 and order.customer == SHOP,
        ZeroDivisionError("a bug"),
    )
    assert company.office.answer_waiting() == 8
    answer = company.answer(ANN, bad)
    assert answer.status is AnswerStatus.PARKED
    assert answer.why
    good = [request for request in mine if request is not bad]
    # the lane's order was kept: the ones behind waited for the third attempt
    assert numbers(company, good) == sorted(numbers(company, good))
    assert len(numbers(company, others, BEN)) == 3
    (row,) = company.rows("inbox", status="parked")
    assert (row.request_id, row.attempts) == (bad.id, ATTEMPTS)
    assert row.error == "ZeroDivisionError: a bug"
    assert company.stock("D") == 5
    assert company.count("orders") == 7


@pytest.mark.parametrize("place", ["handler", "preparation"])
def test_a_poisonous_request_is_parked_also_where_every_other_round_meets_a_lock(
    company: Company, monkeypatch: pytest.MonkeyPatch, quiet: None, place: str
) -> None:
    (bad,) = orders(company, 1)
    real, rounds, tries = WorkerTransaction.prepare, 0, 0

    def prepare(work: WorkerTransaction, orders: list[Order]) -> None:
        nonlocal rounds, tries
        rounds += 1
        if rounds % 2 == 0:
            raise ContendedError("Somebody else is writing.")
        tries += 1
        if place == "preparation" and tries <= ATTEMPTS:
            raise ZeroDivisionError("a bug")
        real(work, orders)

    monkeypatch.setattr(WorkerTransaction, "prepare", prepare)
    spoil(monkeypatch, lambda _: place == "handler", ZeroDivisionError("a bug"))
    for _ in range(3 * ATTEMPTS):
        with suppress(ContendedError):
            another(company).round()
        company.change("lanes", {"lane": SHOP}, leased_until=None, token=None)
    assert company.answer(ANN, bad).status is AnswerStatus.PARKED
    assert tries <= ATTEMPTS + 1


def test_a_death_after_an_error_of_ours_still_counts(
    company: Company, monkeypatch: pytest.MonkeyPatch, quiet: None
) -> None:
    orders(company, 1)
    with monkeypatch.context() as spoilt:
        spoil(spoilt, lambda _: True, ZeroDivisionError("a bug"))
        another(company).round(1)
    another(company).claim("dying", 1)
    company.change("lanes", {"lane": SHOP}, leased_until=None, token=None)
    in_trouble = another(company)
    in_trouble.release("trouble", *in_trouble.claim("trouble", 1))
    (row,) = company.rows("inbox")
    assert row.attempts == 2
    assert "a bug" in row.error
    assert "ended before" in row.error


def test_a_parked_request_that_is_sent_again_is_tried_again(
    company: Company, monkeypatch: pytest.MonkeyPatch, quiet: None
) -> None:
    (bad,) = orders(company, 1)
    spoil(monkeypatch, lambda _: True, ZeroDivisionError("a bug"))
    company.office.answer_waiting()
    assert company.answer(ANN, bad).status is AnswerStatus.PARKED
    monkeypatch.undo()
    company.send(ANN, bad)
    company.office.answer_waiting()
    assert company.answer(ANN, bad).status is AnswerStatus.CONFIRMED


def test_a_request_that_kills_its_worker_is_parked_after_three_kills(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = orders(company, 4)
    spoil(monkeypatch, lambda order: order.lines[0].quantity == 2, KilledError())
    kills = 0
    for _ in range(20):
        try:
            if not company.office.answer_waiting():
                break
        except KilledError:
            kills += 1
    # once with the others, then alone
    assert kills == ATTEMPTS + 1
    statuses = [company.answer(ANN, request).status for request in requests]
    assert statuses == [
        AnswerStatus.CONFIRMED,
        AnswerStatus.PARKED,
        AnswerStatus.CONFIRMED,
        AnswerStatus.CONFIRMED,
    ]


def test_a_busy_database_is_no_requests_fault(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    (request,) = orders(company, 1)
    spoil(monkeypatch, lambda _: True, ContendedError("busy"))
    for _ in range(ATTEMPTS + 2):
        with pytest.raises(ContendedError):
            company.office.answer_waiting()
    monkeypatch.undo()
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED


def test_a_database_that_goes_away_in_the_middle_is_no_requests_fault(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    (request,) = orders(company, 1)
    worker = another(company)
    for _ in range(5):
        with monkeypatch.context() as away:
            spoil(away, lambda _: True, OutOfReachError("The link broke."))
            away.setattr(lanes, "release", _out_of_reach)
            with pytest.raises(OutOfReachError):
                worker.round()
        company.change("lanes", {}, leased_until=company.clock.now().replace(year=2000))
    assert worker.answer_waiting() == 1
    assert numbers(company, [request]) == ["SO-10001"]


def _out_of_reach(*_: object) -> None:
    raise OutOfReachError("The link broke.")


def test_a_failing_preparation_is_pinned_on_the_request_that_causes_it(
    company: Company, monkeypatch: pytest.MonkeyPatch, quiet: None
) -> None:
    requests = orders(company, 3)
    real = WorkerTransaction.prepare

    def prepare(work: Any, batch: list[Order]) -> None:
        if any(order.lines[0].quantity == 2 for order in batch):
            raise OverflowError
        real(work, batch)

    monkeypatch.setattr(WorkerTransaction, "prepare", prepare)
    company.office.answer_waiting()
    statuses = [company.answer(ANN, request).status for request in requests]
    assert statuses == [AnswerStatus.CONFIRMED, AnswerStatus.PARKED, AnswerStatus.CONFIRMED]


@pytest.mark.parametrize(
    ("kind", "version", "body"),
    [
        ("place_order", 1, "{"),
        ("place_order", 1, '{"order": 7}'),
        ("place_order", 99, "{}"),
        ("send_flowers", 1, "{}"),
    ],
)
def test_what_can_not_be_read_is_kept_and_parked(
    company: Company, kind: str, version: int, body: str
) -> None:
    (good,) = orders(company, 1)
    unreadable = replace(good, id=company.request(PlaceOrder(order=company.order())).id)
    row = {
        "sender": ANN,
        "request_id": unreadable.id,
        "kind": kind,
        "version": version,
        "lane": SHOP,
        "body": body,
        "digest": digest_of(body),
        "made_at": good.made_at,
        "received_at": good.made_at,
    }
    with company.office.engine.begin() as connection:
        connection.execute(insert(company.tables.inbox), [row])
    assert company.office.answer_waiting() == 2
    assert company.answer(ANN, unreadable).status is AnswerStatus.PARKED
    assert company.answer(ANN, unreadable).why
    assert company.count("inbox", status="parked", request_id=unreadable.id) == 1


def test_new_prices_hold_from_the_next_round(company: Company) -> None:
    """A worker keeps reference data from round to round, but only while nobody changes it."""
    own = another(company)
    orders(company, 1)
    own.answer_waiting()
    company.change_product("A", discontinued_on=company.clock.today())
    (request,) = orders(company, 1, KIOSK)
    own.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.IN_CONFLICT


def test_a_worker_shows_that_it_is_alive(company: Company) -> None:
    orders(company, 1)
    company.office.answer_waiting()
    assert [row.seen_at for row in company.rows("workers")] == [company.clock.now()]


def test_each_change_of_a_round_is_logged_under_the_name_of_whoever_made_it(
    company: Company,
) -> None:
    placing = company.request(PlaceOrder(order=company.order(line("D", 1))))
    company.send(ANN, placing)
    changes = (FieldChange(field=EditableField.PHONE, base="555-0100", mine="1"),)
    update_bens = UpdateCustomer(number=BENS, changes=changes)
    place_bens = PlaceOrder(order=company.order(line("D", 2), customer=BENS))
    amend_bens = AmendOrder(
        order=replace(place_bens.order, lines=(line("D", 3),)), base=place_bens.order
    )
    company.send(BEN, *(company.request(b, lane=BENS) for b in (place_bens, amend_bens)))
    company.send(BEN, company.request(update_bens, lane=BENS))
    assert company.office.answer_waiting() == 4
    assert company.log("customer", BENS) == [("phone", "555-0100", "1", BEN)]
    assert [(after, by) for _, _, after, by in reversed(company.log("stock", "D"))] == [
        ("4", ANN),
        ("2", BEN),
        ("4", BEN),
        ("1", BEN),
    ]


def test_nothing_done_later_by_hand_is_logged_under_a_reps_name(company: Company) -> None:
    orders(company, 1)
    company.office.answer_waiting()
    with company.office.engine.begin() as connection:
        connection.execute(update(company.tables.customers).values(phone="1"))
    assert company.log("customer", SHOP)[0] == ("phone", "555-0100", "1", "")


def test_every_kind_of_request_has_a_handler() -> None:
    assert set(handlers.HANDLERS) == {BODY_TYPES[kind] for kind in RequestKind}
