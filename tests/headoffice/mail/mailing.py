"""Mails as reps ask for them, and the program at head office that sends them."""

from datetime import UTC, datetime

from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import (
    AnswerStatus,
    Request,
    Withdraw,
)
from smartclient.domain.ids import CustomerNumber, new_id
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.sender import MailSender
from tests.office_company import ANN, SHOP, Company
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step

RECIPIENT = "s-1@shop.test"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def sender(company: Company, server: MailServer) -> MailSender:
    engine = company.office.engine
    return MailSender(
        engine, OfficeClock(engine, company.clock), lambda _: PASSWORD, lambda: server.trust
    )


def mail(text: str = "The pump is here.", **changes: str) -> SendMail:
    return SendMail(
        mail_id=changes.get("mail_id", new_id()),
        customer=CustomerNumber(changes.get("customer", SHOP)),
        recipient=changes.get("recipient", RECIPIENT),
        subject=changes.get("subject", "Good news"),
        text=text,
    )


def asked(company: Company, body: SendMail | AnswerMail | Withdraw) -> Request:
    """Send a request and have it answered, as far as a worker does."""
    request = company.request(body)
    company.send(ANN, request)
    company.office.answer_waiting()
    return request


def status(company: Company, request: Request) -> AnswerStatus | None:
    answer = company.answer_or_none(ANN, request)
    return None if answer is None else answer.status


def decided(company: Company, body: SendMail, decision: MailDecision) -> Request:
    return asked(company, AnswerMail(mail_id=body.mail_id, decision=decision))


def unknown(company: Company, server: MailServer) -> tuple[SendMail, Request]:
    """A mail that the server took without saying so."""
    body = mail()
    request = asked(company, body)
    server.failure = Failure(Step.AFTER_THE_DOT)
    assert sender(company, server).send_due() == 1
    assert status(company, request) is AnswerStatus.PARKED
    server.failure = Failure()
    return body, request
