"""Views of mail: a message to a customer, one about an order, and the mails that were written."""

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton

from sample_scene import Scene
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.mail import MailAccount, Mailbox, MailSecurity, MailSentBy
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.ui.shell.main_window import MainWindow
from window_driver import View, child, close_dialogs, open_only_dialog, wait_until_idle

_CUSTOMER = "G-1001"
_TEXT = "Good morning,\n\nyour pumps come on Thursday.\n\nKind regards\nAnna"


def mail_views(window: MainWindow, scene: Scene) -> Iterator[View]:
    """Write messages without a connection, look at each as it is sent, and list them."""
    navigator, session = window.navigator, scene.rep
    yield "dialogMessage_none", open_only_dialog(window, lambda: navigator.write_mail(_CUSTOMER))
    _let_office_send(scene)
    yield "dialogMails_none", open_only_dialog(window, navigator.show_mails)
    message = open_only_dialog(window, lambda: navigator.write_mail(_CUSTOMER))
    child(message, QLineEdit, "mailSubject").setText("Delivery on Thursday")
    child(message, QPlainTextEdit, "mailText").setPlainText(_TEXT)
    yield "dialogMessage", message
    message.reject()
    wait_until_idle(window)
    question = child(message, QDialog, "dialogDiscardMessage")
    yield "dialogDiscardMessage", question
    question.reject()
    child(message, QPushButton, "buttonPreviewMessage").click()
    wait_until_idle(window)
    yield "dialogMessage_preview", message
    child(message, QPushButton, "buttonSendMessage").click()
    wait_until_idle(window)
    order = _tentative_order(session)
    message = open_only_dialog(window, lambda: navigator.write_order_mail(order))
    yield "dialogMessage_order", message
    child(message, QPushButton, "buttonPreviewMessage").click()
    wait_until_idle(window)
    yield "dialogMessage_orderPreview", message
    child(message, QPushButton, "buttonSendMessage").click()
    wait_until_idle(window)
    yield "dialogMails", open_only_dialog(window, navigator.show_mails)
    editor = open_only_dialog(window, lambda: navigator.new_order(_CUSTOMER))
    child(editor, QCheckBox, "orderMail").click()
    yield "dialogOrder_mail", editor
    close_dialogs(window)
    yield from _mailbox_views(window, scene)


def _mailbox_views(window: MainWindow, scene: Scene) -> Iterator[View]:
    """Open the rep's own mailbox where head office allows none, then a new one, then the one."""
    yield "dialogMailbox_notAllowed", open_only_dialog(window, window.commands.open_mailbox)
    close_dialogs(window)
    _let_reps_send(scene)
    yield "dialogMailbox_none", open_only_dialog(window, window.commands.open_mailbox)
    close_dialogs(window)
    box = Mailbox(
        host="mail.example.com", port=587, security=MailSecurity.STARTTLS, sender="anna@example.com"
    )
    scene.rep.mailbox.set_up(MailAccount(mailbox=box), str)
    yield "dialogMailbox", open_only_dialog(window, window.commands.open_mailbox)
    close_dialogs(window)


def _let_reps_send(scene: Scene) -> None:
    office = bootstrap.open_head_office(scene.rep.settings.url, scene.clock)
    set_policy(office.engine, "mail_sent_by", MailSentBy.EITHER, clock=scene.clock)
    office.close()
    _sync(scene.rep)


def _let_office_send(scene: Scene) -> None:
    """Set up a mailbox at head office; the laptop hears of it, and is offline again."""
    office = bootstrap.open_head_office(scene.rep.settings.url, scene.clock)
    box = Mailbox(
        host="mail.example.com", port=465, security=MailSecurity.TLS, sender="orders@example.com"
    )
    office.mail.set_up(MailAccount(mailbox=box))
    office.close()
    _sync(scene.rep)


def _sync(session: Session) -> None:
    session.work_offline(False)  # noqa: FBT003 (a switch)
    session.sync_now()
    session.work_offline(True)  # noqa: FBT003 (a switch)


def _tentative_order(session: Session) -> OrderId:
    orders = session.use_cases.orders
    order = orders.new(CustomerNumber(_CUSTOMER))
    [known, *_] = orders.search(state=OrderState.CONFIRMED, customer=CustomerNumber(_CUSTOMER))
    line = orders.get(known.id).order.lines[0]
    return orders.place(order.with_line(line)).order.id
