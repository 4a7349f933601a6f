"""replies: a login's own, oldest first, and again when a later answer takes the place of one."""

import pytest

from smartclient.contract.messages import AnswerStatus, PlaceOrder, Reply
from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import SignInError
from tests.office_company import ANN, BEN, HEAD, KIOSK, Company, line


def test_only_the_senders_own_replies_are_given(company: Company) -> None:
    request, _ = company.place(company.order())
    watermark = company.link(BEN).pulse(PulseRequest()).watermark
    assert company.link(BEN).replies(after=0, watermark=watermark, limit=100) == ()
    (reply,) = company.link(ANN).replies(after=0, watermark=watermark, limit=100)
    assert (reply.request_id, reply.answer.status) == (request.id, AnswerStatus.CONFIRMED)
    assert reply.answered_at == company.clock.now()


def test_they_come_in_order_page_by_page(company: Company) -> None:
    requested = [company.place(company.order(line("A", n)))[0].id for n in range(1, 6)]
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    collected: list[Reply] = []
    after = 0
    while page := link.replies(after=after, watermark=watermark, limit=2):
        assert len(page) <= 2
        collected += page
        after = page[-1].row_version
    assert [reply.request_id for reply in collected] == requested
    assert [r.row_version for r in collected] == sorted(r.row_version for r in collected)


def test_what_was_answered_at_once_comes_page_by_page(company: Company) -> None:
    requests = [company.request(PlaceOrder(order=company.order(line("B", n)))) for n in range(1, 6)]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    came: list[str] = []
    after = 0
    while page := link.replies(after=after, watermark=watermark, limit=2):
        came += [reply.request_id for reply in page]
        after = page[-1].row_version
    assert sorted(came) == sorted(request.id for request in requests)


def test_nothing_at_or_above_the_bound_is_given(company: Company) -> None:
    company.place(company.order())
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    company.place(company.order(line("B", 2)))
    assert len(link.replies(after=0, watermark=watermark, limit=100)) == 1


def test_a_later_answer_comes_again_under_the_same_request(company: Company) -> None:
    request, answer = company.place(company.order(line("A", 99), customer=KIOSK))
    link = company.link(ANN)
    (waiting,) = link.replies(after=0, watermark=link.pulse(PulseRequest()).watermark, limit=100)
    assert waiting.answer.status is AnswerStatus.AWAITING_DECISION
    company.decide(answer.conflict, "approve", HEAD)
    watermark = link.pulse(PulseRequest(replies_after=waiting.row_version)).watermark
    (decided,) = link.replies(after=waiting.row_version, watermark=watermark, limit=100)
    assert decided.request_id == request.id
    assert decided.answer.status is AnswerStatus.CONFIRMED
    assert len(link.replies(after=0, watermark=watermark, limit=100)) == 1


def test_nobody_unknown_collects(company: Company) -> None:
    link = company.link(ANN)
    company.place(company.order())
    company.dismiss(ANN)
    with pytest.raises(SignInError):
        link.replies(after=0, watermark=10**9, limit=100)
