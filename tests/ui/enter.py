"""Enter: which button it presses, from every button and every field of a view.

Nothing happens by it: while a key is pressed, each button is blocked and counts only whether it
was pressed, by turning on what it is made to be for so long: checkable.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

DEFAULTS = {
    "dialogAskHeadOffice": "dialogAskHeadOfficeYes",
    "dialogCancelOrder": "dialogCancelOrderNo",
    "dialogCloseStopped": "dialogCloseStoppedNo",
    "dialogBreakCheckOut": "dialogBreakCheckOutNo",
    "dialogConflict": "buttonLater",
    "dialogConnection": "buttonCloseConnection",
    "dialogCustomer": "buttonSaveCustomer",
    "dialogDeleteCustomer": "dialogDeleteCustomerNo",
    "dialogDiscard": "dialogDiscardNo",
    "dialogDiscardChoice": "dialogDiscardChoiceNo",
    "dialogDiscardCustomer": "dialogDiscardCustomerNo",
    "dialogDiscardMessage": "dialogDiscardMessageNo",
    "dialogDoctor": "buttonCloseDoctor",
    "dialogDropWork": "dialogDropWorkNo",
    "dialogEarlierOrders": "buttonTakeLines",
    "dialogEnrolDevice": "buttonMakeCode",
    "dialogGoTo": "",
    "dialogHandBack": "dialogHandBackYes",
    "dialogHelp": "buttonCloseHelp",
    "dialogLegend": "buttonCloseLegend",
    "dialogMailbox": "buttonSaveMailbox",
    "dialogMails": "buttonCloseMails",
    "dialogMessage": "buttonPreviewMessage",
    "dialogNewAccount": "buttonSaveCustomer",
    "dialogNewCode": "buttonNewCode",
    "dialogNewPassphrase": "dialogNewPassphraseYes",
    "dialogNotShown": "dialogNotShownNo",
    "dialogOrder": "",
    "dialogOrderView": "buttonCloseView",
    "dialogPassphrase": "dialogPassphraseYes",
    "dialogPassword": "dialogPasswordYes",
    "dialogPreferences": "buttonSavePreferences",
    "dialogReady": "buttonCloseReady",
    "dialogRefuse": "dialogRefuseNo",
    "dialogReleaseWork": "dialogReleaseWorkNo",
    "dialogRetryStopped": "dialogRetryStoppedNo",
    "dialogRestored": "dialogRestoredNo",
    "dialogRevokeDevice": "dialogRevokeDeviceNo",
    "dialogShortcuts": "buttonCloseShortcuts",
    "dialogSignIn": "buttonSignIn",
    "dialogTakeAlong": "buttonCloseTakeAlong",
    "dialogTask": "buttonCloseTask",
    "dialogTakeOver": "dialogTakeOverYes",
    "dialogTrouble": "buttonCloseTrouble",
    "dialogUnsent": "buttonStay",
    "dialogWipeDevice": "dialogWipeDeviceNo",
    "dialogWiped": "buttonCloseWiped",
}
"""What Enter presses in a field of each dialog; "" for nothing.

