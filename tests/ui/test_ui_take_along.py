"""What to take along: data sets are ticked, pinned customers are read and nothing else."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.read_models.take_along import GivenSize, PinnedList, TakeAlong
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.small_use_cases import NOW, SmallLink, SmallUseCases
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
    assert "1 product · photos and documents (" in tents
    assert tents.endswith("not taken along")
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
