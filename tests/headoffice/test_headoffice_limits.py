"""The inbox's limits where head office is a file; on a server its procedures keep them."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from smartclient.contract.messages import AnswerStatus, PlaceOrder, Request
from smartclient.contract.operations import MOST_WITHDRAWN, PulseRequest
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import new_id
from smartclient.domain.limits import MAX_QUANTITY, MOST_LINES
from smartclient.headoffice.inbox import receive
from tests.office_company import ANN, BEN, Company, line


def asking(company: Company, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def test_a_batch_that_is_too_large_is_refused_as_a_whole(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive, "MAX_BATCH_BYTES", 1_000)
    with pytest.raises(RefusedError):
        company.link(ANN).submit([asking(company) for _ in range(10)])
    assert company.count("inbox") == 0


def test_a_sender_may_not_fill_the_inbox(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "MAX_UNANSWERED", 3)
    requests = [asking(company, n) for n in range(1, 6)]
    refusals = [bool(r.refusal) for r in company.link(ANN).submit(requests)]
    assert refusals == [False, False, False, True, True]
    company.send(BEN, asking(company))
    company.office.answer_waiting()
    company.send(ANN, requests[3])


def test_what_was_set_aside_counts_as_kept_and_may_come_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive, "MAX_UNANSWERED", 2)
    first, second, third = (asking(company, n) for n in (1, 2, 3))
    company.send(ANN, first, second)
    company.change("inbox", {"sender": ANN}, status="parked")
    assert company.link(ANN).submit([third])[0].refusal
    # nobody is stuck: what is stored may be sent again, and answered requests don't count
    company.send(ANN, first, second)
    company.office.answer_waiting()
    company.send(ANN, third)


@pytest.mark.parametrize("quantity", [0, -1, MAX_QUANTITY + 1, 2**31])
def test_more_pieces_than_a_line_may_hold_are_refused(company: Company, quantity: int) -> None:
    _, answer = company.place(company.order(line("A", quantity)))
    assert answer.status is AnswerStatus.REJECTED
    assert "whole number from 1 to" in answer.why
    assert company.count("orders") == 0


def test_the_largest_quantity_and_the_most_lines_are_taken_by_every_check(company: Company) -> None:
    _, answer = company.place(company.order(line("A", MAX_QUANTITY)))
    assert answer.status is not AnswerStatus.REJECTED
    too_long = company.order(*(line("A", 1, number) for number in range(1, MOST_LINES + 2)))
    _, answer = company.place(too_long)
    assert (answer.status, answer.arguments["most"]) == (AnswerStatus.REJECTED, "1,000")


def test_a_quantity_stored_under_an_earlier_limit_does_not_keep_the_order_from_being_changed(
    company: Company,
) -> None:
    order = company.order(line("A", 2), line("B", 1, 2))
    company.place(order)
    held = replace(order.lines[0], quantity=5_000_000)
    company.change("order_lines", {"line": 1}, quantity=held.quantity)
    document = company.rows("orders")[0].document
    company.change("orders", {}, document=document.replace('"quantity":2', '"quantity":5000000'))

    changed = replace(order, lines=(held, replace(order.lines[1], quantity=3)))
    _, answer = company.amend(changed)
    assert answer.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}, answer
    assert answer.order is not None
    assert [item.quantity for item in answer.order.order.lines] == [5_000_000, 3]
    _, answer = company.amend(replace(changed, lines=(replace(held, quantity=5_000_001),)))
    assert answer.status is AnswerStatus.REJECTED


def test_a_list_as_long_as_is_taken_costs_few_statements(company: Company) -> None:
    """One statement for each that is named would hold up everybody's requests."""
    company.office.answer_waiting()
    statements: list[str] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )

    def statements_of_a_list(length: int) -> int:
        ids = tuple(new_id() for _ in range(length))
        order = company.request(PlaceOrder(order=company.order()), withdraws=ids)
        company.send(ANN, order, company.withdrawal(*ids))
        statements.clear()
        assert company.office.answer_waiting() == 2
        return len(statements)

    statements_of_a_list(1)
    of_one = statements_of_a_list(1)
    assert statements_of_a_list(MOST_WITHDRAWN) - of_one < MOST_WITHDRAWN / 50


def test_a_pulse_reads_what_head_office_stores_about_itself_in_one_statement(
    company: Company,
) -> None:
    link = company.link(ANN)
    link.pulse(PulseRequest())
    statements: list[str] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )
    link.pulse(PulseRequest())
    read = [statement for statement in statements if "FROM sync_info" in statement]
    assert ["WHERE" in statement for statement in read] == [True, False], "the clock, and all"


def test_head_office_is_checked_by_few_statements(company: Company) -> None:
    company.office.answer_waiting()
    statements: list[str] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )
    assert company.office.answer_waiting() == 0
    read = [statement for statement in statements if "FROM sync_info" in statement]
    assert len(read) == len(["the version", "the clock", "all for the restore check"])
