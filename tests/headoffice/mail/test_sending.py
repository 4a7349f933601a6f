"""Mail by head office: each mail is sent at most once, and its rep learns what became of it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from smartclient.contract.mail import MailDecision
from smartclient.contract.messages import (
    AnswerStatus,
    Request,
    Withdraw,
)
from smartclient.contract.operations import PulseRequest
from smartclient.domain.mail import (
    MailReadiness,
)
from smartclient.headoffice.mail.mails import NO_REPLY_AFTER
from smartclient.headoffice.mail.sender import GIVEN_UP_AFTER
from tests.headoffice.mail.mailing import RECIPIENT, asked, decided, mail, sender, status, unknown
from tests.office_company import ANN, Company
from tests.services.mail_server import Failure, MailServer, Step
from tests.set_clock import SetClock


def test_a_mail_is_sent_and_confirmed(company: Company, server: MailServer) -> None:
    body = mail("Grüße\nAnn")
    request = asked(company, body)
    assert status(company, request) is None, "head office has it, and has not answered"
    assert sender(company, server).send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED
    [content] = server.received
    message = message_from_bytes(content, policy=policy.default)
    assert (message["To"], message["Subject"]) == (RECIPIENT, "Good news")
    assert message["Message-ID"] == f"<{body.mail_id}@example.com>"
    assert sender(company, server).send_due() == 0
    assert len(server.received) == 1


def test_a_mail_that_comes_again_is_sent_once(company: Company, server: MailServer) -> None:
    body = mail()
    first = asked(company, body)
    sender(company, server).send_due()
    company.send(ANN, first)
    again = asked(company, body)
    company.office.answer_waiting()
    sender(company, server).send_due()
    assert len(server.received) == 1
    assert status(company, again) is AnswerStatus.CONFIRMED


def test_after_an_unknown_outcome_nothing_is_sent_by_itself(
    company: Company, server: MailServer
) -> None:
    body, request = unknown(company, server)
    company.send(ANN, request)
    company.office.answer_waiting()
    asked(company, body)
    assert sender(company, server).send_due() == 0
    assert len(server.received) == 1
    assert "arrived" in company.answer(ANN, request).why


def test_the_rep_has_it_sent_again_under_the_same_message_id(
    company: Company, server: MailServer
) -> None:
    body, request = unknown(company, server)
    answer = decided(company, body, MailDecision.SEND_AGAIN)
    assert sender(company, server).send_due() == 1
    assert len(server.received) == 2
    ids = {message_from_bytes(content)["Message-ID"] for content in server.received}
    assert ids == {f"<{body.mail_id}@example.com>"}
    assert status(company, answer) is AnswerStatus.CONFIRMED
    assert status(company, request) is AnswerStatus.CONFIRMED
    assert not company.office.stopped()


def test_the_rep_says_that_it_arrived(company: Company, server: MailServer) -> None:
    body, request = unknown(company, server)
    answer = decided(company, body, MailDecision.ARRIVED)
    assert sender(company, server).send_due() == 0
    assert status(company, answer) is AnswerStatus.CONFIRMED
    assert status(company, request) is AnswerStatus.CONFIRMED
    assert not company.office.stopped()
    assert len(server.received) == 1


def test_an_unknown_outcome_is_open_on_every_device(company: Company, server: MailServer) -> None:
    body, request = unknown(company, server)
    [stopped] = company.office.stopped()
    assert stopped.request_id == request.id
    assert company.count("open_work", item_id=request.id) == 1
    decided(company, body, MailDecision.ARRIVED)
    assert company.count("open_work", item_id=request.id) == 0


def test_a_sender_that_died_after_the_hand_over_leaves_the_outcome_unknown(
    company: Company, server: MailServer, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(company, mail())
    dying = sender(company, server)
    monkeypatch.setattr(dying, "_note", lambda *_: None)
    dying.send_due()
    clock.advance(NO_REPLY_AFTER / 2)
    assert sender(company, server).send_due() == 0
    clock.advance(NO_REPLY_AFTER)
    assert sender(company, server).send_due() == 1
    assert status(company, request) is AnswerStatus.PARKED
    assert len(server.received) == 1


def test_a_sender_that_died_before_the_hand_over_leaves_it_due(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    request = asked(company, mail())
    dying = sender(company, server)

    def die(*_: object) -> bool:
        raise KeyboardInterrupt

    dying._hand_over = die  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        dying.send_due()
    assert not server.received
    clock.advance(timedelta(hours=1))
    assert sender(company, server).send_due() == 1
    assert status(company, request) is AnswerStatus.CONFIRMED


def test_two_senders_send_a_mail_once(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    asked(company, mail())
    slow, other = sender(company, server), sender(company, server)
    hand_over = slow._hand_over

    def late(claimed: object) -> bool:
        clock.advance(timedelta(hours=1))
        assert other.send_due() == 1
        return hand_over(claimed)  # type: ignore[arg-type]

    slow._hand_over = late  # type: ignore[method-assign, assignment]
    slow.send_due()
    assert len(server.received) == 1


def test_a_server_that_is_away_stops_nothing_else_and_is_said_in_the_pulse(
    company: Company, server: MailServer
) -> None:
    pulse = company.link(ANN).pulse
    assert pulse(PulseRequest()).mail is MailReadiness.UNPROVEN
    request = asked(company, mail())
    server.failure = Failure(Step.GREETING, "421 Closed")
    assert sender(company, server).send_due() == 0
    assert pulse(PulseRequest()).mail is MailReadiness.DOWN
    assert status(company, request) is None
    server.failure = Failure()
    assert sender(company, server).send_due() == 1
    assert pulse(PulseRequest()).mail is MailReadiness.UP
    company.office.mail.switch_off()
    assert pulse(PulseRequest()).mail is MailReadiness.OFF


def test_a_refused_recipient_is_a_refusal_with_what_the_server_answered(
    company: Company, server: MailServer
) -> None:
    request = asked(company, mail())
    server.failure = Failure(Step.RCPT, "550 No such mailbox")
    sender(company, server).send_due()
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.REJECTED
    assert "No such mailbox" in answer.arguments["reply"]


def test_a_mail_that_is_taken_later_is_tried_for_days(
    company: Company, server: MailServer, clock: SetClock
) -> None:
    request = asked(company, mail())
    server.failure = Failure(Step.RCPT, "451 Try again")
    sending = sender(company, server)
    assert sending.send_due() == 0
    assert company.rows("mails")[0].attempts == 1
    assert sending.send_due() == 0
    assert company.rows("mails")[0].attempts == 1, "it waits for its next try"
    clock.advance(GIVEN_UP_AFTER + timedelta(hours=1))
    assert sending.send_due() == 1
    assert status(company, request) is AnswerStatus.REJECTED


def test_a_mail_that_is_due_can_be_withdrawn(company: Company, server: MailServer) -> None:
    request = asked(company, mail())
    withdrawal = asked(company, Withdraw(requests=(request.id,)))
    assert sender(company, server).send_due() == 0
    assert not server.received
    for each in (request, withdrawal):
        assert company.answer(ANN, each).withdrawn


def test_a_withdrawal_leaves_a_mail_of_which_nobody_knows_a_question(
    company: Company, server: MailServer
) -> None:
    body, request = unknown(company, server)
    withdrawal = asked(company, Withdraw(requests=(request.id,)))
    refused = company.answer(ANN, withdrawal)
    assert (refused.status, refused.withdrawn) == (AnswerStatus.REJECTED, False)
    assert "arrived" in refused.why
    assert company.answer(ANN, request).mail_unknown
    assert request.id in {stopped.request_id for stopped in company.office.stopped()}
    decided(company, body, MailDecision.ARRIVED)
    assert status(company, request) is AnswerStatus.CONFIRMED
    assert not company.office.stopped()


def test_a_mail_that_is_handed_over_meanwhile_answers_its_withdrawal(
    company: Company, server: MailServer
) -> None:
    request = asked(company, mail())
    sending = sender(company, server)
    hand_over, withdrawals = sending._hand_over, list[Request]()

    def withdrawn_then(claimed: object) -> bool:
        handed_over = hand_over(claimed)  # type: ignore[arg-type]
        withdrawals.append(asked(company, Withdraw(requests=(request.id,))))
        assert status(company, withdrawals[0]) is None
        return handed_over

    sending._hand_over = withdrawn_then  # type: ignore[method-assign, assignment]
    assert sending.send_due() == 1
    answer = company.answer(ANN, withdrawals[0])
    assert answer.status is AnswerStatus.CONFIRMED
    assert not answer.withdrawn
