"""Renumbering: records that got another number after a restore than they had before."""

from dataclasses import replace

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.given_numbers import Numbered, is_final
from smartclient.domain.sales.order_diff import (
    CUSTOMER_NUMBER_FIELD,
    ORDER_NUMBER_FIELD,
    REFUSED_NUMBER_FIELD,
)
from smartclient.domain.sales.orders import OrderState


def renumbered(given: str, number: str) -> tuple[Change, ...]:
    """Report that an order has ``number`` and was ``given`` another, "" for none, before."""
    return _report(ORDER_NUMBER_FIELD, given, number)


def refused(numbered: Numbered, claimed: str, number: str) -> tuple[Change, ...]:
    """Report that a record has another number than the one its device gave it for good."""
    return _report(REFUSED_NUMBER_FIELD, claimed if is_final(numbered, claimed) else "", number)


def with_renumbering(answer: Answer, given: str) -> Answer:
    """An answer that reports it where the number is another than was ``given`` before."""
    report = _missing(answer, given)
    if not report:
        return answer
    return replace(answer, status=AnswerStatus.ADJUSTED, report=(*answer.report, *report))


def _missing(answer: Answer, given: str) -> tuple[Change, ...]:
    if not answer.status.succeeded or answer.withdrawn:
        return ()
    report: tuple[Change, ...] = ()
    if answer.order is not None and answer.order.state is not OrderState.CANCELLED:
        report = renumbered(given, answer.order.number)
    # any other answer shows the customer by the number in the request
    elif answer.customer is not None and answer.customer_number_was is not None:
        report = _report(CUSTOMER_NUMBER_FIELD, given, answer.customer.number)
    return () if set(report) <= set(answer.report) else report


def _report(field: str, given: str, number: str) -> tuple[Change, ...]:
    if not given or given == number:
        return ()
    return (Change(rule="", field=field, before=given, after=number),)
