"""A message is handed to a real mail server, which fails in every step."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.domain.mail import MailSecurity
from smartclient.network.authorities import trusting
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.message import Attachment, Letter, message_bytes
from smartclient.services.mail.smtp import Envelope, SmtpTransport, Waits
from tests.services.mail_server import PASSWORD, SENDER, Failure, MailServer, Step, mail_server

RECIPIENT = "shop@example.com"
WAITS = Waits(step=20, reply=20)
BEFORE_THE_DOT = [step for step in Step if step not in {Step.AFTER_THE_DOT, Step.QUIT}]
OF_THE_MAIL = [Step.RCPT, Step.DATA]
"""Steps in which a refusal is of this one mail."""


@pytest.fixture(params=list(MailSecurity))
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MailServer]:
    with mail_server(tmp_path, request.param) as served:
        yield served


@pytest.fixture
def starttls(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path, MailSecurity.STARTTLS) as served:
        yield served


def letter(text: str = "Good morning.\n") -> Letter:
    return Letter(
        message_id="1@example.com",
        sender=SENDER,
        sender_name="Müller & Söhne",
        recipient=RECIPIENT,
        subject="Bestätigung",
        text=text,
        written_at=SystemClock().now(),
        attachments=(
            Attachment(name="Auftrag 7.pdf", media_type="application/pdf", content=b"%PDF\r\n."),
        ),
    )


def transport(server: MailServer, password: str = PASSWORD) -> SmtpTransport:
    return SmtpTransport(server.mailbox, password, server.trust, waits=WAITS)


def delivered(server: MailServer, text: str = "Good morning.\n") -> tuple[Delivery, list[int]]:
    """What became of a mail, and how many the server had when it was noted as handed over."""
    noted: list[int] = []

    def hand_over() -> bool:
        noted.append(len(server.received))
        return True

    envelope = Envelope(recipient=RECIPIENT, message=message_bytes(letter(text)))
    return transport(server).deliver(envelope, hand_over), noted


def test_a_message_arrives_whole_over_tls_and_starttls(server: MailServer) -> None:
    text = ".begins with a dot\n..\n.\nÄäh, " + "long " * 300 + "\n\n"
    delivery, noted = delivered(server, text)
    assert delivery.outcome is Outcome.SENT
    assert noted == [0], "noted as handed over once, before the server had it"
    assert server.recipients == [RECIPIENT]
    [content] = server.received
    assert content.isascii()
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert (message["To"], message["Message-ID"]) == (RECIPIENT, "<1@example.com>")
    assert message["From"] == f"Müller & Söhne <{SENDER}>"
    assert message["Subject"] == "Bestätigung"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "Auftrag 7.pdf"
    assert attached.get_content() == b"%PDF\r\n."


@pytest.mark.parametrize("step", BEFORE_THE_DOT)
@pytest.mark.parametrize("reply", ["", "451 Try again", "550 No"])
def test_what_fails_before_the_dot_is_never_unknown(
    starttls: MailServer, step: Step, reply: str
) -> None:
    starttls.failure = Failure(step, reply)
    delivery, noted = delivered(starttls)
    assert not noted
    assert not starttls.received
    if step in OF_THE_MAIL and reply:
        assert delivery.outcome is (Outcome.REFUSED if reply[0] == "5" else Outcome.LATER)
    else:
        assert delivery.outcome is Outcome.SERVICE_AWAY
    assert delivery.reason


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("", Outcome.UNKNOWN),
        ("299 What", Outcome.UNKNOWN),
        ("451 Try again", Outcome.LATER),
        ("554 Spam\r", Outcome.REFUSED),
    ],
)
def test_only_silence_after_the_dot_is_unknown(
    server: MailServer, reply: str, outcome: Outcome
) -> None:
    server.failure = Failure(Step.AFTER_THE_DOT, reply)
    delivery, noted = delivered(server)
    assert delivery.outcome is outcome
    assert noted == [0]


@pytest.mark.parametrize("reply", ["", "500 What"])
def test_a_mail_is_sent_however_the_server_says_goodbye(server: MailServer, reply: str) -> None:
    server.failure = Failure(Step.QUIT, reply)
    delivery, _ = delivered(server)
    assert delivery.outcome is Outcome.SENT


def test_a_mail_that_another_sender_has_is_not_handed_over(server: MailServer) -> None:
    envelope = Envelope(recipient=RECIPIENT, message=message_bytes(letter()))
    delivery = transport(server).deliver(envelope, lambda: False)
    assert delivery.outcome is Outcome.LATER
    assert not server.received


def test_an_untrusted_certificate_is_told_nothing(server: MailServer) -> None:
    untrusting = SmtpTransport(server.mailbox, PASSWORD, trusting(), waits=WAITS)
    delivery = untrusting.check()
    assert delivery.outcome is Outcome.SERVICE_AWAY
    assert "certificate" in delivery.reason


def test_a_wrong_password_is_no_fault_of_a_mail(server: MailServer) -> None:
    delivery = transport(server, "wrong").check()
    assert delivery.outcome is Outcome.SERVICE_AWAY
    assert "password" in delivery.reason
    assert transport(server).check().outcome is Outcome.SENT


def test_a_server_that_is_not_there_is_away(server: MailServer, tmp_path: Path) -> None:
    with mail_server(tmp_path) as gone:
        away = transport(gone)
    assert away.check().outcome is Outcome.SERVICE_AWAY


@pytest.mark.parametrize("subject", ["Hello\nBcc: all@example.com", "Hello\r\nTo: x@example.com"])
def test_a_header_has_no_line_break(subject: str) -> None:
    forged = Letter(
        message_id="1@example.com",
        sender=SENDER,
        recipient=RECIPIENT,
        subject=subject,
        text="",
        written_at=SystemClock().now(),
    )
    with pytest.raises(ValueError, match="Header"):
        message_bytes(forged)
