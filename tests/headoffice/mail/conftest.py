"""A head office with a mailbox, at noon, and the server that takes its mails."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.mail import (
    MailAccount,
)
from tests.headoffice.mail.mailing import NOON
from tests.office_company import Company, found_company
from tests.services.mail_server import MailServer, mail_server
from tests.set_clock import SetClock


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
    yield company
    company.office.close()
