"""The order editor: an order is entered, priced and checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from smartclient.domain.catalog import ShipMethod
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.orders import Order, OrderLine, OrderState
from smartclient.domain.problems import Problem
from smartclient.domain.records import CustomerRecord, OrderRecord
from smartclient.ui import formats, wording
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.dialogs.line_entry import LineEntry
from smartclient.ui.dialogs.order_form import OrderForm
from smartclient.ui.dialogs.order_parts import LinesTable, TotalsView, names_of
from smartclient.ui.models.order_lines import OrderLinesModel, shown_lines
from smartclient.ui.signs import Sign
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.parts import button, label, link_button, row, title
from smartclient.ui.workbench import Workbench

_SIZE = (1080, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What is looked up before an order can be edited."""

    order: Order
    customer: CustomerRecord
    methods: tuple[ShipMethod, ...]
    names: dict[Sku, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """An order priced, and what head office's rules say of it."""

    order: Order
    problems: tuple[Problem, ...] = ()
    names: dict[Sku, str] = field(default_factory=dict)


class OrderEditor(Dialog):
    """Edits one order. A draft is kept when the editor closes; nothing typed is lost."""

    def __init__(
        self,
        bench: Workbench,
        parent: QWidget,
        *,
        customer: CustomerNumber | None = None,
        order: Order | None = None,
        state: OrderState = OrderState.DRAFT,
    ) -> None:
        super().__init__(parent, "dialogOrder", "")
        self.setWindowFlag(Qt.WindowType.Window)
        self.resize(*_SIZE)
        self._bench = bench
        self._placed_before = state is not OrderState.DRAFT
        self._order = order
        self._as_opened = order
        self._names: dict[Sku, str] = {}
        self._judging = bench.latest(self)
        self._title = title("")
        self._form = OrderForm(bench)
        self._entry = LineEntry(bench)
        self._lines = OrderLinesModel(self._change_quantity)
        self._table = LinesTable(self._lines, bench.theme, self._drop_line)
        self._warnings = Notice(bench.theme, "orderWarnings", Sign.QUEUED)
        self._note = self._note_field()
        self._totals = TotalsView(bench.theme)
        self._place = button("buttonPlaceOrder", self._place_words(), self.place, primary=True)
        self._delete = link_button("buttonDeleteDraft", self.tr("Delete draft"), self._discard)
        self._lay_out()
        self._connect()
        self._show_possible()
        self._begin(customer)

    @property
    def order(self) -> Order | None:
        """The order as it stands in the editor; None before a customer is chosen."""
        if self._order is None:
            return None
        order = self._form.applied_to(self._order)
        return replace(order, note=self._note.toPlainText().strip())

    def place(self) -> None:
        """Save the order and queue it for head office."""
        order = self.order
        if order is None or not order.lines or not self._place.isEnabled():
            return
        self._place.setEnabled(False)
        desk = self._bench.desk
        save = desk.amend_order if self._placed_before else desk.place_order
        self._bench.do(lambda: save(order), self._placed, self._refused)

    def reject(self) -> None:
        """Close: a draft is kept, changes to a placed order are asked about."""
        order = self.order
        if order is None or _entered(order) == _entered(self._as_opened):
            super().reject()
        elif self._placed_before:
            self._ask_to_discard()
        else:
            self._keep(order)
            super().reject()

    def _begin(self, customer: CustomerNumber | None) -> None:
        number = self._order.customer if self._order is not None else customer
        if number:
            self._load(number)
        else:
            self._title.setText(self.tr("New order"))
            self.setWindowTitle(self._title.text())
            self._form.customer.setFocus()

    def _load(self, number: CustomerNumber) -> None:
        desk, order, names = self._bench.desk, self.order, dict(self._names)

        def look() -> _Start:
            begun = desk.new_order(number) if order is None else replace(order, customer=number)
            return _Start(
                order=begun,
                customer=desk.customer(number),
                methods=desk.ship_methods(),
                names=names_of(desk, begun, names),
            )

        self._judging.ask(look, self._start)

    def _start(self, start: _Start) -> None:
        if self._order is None:
            self._as_opened = start.order
        self._order, self._names = start.order, start.names
        number = formats.order_number("", start.order.provisional_number)
        self._title.setText(
            self.tr("Order {number}").format(number=number) if number else self.tr("New order")
        )
        self.setWindowTitle(f"{self._title.text()}, {start.customer.customer.name}")
        self._form.show_customer(start.customer)
        self._form.show_order(start.order, start.methods)
        self._form.customer.setReadOnly(self._placed_before)
        self._note.setPlainText(start.order.note)
        self._entry.price_for(start.customer.customer.number)
        self._judge()
        self._entry.product.setFocus()

    def _add_line(self, sku: str, name: str, quantity: int) -> None:
        if self._order is None:
            return
        product = Sku(sku)
        self._names[product] = name
        same = next((line for line in self._order.lines if line.sku == product), None)
        if same is None:
            line = OrderLine(line=self._order.next_line_number(), sku=product, quantity=quantity)
        else:
            line = replace(same, quantity=same.quantity + quantity)
        self._order = self._order.with_line(line)
        self._judge()

    def _change_quantity(self, number: int, quantity: int) -> None:
        line = self._order.line(number) if self._order is not None else None
        if self._order is not None and line is not None and quantity > 0:
            self._order = self._order.with_line(replace(line, quantity=quantity))
            self._judge()

    def _drop_line(self, number: int) -> None:
        if self._order is not None:
            self._order = self._order.without_line(number)
            self._judge()

    def _judge(self) -> None:
        order = self.order
        if order is None:
            return
        self._show(_Judged(order=order, names=self._names))
        desk, names = self._bench.desk, dict(self._names)

        def look() -> _Judged:
            priced = desk.priced(order)
            problems = desk.preflight(priced).problems if priced.lines else ()
            return _Judged(order=priced, problems=problems, names=names_of(desk, priced, names))

        self._judging.ask(look, self._show)

    def _show(self, judged: _Judged) -> None:
        self._order, self._names = judged.order, judged.names
        self._lines.show(shown_lines(judged.order, judged.names, judged.problems))
        self._table.resizeRowsToContents()
        whole = [wording.problem_text(problem) for problem in judged.problems if not problem.line]
        self._warnings.say("\n".join(whole))
        self._totals.show_totals(judged.order.totals, self._bench.currency, tentative=True)
        self._show_possible()

    def _show_possible(self) -> None:
        order = self._order
        self._entry.setEnabled(order is not None)
        self._place.setEnabled(bool(order and order.lines))
        self._delete.setVisible(
            not self._placed_before and bool(order and order.provisional_number)
        )

    def _placed(self, record: OrderRecord) -> None:
        number = formats.order_number(record.number, record.order.provisional_number)
        standing = self._bench.standing
        if standing is not None and standing.offline_by_choice:
            text = self.tr("{number} is saved. It goes to head office when you are back online.")
        else:
            text = self.tr("{number} is saved. It goes to head office with the next sync.")
        self._bench.say(text.format(number=number))
        super().accept()

    def _refused(self, error: SmartClientError) -> None:
        self._show_possible()
        self._warnings.say(wording.error_text(error))

    def _keep(self, order: Order) -> None:
        desk = self._bench.desk
        if order.lines:
            said = self.tr("Kept as draft {number}.")
            self._bench.do(
                lambda: desk.save_draft(order),
                lambda record: self._bench.say(
                    said.format(number=f"{record.order.provisional_number}*")
                ),
            )
        elif order.provisional_number:
            self._bench.do(lambda: desk.discard_draft(order.id))

    def _discard(self) -> None:
        order = self._order
        if order is not None:
            self._bench.do(lambda: self._bench.desk.discard_draft(order.id))
        super().reject()

    def _ask_to_discard(self) -> None:
        question = Question(
            self,
            "dialogDiscard",
            title=self.tr("Your changes are not saved"),
            text=self.tr("The order stays as it was placed if you leave now."),
            yes=self.tr("&Leave without saving"),
            no=self.tr("&Go on editing"),
        )
        leave: Callable[[], None] = super().reject
        question.ask(lambda _note: leave())

    def _place_words(self) -> str:
        return self.tr("Save the c&hanges") if self._placed_before else self.tr("P&lace order")

    def _note_field(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setObjectName("orderNote")
        made.setAccessibleName(self.tr("Note for head office"))
        made.setPlaceholderText(self.tr("Note for head office"))
        made.setTabChangesFocus(True)
        made.setMaximumHeight(112)
        return made

    def _lay_out(self) -> None:
        self.inside.addWidget(self._title)
        self.inside.addWidget(self._form)
        middle = QVBoxLayout()
        middle.setSpacing(SPACE_BETWEEN)
        middle.addWidget(self._entry)
        middle.addWidget(self._table, 1)
        self.inside.addLayout(middle, 1)
        self.inside.addWidget(self._warnings)
        below = row(self._note, self._totals, spacing=SPACE_GROUP)
        below.setStretch(0, 1)
        self.inside.addLayout(below)
        hint = label(
            self.tr("Enter goes on; on an empty product, to placing the order. Del drops a line."),
            muted=True,
        )
        close = button("buttonCloseOrder", self.tr("&Close"), self.reject)
        self.inside.addLayout(row(hint, None, self._delete, close, self._place))

    def _connect(self) -> None:
        self._form.edited.connect(self._judge)
        self._form.customer.picked.connect(lambda number: self._load(CustomerNumber(number)))
        self._entry.added.connect(self._add_line)
        self._entry.complete.connect(self._place.setFocus)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.place)


def _entered(order: Order | None) -> tuple[object, ...]:
    """Return what a person entered of an order, without what was computed from it."""
    if order is None:
        return ()
    lines = tuple((line.line, line.sku, line.quantity) for line in order.lines)
    return (
        order.customer,
        lines,
        order.ship_to,
        order.ship_via,
        order.deliver_on,
        order.reference,
        order.note,
    )
