"""Enrolled devices at head office: which there are, revoking them, and what they handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartclient.contract.listed_devices import DeviceList, ListedDevice
from smartclient.contract.web.gate import DeviceState
from smartclient.read_models.data_ages import DEVICE_KINDS
from smartclient.read_models.sync_progress import LinkState
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.models.devices import device_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.pages.page import translate
from smartclient.ui.text import formats
from smartclient.ui.text.devices import device_name
from smartclient.ui.widgets.availability import allow, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartclient.ui.app_context import AppContext


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """A question about a device, and what is done when it is answered with yes."""

    name: str
    title: str
    text: str
    yes: str
    decide: Callable[[ListedDevice], None]
    done: str


class DevicesSection(ListSection[ListedDevice]):
    """The enrolled devices, each of which may be revoked, or wiped with its work handed over."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            context,
            device_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.devices().devices[
                offset : offset + limit
            ],
            Names(
                table="tableDevices",
                accessible_name=translate("Devices", "Devices"),
                empty=translate("Devices", "No device is known here yet."),
                nothing_found="",
            ),
            kinds=DEVICE_KINDS,
        )
        self._known = DeviceList()
        self._latest = context.latest(self)
        self._hint = label(name="devicesHint", muted=True, wraps=True)
        self._revoke = button("buttonRevokeDevice", self.tr("&Revoke…"), self._ask_to_revoke)
        self._wipe = button("buttonWipeDevice", self.tr("Revoke and &wipe…"), self._ask_to_wipe)
        self._release = button("buttonReleaseWork", self.tr("Re&lease…"), self._ask_to_release)
        self._drop = button("buttonDropWork", self.tr("&Drop…"), self._ask_to_drop)
        self.content_layout.addWidget(self._hint)
        self.content_layout.addLayout(
            row(self._release, self._drop, None, self._wipe, self._revoke)
        )
        self.list.table.picked.connect(self._show_possible)
        self.list.model.dataChanged.connect(self._show_possible)
        context.status_changed.connect(self._show_hint)
        self._show_possible()

    def refresh(self) -> None:
        """Look the devices up again, and since when they are known."""
        super().refresh()
        self._latest.run(self.context.use_cases.admin.devices, self._show_known)

    def _show_known(self, known: DeviceList) -> None:
        self._known = known
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setText(self._hint_text())

    def _hint_text(self) -> str:
        known = self._known
        if not known.is_offered:
            return self.tr(
                "This head office is too old to list its devices. Have head office upgraded."
            )
        if known.as_of is None:
            return self.tr("Sync to see the devices.")
        when = formats.moment(known.as_of, self.context.clock.now())
        status = self.context.client_status
        link = LinkState.ONLINE if status is None else status.link
        if link is LinkState.ONLINE:
            return self.tr("As known at head office: {when}.").format(when=when)
        if link is LinkState.OFFLINE:
            return self.tr(
                "You work offline. This is what was known: {when}. What you decide goes out with "
                "the next sync."
            ).format(when=when)
        return self.tr(
            "Head office is out of reach. This is what was known: {when}. What you decide goes out "
            "with the next sync."
        ).format(when=when)

    def _show_possible(self) -> None:
        device = self.list.current
        busy = unless_chosen(device)
        if device is not None and device.pending is not None:
            busy = self.tr("Something about this device is on its way to head office already.")
        state = None if device is None else device.state
        over = self.tr("This device may not sign in any more.")
        wiped = self.tr("This device is wiped already, or was never used.")
        nothing = self.tr("Head office holds no work of this device.")
        allow(self._revoke, busy or ("" if state is DeviceState.ACTIVE else over))
        may_wipe = state in {DeviceState.ACTIVE, DeviceState.REVOKED}
        allow(self._wipe, busy or ("" if may_wipe else wiped))
        holds = device is not None and device.unsent > 0
        for decision in (self._release, self._drop):
            allow(decision, busy or ("" if holds else nothing))

    def _ask_to_revoke(self) -> None:
        admin = self.context.use_cases.admin
        self._ask(
            _Decision(
                name="dialogRevokeDevice",
                title=self.tr("Revoke {device}?"),
                text=self.tr(
                    "It sends and receives nothing more at head office. What is on it stays there; "
                    "with a new code {rep} goes on with it. A login of the database is not "
                    "revoked by this: the database's administrator does that."
                ),
                yes=self.tr("&Revoke it"),
                decide=lambda it: admin.revoke_device(it.device, it.name, wipe=False),
                done=self.tr("It is revoked after the next sync."),
            )
        )

    def _ask_to_wipe(self) -> None:
        admin = self.context.use_cases.admin
        self._ask(
            _Decision(
                name="dialogWipeDevice",
                title=self.tr("Revoke and wipe {device}?"),
                text=self.tr(
                    "When it calls next, it hands over to head office what it has not sent, and "
                    "removes its data and its key; then you release or drop that work. Drafts that "
                    "were never placed are lost. If it never calls again, its data stays on it. A "
                    "login of the database is not revoked by this."
                ),
                yes=self.tr("Revoke and &wipe it"),
                decide=lambda it: admin.revoke_device(it.device, it.name, wipe=True),
                done=self.tr("It is revoked after the next sync, and wiped when it calls."),
            )
        )

    def _ask_to_release(self) -> None:
        admin = self.context.use_cases.admin
        self._ask(
            _Decision(
                name="dialogReleaseWork",
                title=self.tr("Release what {device} handed over?"),
                text=self.tr(
                    "Head office carries it out as if {rep} had just sent it, and answers {rep}. "
                    "Requests: {count}. Once it is carried out, this is not taken back."
                ),
                yes=self.tr("Re&lease it"),
                decide=lambda it: admin.release_handed_over(it.device, it.name),
                done=self.tr("It is released after the next sync."),
            )
        )

    def _ask_to_drop(self) -> None:
        admin = self.context.use_cases.admin
        self._ask(
            _Decision(
                name="dialogDropWork",
                title=self.tr("Drop what {device} handed over?"),
                text=self.tr(
                    "Head office never carries it out. Requests: {count}. {rep} gets no answer to "
                    "it: ask {rep} first whether it is still wanted. This is not taken back."
                ),
                yes=self.tr("&Drop it"),
                decide=lambda it: admin.drop_handed_over(it.device, it.name),
                done=self.tr("It is dropped after the next sync."),
            )
        )

    def _ask(self, decision: _Decision) -> None:
        device = self.list.current
        if device is None:
            return
        words = {"device": device_name(device), "rep": device.login}
        question = Question(
            self,
            decision.name,
            title=decision.title.format(**words),
            text=decision.text.format(**words, count=formats.count(device.unsent)),
            yes=decision.yes,
            no=self.tr("&Not now"),
            risky=True,
        )
        question.ask(
            lambda _note: self.context.execute(
                lambda: decision.decide(device), lambda _: self.context.notify(decision.done)
            )
        )
