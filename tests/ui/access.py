"""Access: what a person who can't see, or has no mouse, would miss in a view of the window.

Each function looks at one widget with all it holds, and returns what is wrong as sentences.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QHeaderView,
    QLabel,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QToolButton,
    QWidget,
)

from smartclient.ui.dialogs.order.widgets import LinesTable
from smartclient.ui.look.status_badges import TENTATIVE
from smartclient.ui.look.theme import tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.models.order_lines import OrderLinesModel
from smartclient.ui.models.snapshot import SHOWN_ROLE, Column, SnapshotModel
from smartclient.ui.widgets.lists.table import RecordTable
from smartclient.ui.widgets.screen_fit import room_on
from smartclient.ui.widgets.scrolling import Scrolling

_ENTER_IS_THEIRS = frozenset({"dialogOrder", "dialogGoTo"})
"""Dialogs in which Enter goes on from field to field, or to what was found."""
_WINDOWS_OF_THEIR_OWN = frozenset({"dialogHelp", "dialogOrder", "dialogOrderView"})
"""Dialogs that are as large as a person makes them."""
_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
Shown = TypeVar("Shown", bound=QWidget)

_SLACK = 8
AFTER_ICON = 23
"""What the sign of a state takes of its cell."""
_MOST_STOPS = 40
"""How often Tab may stay in a control: a date has parts, a page has links."""


def unnamed(view: QWidget) -> list[str]:
    """Return the controls a screen reader has no name for."""
    return [f"{_told(one)} has no name" for one in _focusable(view) if not _spoken(one)]


def nameless_lists(view: QWidget) -> list[str]:
    """Return the tables and lists without a name, and the columns without a title."""
    wrong = []
    for one in _shown(view, QAbstractItemView):
        if isinstance(one, QHeaderView):
            continue
        if not one.accessibleName():
            wrong.append(f"{_told(one)} has no name")
        if isinstance(one, QTableView):
            model = one.model()
            wrong += [
                f"{_told(one)}: column {index} has no title"
                for index in range(model.columnCount())
                if not model.headerData(index, Qt.Orientation.Horizontal)
            ]
    return wrong


def bare_icons(view: QWidget) -> list[str]:
    """Return the buttons that show only an icon and do not tell what they do."""
    return [
        f"{_told(one)} shows only an icon, without a name or a tooltip"
        for one in _shown(view, QAbstractButton)
        if _shows_only_an_icon(one) and not (_spoken(one) and one.toolTip())
    ]


def lists_without_a_choice(view: QWidget) -> list[str]:
    """Return the lists with rows of which none is selected: Enter and Down would do nothing."""
    return [
        f"{_told(table)} has {table.model().rowCount()} rows and none selected"
        for table in _shown(view, RecordTable)
        if table.model().rowCount() and not table.selectionModel().hasSelection()
    ]


def cut_off_columns(view: QWidget) -> list[str]:
    """Return the cells whose text is cut and is no name: numbers, money, days, times, states."""
    return [
        f"{_told(table)}: column {index} is {table.columnWidth(index)} wide, and cuts {text}"
        for kind in (RecordTable, LinesTable)
        for table in _shown(view, kind)
        for index, column in enumerate(_columns_of(table))
        if not column.elides and not table.isColumnHidden(index)
        for text in _cut_in(table, index)
    ]


def _columns_of(table: QTableView) -> Sequence[Column[Any]]:
    model = table.model()
    assert isinstance(model, SnapshotModel | OrderLinesModel)
    return model.columns


def _cut_in(table: QTableView, column: int) -> Iterator[str]:
    model = table.model()
    assert isinstance(model, SnapshotModel | OrderLinesModel)
    for row in range(model.rowCount()):
        cell = model.cell(row, column)
        font = tabular(table.font())
        font.setItalic(cell.shown is not None and cell.shown.badge in TENTATIVE)
        icon = AFTER_ICON if cell.spells_state else 0
        room = table.columnWidth(column) - 2 * SPACE_BETWEEN - icon
        if QFontMetrics(font).horizontalAdvance(cell.text) > room:
            yield cell.text


def _shows_only_an_icon(one: QAbstractButton) -> bool:
    bare = isinstance(one, QToolButton) and one.toolButtonStyle() is _ICON_ONLY
    return not one.icon().isNull() and (bare or not one.text())


def silent_states(view: QWidget) -> list[str]:
    """Return the tentative rows that do not say so, whatever cell of them is looked at."""
    wrong = []
    for table in _shown(view, QTableView):
        model = table.model()
        if not isinstance(model, SnapshotModel):
            continue
        for index in range(model.rowCount()):
            for column in range(model.columnCount()):
                cell = model.index(index, column)
                shown = cell.data(SHOWN_ROLE)
                if shown is None or shown.badge not in TENTATIVE:
                    continue
                reported = (
                    f"{cell.data(Qt.ItemDataRole.AccessibleTextRole)} "
                    f"{cell.data(Qt.ItemDataRole.AccessibleDescriptionRole)}"
                )
                if shown.accessible_name not in reported:
                    wrong.append(f"{_told(table)}: row {index}, column {column} says {reported}")
    return wrong


def check_dialog(view: QWidget) -> list[str]:
    """Return what a dialog lacks: a title, a button for Enter, a way out by Escape."""
    if not isinstance(view, QDialog):
        return []
    wrong = []
    if not view.windowTitle():
        wrong.append("it has no title")
    buttons = [widget for widget in view.findChildren(QPushButton) if widget.isDefault()]
    chosen = any(widget.isChecked() for widget in view.findChildren(QRadioButton))
    settles = view.objectName() == "dialogConflict" and chosen  # what may cost money
    if not buttons and not settles and view.objectName() not in _ENTER_IS_THEIRS:
        wrong.append("no button is behind Enter")
    left: list[bool] = []
    vars(view)["reject"] = lambda: left.append(True)
    QTest.keyClick(view.focusWidget() or view, Qt.Key.Key_Escape)
    del vars(view)["reject"]
    if not left:
        wrong.append("Escape does not leave it")
    return wrong


def beyond_the_screen(view: QWidget) -> list[str]:
    """Return what of a dialog is beyond its screen, and the buttons that are beyond the dialog."""
    if not isinstance(view, QDialog):
        return []
    screen, window = view.screen().availableGeometry(), view.geometry()
    wrong = [] if screen.contains(window) else [f"{_sides(window)} is beyond {_sides(screen)}"]
    for one in _shown(view, QPushButton):
        place = QRect(one.mapTo(view, QPoint(0, 0)), one.size())
        scrolled = any(area.isAncestorOf(one) for area in view.findChildren(QAbstractScrollArea))
        if not scrolled and not view.rect().contains(place):
            wrong.append(f"{_told(one)} at {_sides(place)} is beyond {_sides(view.rect())}")
    return wrong


def scrolled_sideways(view: QWidget) -> list[str]:
    """Return what has to be scrolled to the side to be read."""
    return [
        f"{_told(area)} is {area.viewport().width()} wide and needs {bar.maximum()} more"
        for area in _shown(view, QScrollArea)
        if (bar := area.horizontalScrollBar()).maximum() > bar.minimum()
    ]


def page_scrolled_sideways(view: QWidget) -> list[str]:
    """Return what of the window has to be scrolled to the side; dialogs depend on the screen."""
    return [] if isinstance(view, QDialog) else scrolled_sideways(view)


def pressed_together(view: QWidget) -> list[str]:
    """Return what has less height than its content needs, and what lies over something else."""
    wrong = []
    for one in (view, *_shown(view, QWidget)):
        layout = one.layout()
        if layout is None or isinstance(one, QMainWindow | QStackedWidget):
            continue
        parts = [layout.itemAt(index) for index in range(layout.count())]
        shown = [part.geometry() for part in parts if part is not None and not part.isEmpty()]
        wrong += [
            f"{_told(one)}: a part at {_sides(here)} lies over one at {_sides(there)}"
            for index, here in enumerate(shown)
            for there in shown[index + 1 :]
            if here.intersects(there)
        ]
        needed = 0 if one.findChild(QStackedWidget) is not None else _least_height(one)
        if one.height() < needed:
            wrong.append(f"{_told(one)} is {one.height()} high, and needs {needed}")
    return wrong


def scrolled_for_nothing(view: QWidget) -> list[str]:
    """Return that a dialog's content is scrolled although the screen has the room for all of it."""
    if not isinstance(view, QDialog) or view.objectName() in _WINDOWS_OF_THEIR_OWN:
        return []
    room = room_on(view.screen().availableGeometry())
    return [
        f"{view.height()} of {room.height()} high, and scrolled"
        for item in _shown(view, Scrolling)
        if item.verticalScrollBar().maximum() > 0
        and view.height() < room.height()
        and item.least_width() <= room.width()
    ]


