"""Mails to admins about new cases: each case in one mail at most, many of them in one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from smartclient.domain.mail import MailAccount
from smartclient.domain.mail_templates import MailLanguage
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.sender import MailSender
from tests.headoffice.test_headoffice_cases import over_credit
from tests.office_company import Company, found_company
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step, mail_server
from tests.set_clock import SetClock

BOSS = "boss@example.com"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_WHILE = timedelta(minutes=20)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as served:
        yield served


@pytest.fixture
def company(tmp_path: Path, clock: SetClock, server: MailServer) -> Iterator[Company]:
    company = found_company(tmp_path, clock)
    company.office.mail.set_up(MailAccount(mailbox=server.mailbox))
    company.office.mail.mail_cases(BOSS)
    yield company
    company.office.close()


def send_due(company: Company, server: MailServer) -> None:
    engine = company.office.engine
    sender = MailSender(
        engine, OfficeClock(engine, company.clock), lambda _: PASSWORD, lambda: server.trust
    )
    sender.send_due()


def texts(server: MailServer) -> list[str]:
    return [message_from_bytes(each, policy=policy.default).as_string() for each in server.received]


def test_new_cases_are_mailed_together_and_each_once(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    over_credit(company)
    over_credit(company, 51)
    send_due(company, server)
    assert not server.received, "one of a lower number may be committed yet"
    clock.advance(A_WHILE)
    send_due(company, server)
    [text] = texts(server)
    assert server.recipients == [BOSS]
    assert "2 new cases" in text
    assert "Auto-Submitted: auto-generated" in text
    for case in company.office.cases():
        assert case.label.text in text
    clock.advance(A_WHILE)
    send_due(company, server)
    assert len(server.received) == 1


def test_what_comes_soon_after_waits_for_the_next_mail(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    over_credit(company)
    clock.advance(A_WHILE)
    send_due(company, server)
    over_credit(company, 51)
    clock.advance(timedelta(minutes=5))
    send_due(company, server)
    assert len(server.received) == 1
    clock.advance(A_WHILE)
    send_due(company, server)
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("failure", "mails"),
    [
        (Failure(Step.GREETING, "421 Closed"), 1),
        (Failure(Step.RCPT, "451 Later"), 1),
        (Failure(Step.AFTER_THE_DOT, "451 Later"), 2),
        (Failure(Step.AFTER_THE_DOT), 1),
    ],
)
def test_no_case_is_mailed_twice_where_nobody_knows(
    company: Company, server: MailServer, clock: SetClock, failure: Failure, mails: int
) -> None:
    over_credit(company)
    clock.advance(A_WHILE)
    server.failure = failure
    send_due(company, server)
    server.failure = Failure()
    for _ in range(2):
        clock.advance(A_WHILE)
        send_due(company, server)
    assert len(server.received) == mails


def test_what_was_open_before_and_what_is_decided_is_not_mailed(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    over_credit(company)
    company.office.mail.mail_cases(BOSS)
    _, conflict = over_credit(company, 51)
    company.decide(conflict, "refuse")
    clock.advance(A_WHILE)
    send_due(company, server)
    company.office.mail.mail_cases("")
    over_credit(company, 52)
    clock.advance(A_WHILE)
    send_due(company, server)
    assert not server.received


def test_they_are_in_the_language_that_is_set_up(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    company.office.mail.mail_cases(BOSS, MailLanguage.GERMAN)
    over_credit(company)
    clock.advance(A_WHILE)
    send_due(company, server)
    [mail] = [message_from_bytes(each, policy=policy.default) for each in server.received]
    assert mail["Subject"] == "Ein neuer Fall wartet auf Sie"
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    assert "Kreditlimit" in text
    assert "Entscheiden Sie sie" in text
    assert "credit" not in text
