"""An order that is confirmed by e-mail: chosen in the editor, kept in the draft, a step of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit

from smartclient import bootstrap
from smartclient.domain.clock import Clock
from smartclient.domain.mail import MailRecipients
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import SubjectType, TaskKind
from tests.services.mail_server import MailServer
from tests.small_company import ADMIN
from tests.ui.office_place import Place
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def begun(place: Place) -> QDialog:
    editor = place.edit_new()
    place.driver.wait()
    return with_line(place, editor)


def with_line(place: Place, editor: QDialog) -> QDialog:
    for name, text in (("orderProduct", "P-01"), ("orderQuantity", "2")):
        field = child(editor, QLineEdit, name)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        place.driver.wait()
    return editor


def box_of(editor: QDialog) -> QCheckBox:
    return child(editor, QCheckBox, "orderMail")


def address_of(editor: QDialog) -> QLineEdit:
    return child(editor, QLineEdit, "orderMailTo")


@pytest.fixture
def anywhere(shop: Place, tmp_path: Path, clock: Clock) -> Place:
    """A rep's window where head office lets mails go to any address."""
    url = f"sqlite:///{tmp_path / 'headoffice.db'}"
    with bootstrap.sign_in(tmp_path / "desk", url=url, login=ADMIN, clock=clock) as desk:
        desk.sync_now()
        desk.use_cases.admin.change_policy("mail_recipients", MailRecipients.ANY.value)
        desk.sync_now()
    shop.sync()
    return shop


def mails(place: Place) -> list[tuple[str, bool]]:
    """Whom each saved mail goes to, and whether it is a step that can be done without."""
    found = []
    for mail in place.session.use_cases.mail.all():
        [order] = place.session.use_cases.orders.search(state=OrderState.TENTATIVE)
        task_id = place.session.use_cases.tasks.about(SubjectType.ORDER, order.id)
        assert task_id is not None
        task = place.session.use_cases.tasks.get(task_id)
        [step] = [step for step in task.steps if step.kind is TaskKind.SEND_MAIL]
        found.append((mail.draft.recipient, step.is_optional))
    return found


def test_an_order_is_confirmed_at_the_customers_own_address(
    shop: Place, server: MailServer
) -> None:
    editor = begun(shop)
    assert not box_of(editor).isChecked()
    assert not address_of(editor).isEnabled()
    assert address_of(editor).text() == "n1@shop.test"
    box_of(editor).click()
    assert address_of(editor).isReadOnly()
    shop.driver.press(editor, "buttonPlaceOrder")

    assert mails(shop) == [("n1@shop.test", True)]
    assert not server.received
    shop.sync()
    shop.sync()
    assert server.recipients == ["n1@shop.test"]


def test_an_order_is_mailed_to_nobody_unless_that_is_chosen(shop: Place) -> None:
    editor = begun(shop)
    box_of(editor).click()
    box_of(editor).click()
    shop.driver.press(editor, "buttonPlaceOrder")
    assert shop.session.use_cases.mail.all() == ()


def type_address(editor: QDialog, text: str) -> None:
    field = address_of(editor)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def test_the_confirmation_goes_to_another_address_where_the_policy_allows_it(
    anywhere: Place,
) -> None:
    editor = begun(anywhere)
    box_of(editor).click()
    type_address(editor, "buyer@shop.test")
    anywhere.driver.press(editor, "buttonPlaceOrder")
    assert mails(anywhere) == [("buyer@shop.test", True)]


def test_what_is_no_address_is_said_before_anything_is_saved(anywhere: Place) -> None:
    editor = begun(anywhere)
    box_of(editor).click()
    type_address(editor, "the buyer")
    anywhere.driver.press(editor, "buttonPlaceOrder")
    assert "is no mail address" in child(editor, QLabel, "orderWarnings").text()
    assert not anywhere.session.use_cases.orders.search(state=OrderState.TENTATIVE)
    type_address(editor, "")
    anywhere.driver.press(editor, "buttonPlaceOrder")
    assert mails(anywhere) == [("n1@shop.test", True)]


