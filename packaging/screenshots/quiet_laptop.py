"""Laptops that sync only when they are asked to, so that a picture of them stands still."""

import threading
from collections.abc import Callable

from smartclient.bootstrap import Session
from smartclient.bootstrap.carrying import Carrying
from smartclient.bootstrap.check_outs import CheckOuts
from smartclient.bootstrap.own_mailbox import OwnMailbox
from smartclient.diagnostics.finding import Finding
from smartclient.domain.link_price import CostlyMark
from smartclient.read_models.connection import NetworkHint
from smartclient.read_models.sync_progress import SyncProgress, SyncSummary
from smartclient.settings.model import Settings

_HELD_AT = "prices"


class QuietLaptop:
    """A laptop that syncs when it is asked to, and not by itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.settings = session.settings

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        """Sync."""
        return self._session.sync_now(progress, cancelled, at_any_price=at_any_price)

    def mark_network(self, mark: CostlyMark) -> None:
        """Mark the network."""
        self._session.mark_network(mark)

    def work_offline(self, on: bool) -> None:  # noqa: FBT001 (a switch is what it is)
        """Hand the switch on."""
        self._session.work_offline(on)

    def start_background(self, on_finished: Callable[[SyncSummary], None]) -> None:
        """Leave every sync to the window."""

    def nudge(self) -> None:
        """Leave every sync to the window."""

    def note_network(self, hint: NetworkHint) -> None:
        """The network of whoever draws is in no picture."""

    def save_preferences(self, settings: Settings) -> None:
        """Hand the settings on."""
        self._session.save_preferences(settings)

    def sign_in_again(self, code: str) -> None:
        """Nobody signs in in a picture."""

    @property
    def check_outs(self) -> CheckOuts:
        """What checks customers out."""
        return self._session.check_outs

    @property
    def mailbox(self) -> OwnMailbox:
        """The rep's own mailbox."""
        return self._session.mailbox

    @property
    def carrying(self) -> Carrying:
        """What is carried by hand."""
        return self._session.carrying

    def doctor(self) -> tuple[Finding, ...]:
        """Return what the laptop finds."""
        return self._session.doctor()


class HeldLaptop(QuietLaptop):
    """A laptop whose first sync stands still once the first products are there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.held = threading.Event()
        self.go_on = threading.Event()

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        """Sync, and wait in the middle."""

        def report(step: SyncProgress) -> None:
            if progress is not None:
                progress(step)
            if step.what == _HELD_AT:
                self.held.set()
                self.go_on.wait()

        return super().sync_now(report, cancelled, at_any_price=at_any_price)
