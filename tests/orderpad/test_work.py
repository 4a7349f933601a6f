"""What a rep does with orders in the page, against head office itself."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smartclient.contract.encoding import digest_of
from smartclient.domain.ids import OrderId, Sku, new_id
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.orderpad.plain import plain, read
from tests.office_company import Company
from tests.orderpad.pad import Pad, RefusedInPageError
from tests.orderpad.sample_device import SampleDevice
from tests.set_clock import SetClock


@pytest.fixture
def pad(tmp_path: Path) -> Iterator[Pad]:
    device = SampleDevice(tmp_path, SetClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC)))
    yield Pad(device)
    device.close()


def sound_order(pad: Pad, note: str = "") -> Order:
    """Return an order that head office takes as it is."""
    laptop = pad.device.laptop
    for customer in pad.device.customers():
        for row in pad.device.rows["products"]:
            order = Order(
                id=OrderId(new_id()),
                customer=customer,
                order_date=laptop.clock.today(),
                lines=(OrderLine(line=1, sku=Sku(row[1]), quantity=1),),
                note=note,
            )
            quote = laptop.use_cases.orders.quote(order)
            if not quote.problems and not quote.report:
                return order
    raise LookupError


def end_sale(pad: Pad, order: Order) -> None:
    """Have head office sell the product of an order no more; the device doesn't know."""
    pad.device.company.change_product(order.lines[0].sku, sell_until=date(2026, 1, 1))


def orders_at(company: Company) -> dict[str, str]:
    """Return the state of each order at head office by its id."""
    return {row.order_id: row.state for row in company.rows("orders")}


