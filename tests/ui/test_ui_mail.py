"""Mails in the window: written, looked at, listed, and decided about where nobody knows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from smartclient.domain.tasks import TaskStatus
from smartclient.ui.printing import OrderPrinting
from smartclient.ui.widgets.figures.key_values import KeyValueGrid
from tests.services.mail_server import Failure, MailServer, Step
from tests.ui.office_place import SHOP, Place, noting
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def text(dialog: QDialog, name: str) -> str:
    return child(dialog, QLabel, name).text()


def written(place: Place) -> QDialog:
    """A message to the shop, with a subject and a text."""
    place.driver.window.navigator.write_mail(SHOP)
    dialog = place.driver.dialog("dialogMessage")
    child(dialog, QLineEdit, "mailSubject").setText("Good news")
    child(dialog, QPlainTextEdit, "mailText").setPlainText("The pump is here.\nAnn")
    return dialog


def statuses(place: Place) -> list[TaskStatus]:
    return [mail.status for mail in place.session.use_cases.mail.all()]


def sent(place: Place) -> None:
    dialog = written(place)
    place.driver.press(dialog, "buttonPreviewMessage")
    place.driver.press(dialog, "buttonSendMessage")


def listed(place: Place) -> QDialog:
    place.driver.window.navigator.show_mails()
    return place.driver.dialog("dialogMails")


def left_unknown(place: Place, server: MailServer) -> None:
    """Send a mail that the server takes without saying so."""
    sent(place)
    server.failure = Failure(Step.AFTER_THE_DOT)
    place.sync()
    server.failure = Failure()
    place.sync()


def test_a_message_is_shown_as_it_is_sent_before_it_goes(shop: Place, server: MailServer) -> None:
    dialog = written(shop)
    assert child(dialog, QLineEdit, "mailRecipient").isReadOnly()
    assert "own address alone" in text(dialog, "mailRecipientHint")
    assert not child(dialog, QPushButton, "buttonSendMessage").isVisible()

    shop.driver.press(dialog, "buttonPreviewMessage")
    facts = child(dialog, KeyValueGrid, "mailPreviewFacts").accessibleName()
    assert "To: n1@shop.test; Subject: Good news" in facts
    assert text(dialog, "mailPreviewText") == "The pump is here.\nAnn"
    assert statuses(shop) == []

    shop.driver.press(dialog, "buttonChangeMessage")
    child(dialog, QLineEdit, "mailSubject").setText("Better news")
    shop.driver.press(dialog, "buttonPreviewMessage")
    shop.driver.press(dialog, "buttonSendMessage")
    assert statuses(shop) == [TaskStatus.QUEUED]
    assert not server.received

    shop.sync()
    assert server.recipients == ["n1@shop.test"]
    mails = listed(shop)
    table = child(mails, QTableView, "tableMails")
    row = [table.model().index(0, column).data() for column in range(3)]
    assert row == ["Sent", "Shop 1", "Better news"]
    assert not child(mails, QPushButton, "buttonMailAgain").isVisible()


@pytest.mark.parametrize("missing", ["mailSubject", "mailText"])
def test_what_can_not_be_sent_is_refused_before_it_is_saved(shop: Place, missing: str) -> None:
    dialog = written(shop)
    if missing == "mailSubject":
        child(dialog, QLineEdit, missing).clear()
    else:
        child(dialog, QPlainTextEdit, missing).clear()
    shop.driver.press(dialog, "buttonPreviewMessage")
    assert "needs a subject and a text" in text(dialog, "messageRefusal")
    assert not child(dialog, QPushButton, "buttonSendMessage").isVisible()
    assert statuses(shop) == []


def test_where_no_mail_is_sent_the_message_says_so(place: Place) -> None:
    place.driver.window.navigator.write_mail(SHOP)
    dialog = place.driver.dialog("dialogMessage")
    preview = child(dialog, QPushButton, "buttonPreviewMessage")
    assert not preview.isEnabled()
    assert "Head office sends no mail." in text(dialog, "messageRefusal")
    assert preview.accessibleDescription() == text(dialog, "messageRefusal")


def test_what_was_written_is_not_lost_by_closing(shop: Place) -> None:
    dialog = written(shop)
    dialog.close()
    question = dialog.findChild(QDialog, "dialogDiscardMessage")
    assert question is not None
    assert dialog.isVisible()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.close()
    asked = [one for one in dialog.findChildren(QDialog) if one.isVisible()]
    child(asked[0], QPushButton, "dialogDiscardMessageYes").click()
    assert not dialog.isVisible()


def test_a_tentative_order_waits_to_be_mailed_and_its_pdf_is_looked_at(
    shop: Place, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    window = shop.driver.window
    printing = OrderPrinting(window.context, window, noting(opened))
    monkeypatch.setattr(window.navigator, "_printing", printing)
    shop.session.work_offline(True)  # noqa: FBT003 (a switch)
    view = shop.open(shop.order(("P-03", 2)))
    shop.driver.press(view, "buttonMessageOrder")
    dialog = shop.driver.dialog("dialogMessage")
    assert "The mail waits until it has" in text(dialog, "messageWaits")

    choice = child(dialog, QComboBox, "mailTemplate")
    model = choice.model()
    assert isinstance(model, QStandardItemModel)
    assert [model.item(place).isEnabled() for place in range(3)] == [True, True, False]
    assert "not cancelled" in model.item(2).toolTip()

    child(dialog, QComboBox, "mailLanguage").setCurrentIndex(1)
    shop.driver.press(dialog, "buttonPreviewMessage")
    assert "Guten Tag Shop 1" in text(dialog, "mailPreviewText")
    shop.driver.press(dialog, "mailPreviewOpen0")
    assert [file.suffix for file in opened] == [".pdf"]

    shop.driver.press(dialog, "buttonSendMessage")
    shop.session.work_offline(False)  # noqa: FBT003 (a switch)
    for _ in range(2):
        shop.sync()
    assert statuses(shop) == [TaskStatus.CONFIRMED]
    assert len(server.received) == 1


def test_what_nobody_knows_is_asked_on_today_and_in_the_outbox(
    shop: Place, server: MailServer
) -> None:
    left_unknown(shop, server)
    driver = shop.driver
    driver.go_to("pageToday")
    assert driver.cells("tableTodayNeeds", 0) == ["Did it arrive?"]
    assert driver.cells("tableTodayNeeds", 1) == ["Good news"]
    driver.open_row("tableTodayNeeds", "Did it", 0)
    mails = driver.dialog("dialogMails")
    assert "Ask the customer" in text(mails, "mailWhy")
    assert "might get it twice" in text(mails, "mailWhy")
    mails.close()

    driver.go_to("pageOutbox")
    driver.table("tableOutbox").selectRow(0)
    driver.wait()
    page = driver.window.pages.current
    for name in ("buttonRetry", "buttonUndo"):
        assert not child(page, QPushButton, name).isEnabled(), name
    driver.press(page, "buttonOpenOutbox")
    assert driver.dialog("dialogMails").isVisible()


@pytest.mark.parametrize(("button", "count"), [("buttonMailArrived", 1), ("buttonMailAgain", 2)])
def test_the_rep_decides_what_became_of_a_mail(
    shop: Place, server: MailServer, button: str, count: int
) -> None:
    left_unknown(shop, server)
    assert statuses(shop) == [TaskStatus.PARKED]
    mails = listed(shop)
    shop.driver.press(mails, button)
    assert not child(mails, QPushButton, button).isVisible()
    shop.sync()
    assert statuses(shop) == [TaskStatus.CONFIRMED]
    assert len(server.received) == count


def test_a_mail_is_left_as_it_is(shop: Place, server: MailServer) -> None:
    left_unknown(shop, server)
    shop.driver.press(listed(shop), "buttonCloseMails")
    shop.sync()
    assert statuses(shop) == [TaskStatus.PARKED]
    assert len(server.received) == 1


def test_a_customer_leads_to_a_message_and_to_its_mails(shop: Place) -> None:
    sent(shop)
    driver = shop.driver
    driver.window.navigator.show_customer(SHOP)
    driver.wait()
    page = driver.window.pages.current
    assert child(page, QPushButton, "overviewMessage").shortcut() == QKeySequence("Ctrl+M")
    driver.press(page, "overviewMessage")
    driver.dialog("dialogMessage").close()
    driver.press(page, "overviewMails")
    assert child(driver.dialog("dialogMails"), QTableView, "tableMails").model().rowCount() == 1
    driver.dialog("dialogMails").close()
    driver.window.navigator.show_mails("N-002")
    found = driver.dialog("dialogMails")
    assert "No mails yet" in text(found, "tableMailsEmpty")
