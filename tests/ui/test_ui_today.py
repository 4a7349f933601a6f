"""Today: what needs the rep leads to it, answers are told until seen, sales are told apart."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.ids import TaskId
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.overview import ActionItem, ActionItemKind, AnsweredRequest, WeekSales
from smartclient.ui.look.theme import Theme
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.figures.sales_chart import SalesChart, round_step
from smartclient.ui.widgets.scrolling import FillingScroll
from tests.ui import access
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child, wait_until_idle

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

ABOUT = 1
DEMO = ("smartclient demo --as head", "smartclient demo --reset")
WEEKS = tuple(
    WeekSales(
        monday=date(2026, 11, 16) - timedelta(weeks=back),
        confirmed=Decimal(100 * back),
        tentative=Decimal(7),
    )
    for back in range(11, -1, -1)
)


def need(kind: ActionItemKind, about: str, *, provisional: bool = False) -> ActionItem:
    return ActionItem(
        kind=kind,
        id=about,
        subject=Subject(type=SubjectType.ORDER, id=about, label=about),
        customer_name="Chic Department",
        since=NOW,
        value=Decimal("12.50"),
        provisional=provisional,
    )


def answered(status: TaskStatus) -> AnsweredRequest:
    return AnsweredRequest(
        task_id=TaskId(status),
        kind=TaskKind.PLACE_ORDER,
        subject=Subject(type=SubjectType.ORDER, id="order-1", label="SO-1"),
        status=status,
        at=NOW,
        customer_name="Chic Department",
    )


@pytest.fixture
def rep(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> UserDriver:
    use_cases = SmallUseCases(
        needs=[
            need(ActionItemKind.CONFLICT, "LI-0005", provisional=True),
            need(ActionItemKind.STOPPED, "SO-3"),
            need(ActionItemKind.DRAFT, "LI-0006", provisional=True),
        ],
        answers=[answered(TaskStatus.CONFIRMED), answered(TaskStatus.REJECTED)],
    )
    return UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> SalesChart:
    sales_chart = SalesChart(theme, "salesChart")
    qtbot.addWidget(sales_chart)
    sales_chart.resize(360, 160)
    sales_chart.show_weeks(WEEKS, NOW.date())
    return sales_chart


def test_what_needs_action_is_shown_by_its_badge(rep: UserDriver) -> None:
    assert rep.cells("tableTodayNeeds", 0) == ["Action needed", "Stopped", "Draft"]
    assert rep.cells("tableTodayNeeds", ABOUT) == [
        "LI-0005*  Chic Department",
        "SO-3  Chic Department",
        "LI-0006*  Chic Department",
    ]
    assert rep.accessible_name("tableTodayNeeds")[0] == "tentative, action needed"


def test_the_tile_counts_what_is_urgent_and_no_drafts(rep: UserDriver) -> None:
    tile = child(rep.window.pages.current, QPushButton, "tileNeedsYouGo").parentWidget()

    assert tile is not None
    assert tile.accessibleName() == "Action needed: 2. 1 to resolve. 1 stopped."


def test_what_needs_the_rep_leads_to_it(rep: UserDriver) -> None:
    rep.open_row("tableTodayNeeds", "SO-3", ABOUT)

    assert rep.window.pages.current.objectName() == "pageOutbox"


def test_the_tile_leads_to_where_the_most_pressing_is_resolved(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    use_cases = SmallUseCases(needs=[need(ActionItemKind.STOPPED, "SO-3")])
    rep = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))

    rep.press(rep.window.pages.current, "tileNeedsYouGo")

    assert rep.window.pages.current.objectName() == "pageOutbox"


def test_a_cancellation_is_not_taken_for_an_order(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    gone = replace(answered(TaskStatus.CONFIRMED), kind=TaskKind.CANCEL_ORDER)
    policy = replace(
        gone,
        task_id=TaskId("policy"),
        kind=TaskKind.CHANGE_POLICY,
        subject=Subject(type=SubjectType.POLICY, id="credit_limit_exceeded"),
    )
    use_cases = SmallUseCases(answers=[gone, policy])
    rep = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))

    assert rep.cells("tableTodayAnswers", ABOUT) == [
        "SO-1  Chic Department: Cancel order",
        "Change policy: Over the credit limit",
    ]


def test_answers_are_shown_until_the_rep_marks_them_as_read(rep: UserDriver) -> None:
    assert rep.cells("tableTodayAnswers", 0) == ["Confirmed", "Refused"]

    rep.press(rep.window, "buttonSeen")

    assert rep.cells("tableTodayAnswers", 0) == []
    assert child(rep.window, QLabel, "tableTodayAnswersEmpty").isVisible()
    assert not child(rep.window, QPushButton, "buttonSeen").isVisible()


def test_the_card_of_the_demonstration_leads_to_three_things_and_names_two_commands(
    window: MainWindow,
) -> None:
    window.introduce_demo(*DEMO)
    wait_until_idle(window)
    gc.collect()  # what Python took for its own would be gone now
    wait_until_idle(window)
    card = child(window.pages.current, QFrame, "demoCard")
    assert card.isVisible()
    for name, page in (("demoSend", "pageOutbox"), ("demoResolve", "pageConflicts")):
        child(card, QPushButton, name).click()
        assert window.pages.current.objectName() == page
    child(card, QPushButton, "demoOrder").click()
    assert [dialog.objectName() for dialog in window.navigator.dialogs] == ["dialogOrder"]
    commands = child(card, QLabel, "demoCommands")
    assert all(command in commands.text() for command in DEMO)
    assert commands.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    window.navigator.show_page("pageToday")
    child(card, QPushButton, "demoClose").click()
    assert not card.isVisible()


def test_what_has_no_room_on_the_page_is_scrolled_and_nothing_pressed_together(
    window: MainWindow,
) -> None:
    window.introduce_demo(*DEMO)
    window.resize(window.minimumSize())
    wait_until_idle(window)
    bar = child(window.pages.current, FillingScroll).verticalScrollBar()
    assert bar.maximum() > 0, "there is too little room for everything"
    assert access.pressed_together(window.pages.current) == []
    window.resize(1400, 1000)
    wait_until_idle(window)
    assert bar.maximum() == 0


def test_nothing_to_do_is_said_calmly(window: MainWindow) -> None:
    empty = child(window, QLabel, "tableTodayNeedsEmpty")

    assert empty.isVisible()
    assert empty.text().startswith("No action needed.")


@pytest.mark.parametrize(
    ("days", "confirmed"), [(0, "Confirmed 0.00"), (100, "Confirmed: not known here")]
)
def test_the_newest_week_is_chosen_and_shown_as_far_as_it_is_known(
    qtbot: QtBot, open_window: Callable[..., MainWindow], days: int, confirmed: str
) -> None:
    as_of = NOW - timedelta(days=days)
    use_cases = SmallUseCases(cache={"orders": CacheState(rows=0, as_of=as_of)})
    window = open_window(use_cases, SmallLink(use_cases))
    chart = child(window, SalesChart, "salesChart")

    assert chart.week is not None
    assert chart.week.monday == date(2026, 11, 16)
    assert child(window, QLabel, "salesWeek").text() == "week of 16 Nov"
    assert chart.accessibleDescription() == f"week of 16 Nov, {confirmed}, Tentative 0.00"


def test_the_arrow_keys_choose_a_week(qtbot: QtBot, chart: SalesChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.week == WEEKS[-2]
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.week == WEEKS[-1]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.week == WEEKS[0]


def test_tentative_sales_look_other_than_confirmed_ones_and_than_none(
    qtbot: QtBot, chart: SalesChart
) -> None:
    pictures = []
    for week in (
        WeekSales(monday=date(2026, 11, 16)),
        WeekSales(monday=date(2026, 11, 16), confirmed=Decimal(50)),
        WeekSales(monday=date(2026, 11, 16), tentative=Decimal(50)),
    ):
        chart.show_weeks((week,), NOW.date())
        pictures.append(chart.grab().toImage())

    empty, confirmed, tentative = pictures
    assert empty not in (confirmed, tentative)
    assert confirmed != tentative


@pytest.mark.parametrize("weeks", [WEEKS, tuple(WeekSales(monday=w.monday) for w in WEEKS)])
def test_weeks_that_the_orders_are_too_old_for_look_other_than_weeks_without_sales(
    chart: SalesChart, weeks: tuple[WeekSales, ...]
) -> None:
    pictures = []
    for known_until in (NOW.date(), WEEKS[5].monday, date(2026, 1, 1), None):
        chart.show_weeks(weeks, known_until)
        pictures.append(chart.grab().toImage())
    known, partly, _, never = pictures
    assert known not in (partly, never)


@pytest.mark.parametrize(
    ("least", "step"),
    [("0", "1"), ("0.2", "1"), ("3", "5"), ("180", "200"), ("210", "250"), ("5001", "10000")],
)
def test_the_lines_of_the_chart_are_at_round_amounts(least: str, step: str) -> None:
    assert round_step(Decimal(least)) == Decimal(step)
