"""The inbox's limits where head office is a file; on a server its procedures keep them."""

import pytest

from office_company import ANN, BEN, Company, line
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.errors import RefusedError
from smartclient.headoffice import inbox


def asking(company: Company, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def test_a_batch_that_is_too_large_is_refused_as_a_whole(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MAX_BATCH_BYTES", 1_000)
    with pytest.raises(RefusedError):
        company.link(ANN).submit([asking(company) for _ in range(10)])
    assert company.count("inbox") == 0


def test_a_sender_may_not_fill_the_inbox(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MAX_UNANSWERED", 3)
    requests = [asking(company, n) for n in range(1, 6)]
    refusals = [bool(r.refusal) for r in company.link(ANN).submit(requests)]
    assert refusals == [False, False, False, True, True]
    company.send(BEN, asking(company))
    company.office.answer_waiting()
    company.send(ANN, requests[3])


def test_what_was_set_aside_counts_as_kept_and_may_come_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MAX_UNANSWERED", 2)
    first, second, third = (asking(company, n) for n in (1, 2, 3))
    company.send(ANN, first, second)
    company.change("inbox", {"sender": ANN}, status="parked")
    assert company.link(ANN).submit([third])[0].refusal
    # nobody is stuck: what is kept may be asked again, and what was answered counts no more
    company.send(ANN, first, second)
    company.office.answer_waiting()
    company.send(ANN, third)
