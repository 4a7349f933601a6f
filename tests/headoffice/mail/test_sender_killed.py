"""A head office's process that is killed while it mails: no mail goes twice, none is lost."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.mail import MailDecision, SendMail
from smartclient.contract.messages import AnswerStatus, Request
from smartclient.domain.clock import SystemClock
from smartclient.domain.mail import MailAccount
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.sender import MailSender
from tests.headoffice.mail.mailing import asked, decided, mail, status
from tests.office_company import ANN, Company, found_company
from tests.services.killed_process import SENT_AGAIN_AFTER, UNKNOWN_AFTER, Kill, run_killed
from tests.services.mail_server import PASSWORD, MailServer, Step
from tests.set_clock import SetClock

pytestmark = [
    pytest.mark.timeout(280),
    pytest.mark.skipif(os.name == "nt", reason="nothing kills a process there as SIGKILL does"),
]
LATER = timedelta(hours=1)
"""By then every claim and every wait for a reply is over."""


class Mailing:
    """A head office with one mail to send, and the processes that send it."""

    def __init__(self, company: Company, server: MailServer, folder: Path) -> None:
        self.company = company
        self.server = server
        self.body: SendMail = mail()
        self.request: Request = asked(company, self.body)
        self._url = f"sqlite:///{folder / 'company.db'}"
        self._environment = {
            "SSL_CERT_FILE": str(server.certificate),
            "SMARTCLIENT_HOME": str(folder / "service"),
            "SMARTCLIENT_MAIL_PASSWORD": PASSWORD,
        }

    def killed(self, place: Kill | Step) -> None:
        serve = ("headoffice", "serve", "--url", self._url)
        run_killed(serve, place, self.server, self._environment)

    def send_later(self) -> None:
        engine = self.company.office.engine
        clock = OfficeClock(engine, SetClock(SystemClock().now() + LATER))
        sender = MailSender(engine, clock, lambda _: PASSWORD, lambda: self.server.trust)
        sender.send_due()
        sender.send_due()

    @property
    def status(self) -> AnswerStatus | None:
        return status(self.company, self.request)


@pytest.fixture
def mailing(tmp_path: Path, server: MailServer) -> Iterator[Mailing]:
    company = found_company(tmp_path, SystemClock())
    company.office.mail.set_up(MailAccount(mailbox=server.mailbox))
    yield Mailing(company, server, tmp_path)
    company.office.close()


@pytest.mark.parametrize("place", SENT_AGAIN_AFTER)
def test_what_was_not_handed_over_is_sent_once_later(mailing: Mailing, place: Step) -> None:
    mailing.killed(place)
    assert not mailing.server.received
    assert mailing.status is None
    mailing.send_later()
    assert len(mailing.server.received) == 1
    assert mailing.status is AnswerStatus.CONFIRMED


@pytest.mark.parametrize("place", UNKNOWN_AFTER)
def test_what_may_have_arrived_is_asked_about_and_never_sent_again_by_itself(
    mailing: Mailing, place: Kill | Step
) -> None:
    mailing.killed(place)
    taken = len(mailing.server.received)
    assert taken == (0 if place is Kill.BEFORE_THE_DOT else 1)
    mailing.send_later()
    assert len(mailing.server.received) == taken
    assert mailing.status is AnswerStatus.PARKED
    again = decided(mailing.company, mailing.body, MailDecision.SEND_AGAIN)
    mailing.send_later()
    assert len(mailing.server.received) == taken + 1
    assert status(mailing.company, again) is AnswerStatus.CONFIRMED


def test_what_was_noted_is_known_and_not_sent_again(mailing: Mailing) -> None:
    mailing.killed(Kill.AFTER_NOTED)
    mailing.send_later()
    assert len(mailing.server.received) == 1
    assert mailing.status is AnswerStatus.CONFIRMED
    assert mailing.company.answer_or_none(ANN, mailing.request) is not None
