"""Mails of a head office that was restored from a backup, or that lost a reply."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    RequestKind,
)
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import RequestId
from smartclient.headoffice.admin.service import HeadOffice
from tests.headoffice.mail.mailing import (
    asked,
    mail,
    sender,
    status,
)
from tests.office_company import ANN, Company
from tests.services.mail_server import MailServer
from tests.set_clock import SetClock


@pytest.fixture
def restored(company: Company, tmp_path: Path, clock: SetClock) -> Callable[[], None]:
    """What puts back the backup that was taken when it was asked for."""
    copy = tmp_path / "backup.db"
    with company.office.engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(copy),))

    def restore() -> None:
        company.office.close()
        file = tmp_path / "company.db"
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(copy, file)
        company.links.clear()
        clock.advance(timedelta(minutes=1))
        company.office = HeadOffice.open(f"sqlite:///{file}", clock)
        company.office.restored()
        clock.advance(timedelta(minutes=1))

    return restore


def test_a_restored_head_office_asks_before_it_sends_what_it_may_have_sent(
    restored: Callable[[], None], company: Company, server: MailServer
) -> None:
    request = asked(company, mail())
    sender(company, server).send_due()
    restored()
    company.send(ANN, request)
    company.office.answer_waiting()
    assert status(company, request) is AnswerStatus.PARKED
    assert "restored" in company.answer(ANN, request).why
    later = asked(company, mail())
    sender(company, server).send_due()
    assert status(company, later) is AnswerStatus.CONFIRMED
    assert len(server.received) == 2


def test_a_mail_that_was_due_in_the_backup_is_asked_about(
    company: Company, server: MailServer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sent = asked(company, mail())
    restore: Callable[[], None] = request.getfixturevalue("restored")
    sender(company, server).send_due()
    restore()
    sender(company, server).send_due()
    assert status(company, sent) is AnswerStatus.PARKED
    assert len(server.received) == 1


def test_requests_that_are_passed_on_are_no_forgotten_ones(
    company: Company, server: MailServer
) -> None:
    request = asked(company, mail())
    pulse = company.link(ANN).pulse(PulseRequest(receipts=(RequestId(request.id),), unanswered=1))
    assert (pulse.missing, pulse.forgotten) == (0, ())
    assert request.kind is RequestKind.SEND_MAIL


def test_a_lost_reply_is_given_again(company: Company, server: MailServer) -> None:
    request = asked(company, mail())
    sender(company, server).send_due()
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sync_replies")
    company.send(ANN, request)
    company.office.answer_waiting()
    answer: Answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.CONFIRMED
    assert sender(company, server).send_due() == 0