def _least_height(one: QWidget) -> int:
    layout = one.layout()
    if layout is None:
        return 0
    least = layout.totalMinimumSize().height()
    if layout.hasHeightForWidth():
        return max(least, layout.totalMinimumHeightForWidth(one.width()))
    return least


def _sides(rect: QRect) -> tuple[int, int, int, int]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def lost_by_tab(view: QWidget) -> list[str]:
    """Return the controls Tab does not come by, and where it jumps back."""
    wanted = [item for item in _focusable(view) if item.isEnabled()]
    gone = list(_tabbed(view))
    reached = set(gone)
    groups = {_group(item) for item in gone if isinstance(item, QRadioButton)}
    wrong = [
        f"{_told(one)} is not reached by Tab"
        for one in wanted
        if one not in reached and not (isinstance(one, QRadioButton) and _group(one) in groups)
    ]
    for one, other in pairwise(gone):
        if _goes_back(_place(one, view, beside=other), _place(other, view, beside=one)):
            wrong.append(f"Tab jumps back from {_told(one)} to {_told(other)}")
    return wrong


def _group(one: QRadioButton) -> object:
    return one.group() or one.parentWidget()


def _goes_back(here: QRect, there: QRect) -> bool:
    above = there.bottom() <= here.top() + _SLACK
    below = there.top() >= here.bottom() - _SLACK
    if above:
        return there.left() < here.right() - _SLACK  # a new column begins at the right
    return not below and there.right() <= here.left() + _SLACK


