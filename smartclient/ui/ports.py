"""What the window is given from outside, besides the use cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.mail import MailAccount
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome
from smartclient.read_models.connection import NetworkHint
from smartclient.read_models.own_mailbox import OwnMailboxStatus
from smartclient.read_models.sync_progress import Report, SyncProgress, SyncSummary
from smartclient.settings.model import Settings

if TYPE_CHECKING:
    from smartclient.diagnostics.finding import Finding
    from smartclient.services.mail.delivery import Delivery


class SyncControl(Protocol):
    """The link as the window may steer it; every call blocks, so none is made on the GUI thread."""

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        """Send, collect and pull once. ContendedError when a sync is already running.

        With ``at_any_price`` nothing waits for a cheaper connection.
        """
        ...

    def mark_network(self, mark: CostlyMark) -> None:
        """Remember whether the rep finds this network expensive."""
        ...

    def work_offline(self, on: bool) -> None:  # noqa: FBT001 (a switch is what it is)
        """Keep the link untouched from now on, or use it again."""
        ...

    def start_background(self, on_finished: Callable[[SyncSummary], None]) -> None:
        """Sync by itself now and then; ``on_finished`` is called on another thread."""
        ...

    def nudge(self) -> None:
        """Make the background sync soon, where one was started; returns at once."""
        ...


class CarriedFile(Protocol):
    """A file of work that was written for head office."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    @property
    def requests(self) -> int:
        """How many requests it holds."""
        ...


class CarriedAnswers(Protocol):
    """What a file of answers brought."""

    @property
    def received(self) -> int:
        """How many requests head office proved to have."""
        ...

    @property
    def answered(self) -> int:
        """How many answers changed something."""
        ...


class Carrying(Protocol):
    """What is carried by hand; nothing goes over a link. Raises RefusedError for a wrong file.

    ``report`` is called on the thread of the call.
    """

    def export(self, path: Path, report: Report) -> CarriedFile:
        """Write all unsent work to a new file for head office."""
        ...

    def take_in(self, path: Path, report: Report) -> CarriedAnswers:
        """Take in the answers that head office wrote to a file."""
        ...


class CheckOuts(Protocol):
    """What checks customers out; each call waits for head office, half a minute at most."""

    def check_out(
        self, numbers: Sequence[str], *, days: int | None = None, territory: str | None = None
    ) -> tuple[CheckOutOutcome, ...]:
        """Check customers out to the rep."""
        ...

    def check_in(
        self, numbers: Sequence[str], *, territory: str | None = None
    ) -> tuple[CheckOutOutcome, ...]:
        """Give customers back."""
        ...

    def all(self) -> tuple[CheckedOut, ...]:
        """All check-outs at head office, for an admin."""
        ...

    def break_check_out(self, number: CustomerNumber) -> CheckOutOutcome:
        """End a customer's check-out, as an admin."""
        ...


class OwnMailbox(Protocol):
    """The rep's own mailbox on this device; a call may take as long as a mail server does."""

    def status(self) -> OwnMailboxStatus:
        """The mailbox, and whether its server can be used."""
        ...

    def set_up(self, account: MailAccount, password: Callable[[], str]) -> OwnMailboxStatus:
        """Send from a mailbox from now on; the password "" is for the one that is kept."""
        ...

    def switch_off(self) -> OwnMailboxStatus:
        """Send from it no more."""
        ...

    def send_test(self, recipient: str) -> Delivery:
        """Send a test at once."""
        ...


class Laptop(SyncControl, Protocol):
    """The open laptop as the window may steer it."""

    settings: Settings

    @property
    def carrying(self) -> Carrying:
        """What is given somebody to carry to head office, and taken in."""
        ...

    @property
    def check_outs(self) -> CheckOuts:
        """What checks customers out and in."""
        ...

    @property
    def mailbox(self) -> OwnMailbox:
        """The rep's own mailbox, from which this device sends mails by itself."""
        ...

    def note_network(self, hint: NetworkHint) -> None:
        """Take what the system says of the network, and sync soon where that is new."""
        ...

    def save_preferences(self, settings: Settings) -> None:
        """Save what a person set; it holds from now on."""
        ...

    def sign_in_again(self, code: str) -> None:
        """Go on with a new code, or a link that holds one; takes seconds."""
        ...

    def doctor(self) -> tuple[Finding, ...]:
        """Look at everything that the program needs here; takes seconds."""
        ...
