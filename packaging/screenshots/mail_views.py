"""Views of mail: a message to a customer, one about an order, and the mails that were written."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from sample_scene import Scene
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.mail import MailAccount, Mailbox, MailSecurity
from smartclient.domain.sales.orders import OrderState
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
    close_dialogs(window)


def _let_office_send(scene: Scene) -> None:
    """Set up a mailbox at head office; the laptop hears of it, and is offline again."""
    session = scene.rep
    office = bootstrap.open_head_office(session.settings.url, scene.clock)
    box = Mailbox(
        host="mail.example.com", port=465, security=MailSecurity.TLS, sender="orders@example.com"
    )
    office.mail.set_up(MailAccount(mailbox=box))
    office.close()
    session.work_offline(False)  # noqa: FBT003 (a switch)
    session.sync_now()
    session.work_offline(True)  # noqa: FBT003 (a switch)


def _tentative_order(session: Session) -> OrderId:
    orders = session.use_cases.orders
    order = orders.new(CustomerNumber(_CUSTOMER))
    [known, *_] = orders.search(state=OrderState.CONFIRMED, customer=CustomerNumber(_CUSTOMER))
    line = orders.get(known.id).order.lines[0]
    return orders.place(order.with_line(line)).order.id