None of them costs money, sends what nobody typed, or destroys anything. Once something is chosen
about a conflict, it is the button that keeps a customer's values, and nothing for an order.
"""

Control = TypeVar("Control", bound=QWidget)

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox)


def enter_presses_the_wrong(view: QWidget) -> list[str]:
    """Return the buttons that Enter does not press, and what it presses in their place."""
    wrong = []
    for button in _tabbed(view, QAbstractButton):
        pressed = _pressed_by_enter(view, button)
        if pressed != [name_of(button)]:
            wrong.append(f"Enter on {name_of(button)} presses {pressed}")
    if isinstance(view, QDialog):
        wrong += _wrong_default(view)
        wrong += _pressed_from_fields(view)
    return wrong


def _wrong_default(dialog: QDialog) -> list[str]:
    name = dialog.objectName()
    if name not in DEFAULTS:
        return [f"it is not known what is behind Enter in {name}"]
    found = [
        widget.objectName() for widget in dialog.findChildren(QPushButton) if widget.isDefault()
    ]
    wanted = [DEFAULTS[name]] if DEFAULTS[name] else []
    if name == "dialogConflict" and _is_chosen(dialog):
        wanted = ["buttonResolve"] if dialog.findChild(QLineEdit) else []
    return [] if found == wanted else [f"behind Enter is {found}, not {wanted}"]


def _is_chosen(conflict: QDialog) -> bool:
    typed = any(widget.text() for widget in conflict.findChildren(QLineEdit))
    return typed or any(widget.isChecked() for widget in conflict.findChildren(QRadioButton))


def _pressed_from_fields(dialog: QDialog) -> list[str]:
    """Return what Enter presses from a field of a dialog that is not its default button."""
    wrong = []
    if dialog.objectName() in {"dialogOrder", "dialogGoTo"}:
        return []  # Enter goes on from field to field there, or to what was found
    default = [
        widget.objectName() for widget in dialog.findChildren(QPushButton) if widget.isDefault()
    ]
    for kind in _FIELDS:
        for field in _tabbed(dialog, kind):
            pressed = _pressed_by_enter(dialog, field)
            if pressed not in ([], default):
                wrong.append(f"Enter in {field.objectName()} presses {pressed}")
    return wrong


def _tabbed(view: QWidget, kind: type[Control]) -> Iterator[Control]:
    for widget in view.findChildren(kind):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if (
            reached
            and widget.isVisible()
            and widget.isEnabled()
            and widget.window() is view.window()
        ):
            yield widget


def _pressed_by_enter(view: QWidget, focused: QWidget) -> list[str]:
    """Return the names of the buttons that Enter presses while ``focused`` has the focus."""
    before = view.window().focusWidget()
    buttons = [
        widget for widget in view.window().findChildren(QAbstractButton) if widget.window() is view
    ]
    turned = [_what_turns(button) for button in buttons]
    with _counting(turned):
        was = [item.isChecked() for item in turned]
        focused.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(focused, Qt.Key.Key_Return)
        pressed = [
            name_of(one)
            for one, turns, checked in zip(buttons, turned, was, strict=True)
            if turns.isChecked() != checked
        ]
    if before is not None:
        before.setFocus()
    return pressed


def name_of(button: QAbstractButton) -> str:
    return button.objectName() or button.text()


def _what_turns(button: QAbstractButton) -> QAbstractButton | QAction:
    """Return what a press turns on or off: a tool button's action, else the button itself."""
    action = button.defaultAction() if isinstance(button, QToolButton) else None
    return button if action is None else action


@contextmanager
def _counting(turned: list[QAbstractButton | QAction]) -> Iterator[None]:
    """Block everything that can be pressed, and let it turn when it is."""
    with ExitStack() as after:
        for item in turned:
            after.callback(_put_back(item))
            item.blockSignals(True)  # noqa: FBT003 (Qt's own)
            item.setCheckable(True)
        yield


def _left_group(one: QAbstractButton | QAction) -> Callable[[], None]:
    """Take a button out of its group; return what puts it there again."""
    if isinstance(one, QAction):
        actions = one.actionGroup()
        if actions:  # Qt has none for most, which its stubs do not say
            actions.removeAction(one)

        def join_actions() -> None:
            if actions:
                actions.addAction(one)

        return join_actions
    alone, buttons = one.autoExclusive(), one.group()
    one.setAutoExclusive(False)
    if buttons is not None:
        buttons.removeButton(one)

    def join() -> None:
        one.setAutoExclusive(alone)
        if buttons is not None:
            buttons.addButton(one)

    return join


def _put_back(one: QAbstractButton | QAction) -> Callable[[], None]:
    """Take a button out of its group; return what makes it again what it was."""
    checkable, checked = one.isCheckable(), one.isChecked()
    join = _left_group(one)

    def put_back() -> None:
        one.setChecked(checked)
        one.setCheckable(checkable)
        join()
        one.blockSignals(False)  # noqa: FBT003 (Qt's own)

    return put_back
