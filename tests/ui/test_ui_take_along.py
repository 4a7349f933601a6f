"""What to take along: data sets are ticked, pinned customers are read and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.read_models.take_along import GivenSize, PinnedList, TakeAlong
from smartclient.ui.shell import sync_notification
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support")

Opens = Callable[..., MainWindow]

BASE = TakeAlong(
    name="Base & more",
    required=True,
    taken=True,
    loaded=True,
    content=DataSetContent(
        categories=("Bikes", "Lamps"), photos=False, history_days=90, documents=False
    ),
    size=GivenSize(products=1_200, content_bytes=0),
    as_of=NOW,
)
TENTS = TakeAlong(
    name="Tents",
    required=False,
    taken=False,
    loaded=False,
    content=DataSetContent(categories=("Tents",), photos=True, documents=True),
    size=GivenSize(products=1, content_bytes=2_000_000),
    as_of=None,
)
ELDER = PinnedCustomer(
    customer=Customer(
        number=CustomerNumber("C-9"),
        name="<b>Elder</b>",
        rep=Login("south\\ben"),
        phone="555-0199",
        balance=Decimal("12.5"),
    ),
    orders=(
        PinnedOrder(
            number="SO-7", ordered_on=NOW.date(), state=OrderState.CONFIRMED, total=Decimal(99)
        ),
    ),
)
REFUSED = Refusal(
    task=TaskKind.PIN_CUSTOMER,
    subject=Subject(type=SubjectType.PINNED_CUSTOMER, id="C-8", label="C-8"),
    request_id=RequestId("r-1"),
    at=NOW,
    why="Ask an admin about {customer}.",
    arguments={"customer": "C-8"},
)


@pytest.fixture
def use_cases() -> SmallUseCases:
    use_cases = SmallUseCases()
    use_cases.take_along.given = [BASE, TENTS]
    return use_cases


def opened(driver: UserDriver) -> QDialog:
    driver.trigger("actionMakeReady")
    ready = driver.dialog("dialogReady")
    driver.press(ready, "buttonTakeAlong")
    dialog = driver.dialog("dialogTakeAlong")
    driver.qtbot.waitUntil(
        lambda: (
            dialog.findChild(QLabel, "takeAlongNoPins") is not None
            or dialog.findChild(QLabel, "pinned0") is not None
        )
    )
    return dialog


def test_each_set_says_what_is_in_it_and_how_fresh_it_is(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "takeAlong1") is not None)
    base, tents = (child(dialog, QLabel, f"takeAlong{place}").text() for place in (0, 1))
    assert "Bikes, Lamps" in base
    assert "1,200 products" in base
    assert "no photos · no documents · orders of 90 days · required, as of" in base
    assert "1 product · photos and documents (2.0 MB)" in tents
    assert tents.endswith("not taken along")
    use_cases.take_along.given = [BASE, replace(TENTS, comes_anyway=True, as_of=NOW)]
    driver.window.context.changed.emit()
    qtbot.waitUntil(lambda: "comes anyway, as of" in child(dialog, QLabel, "takeAlong1").text())
    tick = child(dialog, QCheckBox, "takeAlongTick0")
    assert (tick.isChecked(), tick.isEnabled()) == (True, False)
    assert tick.accessibleName() == "Base & more"
    assert tick.text() == "Base && more"


def test_an_optional_set_is_taken_along_by_its_tick(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    qtbot.waitUntil(lambda: dialog.findChild(QCheckBox, "takeAlongTick1") is not None)
    child(dialog, QCheckBox, "takeAlongTick1").click()
    qtbot.waitUntil(lambda: "choose Tents True" in use_cases.calls)
    qtbot.waitUntil(
        lambda: child(dialog, QLabel, "takeAlong1").text().endswith("comes with the next sync")
    )


def test_without_data_sets_it_says_that_everything_is_taken_along(
    qtbot: QtBot, open_window: Opens
) -> None:
    use_cases = SmallUseCases()
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    assert "everything is taken along" in child(dialog, QLabel, "takeAlongNothing").text()
    assert "does not let" not in child(dialog, QLabel, "takeAlongNothing").text()
    assert not child(dialog, QLineEdit, "takeAlongNumber").isVisible()


def test_a_pinned_customer_is_read_and_unpinned(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    use_cases.take_along.list = PinnedList(customers=(ELDER,), allowed=Pinning.ALL, as_of=NOW)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    account = child(dialog, QLabel, "pinned0").text()
    assert "C-9 <b>Elder</b>" in account
    assert "555-0199" in account
    assert "SO-7" in account
    driver.press(dialog, "buttonUnpin0")
    qtbot.waitUntil(lambda: "pin C-9 False" in use_cases.calls)
    assert child(dialog, QPushButton, "buttonUnpin0").accessibleName() == "Unpin <b>Elder</b>"


def test_a_refused_pin_is_explained_in_the_dialog(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    use_cases.take_along.list = PinnedList(
        customers=(), allowed=Pinning.ALL, as_of=NOW, refused=(REFUSED,)
    )
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    said = child(dialog, QLabel, "takeAlongRefused")
    assert said.isVisible()
    assert said.text().endswith("Pin a customer, C-8: Ask an admin about C-8.")
    assert "orders and invoices" in child(dialog, QLabel, "takeAlongHint").text()


def test_the_outbox_says_what_was_refused_and_why(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    use_cases.refusals = (REFUSED,)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    driver.go_to("pageOutbox")
    said = child(driver.window, QLabel, "outboxRefusals")
    assert said.isVisible()
    assert "Pin a customer, C-8: Ask an admin about C-8." in said.text()


def test_a_sync_says_why_a_pin_was_refused_and_leads_to_the_outbox() -> None:
    summary = SyncSummary(link=LinkState.ONLINE, rejected=1, refusals=(REFUSED,))
    brought = sync_notification.of_sync(summary)
    assert brought is not None
    assert brought.text == "1 refused. Pin a customer, C-8: Ask an admin about C-8."
    assert brought.page == "pageOutbox"
    both = sync_notification.of_sync(replace(summary, rejected=2))
    assert both is not None
    assert both.page == "pageOrders"


def test_a_customer_is_pinned_by_its_number_and_a_refusal_is_said(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_cases.take_along.list = PinnedList(customers=(), allowed=Pinning.TERRITORY, as_of=NOW)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    field = child(dialog, QLineEdit, "takeAlongNumber")
    qtbot.waitUntil(field.isVisible)
    field.setText(" c-9 ")
    driver.press(dialog, "buttonPinCustomer")
    qtbot.waitUntil(lambda: "pin C-9 True" in use_cases.calls)
    qtbot.waitUntil(lambda: field.text() == "")

    def refuse(*_: object, **__: object) -> None:
        raise RefusedError("Head office does not let customers be pinned. Ask an admin.")

    monkeypatch.setattr(use_cases.take_along, "pin", refuse)
    field.setText("C-8")
    driver.press(dialog, "buttonPinCustomer")
    qtbot.waitUntil(
        lambda: any("does not let" in each.text() for each in dialog.findChildren(QLabel))
    )


def test_enter_in_the_field_pins_and_does_not_close(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    use_cases.take_along.list = PinnedList(customers=(), allowed=Pinning.ALL, as_of=NOW)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    field = child(dialog, QLineEdit, "takeAlongNumber")
    qtbot.waitUntil(field.isVisible)
    QTest.keyClicks(field, "C-9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "pin C-9 True" in use_cases.calls)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: field.text() == "")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_tick_keeps_the_focus_when_what_it_does_is_shown(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases
) -> None:
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    dialog = opened(driver)
    qtbot.waitUntil(lambda: dialog.findChild(QCheckBox, "takeAlongTick1") is not None)
    tick = child(dialog, QCheckBox, "takeAlongTick1")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    about = child(dialog, QLabel, "takeAlong1")
    qtbot.waitUntil(lambda: about.text().endswith("comes with the next sync"))
    assert dialog.focusWidget() is tick
    assert tick.accessibleDescription() == about.text()
