"""A small desk's link."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smartclient.diagnostics.finding import Finding
from smartclient.domain.link_price import CostlyMark
from smartclient.read_models.connection import NetworkHint
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncSummary
from smartclient.settings.model import Settings
from smartclient.ui.ports import Carrying, CheckOuts, OwnMailbox

if TYPE_CHECKING:
    from tests.ui.small_use_cases import SmallUseCases


@dataclass
class SmallLink:
    """Steers a small desk's link: a sync sends all that waits, once ``busy`` is set."""

    use_cases: "SmallUseCases"
    busy: threading.Event | None = None
    syncs: int = 0
    nudges: int = 0
    marks: list[CostlyMark] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    hints: list[NetworkHint] = field(default_factory=list)
    sends: bool = True
    settings: Settings = field(
        default_factory=lambda: Settings(url="sqlite:////office.db", login="linda")
    )
    findings: tuple[Finding, ...] = ()

    @property
    def carrying(self) -> Carrying:
        raise NotImplementedError("a small desk has nobody who carries")

    @property
    def check_outs(self) -> CheckOuts:
        raise NotImplementedError("a small desk has no head office to ask")

    @property
    def mailbox(self) -> OwnMailbox:
        raise NotImplementedError("a small desk sends no mail")

    def note_network(self, hint: NetworkHint) -> None:
        self.hints.append(hint)

    def save_preferences(self, settings: Settings) -> None:
        self.settings = settings

    def sign_in_again(self, code: str) -> None:
        self.codes.append(code)

    def doctor(self) -> tuple[Finding, ...]:
        return self.findings

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        while self.busy is not None and not self.busy.wait(0.01):
            if cancelled is not None and cancelled():
                return SyncSummary(link=LinkState.ONLINE)
        self.syncs += 1
        sent = self.use_cases.to_send if self.sends else 0
        self.use_cases.to_send -= sent
        return SyncSummary(link=LinkState.ONLINE, sent=sent, confirmed=sent)

    def mark_network(self, mark: CostlyMark) -> None:
        self.marks.append(mark)

    def work_offline(self, on: bool) -> None:  # noqa: FBT001
        self.use_cases.offline = on

    def start_background(self, on_finished: Callable[[SyncSummary], None]) -> None:
        pass

    def nudge(self) -> None:
        self.nudges += 1
