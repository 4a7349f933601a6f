"""The statistics of a running sync, and the reports of its progress."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from smartclient.domain.errors import SmartClientError, TransientError
from smartclient.domain.tasks import STOPPED, TaskStatus
from smartclient.domain.worth import LinkTerms
from smartclient.read_models.server_restores import Restore
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncStep, SyncSummary
from smartclient.store.unit_of_work import ReadView
from smartclient.sync.outcomes import Outcomes, outcomes_since
from smartclient.use_cases.queries.refusals import refusals
from smartclient.use_cases.queries.status import worker_outage


@dataclass(slots=True, kw_only=True)
class SyncStats:
    """Counts of one sync; every step adds to it. ``trouble`` is the first that went wrong.

    ``last_step_before`` is the last step that any task had taken before the sync, None while none
    began; ``restore_before`` the restore of head office that was known then. ``held_back`` is
    what of ``refresh``, ``photos`` and ``documents`` waits for a cheaper link.
    """

    on_progress: Callable[[SyncProgress], None] | None = None
    sent: int = 0
    pulled: int = 0
    last_step_before: int | None = None
    restore_before: Restore | None = None
    trouble: SmartClientError | None = None
    content_waits: bool = False
    held_back: frozenset[str] = frozenset()

    def begin(self, view: ReadView) -> None:
        """Note the state before the sync."""
        self.last_step_before = view.tasks.last_step()
        self.restore_before = view.meta.restore

    def report(self, step: SyncStep, *, what: str = "", done: int = 0, total: int = 0) -> None:
        """Report the progress of the sync."""
        if self.on_progress is not None:
            self.on_progress(SyncProgress(step=step, what=what, done=done, total=total))

    def note_trouble(self, error: SmartClientError) -> None:
        """Store the first error."""
        self.trouble = self.trouble or error

    def summary(self, view: ReadView, now: datetime, terms: LinkTerms) -> SyncSummary:
        """The summary of the sync, with the state of the link and what is still unanswered.

        By ``terms`` some of that waits for a cheaper link, which is counted apart; without a link
        nothing does.
        """
        last_step = self.last_step_before
        outcomes = Outcomes() if last_step is None else outcomes_since(view, last_step)
        by_status = outcomes.by_status
        restore, link = view.meta.restore, view.meta.link
        is_online = link is LinkState.ONLINE
        held_back = view.outbox.count_held_back(now, terms) if is_online else 0
        return SyncSummary(
            link=link,
            sent=self.sent,
            confirmed=by_status[TaskStatus.CONFIRMED],
            adjusted=by_status[TaskStatus.ADJUSTED],
            in_conflict=by_status[TaskStatus.IN_CONFLICT],
            awaiting_decision=by_status[TaskStatus.AWAITING_DECISION],
            rejected=by_status[TaskStatus.REJECTED],
            parked=by_status[TaskStatus.PARKED],
            waiting=view.outbox.count_unanswered() - held_back,
            unsent=view.outbox.count_undelivered() - held_back,
            pulled=self.pulled,
            why=self.trouble.template if self.trouble else "",
            arguments=self.trouble.arguments if self.trouble else {},
            retry_after=timedelta(
                seconds=self.trouble.retry_after if isinstance(self.trouble, TransientError) else 0
            ),
            confirmed_orders=outcomes.confirmed_orders,
            outage=worker_outage(view=view),
            taken_back=outcomes.taken_back,
            not_taken_back=outcomes.not_taken_back,
            not_carried_out=outcomes.not_carried_out,
            conflicts=view.conflicts.count_open(),
            stopped=view.tasks.count(STOPPED),
            restored=None if last_step is None or restore == self.restore_before else restore,
            content_waits=self.content_waits,
            clock_offset=view.meta.learnt_time().offset,
            refusals=tuple(
                one for one in refusals(view=view, now=now) if one.request_id in outcomes.refused
            ),
            held_back=held_back,
            held_back_data=tuple(sorted(self.held_back)) if is_online else (),
        )
