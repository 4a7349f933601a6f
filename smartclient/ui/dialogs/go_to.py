"""Go to: type a few letters of a customer, a product, an order or a page, and be there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.text.searching import folded
from smartclient.read_models.records import OrderSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.delegates.matches import MatchDelegate
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.tokens import ROW_HEIGHT, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.pages.registry import icon_of
from smartclient.ui.text import formats
from smartclient.ui.text.wording import error_text
from smartclient.ui.widgets.factories import label
from smartclient.ui.widgets.lists.finder import Match, MatchModel
from smartclient.ui.widgets.lists.matches import customer_match, product_match

_WIDTH = 620
_OF_EACH = 4
_SHOWN = 12
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}

Go = Callable[[], None]


class GoToDialog(Dialog):
    """One field and what it finds; Enter goes to what is chosen.

    ``places`` are found by their titles: pages and commands, each with the call that goes there.
    """

    def __init__(self, context: AppContext, places: Sequence[Match], parent: QWidget) -> None:
        super().__init__(parent, "dialogGoTo", "")
        self.setWindowTitle(self.tr("Go to"))
        self.be_wide(_WIDTH)
        self.content_layout.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
        self.content_layout.setSpacing(SPACE_BETWEEN)
        self._context = context
        self._places = places
        self._latest = context.latest(self)
        self._found_for = ""
        self._goes_at_once = False
        self._text = QLineEdit()
        self._text.setObjectName("goToText")
        self._text.setPlaceholderText(self.tr("A customer, a product, an order or a page"))
        self._text.setAccessibleName(self._text.placeholderText())
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._look)
        self._model = MatchModel(self)
        self._list = self._make_list()
        self._nothing = label(name="goToNothing", muted=True, wraps=True)
        self._nothing.setMinimumHeight(ROW_HEIGHT)
        self.content_layout.addWidget(self._text)
        self.content_layout.addWidget(self._nothing)
        self.content_layout.addWidget(self._list)
        self._look("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list, and go, with the keyboard staying in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._go_or_wait()
                return True
        return super().eventFilter(watched, event)

    def _make_list(self) -> QListView:
        list_view = QListView()
        list_view.setObjectName("goToMatches")
        list_view.setAccessibleName(self.tr("What was found"))
        list_view.setModel(self._model)
        list_view.setItemDelegate(MatchDelegate(self._context.theme, list_view))
        list_view.setUniformItemSizes(True)
        list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        list_view.clicked.connect(self._go)
        return list_view

    def _look(self, text: str) -> None:
        query = text.strip()
        self._goes_at_once = False
        if not query:
            self._latest.forget()
            self._show("", ())
            return
        self._latest.run(lambda: self._find(query), lambda found: self._show(query, found))

    def _find(self, text: str) -> tuple[Match, ...]:
        """Look up records; runs off the GUI thread."""
        use_cases = self._context.use_cases
        orders = use_cases.orders.search(text=text, limit=_OF_EACH)
        customers = use_cases.customers.search(text, limit=_OF_EACH)
        products = use_cases.catalog.search(text, limit=_OF_EACH)
        context = self._context
        return (
            *(
                _going(customer_match(row), context.navigator.show_customer, "pageCustomers")
                for row in customers
            ),
            *(
                _going(_order_match(row), context.navigator.open_order, "pageOrders")
                for row in orders
            ),
            *(
                _going(product_match(row), context.navigator.show_product, "pageCatalog")
                for row in products
            ),
        )

    def _show(self, text: str, found: Sequence[Match]) -> None:
        folded_text = folded(text)
        places = [place for place in self._places if folded_text in folded(place.text)]
        # a page whose name begins so is what is meant most often
        begins = [place for place in places if folded(place.text).startswith(folded_text)]
        others = [place for place in places if place not in begins]
        self._model.show([*begins, *found, *others])
        self._found_for = text
        count = self._model.rowCount()
        self._nothing.setVisible(not count)
        self._nothing.setText(self.tr("No matches"))
        self._list.setVisible(bool(count))
        self._list.setFixedHeight(min(count, _SHOWN) * ROW_HEIGHT + 2)
        if count:
            self._list.setCurrentIndex(self._model.index(0))
        self.fit_content()
        if text and not count:
            why_not_found = self._context.use_cases.catalog.why_not_found
            self._latest.run(lambda: why_not_found(text), self._explain_nothing)
        if self._goes_at_once:
            self._go_or_wait()

    def _explain_nothing(self, error: SmartClientError | None) -> None:
        if error is not None:
            self._nothing.setText(error_text(error))
            self.fit_content()

    def _go_or_wait(self) -> None:
        """Go to what is chosen; while the text is still being looked up, as soon as it is."""
        if self._found_for != self._text.text().strip():
            self._goes_at_once = True
            return
        self._goes_at_once = False
        if self._list.currentIndex().isValid():
            self._go(self._list.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        go = self._model.matches[index.row()].value
        self.accept()
        if callable(go):
            go()


def _going(match: Match, goes: Callable[[str], None], page: str) -> Match:
    """Return ``match`` as what is gone to, with the icon of the ``page`` of its kind."""
    reference = str(match.value)
    return replace(match, value=lambda: goes(reference), icon=icon_of(page))


def _order_match(row: OrderSummary) -> Match:
    number = formats.order_number(row.number, row.provisional_number)
    details = (row.customer_name, formats.money(row.total))
    return Match(text=number, detail="  ·  ".join(details), value=row.id)