def _tabbed(view: QWidget) -> Iterator[QWidget]:
    """Press Tab from the first control on until it comes round; yield where it was."""
    view.activateWindow()
    QTest.qWaitForWindowActive(view)
    before = view.focusWidget()
    first = _first_of(view)
    if first is None:
        return
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    stays = 0
    while (at := QApplication.focusWidget()) is not None and stays < _MOST_STOPS:
        if seen and at is seen[-1]:
            stays += 1  # Tab goes through what is in it before it leaves
        elif at in seen:
            break
        else:
            stays = 0
            seen.append(at)
            yield at
        QTest.keyClick(at, Qt.Key.Key_Tab)
    if before is not None:
        before.setFocus()


def _first_of(view: QWidget) -> QWidget | None:
    candidates = [item for item in _focusable(view) if item.isEnabled()]
    by_place = sorted(candidates, key=lambda one: (_place(one, view).top(), _place(one, view).x()))
    return by_place[0] if by_place else None


def _focusable(view: QWidget) -> Iterator[QWidget]:
    for item in _shown(view, QWidget):
        if item is view or item.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if item.focusProxy() is not None or item.objectName().startswith("qt_"):
            continue
        # what is inside a field is the field's own; text that can be copied is no control
        if isinstance(item, QLabel) or isinstance(item.parentWidget(), QAbstractScrollArea):
            continue
        yield item


def _shown(view: QWidget, kind: type[Shown]) -> list[Shown]:
    return [
        widget
        for widget in view.findChildren(kind)
        if widget.isVisible()
        and widget.window() is view.window()
        and not isinstance(widget, QMainWindow)
    ]


def _place(one: QWidget, view: QWidget, *, beside: QWidget | None = None) -> QRect:
    """Return where a control is, or would be if nothing were scrolled.

    What is scrolled is no lower than its area to a control ``beside`` it that is outside of that.
    """
    place = QRect(one.mapTo(view.window(), QPoint(0, 0)), one.size())
    for area in view.window().findChildren(QScrollArea):
        if area is one or not area.isAncestorOf(one):  # to Qt it is an ancestor of itself
            continue
        place.translate(area.horizontalScrollBar().value(), area.verticalScrollBar().value())
        if beside is not None and not area.isAncestorOf(beside):
            bottom = area.mapTo(view.window(), QPoint(0, area.height())).y()
            place.moveBottom(min(place.bottom(), bottom))
    return place


def _spoken(one: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(one)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def _told(one: QWidget) -> str:
    parent = one.parentWidget()
    within = parent.objectName() if parent is not None else ""
    named = one.objectName() or f"in {within or '?'}"
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return " ".join(part for part in (type(one).__name__, named, text) if part)
