"""Mail by head office on a live SQL Server: claims, outcomes, withdrawals and the pulse."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import AnswerStatus, Request, Withdraw
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import RequestId, new_id
from smartclient.domain.mail import MailAccount, MailReadiness
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.case_notices import claim_notice, due_notice, put_back_notice
from smartclient.headoffice.mail.sender import MailSender
from tests.headoffice.test_headoffice_cases import over_credit
from tests.live_company import LiveCompany
from tests.office_company import ANN, SHOP
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step, mail_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as served:
        yield served


@pytest.fixture
def company(live_company: LiveCompany, server: MailServer) -> LiveCompany:
    live_company.office.mail.set_up(MailAccount(mailbox=server.mailbox))
    return live_company


def sender(company: LiveCompany, server: MailServer) -> MailSender:
    engine = company.office.engine
    return MailSender(
        engine, OfficeClock(engine, company.clock), lambda _: PASSWORD, lambda: server.trust
    )


def mail() -> SendMail:
    return SendMail(
        mail_id=new_id(), customer=SHOP, recipient="s-1@shop.test", subject="Grüße", text="Ann"
    )


def asked(company: LiveCompany, body: SendMail | AnswerMail | Withdraw) -> Request:
    request = company.request(body)
    company.send(ANN, request)
    company.office.answer_waiting()
    return request


def status(company: LiveCompany, request: Request) -> AnswerStatus | None:
    answer = company.answer_or_none(ANN, request)
    return None if answer is None else answer.status


def test_a_mail_is_sent_once_and_its_server_is_in_the_pulse(
    company: LiveCompany, server: MailServer
) -> None:
    link = company.link(ANN)
    assert link.pulse(PulseRequest()).mail is MailReadiness.UNPROVEN
    request = asked(company, mail())
    assert status(company, request) is None
    waiting = PulseRequest(receipts=(RequestId(request.id),), unanswered=1)
    assert (link.pulse(waiting).missing, link.pulse(waiting).forgotten) == (0, ())
    assert sender(company, server).send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED
    company.send(ANN, request)
    company.office.answer_waiting()
    assert sender(company, server).send_due() == 0
    assert len(server.received) == 1
    assert link.pulse(PulseRequest()).mail is MailReadiness.UP


def test_an_unknown_outcome_is_open_work_until_its_rep_decides(
    company: LiveCompany, server: MailServer
) -> None:
    body = mail()
    request = asked(company, body)
    server.failure = Failure(Step.AFTER_THE_DOT)
    assert sender(company, server).send_due() == 1
    server.failure = Failure()
    assert status(company, request) is AnswerStatus.PARKED
    assert company.count("open_work", item_id=request.id) == 1
    again = asked(company, AnswerMail(mail_id=body.mail_id, decision=MailDecision.SEND_AGAIN))
    assert company.count("open_work", item_id=request.id) == 0
    assert sender(company, server).send_due() == 1
    assert status(company, again) is AnswerStatus.CONFIRMED
    assert len(server.received) == 2


def test_a_mail_that_is_due_can_be_withdrawn(company: LiveCompany, server: MailServer) -> None:
    request = asked(company, mail())
    asked(company, Withdraw(requests=(request.id,)))
    assert sender(company, server).send_due() == 0
    assert company.answer(ANN, request).withdrawn


def test_a_withdrawal_leaves_a_mail_of_which_nobody_knows_a_question(
    company: LiveCompany, server: MailServer
) -> None:
    request = asked(company, mail())
    server.failure = Failure(Step.AFTER_THE_DOT)
    assert sender(company, server).send_due() == 1
    withdrawal = asked(company, Withdraw(requests=(request.id,)))
    assert company.answer(ANN, withdrawal).status is AnswerStatus.REJECTED
    assert company.answer(ANN, request).mail_unknown


def test_a_new_case_is_claimed_by_one_sender(company: LiveCompany) -> None:
    engine, later = company.office.engine, company.clock.now() + timedelta(hours=1)
    company.office.mail.mail_cases("boss@example.com")
    over_credit(company)
    with audited_transaction(engine, actor="", at=later) as connection:
        notice = due_notice(connection, later)
        assert notice is not None
        assert notice.count == 1
        assert claim_notice(connection, notice, later)
        assert not claim_notice(connection, notice, later)
        assert due_notice(connection, later + timedelta(hours=1)) is None
        put_back_notice(connection, notice)
        assert due_notice(connection, later + timedelta(hours=1)) is not None
