"""The rep's own mailbox in the window: set up, tested against a real mail server, taken away."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from smartclient.domain.clock import Clock
from smartclient.domain.mail import MailReadiness, MailSecurity, MailSentBy
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.security import mail_passwords
from tests.services.mail_server import LOGIN, PASSWORD, SENDER, Failure, MailServer, Step
from tests.ui.office_place import SHOP, Place
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    kept: dict[str, str] = {}

    def keep(user: str, secret: str) -> bool:
        kept[user] = secret
        return True

    monkeypatch.setattr(mail_passwords, "keep_secret", keep)
    monkeypatch.setattr(mail_passwords, "secret_of", kept.get)
    monkeypatch.setattr(mail_passwords, "forget_secret", lambda user: kept.pop(user, None))
    return kept


@pytest.fixture
def rep(place: Place, server: MailServer, clock: Clock) -> Place:
    """A rep whose head office lets mails go from the rep's own mailbox."""
    assert server.port
    set_policy(place.office.engine, "mail_sent_by", MailSentBy.DEVICE, clock=clock)
    place.sync()
    return place


def opened(place: Place) -> QDialog:
    place.driver.window.commands.open_mailbox()
    dialog = place.driver.dialog("dialogMailbox")
    place.driver.wait()
    return dialog


def line(dialog: QDialog, name: str) -> QLineEdit:
    return child(dialog, QLineEdit, name)


def text(dialog: QDialog, name: str) -> str:
    return child(dialog, QLabel, name).text()


def fill(dialog: QDialog, server: MailServer, password: str = PASSWORD) -> None:
    security = child(dialog, QComboBox, "mailboxSecurity")
    security.setCurrentIndex(security.findData(server.security))
    for name, entered in (
        ("mailboxServer", server.mailbox.host),
        ("mailboxPort", str(server.port)),
        ("mailboxSender", SENDER),
        ("mailboxLogin", LOGIN),
        ("mailboxPassword", password),
    ):
        line(dialog, name).clear()
        QTest.keyClicks(line(dialog, name), entered)