def test_a_placed_order_is_confirmed_under_head_offices_number(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    assert pad.state(order_id) == "tentative"
    assert pad.orders[order_id]["order"]["provisional_number"].endswith("-0001")
    [request] = pad.requests.values()
    assert request["item"]["digest"] == digest_of(request["item"]["body"])
    pad.sync()
    assert pad.state(order_id) == "confirmed"
    assert pad.task(order_id)["status"] == "confirmed"
    assert pad.orders[order_id]["number"].startswith("SO-")
    assert orders_at(pad.device.company)[order_id] == "confirmed"


def test_a_reply_that_comes_again_changes_nothing(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    pad.sync()
    before = json.dumps([pad.orders, pad.tasks, pad.requests], sort_keys=True)
    pad.replies_after = 0
    pad.collect()
    assert json.dumps([pad.orders, pad.tasks, pad.requests], sort_keys=True) == before
    assert pad.state(order_id) == "confirmed"


def test_what_was_not_sent_is_taken_back_and_placed_again_as_it_is_then(pad: Pad) -> None:
    order = sound_order(pad)
    order_id = pad.place(order)
    pad.change("takeBack", order_id)
    assert pad.state(order_id) == "draft"
    assert [each["status"] for each in pad.requests.values()] == ["superseded"]
    again = read(Order, pad.orders[order_id]["order"])
    pad.place(again)
    pad.sync()
    assert pad.state(order_id) == "confirmed"
    assert list(orders_at(pad.device.company).values()).count("confirmed") == before_and(pad, 1)


def before_and(pad: Pad, more: int) -> int:
    """Return how many confirmed orders head office has with so many of the test's own."""
    own = set(pad.orders)
    return more + sum(
        1
        for order_id, state in orders_at(pad.device.company).items()
        if state == "confirmed" and order_id not in own
    )


def test_what_head_office_may_have_is_withdrawn_in_time(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    pad.send()
    pad.change("takeBack", order_id)
    assert pad.task(order_id)["status"] == "taking_back"
    assert pad.state(order_id) == "tentative"
    with pytest.raises(RefusedInPageError):
        pad.ask("takeBack", order_id)
    pad.sync()
    assert pad.task(order_id)["status"] == "undone"
    assert pad.state(order_id) == "draft"
    assert order_id not in orders_at(pad.device.company)


def test_a_withdrawal_that_comes_too_late_leaves_the_order_confirmed(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    pad.send()
    pad.device.company.office.answer_waiting()
    pad.change("takeBack", order_id)
    pad.sync()
    assert pad.state(order_id) == "confirmed"
    assert pad.orders[order_id]["number"].startswith("SO-")
    assert orders_at(pad.device.company)[order_id] == "confirmed"


def test_an_order_that_waits_is_sent_as_it_was_changed_last(pad: Pad) -> None:
    order = sound_order(pad)
    order_id = pad.place(order)
    changed = read(Order, {**plain(order), "note": "Ring twice"})
    pad.change("place", order_id, order=plain(changed), count=99)
    assert [each["status"] for each in pad.requests.values()] == ["superseded", "queued"]
    pad.sync()
    assert pad.orders[order_id]["order"]["note"] == "Ring twice"
    assert pad.orders[order_id]["order"]["provisional_number"].endswith("-0001")


def test_a_confirmed_order_is_changed_and_cancelled_by_requests(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    pad.sync()
    held = pad.orders[order_id]["order"]
    more = {**held, "lines": [{**held["lines"][0], "quantity": 2}]}
    pad.change("place", order_id, order=more, count=99)
    assert pad.state(order_id) == "tentative"
    with pytest.raises(RefusedInPageError, match="Withdraw that first"):
        pad.ask("cancel", order_id, note="")
    pad.sync()
    assert pad.orders[order_id]["order"]["lines"][0]["quantity"] == 2
    assert pad.state(order_id) == "confirmed"
    pad.change("cancel", order_id, note="The shop is closed")
    pad.sync()
    assert pad.state(order_id) == "cancelled"
    assert orders_at(pad.device.company)[order_id] == "cancelled"
    with pytest.raises(RefusedInPageError, match="nothing to cancel"):
        pad.ask("cancel", order_id, note="")


def test_a_conflict_is_answered_by_the_rep(pad: Pad) -> None:
    order = sound_order(pad)
    order_id = pad.place(order)
    end_sale(pad, order)
    pad.sync()
    assert pad.task(order_id)["status"] == "in_conflict"
    conflict = pad.conflict(order_id)
    shown = pad.ask("conflict", order_id, conflict=conflict, chosen={})
    [problem] = shown["problems"]
    assert problem["said"]["templates"]
    actions = {each["action"]["kind"]: each for each in problem["actions"]}
    assert actions["cancel"]["total"] is None
    assert shown["total"] == pad.orders[order_id]["order"]["totals"]["total"]
    with pytest.raises(RefusedInPageError, match="Not answered yet"):
        pad.ask("resolve", order_id, resolution={"problems": [], "fields": []})
    answer = {"code": problem["code"], "line": problem["line"]}
    resolution = {"problems": [{**answer, "action": actions["cancel"]["action"]}], "fields": []}
    pad.change("resolve", order_id, resolution=resolution)
    assert pad.task(order_id)["status"] == "queued"
    pad.sync()
    assert pad.state(order_id) == "cancelled"


def test_a_conflict_is_left_to_head_office(pad: Pad) -> None:
    order = sound_order(pad)
    order_id = pad.place(order)
    end_sale(pad, order)
    pad.sync()
    pad.change("escalate", order_id, note="They have always had it")
    pad.sync()
    assert pad.task(order_id)["status"] == "awaiting_decision"
    with pytest.raises(RefusedInPageError, match="Head office is deciding"):
        pad.ask("escalate", order_id, note="")


def test_a_refused_order_leaves_a_draft_to_correct(pad: Pad) -> None:
    pad.device.company.policy("discontinued", "refuse")
    order = sound_order(pad, note="Mind the dog")
    order_id = pad.place(order)
    end_sale(pad, order)
    pad.sync()
    assert pad.state(order_id) == "refused"
    [draft] = [each for each in pad.orders.values() if each["state"] == "draft"]
    assert draft["order"]["note"] == "Mind the dog"
    reasons = pad.ask("report", order_id, answer=next(iter(pad.requests.values()))["answer"])[
        "reasons"
    ]
    assert len(reasons) == 1


def test_what_can_not_be_placed_says_why_and_changes_nothing(pad: Pad) -> None:
    order = sound_order(pad)
    empty = {**plain(order), "lines": []}
    with pytest.raises(RefusedInPageError, match="no lines"):
        pad.ask("place", order.id, order=empty, count=1)
    elsewhere = {**plain(order), "customer": "C-99999"}
    with pytest.raises(RefusedInPageError, match="not on this device"):
        pad.ask("place", order.id, order=elsewhere, count=1)


def test_a_restored_head_office_is_offered_what_it_lost(pad: Pad) -> None:
    order_id = pad.place(sound_order(pad))
    pad.sync()
    number = pad.orders[order_id]["number"]
    changes = pad.change("lost", order_id)
    [again] = changes["requests"]
    assert (again["status"], again["item"]["given_number"]) == ("queued", number)
    # one that it still knows is answered as before
    pad.sync()
    assert pad.state(order_id) == "confirmed"
    assert pad.orders[order_id]["number"] == number
    assert list(orders_at(pad.device.company)).count(order_id) == 1