def test_another_customer_is_not_mailed_at_the_address_that_was_typed(anywhere: Place) -> None:
    editor = begun(anywhere)
    box_of(editor).click()
    type_address(editor, "buyer@shop.test")
    finder = child(editor, QLineEdit, "orderCustomer")
    finder.setFocus()
    finder.clear()
    QTest.keyClicks(finder, "N-002")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    anywhere.driver.wait()
    assert box_of(editor).isChecked()
    assert address_of(editor).text() == "n2@shop.test"
    anywhere.driver.press(editor, "buttonPlaceOrder")
    assert mails(anywhere) == [("n2@shop.test", True)]


def test_a_draft_comes_back_with_its_confirmation(anywhere: Place) -> None:
    editor = begun(anywhere)
    box_of(editor).click()
    type_address(editor, "buyer@shop.test")
    anywhere.driver.press(editor, "buttonCloseOrder")
    anywhere.driver.wait()

    [draft] = anywhere.session.use_cases.orders.search(state=OrderState.DRAFT)
    anywhere.driver.window.navigator.open_order(draft.id)
    editor = anywhere.driver.dialog("dialogOrder")
    anywhere.driver.wait()
    assert box_of(editor).isChecked()
    assert address_of(editor).text() == "buyer@shop.test"
    anywhere.driver.press(editor, "buttonPlaceOrder")
    assert mails(anywhere) == [("buyer@shop.test", True)]


def test_each_branch_gets_its_own_order_at_its_own_address(shop: Place) -> None:
    editor = begun(shop)
    box_of(editor).click()
    shop.driver.press(editor, "buttonMoreBranches")
    finder = child(editor, QLineEdit, "orderBranch")
    QTest.keyClicks(finder, "N-002")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    shop.driver.wait()
    assert address_of(editor).text() == ""
    assert address_of(editor).placeholderText() == "each customer's own address"
    shop.driver.press(editor, "buttonPlaceOrder")
    recipients = {mail.draft.recipient for mail in shop.session.use_cases.mail.all()}
    assert recipients == {"n1@shop.test", "n2@shop.test"}


def test_it_is_said_why_an_order_can_t_be_confirmed_by_mail(place: Place) -> None:
    place.sync()
    editor = begun(place)
    assert not box_of(editor).isEnabled()
    assert "Head office sends no mail" in box_of(editor).toolTip()
    assert "Head office sends no mail" in box_of(editor).accessibleDescription()


def test_what_was_chosen_can_be_unchosen_after_mail_was_switched_off(shop: Place) -> None:
    editor = begun(shop)
    box_of(editor).click()
    shop.driver.press(editor, "buttonCloseOrder")
    shop.driver.wait()
    shop.office.mail.switch_off()
    shop.sync()

    [draft] = shop.session.use_cases.orders.search(state=OrderState.DRAFT)
    shop.driver.window.navigator.open_order(draft.id)
    editor = shop.driver.dialog("dialogOrder")
    shop.driver.wait()
    shop.driver.press(editor, "buttonPlaceOrder")
    assert "sends no mail" in child(editor, QLabel, "orderWarnings").text()
    box_of(editor).click()
    assert not box_of(editor).isEnabled()
    shop.driver.press(editor, "buttonPlaceOrder")
    assert shop.session.use_cases.mail.all() == ()
    assert shop.session.use_cases.orders.search(state=OrderState.TENTATIVE)


def test_a_placed_order_is_not_confirmed_once_more(shop: Place) -> None:
    editor = begun(shop)
    shop.driver.press(editor, "buttonPlaceOrder")
    [order] = shop.session.use_cases.orders.search(state=OrderState.TENTATIVE)
    shop.driver.window.navigator.edit_order(shop.session.use_cases.orders.get(order.id).order)
    editor = shop.driver.dialog("dialogOrder")
    shop.driver.wait()
    assert not box_of(editor).isVisible()
