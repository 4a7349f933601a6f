"""The pages of the window, each made when it is first opened."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.pages.page import Page
from smartclient.ui.pages.registry import PAGES, make_page
from smartclient.ui.widgets.navigation import Navigation


class PageStack(QStackedWidget):
    """Shows the page that is chosen in the navigation."""

    def __init__(self, context: AppContext, navigation: Navigation) -> None:
        super().__init__()
        self._context = context
        self._navigation = navigation
        self._pages: dict[str, Page] = {}
        for entry in PAGES:
            if not entry.admin_only:
                navigation.add(entry.name, entry.title, entry.icon)
        navigation.chosen.connect(self._show)

    @property
    def current(self) -> Page:
        """The page that is open."""
        return self._pages[self._open_page]

    @property
    def names(self) -> list[str]:
        """The object names of the pages that may be opened."""
        return [entry.name for entry in PAGES if self._navigation.has(entry.name)]

    def open(self, name: str) -> Page:
        """Open a page by its object name, and return it."""
        self._navigation.choose(name)
        return self.current

    def page(self, name: str) -> Page:
        """A page that was opened before."""
        return self._pages[name]

    def add_admin_pages(self) -> None:
        """List the pages that only an admin sees, too."""
        for entry in PAGES:
            if entry.admin_only and not self._navigation.has(entry.name):
                self._navigation.add(entry.name, entry.title, entry.icon)

    def add_shortcuts(self, window: QWidget) -> None:
        """Ctrl and a figure opens a page, Find goes to the search field of the open one."""
        for number, entry in enumerate(PAGES, start=1):
            QShortcut(
                QKeySequence(f"Ctrl+{number}"), window, lambda name=entry.name: self.open(name)
            )
        QShortcut(QKeySequence.StandardKey.Find, window, self._search)

    def _search(self) -> None:
        self.current.search()

    def _show(self, name: str) -> None:
        if name not in self._pages:
            page = make_page(name, self._context)
            self._pages[name] = page
            self.addWidget(page)
        self._open_page = name
        self.setCurrentWidget(self._pages[name])
