"""The page of head office, for admins: cases, reps, check-outs, set-aside work, and policies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabBar

from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.pages.headoffice_cases import OpenCases, decided_cases
from smartclient.ui.pages.headoffice_check_outs import CheckOutsSection
from smartclient.ui.pages.headoffice_conflicts import OpenConflicts
from smartclient.ui.pages.headoffice_devices import DevicesSection
from smartclient.ui.pages.headoffice_policies import PoliciesSection
from smartclient.ui.pages.headoffice_reps import RepsSection
from smartclient.ui.pages.headoffice_restore import RestoreQuestionView
from smartclient.ui.pages.headoffice_section import Section
from smartclient.ui.pages.headoffice_stopped import StoppedSection
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import label, row, title
from smartclient.ui.widgets.notice import Notice


class HeadOfficePage(Page):
    """What only an admin sees, one section at a time."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageHeadOffice", translate("HeadOfficePage", "Head office"))
        self._heartbeat = label(name="officeHeartbeat", muted=True)
        self._silence = Notice(context.theme, "officeSilence", StatusBadge.QUEUED)
        self._restore = RestoreQuestionView(context)
        self._tabs = QTabBar()
        self._tabs.setObjectName("officeSections")
        self._tabs.setAccessibleName(self.tr("Sections of head office"))
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._stack = QStackedWidget()
        self._makers: list[Callable[[], Section]] = []
        self._built: dict[int, Section] = {}
        self._put_sections()
        self.content_layout.addLayout(row(title(self.heading), None, self._heartbeat))
        self.content_layout.addWidget(self._silence)
        self.content_layout.addWidget(self._restore)
        self.content_layout.addWidget(self._tabs)
        self.content_layout.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._show_section)
        context.status_changed.connect(self._show_heartbeat)
        self._show_section(0)
        self._show_heartbeat()

    def refresh(self) -> None:
        """Look up again what the section that is open shows; the others when they are opened."""
        for index, section in self._built.items():
            if index == self._tabs.currentIndex():
                section.refresh()

    @property
    def help_name(self) -> str:
        """The object name of the section that is open."""
        return str(self._tabs.tabData(self._tabs.currentIndex()))

    def open_section(self, name: str) -> None:
        """Open a section by its object name."""
        for index in range(self._tabs.count()):
            if self._tabs.tabData(index) == name:
                self._tabs.setCurrentIndex(index)

    def _put_sections(self) -> None:
        context = self.context
        sections: tuple[tuple[str, str, Callable[[], Section]], ...] = (
            ("sectionCases", self.tr("Cases"), lambda: OpenCases(context)),
            ("sectionDecided", self.tr("Decided"), lambda: decided_cases(context)),
            ("sectionReps", self.tr("Reps"), lambda: RepsSection(context)),
            ("sectionDevices", self.tr("Devices"), lambda: DevicesSection(context)),
            (
                "sectionOpenConflicts",
                self.tr("Waiting for reps"),
                lambda: OpenConflicts(context),
            ),
            ("sectionCheckOuts", self.tr("Check-outs"), lambda: CheckOutsSection(context)),
            ("sectionStopped", self.tr("Stopped"), lambda: StoppedSection(context)),
            ("sectionPolicies", self.tr("Policies"), lambda: PoliciesSection(context)),
        )
        for name, text, maker in sections:
            index = self._tabs.addTab(text)
            self._tabs.setTabData(index, name)
            self._makers.append(maker)

    def _show_section(self, index: int) -> None:
        if index not in self._built:
            section = self._makers[index]()
            section.setObjectName(self._tabs.tabData(index))
            self._built[index] = section
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(self._built[index])
        if self.isVisible():
            self._built[index].refresh()

    def _show_heartbeat(self) -> None:
        client_status = self.context.client_status
        if client_status is None:
            return
        self._heartbeat.setText(self._heard(client_status))
        self._silence.show_text(self._silent(client_status))
        self._restore.show_question(client_status.restore_question)

    def _heard(self, client_status: ClientStatus) -> str:
        if client_status.worker_seen is None:
            return self.tr("No worker has answered yet")
        age = formats.age(client_status.worker_seen, self.context.clock.now())
        return self.tr("Worker last seen {age}").format(age=age)

    def _silent(self, client_status: ClientStatus) -> str:
        """The text about a worker that waits for nothing and does nothing."""
        if client_status.outage is None:
            return ""
        return self.tr(
            "Head office holds work and has answered none since {when}. See that its worker runs."
        ).format(when=formats.moment(client_status.outage.since, self.context.clock.now()))
