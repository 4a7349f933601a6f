"""Which mails head office takes: to whom, how many, and whose."""

from datetime import timedelta

import pytest

from smartclient.contract.admin_bodies import ChangePolicy
from smartclient.contract.mail import AnswerMail, MailDecision
from smartclient.contract.messages import (
    AnswerStatus,
)
from smartclient.domain.mail import (
    MOST_PER_DAY,
)
from tests.headoffice.mail.mailing import asked, mail, sender, status, unknown
from tests.office_company import ANN, BEN, BENS, HEAD, Company
from tests.services.mail_server import MailServer
from tests.set_clock import SetClock


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"recipient": "S-1@SHOP.TEST"}, True),
        ({"recipient": "other@shop.test"}, False),
        ({"recipient": "s-1@shop.test, other@shop.test"}, False),
        ({"recipient": "s-1@shop.test\nBcc: other@shop.test"}, False),
        ({"subject": "Good news\r\nBcc: other@shop.test"}, False),
        ({"subject": "Good news\nBcc: other@shop.test"}, False),
        ({"customer": BENS, "recipient": "b-1@shop.test"}, False),
        ({"customer": "nobody"}, False),
        ({"mail_id": "no id"}, False),
    ],
)
def test_what_may_be_sent(
    company: Company, server: MailServer, changes: dict[str, str], *, allowed: bool
) -> None:
    request = asked(company, mail(**changes))
    assert sender(company, server).send_due() == int(allowed)
    answered = AnswerStatus.CONFIRMED if allowed else AnswerStatus.REJECTED
    assert status(company, request) is answered
    assert len(server.received) == int(allowed)


def test_the_policy_lets_mails_go_to_any_address(company: Company, server: MailServer) -> None:
    company.ask(HEAD, ChangePolicy(key="mail_recipients", setting="any"))
    request = asked(company, mail(recipient="other@shop.test"))
    sender(company, server).send_due()
    assert status(company, request) is AnswerStatus.CONFIRMED


def test_another_rep_s_mail_is_nobody_s_business(company: Company, server: MailServer) -> None:
    body, _ = unknown(company, server)
    theirs = company.request(
        AnswerMail(mail_id=body.mail_id, decision=MailDecision.SEND_AGAIN), lane=BENS
    )
    company.send(BEN, theirs)
    company.office.answer_waiting()
    assert company.answer(BEN, theirs).status is AnswerStatus.REJECTED
    assert sender(company, server).send_due() == 0


def test_a_device_sends_so_many_mails_a_day(company: Company, clock: SetClock) -> None:
    requests = [company.request(mail()) for _ in range(MOST_PER_DAY + 1)]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    answers = [company.answer_or_none(ANN, request) for request in requests]
    assert [answer for answer in answers if answer is not None] == answers[-1:]
    assert status(company, requests[-1]) is AnswerStatus.REJECTED
    clock.advance(timedelta(days=1, minutes=1))
    assert status(company, asked(company, mail())) is None


def test_without_a_mailbox_no_mail_is_taken(company: Company) -> None:
    company.office.mail.switch_off()
    assert status(company, asked(company, mail())) is AnswerStatus.REJECTED
