"""A client that is killed while it sends a mail from its device: none goes twice, none is lost."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from smartclient import bootstrap
from smartclient.contract.mail import MailDecision
from smartclient.domain.clock import SystemClock
from smartclient.domain.mail import MailAccount, MailSentBy
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.mail import MailRecord
from smartclient.settings.places import HOME_VARIABLE
from tests.prepared import write_office
from tests.services.killed_process import (
    SENT_AGAIN_AFTER,
    UNKNOWN_AFTER,
    Kill,
    run_killed,
    run_to_the_end,
)
from tests.services.mail_server import PASSWORD, MailServer, Step, mail_server
from tests.small_company import CUSTOMER, REP, import_company

pytestmark = [
    pytest.mark.timeout(280),
    pytest.mark.skipif(os.name == "nt", reason="nothing kills a process there as SIGKILL does"),
]
SYNC = ("sync",)


@dataclass
class Device:
    """A laptop whose own mailbox is set up, with one mail to send."""

    home: Path
    server: MailServer
    environment: dict[str, str]

    def killed(self, place: Kill | Step) -> None:
        run_killed(SYNC, place, self.server, self.environment)

    def sync(self) -> None:
        run_to_the_end(SYNC, self.environment)

    def mail(self) -> MailRecord:
        with bootstrap.open_session(self.home, clock=SystemClock()) as session:
            [found] = session.use_cases.mail.all()
        return found

    def decide(self, decision: MailDecision) -> None:
        with bootstrap.open_session(self.home, clock=SystemClock()) as session:
            session.use_cases.mail.decide(self.mail().mail_id, decision)


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Device]:
    clock, home, password = SystemClock(), tmp_path / "laptop", tmp_path / "password"
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "made-up data")
    url = write_office(tmp_path / "headoffice.db", clock, import_company)
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o600)
    with mail_server(tmp_path) as server:
        office = bootstrap.open_head_office(url, clock)
        set_policy(office.engine, "mail_sent_by", MailSentBy.DEVICE, clock=clock)
        office.close()
        with bootstrap.sign_in(home, url=url, login=REP, clock=clock) as session:
            account = MailAccount(mailbox=server.mailbox, password_file=str(password))
            session.mailbox.set_up(account, str)
            session.use_cases.mail.send(CUSTOMER, subject="Good news", text="The pump.")
        environment = {HOME_VARIABLE: str(home), "SSL_CERT_FILE": str(server.certificate)}
        yield Device(home, server, environment)


@pytest.mark.parametrize("place", SENT_AGAIN_AFTER)
def test_what_was_not_handed_over_is_sent_once_by_the_next_sync(
    device: Device, place: Step
) -> None:
    device.killed(place)
    assert not device.server.received
    assert device.mail().status is TaskStatus.QUEUED
    device.sync()
    device.sync()
    assert len(device.server.received) == 1
    assert device.mail().status is TaskStatus.CONFIRMED


@pytest.mark.parametrize("place", UNKNOWN_AFTER)
def test_what_may_have_arrived_is_never_sent_again_by_itself(
    device: Device, place: Kill | Step
) -> None:
    device.killed(place)
    taken = len(device.server.received)
    assert taken == (0 if place is Kill.BEFORE_THE_DOT else 1)
    device.sync()
    device.sync()
    assert len(device.server.received) == taken
    assert device.mail().is_outcome_unknown
    device.decide(MailDecision.SEND_AGAIN)
    device.sync()
    assert len(device.server.received) == taken + 1
    assert device.mail().status is TaskStatus.CONFIRMED


def test_what_was_noted_is_known_and_not_sent_again(device: Device) -> None:
    device.killed(Kill.AFTER_NOTED)
    device.sync()
    assert len(device.server.received) == 1
    assert device.mail().status is TaskStatus.CONFIRMED
