"""Help: the manual in a window of its own, with its topics, a search, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smartclient.documents.manual import Topic, anchor_in, find_pages, manual_pages
from smartclient.domain.text.searching import folded
from smartclient.ui.dialogs.help_subjects import Subject, subject_of
from smartclient.ui.dialogs.plain_dialog import PlainDialog
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.search import SearchField
from smartclient.ui.widgets.manual_view import ManualView

_SIZE = QSize(1080, 720)
_LEAST = QSize(440, 200)
"""The room in which the list of pages and a few words of one can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a reader was: a page, and how far down."""

    topic: Topic
    scrolled: int


class HelpDialog(PlainDialog):
    """The manual: its topics at the left, what was found of them, and a page at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None, topic: Topic = Topic.INDEX) -> None:
        super().__init__(parent, "dialogHelp", "")
        self.setWindowTitle(self.tr("Help"))
        self.be_window(_SIZE, least=_LEAST)
        language = QLocale.languageToCode(QLocale().language())
        self._pages = {page.topic: page for page in manual_pages(language)}
        self._shown = topic
        self._visited: list[_Place] = []
        self._search = SearchField(theme, "helpSearch", self.tr("Search the manual"))
        self._topics = QListWidget()
        self._topics.setObjectName("helpTopics")
        self._topics.setAccessibleName(self.tr("Pages of the manual"))
        self._topics.setFixedWidth(self._search.width())
        self._topics.setWordWrap(True)
        self._nothing = label(self.tr("No page has all of these words."), muted=True, wraps=True)
        self._nothing.setFixedWidth(self._search.width())
        self._view = ManualView(theme, "helpPage")
        self._lay_out()
        self._back = button("buttonHelpBack", self.tr("&Back"), self.go_back)
        close = button("buttonCloseHelp", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.put_buttons(self._back, None, close)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        self._search.textChanged.connect(self._find)
        self._search.went_down.connect(self._topics.setFocus)
        self._topics.currentItemChanged.connect(self._choose)
        self._view.link_chosen.connect(lambda name, anchor: self.show_topic(Topic(name), anchor))
        self._find("")
        self._show(topic)
        self._topics.setFocus()

    @property
    def topic(self) -> Topic:
        """The page that is shown."""
        return self._shown

    def show_topic(self, topic: Topic, anchor: str = "") -> None:
        """Go to a page, from the heading that ``anchor`` names, there or on the English page."""
        self._visited.append(self._place())
        self._search.clear()
        self._show(topic, anchor)

    def show_subject(self, subject: Subject) -> None:
        """Go to what is about a subject, unless its page is shown: there the reader chose."""
        if subject.topic is not self._shown:
            self.show_topic(subject.topic, subject.anchor)

    def begin_at(self, subject: Subject) -> None:
        """Show the heading of a subject; there is nothing to go back to yet."""
        self._show(subject.topic, subject.anchor)

    def show_help(self) -> None:
        """Do nothing: this is the manual."""

    def go_back(self) -> None:
        """Go to where the reader was before."""
        if self._visited:
            place = self._visited.pop()
            self._show(place.topic)
            self._view.verticalScrollBar().setValue(place.scrolled)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE_BETWEEN)
        left.addWidget(self._search)
        left.addWidget(self._nothing)
        left.addWidget(self._topics, 1)
        both = row(spacing=SPACE_GROUP)
        both.addLayout(left)
        both.addWidget(self._view, 1)
        self.content_layout.addLayout(both, 1)

    def _place(self) -> _Place:
        return _Place(topic=self._shown, scrolled=self._view.verticalScrollBar().value())

    def _find(self, text: str) -> None:
        """List the pages that hold every word of ``text``, and show the first of them."""
        found = find_pages(tuple(self._pages.values()), text)
        self._topics.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._topics.clear()
        for page in found:
            item = QListWidgetItem(page.title, self._topics)
            item.setData(Qt.ItemDataRole.UserRole, page.topic.value)
        self._topics.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self._nothing.setVisible(not found)
        self._topics.setVisible(bool(found))
        if text.strip() and found:
            self._show(found[0].topic)
        else:
            self._select_shown()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._visited.append(self._place())
            self._show(Topic(item.data(Qt.ItemDataRole.UserRole)))

    def _show(self, topic: Topic, anchor: str = "") -> None:
        self._shown = topic
        words = tuple(folded(self._search.text()).split())
        page = self._pages[topic]
        self._view.show_page(page, anchor=anchor_in(page, anchor), words=words)
        allow(self._back, "" if self._visited else self.tr("This is the first page."))
        self._select_shown()

    def _select_shown(self) -> None:
        """Select the page that is shown in the list, without going anywhere."""
        self._topics.blockSignals(True)  # noqa: FBT003 (Qt's own)
        for place in range(self._topics.count()):
            item = self._topics.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == self._shown.value:
                self._topics.setCurrentItem(item)
        self._topics.blockSignals(False)  # noqa: FBT003 (Qt's own)


def open_help(theme: Theme, parent: QWidget, topic: Topic) -> None:
    """Open the manual on a page, in the window that shows it already where there is one."""
    dialog = _brought_forward(parent)
    if dialog is None:
        _opened(theme, parent, topic)
    else:
        dialog.show_topic(topic)


def open_help_about(name: str, parent: QWidget) -> None:
    """Open the manual on what is about the page or the dialog of this object name."""
    subject = subject_of(name)
    theme = cast("Theme", cast("QApplication", QApplication.instance()).findChild(Theme))
    dialog = _brought_forward(parent)
    if dialog is None:
        _opened(theme, parent, subject.topic).begin_at(subject)
    else:
        dialog.show_subject(subject)


def _brought_forward(parent: QWidget) -> HelpDialog | None:
    """The manual that is open over ``parent``, in front of everything; None where it is not."""
    own = Qt.FindChildOption.FindDirectChildrenOnly
    for dialog in parent.findChildren(HelpDialog, "dialogHelp", own):
        if dialog.isVisible():
            dialog.raise_()
            dialog.activateWindow()
            return dialog
    return None


def _opened(theme: Theme, parent: QWidget, topic: Topic) -> HelpDialog:
    dialog = HelpDialog(theme, parent, topic)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
    return dialog
