"""The age of each kind of data, at each place of the window that shows the kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from smartclient.domain.freshness import Consequence, parse_freshness
from smartclient.domain.freshness_kinds import DEFAULT_FRESHNESS
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.data_ages import CacheState
from smartclient.ui.dialogs.take_along import TakeAlongDialog
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.age_note import AgeNote
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

POLICY = parse_freshness("2d mark, 3d warn, 4d refuse, 5d remove")
SAYS = {
    Consequence.MARK: ": as of 2 days ago.",
    Consequence.WARN: ": old data, as of 3 days ago.",
    Consequence.REFUSE: ": too old to be used, as of 4 days ago.",
    Consequence.REMOVE: ": as of 5 days ago, which is too old to be kept on this device.",
}
CUSTOMERS = ("customers", "addresses")
EDITOR = tuple(map(str, QUOTED_FROM))
"""What the order editor says of its preview (test_use_cases_freshness, test_ui_order_editor)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A place of the window, the note in it, and the kinds of data that it shows."""

    note: str
    kinds: tuple[str, ...]
    page: str = "pageToday"
    section: str = ""
    open: Callable[[UserDriver], object] = lambda _rep: None


def _product(rep: UserDriver) -> None:
    window = rep.window
    window.navigator.show_product(window.context.use_cases.catalog.search()[0].sku)


def _take_along(rep: UserDriver) -> None:
    TakeAlongDialog(rep.window.context, rep.window).open()


def _earlier(rep: UserDriver) -> None:
    rep.window.navigator.new_order("C-1")
    editor = rep.dialog("dialogOrder")
    rep.press(editor, "buttonRepeatEarlier")
    rep.wait()


PLACES = {
    "catalog": Shown(
        page="pageCatalog",
        note="catalogAges",
        kinds=("products", "prices", "offers", "offer_products", "stock", "photos"),
    ),
    "documents": Shown(
        page="pageCatalog",
        note="documentsAges",
        kinds=("documents",),
        open=_product,
    ),
    "customers": Shown(page="pageCustomers", note="customersAges", kinds=CUSTOMERS),
    "customer": Shown(
        page="pageCustomers",
        note="overviewAges",
        kinds=(*CUSTOMERS, "orders"),
        open=lambda rep: rep.window.navigator.show_customer("C-1"),
    ),
    "customer editor": Shown(
        note="customerAges",
        kinds=CUSTOMERS,
        open=lambda rep: rep.window.navigator.edit_customer("C-1"),
    ),
    "orders": Shown(page="pageOrders", note="ordersAges", kinds=("orders",)),
    "earlier orders": Shown(note="earlierAges", kinds=("orders",), open=_earlier),
    "conflicts": Shown(page="pageConflicts", note="conflictsAges", kinds=("open_work",)),
    "data sets": Shown(
        note="takeAlongAges",
        kinds=("take_along",),
        open=_take_along,
    ),
    "pinned customers": Shown(
        note="pinnedAges",
        kinds=("pinned_customers",),
        open=_take_along,
    ),
    **{
        section: Shown(page="pageHeadOffice", section=section, note="sectionAges", kinds=kinds)
        for section, kinds in (
            ("sectionCases", ("cases",)),
            ("sectionDecided", ("cases",)),
            ("sectionReps", ("reps", "laptops")),
            ("sectionDevices", ("enrolled_devices",)),
            ("sectionOpenConflicts", ("open_work",)),
            ("sectionStopped", ("stopped",)),
            ("sectionPolicies", ("policies", "policy_history")),
        )
    },
}


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(is_admin=True)


@pytest.fixture
def admin(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> Iterator[UserDriver]:
    window = open_window(use_cases, SmallLink(use_cases))
    yield UserDriver(qtbot, window)
    for dialog in window.findChildren(QDialog):
        dialog.done(0)


@pytest.mark.parametrize("place", PLACES)
def test_the_age_of_each_kind_stands_where_it_is_shown(
    admin: UserDriver, use_cases: SmallUseCases, place: str
) -> None:
    shown = PLACES[place]
    admin.go_to(shown.page)
    if shown.section:
        admin.window.pages.current.open_section(shown.section)  # type: ignore[attr-defined]
    shown.open(admin)
    admin.wait()
    note = _visible_note(admin.window, shown.note)
    assert note.isHidden()
    for kind in shown.kinds:
        for days, (consequence, says) in enumerate(SAYS.items(), start=2):
            aged = CacheState(rows=1, as_of=NOW - timedelta(days=days), policy=POLICY)
            assert aged.consequence(NOW) is consequence
            use_cases.cache = {kind: aged}
            admin.window.context.changed.emit()
            admin.wait()
            label = formats.at_start(wording.feed_label(kind))
            assert note.text().startswith(label + says), (kind, consequence)
            assert note.isVisible()
            assert note.accessibleName() == note.text()


def test_each_kind_of_data_is_shown_with_its_age_somewhere() -> None:
    shown = {kind for place in PLACES.values() for kind in place.kinds}
    assert shown | set(EDITOR) == set(DEFAULT_FRESHNESS)


def _visible_note(window: QWidget, name: str) -> AgeNote:
    """The note of this name where it is looked at: each section has one."""

    def is_looked_at(note: AgeNote) -> bool:
        around = note.parentWidget()
        return around is not None and around.isVisible()

    found = [each for each in window.findChildren(AgeNote, name) if is_looked_at(each)]
    return found[-1] if found else child(window, AgeNote, name)
