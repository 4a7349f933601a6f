"""The tally: what a running sync has done so far, and who is told."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from smartclient.contract.messages import AnswerStatus
from smartclient.domain.errors import SmartClientError
from smartclient.domain.progress import LinkState, SyncProgress, SyncStep, SyncSummary
from smartclient.domain.silence import Silence


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of one sync; every step adds to it. ``trouble`` is the first that went wrong."""

    on_progress: Callable[[SyncProgress], None] | None = None
    sent: int = 0
    parked: int = 0
    pulled: int = 0
    confirmed_orders: int = 0
    answers: Counter[AnswerStatus] = field(default_factory=Counter)
    trouble: SmartClientError | None = None

    def tell(self, step: SyncStep, *, what: str = "", done: int = 0, total: int = 0) -> None:
        """Tell whoever watches what the sync is doing."""
        if self.on_progress is not None:
            self.on_progress(SyncProgress(step=step, what=what, done=done, total=total))

    def note_trouble(self, error: SmartClientError) -> None:
        """Keep what went wrong, unless something already did."""
        self.trouble = self.trouble or error

    def summary(self, link: LinkState, *, waiting: int, silence: Silence | None) -> SyncSummary:
        """Return what was done, with how the link stands and what is still unanswered."""
        return SyncSummary(
            link=link,
            sent=self.sent,
            confirmed=self.answers[AnswerStatus.CONFIRMED],
            adjusted=self.answers[AnswerStatus.ADJUSTED],
            in_conflict=self.answers[AnswerStatus.IN_CONFLICT],
            awaiting_decision=self.answers[AnswerStatus.AWAITING_DECISION],
            rejected=self.answers[AnswerStatus.REJECTED],
            parked=self.answers[AnswerStatus.PARKED] + self.parked,
            waiting=waiting,
            pulled=self.pulled,
            why=self.trouble.template if self.trouble else "",
            arguments=self.trouble.arguments if self.trouble else {},
            confirmed_orders=self.confirmed_orders,
            silence=silence,
        )