def test_a_mailbox_is_set_up_tested_and_sent_from(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    dialog = opened(rep)
    assert "No mailbox is set up" in text(dialog, "mailboxState")
    assert not child(dialog, QPushButton, "buttonTestMailbox").isEnabled()
    fill(dialog, server)
    rep.driver.press(dialog, "buttonSaveMailbox")
    assert list(keyring.values()) == [PASSWORD]
    assert line(dialog, "mailboxPassword").text() == ""
    assert "Send a test" in text(dialog, "mailboxState")
    assert line(dialog, "mailboxTestTo").text() == SENDER

    rep.driver.press(dialog, "buttonTestMailbox")
    assert server.recipients == [SENDER]
    assert "took the test" in text(dialog, "mailboxState")
    assert rep.session.mailbox.status().readiness is MailReadiness.UP

    rep.session.use_cases.mail.send(SHOP, subject="Good news", text="The pump is here.")
    rep.sync()
    assert server.recipients == [SENDER, "n1@shop.test"]


def test_why_a_test_fails_is_shown_and_kept(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    dialog = opened(rep)
    fill(dialog, server, "a wrong one")
    rep.driver.press(dialog, "buttonSaveMailbox")
    rep.driver.press(dialog, "buttonTestMailbox")
    assert "does not accept the login" in text(dialog, "mailboxRefusal")
    assert not server.received

    QTest.keyClicks(line(dialog, "mailboxPassword"), PASSWORD)
    assert text(dialog, "mailboxRefusal") == ""
    rep.driver.press(dialog, "buttonSaveMailbox")
    server.failure = Failure(Step.GREETING)
    rep.driver.press(dialog, "buttonTestMailbox")
    assert "does not answer" in text(dialog, "mailboxRefusal")
    rep.driver.press(dialog, "buttonCloseMailbox")
    assert "can't be used since" in text(opened(rep), "mailboxState")
    assert len(keyring) == 1


def test_the_password_stays_unless_another_is_entered(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    dialog = opened(rep)
    fill(dialog, server, "")
    rep.driver.press(dialog, "buttonSaveMailbox")
    assert text(dialog, "mailboxRefusal") == "Enter the password of the mailbox."
    QTest.keyClicks(line(dialog, "mailboxPassword"), PASSWORD)
    rep.driver.press(dialog, "buttonSaveMailbox")
    rep.driver.press(dialog, "buttonCloseMailbox")

    dialog = opened(rep)
    assert line(dialog, "mailboxPassword").placeholderText() == "stays as it is"
    line(dialog, "mailboxSender").setText("sales@example.com")
    rep.driver.press(dialog, "buttonSaveMailbox")
    assert list(keyring.values()) == [PASSWORD]
    account = rep.session.mailbox.status().account
    assert account is not None
    assert account.mailbox.sender == "sales@example.com"


def test_a_mailbox_that_is_taken_away_leaves_no_password(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    dialog = opened(rep)
    fill(dialog, server)
    rep.driver.press(dialog, "buttonSaveMailbox")
    line(dialog, "mailboxLogin").setText("another")
    QTest.keyClicks(line(dialog, "mailboxPassword"), "its password")
    rep.driver.press(dialog, "buttonSaveMailbox")
    assert list(keyring.values()) == ["its password"]

    rep.driver.press(dialog, "buttonRemoveMailbox")
    assert keyring == {}
    assert "No mailbox is set up" in text(dialog, "mailboxState")
    assert line(dialog, "mailboxServer").text() == ""


def test_it_is_said_why_no_mailbox_can_be_set_up(place: Place, server: MailServer) -> None:
    place.sync()
    dialog = opened(place)
    save = child(dialog, QPushButton, "buttonSaveMailbox")
    assert not save.isEnabled()
    assert "lets none go from your own mailbox" in save.accessibleDescription()
    assert "head office's mailbox" in text(dialog, "mailboxSentBy")
    assert not server.received


def test_the_port_follows_the_encryption_unless_it_is_another_one(rep: Place) -> None:
    dialog = opened(rep)
    security = child(dialog, QComboBox, "mailboxSecurity")
    assert line(dialog, "mailboxPort").text() == "587"
    security.setCurrentIndex(security.findData(MailSecurity.TLS))
    assert line(dialog, "mailboxPort").text() == "465"
    line(dialog, "mailboxPort").setText("2525")
    security.setCurrentIndex(security.findData(MailSecurity.STARTTLS))
    assert line(dialog, "mailboxPort").text() == "2525"


def test_what_is_no_mailbox_is_refused_and_nothing_is_stored(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    dialog = opened(rep)
    fill(dialog, server)
    line(dialog, "mailboxSender").setText("the office")
    rep.driver.press(dialog, "buttonSaveMailbox")
    assert "is no mail address" in text(dialog, "mailboxRefusal")
    assert rep.session.mailbox.status().account is None
    assert keyring == {}


def set_up(place: Place, server: MailServer) -> None:
    dialog = opened(place)
    fill(dialog, server)
    place.driver.press(dialog, "buttonSaveMailbox")
    place.driver.press(dialog, "buttonCloseMailbox")


def test_its_server_being_away_is_shown_beside_head_office(
    rep: Place, server: MailServer, keyring: dict[str, str]
) -> None:
    set_up(rep, server)
    assert keyring
    status = child(rep.driver.window, QLabel, "statusServices")
    assert not status.isVisible()
    server.failure = Failure(Step.GREETING)
    rep.session.use_cases.mail.send(SHOP, subject="Good news", text="The pump is here.")
    rep.sync()
    assert rep.driver.said("statusLink") == "Online"
    assert status.text().endswith("Mail from this device: out of reach")
    assert "does not answer" in status.toolTip()
    rep.driver.trigger("actionConnection")
    rep.driver.wait()
    dialog = rep.driver.dialog("dialogConnection")
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert shown[shown.index("Head office") + 1].startswith("Online")
    mail = shown[shown.index("Mail from this device") + 1]
    assert mail.startswith("out of reach, 1 to send")
    assert "does not answer" in mail
