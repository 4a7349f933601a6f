"""What to take along: the data sets of this device, and the customers that are pinned."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.errors import SmartClientError
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.data_ages import PINNED_KINDS, TAKE_ALONG_KINDS
from smartclient.read_models.take_along import PinnedList, TakeAlong
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN
from smartclient.ui.text import formats, wording
from smartclient.ui.text.refusals import refusals_text
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.data_set_tick import DataSetTick
from smartclient.ui.widgets.factories import button, field_label, heading, label, row, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 560


class TakeAlongDialog(Dialog):
    """A tick for each data set, and what the rep reads of pinned customers."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent, "dialogTakeAlong", "")
        self.setWindowTitle(self.tr("What to take along"))
        self.be_wide(_WIDTH)
        self._context = context
        self._trouble = Notice(context.theme, "takeAlongTrouble", StatusBadge.QUEUED)
        self._sets, self._pinned = QWidget(), QWidget()
        self._ticks: list[DataSetTick] = []
        self._given: tuple[TakeAlong, ...] | None = None
        self._list: PinnedList | None = None
        self._number = QLineEdit()
        self._number.setObjectName("takeAlongNumber")
        self._number.setAccessibleName(self.tr("Number of another rep's customer"))
        self._number.setMinimumHeight(FIELD_HEIGHT)
        self._pin = button("buttonPinCustomer", self.tr("&Pin"), self._pin_number)
        self._refused = Notice(context.theme, "takeAlongRefused", StatusBadge.REJECTED)
        hint = self.tr("It stands on the customer's orders and invoices, and its rep knows it.")
        self._hint = label(hint, name="takeAlongHint", muted=True, wraps=True)
        # Enter in the field does what the field is for
        self._number.textChanged.connect(self._choose_default)
        self._entry = (field_label(self._number.accessibleName()), self._number, self._pin)
        self._close = button("buttonCloseTakeAlong", self.tr("&Close"), self.accept, primary=True)
        self._choose_default("")
        self.content_layout.addWidget(wrapped_title(self.windowTitle()))
        self.content_layout.addWidget(self._trouble)
        self.content_layout.addWidget(AgeNote(context, "takeAlongAges", TAKE_ALONG_KINDS))
        self._sets_place, self._pinned_place = QVBoxLayout(), QVBoxLayout()
        self.content_layout.addLayout(self._sets_place)
        self.content_layout.addWidget(heading(self.tr("Pinned customers")))
        self.content_layout.addWidget(AgeNote(context, "pinnedAges", PINNED_KINDS))
        self.content_layout.addLayout(self._pinned_place)
        self.content_layout.addWidget(self._refused)
        self.content_layout.addLayout(row(*self._entry))
        self.content_layout.addWidget(self._hint)
        self.content_layout.addStretch(1)
        self.put_buttons(None, self._close)
        context.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        take_along = self._context.use_cases.take_along
        self._context.query(self, take_along.all, self._show_sets)
        self._context.query(self, take_along.pinned, self._show_pinned)

    def _show_sets(self, given: tuple[TakeAlong, ...]) -> None:
        if self._given is None or _names(self._given) != _names(given):
            self._build_sets(given)
        self._given = given
        for place, one in enumerate(given):
            self._ticks[place].show_set(one, self._about(one))
        self.fit_content()

    def _build_sets(self, given: tuple[TakeAlong, ...]) -> None:
        shown = QWidget()
        layout = _column(shown)
        if not given:
            text = self.tr("Head office has no data sets for you: everything is taken along.")
            layout.addWidget(label(text, name="takeAlongNothing", wraps=True))
        self._ticks = [DataSetTick(place, self._choose) for place, _ in enumerate(given)]
        for tick in self._ticks:
            layout.addWidget(tick)
        self._sets = _put(self._sets_place, self._sets, shown)
        self._order_tab()

    def _about(self, one: TakeAlong) -> str:
        return " · ".join((*self._contents(one.content, one), self._state(one)))

    def _contents(self, content: DataSetContent, one: TakeAlong) -> list[str]:
        said = []
        if content.categories:
            said.append(", ".join(content.categories))
            said.append(self.tr("%Ln products", "", one.size.products))
        if content.has_files:
            size = formats.data_size(one.size.content_bytes)
            said.append(self._files(content).format(size=size))
        if content.photos is False:
            said.append(self.tr("no photos"))
        if content.documents is False:
            said.append(self.tr("no documents"))
        if content.history_days is not None:
            said.append(self.tr("orders of %Ln days", "", content.history_days))
        return said

    def _files(self, content: DataSetContent) -> str:
        if content.photos and content.documents:
            return self.tr("photos and documents ({size})")
        return self.tr("documents ({size})") if content.documents else self.tr("photos ({size})")

    def _state(self, one: TakeAlong) -> str:
        if not one.taken and not one.comes_anyway:
            return self.tr("not taken along")
        if one.as_of is None:
            return self.tr("comes with the next sync")
        when = formats.moment(one.as_of, self._context.clock.now())
        if one.comes_anyway:
            text = self.tr("all of it comes anyway, as of {when}")
        else:
            text = self.tr("required, as of {when}") if one.required else self.tr("as of {when}")
        return text.format(when=when)

    def _show_pinned(self, found: PinnedList) -> None:
        if found != self._list:
            self._list = found
            self._build_pinned(found)
        self._refused.show_text(refusals_text(found.refused))
        for widget in (*self._entry, self._hint):
            widget.setVisible(found.allowed is not Pinning.NOBODY)
        self.fit_content()

    def _build_pinned(self, found: PinnedList) -> None:
        shown = QWidget()
        layout = _column(shown)
        if not found.customers:
            text = self._none_pinned(found.allowed)
            layout.addWidget(label(text, name="takeAlongNoPins", wraps=True))
        for place, one in enumerate(found.customers):
            layout.addLayout(self._pinned_row(place, one))
        self._pinned = _put(self._pinned_place, self._pinned, shown)
        self._order_tab()

    def _order_tab(self) -> None:
        """Have Tab go from top to bottom: what was built last is last, else."""
        unpins = self._pinned.findChildren(QPushButton)
        stops = (*(tick.box for tick in self._ticks), *unpins, self._number, self._pin, self._close)
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)

    def _pinned_row(self, place: int, one: PinnedCustomer) -> QHBoxLayout:
        number = one.customer.number
        unpin = button(
            f"buttonUnpin{place}", self.tr("Unpin"), lambda: self._ask(number, pinned=False)
        )
        unpin.setAccessibleName(self.tr("Unpin {customer}").format(customer=one.customer.name))
        account = row(label(self._account(one), name=f"pinned{place}", wraps=True), unpin)
        account.setStretch(0, 1)
        account.setAlignment(unpin, Qt.AlignmentFlag.AlignTop)
        account.setContentsMargins(0, SPACE_BETWEEN, 0, SPACE_BETWEEN)
        return account

    def _none_pinned(self, allowed: Pinning) -> str:
        if allowed is Pinning.NOBODY:
            return self.tr("Head office does not let customers of other reps be pinned.")
        return self.tr("None. Pin a customer of another rep's to read it here, also offline.")

    def _account(self, one: PinnedCustomer) -> str:
        customer = one.customer
        lines = [
            f"{customer.number} {customer.name}",
            " · ".join(filter(None, (customer.contact, customer.phone, customer.email))),
            self.tr("{rep}'s customer, balance {balance} {currency}").format(
                rep=customer.rep,
                balance=formats.money(customer.balance),
                currency=self._context.currency,
            ),
            *(
                f"{order.number} · {formats.day(order.ordered_on)} · "
                f"{wording.order_state_label(order.state)} · {formats.money(order.total)}"
                for order in one.orders
            ),
        ]
        return "\n".join(filter(None, lines))

    def _choose_default(self, typed: str) -> None:
        """Have Enter pin what was typed, and else close."""
        (self._pin if typed else self._close).setDefault(True)

    def _choose(self, name: str, *, on: bool) -> None:
        self._trouble.show_text("")
        take_along = self._context.use_cases.take_along
        self._context.execute(lambda: take_along.choose(name, on=on), failed=self._fail)

    def _pin_number(self) -> None:
        try:
            number = canonical_customer_number(self._number.text())
        except SmartClientError as error:
            self._fail(error)
            return
        self._ask(number, pinned=True)

    def _ask(self, number: str, *, pinned: bool) -> None:
        self._trouble.show_text("")
        canonical = canonical_customer_number(number)
        take_along = self._context.use_cases.take_along
        self._context.execute(
            lambda: take_along.pin(canonical, pinned=pinned), self._asked, failed=self._fail
        )

    def _asked(self, _: None) -> None:
        self._number.clear()
        self._trouble.show_text(self.tr("Head office answers with the next sync."))

    def _fail(self, error: SmartClientError) -> None:
        self._trouble.show_text(wording.error_text(error))
        self._look()


def _names(given: Iterable[TakeAlong]) -> list[str]:
    return [one.name for one in given]


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _put(place: QVBoxLayout, before: QWidget, shown: QWidget) -> QWidget:
    """Put a widget in the place of one that was shown before."""
    place.removeWidget(before)
    before.deleteLater()
    place.addWidget(shown)
    return shown
