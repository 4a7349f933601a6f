"""Poison: one request or reply that spoils everything it touches, and what becomes of the rest."""

from collections.abc import Callable, Sequence

import pytest

from smartclient.contract.messages import AnswerStatus, Reply, Request
from smartclient.contract.operations import Receipt
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, UnforeseenError
from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import TaskStatus
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.sync import receive_replies
from smartclient.use_cases.replies.apply_reply import apply_reply
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop


def _refusing(*poison: RequestId, error: Exception) -> Callable[[Sequence[Request]], None]:
    def refuse(batch: Sequence[Request]) -> None:
        if not poison or any(request.id in poison for request in batch):
            raise error

    return refuse


def _statuses(laptop: Laptop) -> list[TaskStatus]:
    return [entry.status for entry in laptop.use_cases.outbox.entries()]


@pytest.mark.parametrize("error", [RefusedError("This can't be read."), KeyError("a mistake")])
@pytest.mark.parametrize("place", [0, 3, 6])
def test_one_poisoned_request_is_parked_and_the_others_arrive(
    company: Company, laptop: Laptop, error: Exception, place: int
) -> None:
    laptop.sync()
    for sku in SKUS:
        laptop.order(sku)
    poison = laptop.use_cases.outbox.entries()[place].request_id
    laptop.link.refuse = _refusing(poison, error=error)
    summary = laptop.sync()
    assert (summary.sent, summary.parked) == (6, 1)
    (entry,) = laptop.use_cases.outbox.entries()
    assert (entry.request_id, entry.status) == (poison, TaskStatus.PARKED)
    assert entry.why
    laptop.link.refuse = lambda _: None
    laptop.use_cases.outbox.retry(poison)
    assert laptop.sync().sent == 1
    assert company.orders() == 7


def test_a_link_that_refuses_everything_is_not_the_requests_fault(laptop: Laptop) -> None:
    laptop.sync()
    for sku in SKUS:
        laptop.order(sku)
    laptop.link.calls.clear()
    laptop.link.refuse = _refusing(error=KeyError("head office is broken"))
    with pytest.raises(UnforeseenError):
        laptop.sync()
    assert set(_statuses(laptop)) == {TaskStatus.SENDING}
    assert all(entry.attempts == 1 for entry in laptop.use_cases.outbox.entries())
    laptop.link.refuse = lambda _: None
    assert laptop.sync().sent == len(SKUS)


def test_a_request_that_breaks_a_limit_is_parked_with_the_reason(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    laptop.link.receipts = lambda given: tuple(
        Receipt(request_id=each.request_id, digest=each.digest, refusal="too_large")
        for each in given
    )
    summary = laptop.sync(answer_now=None)
    assert (summary.sent, summary.parked) == (0, 1)
    assert _statuses(laptop) == [TaskStatus.PARKED]


@pytest.mark.parametrize("spoiled", ["lost", "other bytes"])
def test_without_proof_a_request_is_offered_again_and_has_one_effect(
    company: Company, laptop: Laptop, spoiled: str
) -> None:
    def receipts(given: tuple[Receipt, ...]) -> tuple[Receipt, ...]:
        if spoiled == "lost":
            return ()
        return tuple(Receipt(request_id=each.request_id, digest="0" * 64) for each in given)

    laptop.sync()
    laptop.order()
    laptop.link.receipts = receipts
    laptop.link.calls.clear()
    laptop.sync(answer_now=None)
    assert laptop.link.calls.count("submit") == 1
    assert _statuses(laptop) == [TaskStatus.SENDING]
    laptop.link.receipts = lambda given: given
    laptop.sync()
    assert not laptop.use_cases.outbox.entries()
    assert company.orders() == 1


def test_a_reply_that_cannot_be_applied_does_not_block_the_others(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    laptop.sync()
    for sku in SKUS:
        laptop.order(sku)
    stubborn = laptop.use_cases.outbox.entries()[2].request_id

    def apply_most(work: UnitOfWork, reply: Reply, clock: Clock) -> AnswerStatus | None:
        if reply.request_id == stubborn:
            raise KeyError(stubborn)
        return apply_reply(work, reply, clock)

    monkeypatch.setattr(receive_replies, "apply_reply", apply_most)
    summary = laptop.sync()
    assert summary.confirmed == len(SKUS) - 1
    assert "can't be applied" in summary.why
    assert [entry.request_id for entry in laptop.use_cases.outbox.entries()] == [stubborn]
    assert "can't be applied" in caplog.text
    # still stubborn: tried again with each sync, reported again
    assert "can't be applied" in laptop.sync().why
    monkeypatch.setattr(receive_replies, "apply_reply", apply_reply)
    summary = laptop.sync()
    assert (summary.confirmed, summary.why) == (1, "")
    assert not laptop.use_cases.outbox.entries()
    laptop.link.calls.clear()
    laptop.sync()
    assert "replies" not in laptop.link.calls
