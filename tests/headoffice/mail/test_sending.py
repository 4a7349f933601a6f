"""Mail by head office: each mail is sent at most once, and its rep learns what became of it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from smartclient.contract.admin_bodies import ChangePolicy
from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    Request,
    RequestKind,
    Withdraw,
)
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, new_id
from smartclient.domain.mail import (
    LARGEST_ATTACHED,
    MOST_ATTACHED,
    MOST_PER_DAY,
    MailAccount,
    MailReadiness,
)
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.mail.mails import NO_REPLY_AFTER
from smartclient.headoffice.mail.sender import GIVEN_UP_AFTER, MailSender
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, found_company, line
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step, mail_server
from tests.set_clock import SetClock

RECIPIENT = "s-1@shop.test"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


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


def placed(company: Company) -> Order:
    """An order that head office has confirmed."""
    order = company.order(line("B", 2))
    _, answer = company.place(order)
    assert answer.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}, answer
    return order


def about(order: Order, template: MailTemplate, **changes: str) -> SendMail:
    return replace(
        mail("", **changes),
        order_id=order.id,
        template=template,
        language=MailLanguage(changes.get("language", "en")),
    )


@pytest.mark.parametrize(("language", "said"), [("en", "we have confirmed"), ("de", "bestätigt")])
def test_an_order_goes_as_pdf_in_the_customer_s_language(
    company: Company, server: MailServer, language: str, said: str
) -> None:
    order = placed(company)
    number = company.rows("orders")[0].number
    request = asked(company, about(order, MailTemplate.ORDER_CONFIRMED, language=language))
    sender(company, server).send_due()
    assert status(company, request) is AnswerStatus.CONFIRMED
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert number in message["Subject"]
    body = message.get_body()
    assert body is not None
    assert said in body.get_content()
    [attached] = message.iter_attachments()
    assert attached.get_filename() == f"{number}.pdf"
    pages = PdfReader(BytesIO(attached.get_content())).pages
    assert number in pages[0].extract_text()
    assert "TENTATIVE" not in pages[0].extract_text()


def test_a_cancelled_order_is_never_sent_as_if_it_were_confirmed(
    company: Company, server: MailServer
) -> None:
    order = placed(company)
    early = asked(company, about(order, MailTemplate.ORDER_CONFIRMED))
    company.ask(ANN, CancelOrder(order_id=order.id))
    late = asked(company, about(order, MailTemplate.ORDER_CONFIRMED))
    cancelled = asked(company, about(order, MailTemplate.ORDER_CANCELLED))
    sender(company, server).send_due()
    assert status(company, early) is AnswerStatus.REJECTED, "it was confirmed when it was due"
    assert status(company, late) is AnswerStatus.REJECTED
    assert status(company, cancelled) is AnswerStatus.CONFIRMED
    [content] = server.received
    message = message_from_bytes(content, policy=policy.default)
    assert "was cancelled" in message["Subject"]
    assert isinstance(message, EmailMessage)
    assert not list(message.iter_attachments())


def test_an_order_goes_to_its_own_customer_alone(company: Company, server: MailServer) -> None:
    order = placed(company)
    strange = about(order, MailTemplate.FREE, customer=KIOSK, recipient="s-2@shop.test")
    unknown_order = replace(strange, order_id=OrderId(new_id()), mail_id=new_id())
    nothing = replace(mail(""), template=MailTemplate.ORDER_CONFIRMED)
    for body in (strange, unknown_order, nothing):
        assert status(company, asked(company, body)) is AnswerStatus.REJECTED
    assert sender(company, server).send_due() == 0


def test_documents_of_head_office_go_with_a_mail(company: Company, server: MailServer) -> None:
    content = b"%PDF-1.7" + bytes(range(256)) * 2_000
    sheet = company.give_document("A", "Data sheet", content)
    request = asked(company, replace(mail(), documents=(sheet,)))
    sender(company, server).send_due()
    assert status(company, request) is AnswerStatus.CONFIRMED
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        "Data sheet.pdf",
        "application/pdf",
    )
    assert attached.get_content() == content


def test_only_so_many_documents_that_are_here_go_with_a_mail(
    company: Company, server: MailServer
) -> None:
    sheet = company.give_document("A", "Data sheet", b"%PDF-1.7")
    company.change("documents", {"hash": sheet}, size=LARGEST_ATTACHED + 1)
    many = tuple(f"{place:064x}" for place in range(MOST_ATTACHED + 1))
    for hashes in (("0" * 64,), (sheet,), many):
        request = asked(company, replace(mail(), documents=hashes))
        assert status(company, request) is AnswerStatus.REJECTED
    assert sender(company, server).send_due() == 0
