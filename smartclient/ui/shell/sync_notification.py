"""Notifications: what of a finished sync is shown to the rep."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.server_restores import Restore
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import worker_outage
from smartclient.ui.text.refusals import refusal_text
from smartclient.ui.text.wording import filled

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncNotification:
    """A sentence, its badge, and the page it leads to ("" = none).

    ``button_text`` labels its button.
    """

    text: str
    badge: StatusBadge | None = None
    page: str = ""
    button_text: str = ""


def of_sync(summary: SyncSummary) -> SyncNotification | None:
    """What a sync brought, or None when there is nothing to report."""
    decided, parked = summary.awaiting_decision, summary.parked
    adjusted, conflicts = summary.adjusted, summary.in_conflict
    back, too_late, ended = summary.taken_back, summary.not_taken_back, summary.not_carried_out
    parts = [
        text
        for count, text in (
            (summary.confirmed, _confirmed(summary)),
            (adjusted, translate("SyncNotification", "%Ln confirmed with changes", "", adjusted)),
            (conflicts, translate("SyncNotification", "%Ln need action", "", conflicts)),
            (
                decided,
                translate("SyncNotification", "%Ln being decided at head office", "", decided),
            ),
            (summary.rejected, translate("SyncNotification", "%Ln refused", "", summary.rejected)),
            (parked, translate("SyncNotification", "%Ln stopped", "", parked)),
            (back, translate("SyncNotification", "%Ln withdrawn", "", back)),
            (
                too_late,
                translate("SyncNotification", "%Ln could not be withdrawn any more", "", too_late),
            ),
            (
                ended,
                translate("SyncNotification", "%Ln withdrawn or replaced elsewhere", "", ended),
            ),
        )
        if count
    ]
    restored = [] if summary.restored is None else [_restored(summary.restored)]
    if not parts:
        return SyncNotification(text=restored[0], page="pageOrders") if restored else None
    return SyncNotification(
        text=" ".join((*restored, ", ".join(parts) + ".", *map(refusal_text, summary.refusals))),
        badge=_badge(summary),
        page=_page(summary),
        button_text=_summary_text(summary),
    )


def _restored(restore: Restore) -> str:
    return translate(
        "SyncNotification",
        "Head office was restored from a backup; %Ln requests were offered again.",
        "",
        restore.offered,
    )


def _confirmed(summary: SyncSummary) -> str:
    count = summary.confirmed
    if count != summary.confirmed_orders:
        return translate("SyncNotification", "%Ln confirmed", "", count)
    return translate("SyncNotification", "%Ln orders confirmed", "", count)


def _summary_text(summary: SyncSummary) -> str:
    if summary.in_conflict:
        return translate("SyncNotification", "Resolve") if summary.in_conflict == 1 else ""
    leads = _page(summary) == "pageOutbox"
    return translate("SyncNotification", "Look at it") if leads else ""


def holds(summary: SyncSummary) -> bool:
    """Whether something waits for a cheaper connection, and could be sent or fetched now."""
    return summary.link is LinkState.ONLINE and bool(summary.held_back or summary.held_back_data)


def of_held_sync(summary: SyncSummary, now: datetime) -> str:
    """What a requested sync brought, and what waits for a cheaper connection."""
    brought = of_sync(summary)
    parts = [] if brought is None else [brought.text]
    return " ".join((*parts, of_quiet_sync(summary, now)))


def _beside_held_back(summary: SyncSummary, now: datetime) -> str:
    """What is not answered yet beside what waits for a cheaper connection, "" for nothing."""
    if summary.outage is not None:
        return worker_outage.outage_text(summary.outage, now)
    return _not_answered(summary)


def _not_answered(summary: SyncSummary) -> str:
    """What is not sent yet, and what was sent and is not answered yet, "" for nothing."""
    unsent, unanswered = summary.unsent, summary.unanswered
    texts = (
        (unsent, translate("SyncNotification", "%Ln requests are not sent yet.", "", unsent)),
        (
            unanswered,
            translate("SyncNotification", "%Ln requests are not answered yet.", "", unanswered),
        ),
    )
    return " ".join(text for count, text in texts if count)


def _held_back(summary: SyncSummary) -> str:
    """What waits for a cheaper connection, as one sentence."""
    held = summary.held_back
    if held and summary.held_back_data:
        return translate(
            "SyncNotification",
            "%Ln requests, and what is new at head office, wait for a cheaper connection.",
            "",
            held,
        )
    if held:
        return translate(
            "SyncNotification", "%Ln requests wait for a cheaper connection.", "", held
        )
    return translate(
        "SyncNotification", "What is new at head office waits for a cheaper connection."
    )


def of_quiet_sync(summary: SyncSummary, now: datetime) -> str:
    """What to show when a requested sync brought no answers."""
    conflicts, stopped = summary.conflicts, summary.stopped
    waiting = [
        text
        for count, text in (
            (
                conflicts,
                translate("SyncNotification", "%Ln conflicts wait for you.", "", conflicts),
            ),
            (stopped, translate("SyncNotification", "%Ln requests are stopped.", "", stopped)),
        )
        if count
    ]
    return " ".join((of_link(summary, now), *waiting))


def of_link(summary: SyncSummary, now: datetime) -> str:
    """The state of the link after a sync, as a sentence."""
    if summary.link is LinkState.OFFLINE:
        return translate("SyncNotification", "You work offline. Nothing was sent.")
    if summary.has_failed:
        return filled(summary.why, summary.arguments)
    if summary.link is LinkState.UNREACHABLE:
        calm = translate(
            "SyncNotification",
            "Head office is out of reach now. Your work is safe and is sent later.",
        )
        return " ".join((calm, filled(summary.why, summary.arguments))).strip()
    if holds(summary):
        return f"{_beside_held_back(summary, now)} {_held_back(summary)}".lstrip()
    if summary.outage is not None:
        return worker_outage.outage_text(summary.outage, now)
    if summary.unsent:
        return _not_answered(summary)
    if summary.waiting:
        return translate(
            "SyncNotification",
            "Everything was sent. %Ln not answered yet, and safe at head office.",
            "",
            summary.waiting,
        )
    if summary.conflicts or summary.stopped:
        return translate("SyncNotification", "Your data is up to date.")
    return translate("SyncNotification", "All sent, all answered. Your data is up to date.")


def _badge(summary: SyncSummary) -> StatusBadge:
    if summary.in_conflict:
        return StatusBadge.IN_CONFLICT
    if summary.rejected:
        return StatusBadge.REJECTED
    if summary.parked:
        return StatusBadge.PARKED
    if summary.awaiting_decision:
        return StatusBadge.AWAITING_DECISION
    if summary.adjusted:
        return StatusBadge.ADJUSTED
    if summary.confirmed or summary.not_taken_back:
        return StatusBadge.CONFIRMED
    return StatusBadge.UNDONE


def _page(summary: SyncSummary) -> str:
    if summary.in_conflict:
        return "pageConflicts"
    without_a_page = summary.rejected and len(summary.refusals) == summary.rejected
    return "pageOutbox" if summary.parked or without_a_page else "pageOrders"
