"""Mail by head office on a live SQL Server: claims, outcomes, withdrawals and the pulse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from smartclient import bootstrap
from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import AnswerStatus, Request, Withdraw
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import RequestId, new_id
from smartclient.domain.mail import MailAccount, MailReadiness, MailState
from smartclient.domain.mail_templates import MailTemplate
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.mssql import accounts
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.case_notices import claim_notice, due_notice, put_back_notice
from smartclient.headoffice.mail.mails import change_state, claim_next
from smartclient.headoffice.mail.sender import MailSender
from smartclient.read_models.access import AccountKind
from tests.headoffice.test_headoffice_cases import over_credit
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, SHOP, line
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step, mail_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as served:
        yield served


@pytest.fixture
def company(live_company: LiveCompany, server: MailServer) -> LiveCompany:
    live_company.office.mail.set_up(MailAccount(mailbox=server.mailbox))
    return live_company


@pytest.fixture(scope="module")
def worker(live: LiveOffice) -> Iterator[Engine]:
    """The connections of a login that has a worker's rights and no other."""
    login = live.new_login("mailer")
    accounts.grant_worker(live.office.engine, AccountKind.LOGIN, login)
    if not live.is_real:
        live.let_triggers_work_for(login)
    office = bootstrap.open_head_office(live.url_of(login), SystemClock())
    yield office.engine
    office.close()


@pytest.fixture
def sender(worker: Engine, server: MailServer) -> MailSender:
    """The sender as the worker runs it."""
    clock = OfficeClock(worker, SystemClock())
    return MailSender(worker, clock, lambda _: PASSWORD, lambda: server.trust)


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
    company: LiveCompany, server: MailServer, sender: MailSender
) -> None:
    link = company.link(ANN)
    assert link.pulse(PulseRequest()).mail is MailReadiness.UNPROVEN
    request = asked(company, mail())
    assert status(company, request) is None
    waiting = PulseRequest(receipts=(RequestId(request.id),), unanswered=1)
    assert (link.pulse(waiting).missing, link.pulse(waiting).forgotten) == (0, ())
    assert sender.send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED
    company.send(ANN, request)
    company.office.answer_waiting()
    assert sender.send_due() == 0
    assert len(server.received) == 1
    assert link.pulse(PulseRequest()).mail is MailReadiness.UP


def test_an_unknown_outcome_is_open_work_until_its_rep_decides(
    company: LiveCompany, server: MailServer, sender: MailSender
) -> None:
    body = mail()
    request = asked(company, body)
    server.failure = Failure(Step.AFTER_THE_DOT)
    assert sender.send_due() == 1
    server.failure = Failure()
    assert status(company, request) is AnswerStatus.PARKED
    assert company.count("open_work", item_id=request.id) == 1
    again = asked(company, AnswerMail(mail_id=body.mail_id, decision=MailDecision.SEND_AGAIN))
    assert company.count("open_work", item_id=request.id) == 0
    assert sender.send_due() == 1
    assert status(company, again) is AnswerStatus.CONFIRMED
    assert len(server.received) == 2


def test_a_mail_that_is_due_can_be_withdrawn(company: LiveCompany, sender: MailSender) -> None:
    request = asked(company, mail())
    asked(company, Withdraw(requests=(request.id,)))
    assert sender.send_due() == 0
    assert company.answer(ANN, request).withdrawn


def test_a_withdrawal_leaves_a_mail_of_which_nobody_knows_a_question(
    company: LiveCompany, server: MailServer, sender: MailSender
) -> None:
    request = asked(company, mail())
    server.failure = Failure(Step.AFTER_THE_DOT)
    assert sender.send_due() == 1
    withdrawal = asked(company, Withdraw(requests=(request.id,)))
    assert company.answer(ANN, withdrawal).status is AnswerStatus.REJECTED
    assert company.answer(ANN, request).mail_unknown


def test_a_new_case_is_claimed_by_one_sender(company: LiveCompany, worker: Engine) -> None:
    engine, later = worker, company.clock.now() + timedelta(hours=1)
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


def test_an_order_goes_as_pdf_with_a_workers_rights(
    company: LiveCompany, server: MailServer, sender: MailSender
) -> None:
    order = company.order(line("B", 2))
    company.place(order)
    body = replace(mail(), order_id=order.id, template=MailTemplate.ORDER_CONFIRMED, text="")
    request = asked(company, body)
    assert sender.send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED
    [received] = server.received
    assert b"application/pdf" in received


def test_what_a_sender_left_handed_over_is_asked_about_and_its_claim_runs_out(
    company: LiveCompany, server: MailServer, worker: Engine, sender: MailSender
) -> None:
    handed_over, claimed = asked(company, mail()), asked(company, mail())
    with audited_transaction(worker, actor="", at=company.clock.now()) as connection:
        now = OfficeClock(worker, company.clock).within(connection).now()
        for state in (MailState.HANDED_OVER, None):
            found = claim_next(connection, now)
            assert found is not None
            if state is not None:
                assert change_state(connection, found, state, now)
    assert sender.send_due() == 0
    hour_ago = company.office_time() - timedelta(hours=1)
    company.change("mails", {"request_id": handed_over.id}, changed_at=hour_ago)
    company.change("mails", {"request_id": claimed.id}, claimed_until=hour_ago)
    assert sender.send_due() == 2
    assert len(server.received) == 1
    assert status(company, handed_over) is AnswerStatus.PARKED
    assert status(company, claimed) is AnswerStatus.CONFIRMED


def test_a_mail_server_that_is_away_is_noted_and_costs_no_mail(
    company: LiveCompany, server: MailServer, sender: MailSender
) -> None:
    request = asked(company, mail())
    server.failure = Failure(Step.GREETING)
    assert sender.send_due() == 0
    assert company.link(ANN).pulse(PulseRequest()).mail is MailReadiness.DOWN
    server.failure = Failure(Step.RCPT, "451 Later")
    assert sender.send_due() == 0
    server.failure = Failure()
    company.change("mails", {"request_id": request.id}, next_try=None)
    assert sender.send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED
    assert len(server.received) == 1
