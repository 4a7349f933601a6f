"""The doctor's dialog: what the program needs on this laptop, and what to do about each finding."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.icons import icon
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.ports import Laptop
from smartclient.ui.text import wording
from smartclient.ui.text.labels import check_label
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, heading, label, link_button, wrapped_title

if TYPE_CHECKING:
    from smartclient.diagnostics.finding import Check, Finding
    from smartclient.documents.manual import Topic

_SIZE = QSize(620, 600)
_ICON = QSize(20, 20)


class DoctorDialog(Dialog):
    """What was found on this laptop, looked at again on demand."""

    def __init__(self, context: AppContext, laptop: Laptop, parent: QWidget) -> None:
        super().__init__(parent, "dialogDoctor", "")
        self.setWindowTitle(self.tr("Check this laptop"))
        self.resize(_SIZE)
        self._context = context
        self._laptop = laptop
        self._findings: tuple[Finding, ...] = ()
        self._title = wrapped_title(self.tr("Check this laptop"))
        self._message = label(name="doctorMessage", muted=True, wraps=True)
        self._list = QScrollArea()
        self._list.setObjectName("doctorFindings")
        self._list.setAccessibleName(self.tr("What was found"))
        self._list.setWidgetResizable(True)
        self._again = button("buttonCheckAgain", self.tr("&Look again"), self.look)
        close = button("buttonCloseDoctor", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.content_layout.addWidget(self._title)
        self.content_layout.addWidget(self._message)
        self.content_layout.addWidget(self._list, 1)
        self.put_buttons(self._again, None, close)
        context.theme.changed.connect(self._show_findings)
        self.look()

    def look(self) -> None:
        """Look at everything, off the GUI thread."""
        looking = self.tr("Looking. It takes a few seconds…")
        allow(self._again, looking)
        self._message.setText(looking)
        self._context.query(self, self._laptop.doctor, self._show, self._fail)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        allow(self._again, "")
        self._findings = findings
        wrong = sum(not finding.ok for finding in findings)
        if not wrong:
            self._message.setText(self.tr("No problems found."))
        else:
            self._message.setText(self.tr("%Ln things want to be looked at.", "", wrong))
        self._show_findings()

    def _fail(self, error: SmartClientError) -> None:
        allow(self._again, "")
        self._message.setText(wording.error_text(error))

    def _show_findings(self) -> None:
        layout = QWidget()
        grid = QGridLayout(layout)
        grid.setContentsMargins(0, 0, SPACE_BETWEEN, 0)
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(SPACE_GROUP)
        grid.setColumnStretch(1, 1)
        # what wants something comes first
        for index, finding in enumerate(sorted(self._findings, key=lambda each: each.ok)):
            grid.addWidget(self._icon_label(finding), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._finding_layout(finding), index, 1)
        grid.setRowStretch(len(self._findings), 1)
        self._list.setWidget(layout)
        # they are created later than the buttons at the foot, and are above them
        in_order = (self._list, *layout.findChildren(QPushButton), self._again)
        for each, following in pairwise(in_order):
            self.setTabOrder(each, following)

    def _icon_label(self, finding: Finding) -> QLabel:
        name, state = ("check", "confirmed") if finding.ok else ("alert-outline", "in_conflict")
        colour = self._context.theme.tokens.states[state].text
        icon_label = QLabel()
        icon_label.setPixmap(icon(name, colour).pixmap(_ICON))
        icon_label.setAccessibleName(self.tr("well") if finding.ok else self.tr("look at this"))
        return icon_label

    def _finding_layout(self, finding: Finding) -> QVBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(heading(check_label(finding.check)))
        detail = wording.filled(finding.template, finding.arguments)
        texts.addWidget(label(detail, name=f"finding_{finding.check}", wraps=True))
        if finding.advice:
            advice = wording.filled(finding.advice, {})
            texts.addWidget(label(advice, name=f"advice_{finding.check}", muted=True, wraps=True))
        if finding.page is not None:
            texts.addWidget(self._help_link(finding.check, finding.page))
        return texts

    def _help_link(self, check: Check, page: Topic) -> QPushButton:
        text = self.tr("More in the manual")
        show_manual = self._context.navigator.show_manual
        link = link_button(f"help_{check}", text, lambda: show_manual(page))
        link.setAccessibleName(f"{text}: {check_label(check)}")
        return link
