"""An order as it stands: its lines, its sums, its life, and what head office changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smartclient.domain.ids import ConflictId, Sku
from smartclient.domain.listing import OrderedProduct
from smartclient.domain.orders import OrderState
from smartclient.domain.records import Life, LifeEvent, OrderRecord
from smartclient.domain.tasks import TaskStatus
from smartclient.ui import formats, signs, wording
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.dialogs.order_parts import LinesTable, TotalsView
from smartclient.ui.models.order_lines import OrderLinesModel, shown_lines
from smartclient.ui.signs import TENTATIVE
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.parts import button, heading, label, row, title
from smartclient.ui.widgets.state import StateLabel
from smartclient.ui.workbench import Workbench

_SIZE = (960, 680)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """All that is looked up about an order."""

    record: OrderRecord
    life: Life
    products: dict[Sku, OrderedProduct]
    conflict: ConflictId | None


class OrderView(Dialog):
    """Shows one order, and what can be done with it; it follows what happens to the order."""

    edit_wanted = Signal(object)
    repeat_wanted = Signal(object)

    def __init__(self, bench: Workbench, record: OrderRecord, parent: QWidget) -> None:
        super().__init__(parent, "dialogOrderView", "")
        self.setWindowFlag(Qt.WindowType.Window)
        self.resize(*_SIZE)
        self._bench = bench
        self._record = record
        self._conflict: ConflictId | None = None
        self._latest = bench.latest(self)
        self._title = title("")
        self._state = StateLabel(bench.theme, "orderState")
        self._about = label(name="orderAbout", muted=True, wraps=True)
        self._lines = OrderLinesModel()
        self._table = LinesTable(self._lines, bench.theme)
        self._totals = TotalsView(bench.theme)
        self._report = self._text("orderReport")
        self._history = self._text("orderHistory")
        self._settle = button(
            "buttonSettleOrder", self.tr("&Settle…"), self._go_settle, primary=True
        )
        self._edit = button("buttonEditOrder", self.tr("&Change…"), self._go_edit)
        self._cancel = button("buttonCancelOrder", self.tr("Cancel the &order…"), self._ask_cancel)
        self._repeat = button(
            "buttonRepeatOrder", self.tr("Order the same &again"), self._go_repeat
        )
        self._lay_out()
        bench.changed.connect(self._look)
        self._show_record(record)
        self._look()

    def _look(self) -> None:
        desk, order_id = self._bench.desk, self._record.order.id

        def look() -> _Whole:
            record = desk.order(order_id)
            conflict = next((c.id for c in desk.conflicts() if c.subject.id == order_id), None)
            return _Whole(
                record=record,
                life=desk.order_life(order_id),
                products=desk.ordered_products(record.order),
                conflict=conflict,
            )

        self._latest.ask(look, self._show)

    def _show(self, whole: _Whole) -> None:
        self._conflict = whole.conflict
        self._show_record(whole.record)
        self._lines.show(shown_lines(whole.record.order, whole.products))
        report = [wording.change_text(change) for change in whole.life.report]
        self._report.setText("\n".join(report) or self.tr("Head office changed nothing."))
        self._history.setText("\n".join(self._told(event) for event in whole.life.events))

    def _show_record(self, record: OrderRecord) -> None:
        self._record = record
        order = record.order
        number = formats.order_number(record.number, order.provisional_number)
        self._title.setText(self.tr("Order {number}").format(number=number))
        self.setWindowTitle(f"{self._title.text()}, {record.customer_name}")
        sign = signs.of_order(record.state, record.task, adjusted=record.adjusted)
        self._state.show_state(signs.shown(sign))
        self._about.setText(self._about_text(record))
        self._totals.show_totals(order.totals, self._bench.currency, tentative=sign in TENTATIVE)
        alive = record.state in {OrderState.TENTATIVE, OrderState.CONFIRMED}
        self._edit.setEnabled(alive)
        self._cancel.setEnabled(alive)
        self._settle.setVisible(record.task is TaskStatus.IN_CONFLICT)
        self._settle.setEnabled(self._conflict is not None)

    def _about_text(self, record: OrderRecord) -> str:
        order = record.order
        delivery = wording.fulfilment_words(record.fulfilment)
        if delivery and record.fulfilled_on:
            delivery = f"{delivery}, {formats.day(record.fulfilled_on)}"
        parts = [
            f"{record.customer_name} ({order.customer})",
            self.tr("ordered {day}").format(day=formats.day(order.order_date)),
            delivery,
            order.ship_via,
        ]
        if record.number and order.provisional_number:
            parts.append(
                self.tr("entered as {number}").format(number=f"{order.provisional_number}*")
            )
        if order.deliver_on:
            parts.append(self.tr("deliver on {day}").format(day=formats.day(order.deliver_on)))
        if order.reference:
            parts.append(self.tr("reference {text}").format(text=order.reference))
        if order.note:
            parts.append(order.note)
        return "  ·  ".join(part for part in parts if part)

    def _told(self, event: LifeEvent) -> str:
        at = formats.moment(event.at, self._bench.clock.now())
        what = f"{wording.task_words(event.task)}: {wording.status_of_task(event.status)}"
        more = [event.by, wording.cause_words(event.cause), event.note]
        more += [wording.problem_text(problem) for problem in event.reasons]
        more.append(wording.filled(event.why, event.arguments))
        said = ", ".join(part for part in more if part)
        return f"{at}   {what}" + (f" ({said})" if said else "")

    def _go_settle(self) -> None:
        if self._conflict is not None:
            self._bench.conflict_wanted.emit(self._conflict)

    def _go_edit(self) -> None:
        self.edit_wanted.emit(self._record)
        self.accept()

    def _go_repeat(self) -> None:
        desk, order_id = self._bench.desk, self._record.order.id
        self._bench.ask(self, lambda: desk.repeat_order(order_id), self._repeat_with)

    def _repeat_with(self, order: object) -> None:
        self.repeat_wanted.emit(order)
        self.accept()

    def _ask_cancel(self) -> None:
        desk, record = self._bench.desk, self._record
        question = Question(
            self,
            "dialogCancelOrder",
            title=self.tr("Cancel this order?"),
            text=self.tr(
                "If head office has it already, it is asked to cancel it; otherwise it is taken "
                "back at once."
            ),
            yes=self.tr("&Cancel the order"),
            no=self.tr("&Keep it"),
            note=self.tr("Why, for head office (may stay empty)"),
        )
        question.ask(lambda note: self._bench.do(lambda: desk.cancel_order(record.order.id, note)))

    def _text(self, name: str) -> QLabel:
        made = label(name=name, wraps=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        return made

    def _lay_out(self) -> None:
        self.inside.addLayout(row(self._title, self._state, None))
        self.inside.addWidget(self._about)
        self.inside.addWidget(self._table, 1)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, SPACE_BETWEEN, 0)
        column.setSpacing(SPACE_BETWEEN)
        for part in (
            heading(self.tr("What head office changed")),
            self._report,
            heading(self.tr("What happened")),
            self._history,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(told)
        below = row(scroll, self._totals, spacing=SPACE_GROUP)
        below.setStretch(0, 1)
        below.setAlignment(self._totals, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(below, 1)
        close = button("buttonCloseView", self.tr("C&lose"), self.reject)
        self.inside.addLayout(
            row(self._cancel, self._repeat, None, close, self._edit, self._settle)
        )
        close.setFocus()
