"""Letting a device sign in: an admin chooses a rep, and is shown the code once it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from smartclient.domain.ids import Login
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.dialogs.enrolled_code import EnrolledCode
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, field_label, label, wrapped_title
from smartclient.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from smartclient.contract.web.codes import EnrolmentCode
    from smartclient.domain.errors import SmartClientError
    from smartclient.read_models.enrolment import AnsweredCode
    from smartclient.read_models.headoffice import RepStatus
    from smartclient.ui.app_context import AppContext

_WIDTH = 640
_HOURS = (1, 24, 72, 168, 336)
_USUAL_HOURS = 24
_DAY_HOURS = 24


class EnrolDeviceDialog(Dialog):
    """Asks for a rep and a time, waits for head office, and shows the code; it is kept nowhere."""

    def __init__(self, context: AppContext, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "dialogEnrolDevice", "")
        self.setWindowTitle(self.tr("Let a device sign in"))
        self.be_wide(_WIDTH)
        self._context = context
        self._wanted = login
        self._login = Login("")
        self._code: EnrolmentCode | None = None
        self._latest = context.latest(self)
        self._rep = _choice("enrolRep", self.tr("Rep"))
        self._hours = _choice("enrolValid", self.tr("The code counts for"))
        for hours in _HOURS:
            self._hours.addItem(self._time_text(hours), hours)
        self._hours.setCurrentIndex(_HOURS.index(_USUAL_HOURS))
        self._form = self._create_form()
        self._waiting = Notice(context.theme, "enrolWaiting", StatusBadge.QUEUED)
        self._refusal = Notice(context.theme, "enrolRefusal", StatusBadge.REJECTED)
        self._shown = EnrolledCode(context)
        self._shown.hide()
        self._make = button("buttonMakeCode", self.tr("&Make a code"), self._begin, primary=True)
        self._make.setDefault(True)
        allow(self._make, self.tr("The reps are being looked up."))
        self._close = button("buttonCloseEnrol", self.tr("&Close"), self.reject)
        self._lay_out()
        context.changed.connect(self._look)
        context.status_changed.connect(self._show_waiting)
        context.query(self, context.use_cases.admin.reps, self._show_reps)

    def _create_form(self) -> QWidget:
        form = QWidget()
        layout = QFormLayout(form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE_GROUP)
        layout.setVerticalSpacing(SPACE_BETWEEN)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(field_label(self.tr("Rep")), self._rep)
        layout.addRow(field_label(self.tr("The code counts for")), self._hours)
        text = self.tr("The code lets one laptop or browser sign in as this rep, once.")
        layout.addRow("", label(text, muted=True, wraps=True))
        return form

    def _lay_out(self) -> None:
        for widget in (
            wrapped_title(self.windowTitle()),
            self._form,
            self._waiting,
            self._refusal,
            self._shown,
        ):
            self.content_layout.addWidget(widget)
        self.content_layout.addStretch(1)
        self.put_buttons(None, self._close, self._make)

    def _time_text(self, hours: int) -> str:
        if hours > _DAY_HOURS:
            return self.tr("%Ln days", "", hours // _DAY_HOURS)
        return self.tr("%Ln hours", "", hours)

    def _show_reps(self, reps: tuple[RepStatus, ...]) -> None:
        """Offer who can be let in: an admin's devices are enrolled by the owner alone."""
        for rep in reps:
            if not rep.is_admin:
                text = f"{rep.login} · {rep.territory}" if rep.territory else rep.login
                self._rep.addItem(text, rep.login)
        self._rep.setCurrentIndex(max(0, self._rep.findData(self._wanted)))
        nobody = "" if self._rep.count() else self.tr("No rep is known here yet. Sync first.")
        allow(self._make, nobody)
        if nobody:
            self._refuse(nobody)

    def _begin(self) -> None:
        login, valid = Login(self._rep.currentData()), timedelta(hours=self._hours.currentData())
        admin = self._context.use_cases.admin
        self._login = login
        allow(self._make, self.tr("Head office is being asked."))
        self._refuse("")
        self._context.execute(
            lambda: admin.enrol_device(login, valid), self._wait_for_answer, self._fail
        )

    def _wait_for_answer(self, code: EnrolmentCode) -> None:
        self._code = code
        self._form.hide()
        self._make.hide()
        self._close.setFocus()
        self._show_waiting()
        self._look()

    def _show_waiting(self) -> None:
        if self._code is not None:
            self._waiting.show_text(self._waiting_text())
            self.fit_content()

    def _waiting_text(self) -> str:
        status = self._context.client_status
        if status is not None and status.offline_by_choice:
            return self.tr(
                "You work offline: this goes out with the next sync. Leave this open until the "
                "code is shown."
            )
        return self.tr("Waiting for head office. Leave this open until the code is shown.")

    def _look(self) -> None:
        code, login, admin = self._code, self._login, self._context.use_cases.admin
        if code is not None:
            self._latest.run(lambda: admin.answered_code(login, code), self._show_answer)

    def _show_answer(self, answered: AnsweredCode | None) -> None:
        if answered is None or self._code is None:
            return
        self._code = None
        self._waiting.show_text("")
        if answered.why:
            self._refuse(wording.filled(answered.why, answered.arguments))
            self._ask_again()
        else:
            self._shown.show_code(self._login, answered)
            self._shown.show()
        self.fit_content()

    def _fail(self, error: SmartClientError) -> None:
        self._refuse(wording.error_text(error))
        self._ask_again()

    def _ask_again(self) -> None:
        self._form.show()
        self._make.show()
        allow(self._make, "")
        self.fit_content()

    def _refuse(self, why: str) -> None:
        self._refusal.show_text(why)
        self.fit_content()


def _choice(name: str, accessible_name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(accessible_name)
    return combo
