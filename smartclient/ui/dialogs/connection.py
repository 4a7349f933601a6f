"""The connection: its state and why, how it was in the last 24 hours, and its changes."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smartclient.read_models.connection import LinkSpan, spans_of
from smartclient.read_models.link_report import LinkReport
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.models.link_changes import link_change_model
from smartclient.ui.text import formats
from smartclient.ui.text.connection import cause_text, connection_facts, held_text, span_text
from smartclient.ui.text.labels import connection_label
from smartclient.ui.widgets.factories import button, heading, label, wrapped_heading, wrapped_title
from smartclient.ui.widgets.figures.connection_chart import ConnectionChart
from smartclient.ui.widgets.lists.compact_table import CompactTable

_WIDTH = 640
_ROWS = 8
_DAY = timedelta(hours=24)


class ConnectionDialog(Dialog):
    """Shows the connection, and follows its changes while it is open."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent, "dialogConnection", "")
        self.setWindowTitle(self.tr("Connection"))
        self.be_wide(_WIDTH)
        self._context = context
        self._state = wrapped_heading("")
        self._state.setObjectName("connectionState")
        self._cause = label(name="connectionCause", wraps=True)
        self._held = label(name="connectionHeld", muted=True, wraps=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(SPACE_GROUP)
        self._facts.setVerticalSpacing(SPACE_BETWEEN)
        self._facts.setColumnStretch(1, 1)
        self._chart = ConnectionChart(context.theme, "chartConnection")
        self._span = label(name="connectionSpan", muted=True)
        self._changes = CompactTable(
            context,
            link_change_model(context.clock),
            "tableLinkChanges",
            self.tr("Changes of the connection"),
            self.tr("The connection has not changed yet."),
            most_rows=_ROWS,
        )
        close = button("buttonCloseConnection", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self._lay_out()
        self.put_buttons(None, close)
        self._chart.chosen.connect(self._show_span)
        context.status_changed.connect(self._look)
        self._look()

    def _lay_out(self) -> None:
        self.content_layout.addWidget(wrapped_title(self.windowTitle()))
        for widget in (self._state, self._cause, self._held):
            self.content_layout.addWidget(widget)
        self.content_layout.addLayout(self._facts)
        self.content_layout.addWidget(heading(self.tr("The last 24 hours")))
        self.content_layout.addWidget(self._chart)
        self.content_layout.addWidget(self._span)
        self.content_layout.addWidget(heading(self.tr("Changes")))
        self.content_layout.addWidget(self._changes, 1)

    def _look(self) -> None:
        self._context.query(self, self._context.use_cases.status.connection, self._show)

    def _show(self, report: LinkReport) -> None:
        now = self._context.clock.now()
        cause = cause_text(report.current)
        if report.current is None:
            self._state.setText(cause)
        else:
            self._state.setText(
                self.tr("{state}, since {since}").format(
                    state=connection_label(report.state),
                    since=formats.moment(report.current.at, now),
                )
            )
        self._cause.setText(cause)
        self._cause.setVisible(report.current is not None)
        held = held_text(report)
        self._held.setText(held)
        self._held.setVisible(bool(held))
        self._show_facts(report)
        self._chart.show_spans(spans_of(report.changes, now - _DAY, now), now - _DAY, now)
        self._changes.show_rows(tuple(reversed(report.changes)))
        self.fit_content()

    def _show_facts(self, report: LinkReport) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        facts = connection_facts(report, self._context.clock.now())
        for row, (name, value) in enumerate(facts):
            at_top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(label(name, muted=True), row, 0, at_top)
            self._facts.addWidget(label(value, wraps=True), row, 1)

    def _show_span(self, span: LinkSpan | None) -> None:
        text = "" if span is None else span_text(span)
        self._span.setText(text)
        self._chart.setAccessibleDescription(text)
