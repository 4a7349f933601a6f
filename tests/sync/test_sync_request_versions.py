"""Requests of several versions on one link: old bytes at a new head office, and the reverse."""

import json
from dataclasses import replace

from smartclient.contract.encoding import decode_body, request_for
from smartclient.contract.messages import AnswerStatus, CancelOrder, Request, RequestKind
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.ids import RequestId, new_id
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import SubjectType, TaskStatus
from smartclient.read_models.records import OrderRecord
from tests.recorded_requests import recorded, recorded_requests
from tests.small_company import REP
from tests.sync.sync_world import Company, Laptop

LINK_OF_VERSION_1 = 2
"""The last version of the link whose head offices read only version 1 of a cancellation."""


def older(pulse: Pulse) -> Pulse:
    return replace(pulse, link_version=LINK_OF_VERSION_1)


def answers(company: Company, *requests: Request) -> dict[RequestId, AnswerStatus]:
    """Let head office answer requests, and return what it says of all there are."""
    operations = company.office.operations(REP)
    for receipt in operations.submit(requests):
        assert receipt.refusal == ""
    company.office.answer_waiting()
    watermark = operations.pulse(PulseRequest()).watermark
    replies = operations.replies(after=0, watermark=watermark, limit=99)
    return {reply.request_id: reply.answer.status for reply in replies}


def order_states(company: Company) -> list[str]:
    with company.office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM sales_orders ORDER BY id")
        return list(rows.scalars())


def cancellation(laptop: Laptop, order: OrderRecord) -> Request:
    """Cancel an order, and return the request for it as the laptop keeps it."""
    laptop.use_cases.orders.cancel(order.order.id, "Too late")
    with laptop.store.view() as view:
        (task,) = view.tasks.unfinished_about(SubjectType.ORDER, order.order.id)
        stored = view.outbox.get(task.request_id)
    assert stored is not None
    return stored.request


def confirmed_order(laptop: Laptop) -> OrderRecord:
    laptop.sync()
    order = laptop.order()
    laptop.sync()
    return order


def test_a_new_head_office_carries_out_what_an_earlier_version_wrote(company: Company) -> None:
    requests = recorded_requests()
    first = answers(company, *requests)
    assert set(first.values()) == {AnswerStatus.CONFIRMED}
    assert order_states(company) == ["cancelled"]
    assert answers(company, *requests) == first


def test_the_same_cancellation_in_two_versions_has_one_effect(company: Company) -> None:
    old = recorded(RequestKind.CANCEL_ORDER, 1)
    assert old is not None
    again = request_for(
        decode_body(old),
        request_id=RequestId(new_id()),
        lane=old.lane,
        made_at=old.made_at,
        replaces=old.id,
        withdraws=(old.id,),
    )
    assert again.version == 2
    answered = answers(company, *recorded_requests(), again)
    assert answered[again.id] is AnswerStatus.CONFIRMED
    assert order_states(company) == ["cancelled"]
    # the older one, from a copy of the laptop, comes after all
    assert answers(company, old)[again.id] is AnswerStatus.CONFIRMED
    assert order_states(company) == ["cancelled"]


def test_the_same_id_with_a_body_of_another_version_is_refused(company: Company) -> None:
    old = recorded(RequestKind.CANCEL_ORDER, 1)
    assert old is not None
    answers(company, *recorded_requests())
    new = request_for(decode_body(old), request_id=old.id, lane=old.lane, made_at=old.made_at)
    (receipt,) = company.office.operations(REP).submit([new])
    assert "another request under the same identity" in receipt.refusal


def test_a_request_is_written_as_head_office_reads_it(laptop: Laptop) -> None:
    laptop.link.pulses = older
    order = confirmed_order(laptop)
    request = cancellation(laptop, order)
    asked = {"order_id": order.order.id, "note": "Too late"}
    assert (request.version, json.loads(request.body)) == (
        1,
        {**asked, "customer": order.order.customer},
    )
    laptop.link.pulses = lambda pulse: pulse
    other = confirmed_order(laptop)
    request = cancellation(laptop, other)
    newer = {"order_id": other.order.id, "check_out": "", "compensates": False}
    assert (request.version, json.loads(request.body)) == (2, {**asked, **newer})
    laptop.sync()
    cancelled = laptop.use_cases.orders.search(state=OrderState.CANCELLED)
    assert {item.id for item in cancelled} == {order.order.id, other.order.id}


def test_what_was_saved_for_an_older_head_office_is_sent_to_its_successor_as_it_is(
    company: Company, laptop: Laptop
) -> None:
    laptop.link.pulses = older
    order = confirmed_order(laptop)
    saved = cancellation(laptop, order)
    laptop.link.pulses = lambda pulse: pulse
    laptop.sync()
    assert order_states(company) == ["cancelled"]
    with laptop.store.view() as view:
        stored = view.outbox.get(saved.id)
        assert stored is not None
        assert (stored.request.version, stored.request.body) == (1, saved.body)
        task = view.tasks.get(stored.task_id)
    assert task is not None
    assert task.status is TaskStatus.CONFIRMED
    assert isinstance(decode_body(saved), CancelOrder)


def test_a_laptop_that_never_reached_head_office_writes_the_first_version(laptop: Laptop) -> None:
    with laptop.store.view() as view:
        assert view.meta.link_version == 1
