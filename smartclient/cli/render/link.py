"""The link on a terminal: what a sync did, how the laptop stands, what the doctor found."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from smartclient.cli.reasons import refusal_line
from smartclient.cli.render.tables import Row, TerminalColumn, count, moment, span, table
from smartclient.cli.terminal.printing import can_print
from smartclient.contract.feeds import FeedKind
from smartclient.domain.ages import later_by
from smartclient.domain.clock import CLOCK_TOLERANCE, ClockProof
from smartclient.domain.devices import NewDevice
from smartclient.domain.freshness import Consequence
from smartclient.domain.sales.given_numbers import NumberWay
from smartclient.read_models.connection import LinkCause
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.server_restores import Restore
from smartclient.read_models.sync_progress import ClientStatus, LinkState, SyncSummary
from smartclient.read_models.worker_outage import WorkerOutage
from smartclient.wording.command_line import (
    REFUSED_LABEL,
    answer_labels,
    feed_labels,
    held_back_labels,
    link_cause_labels,
    link_labels,
    restore_sign_labels,
)
from smartclient.wording.labels import (
    clock_proof_sentences,
    consequence_labels,
    freshness_state_labels,
    new_device_text,
    setting_labels,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.diagnostics.finding import Finding

_OUTCOMES = (
    *answer_labels.items(),
    ("taken_back", "withdrawn"),
    ("not_taken_back", "could not be withdrawn any more (see: smartclient orders)"),
    ("not_carried_out", "not carried out: withdrawn or replaced elsewhere"),
)
"""Fields of a summary that count requests, each with what it counts."""

_UP_TO_DATE = "Your data is up to date."


def sync_page(summary: SyncSummary) -> Iterator[str]:
    """What one sync did, in sentences."""
    if summary.link is LinkState.OFFLINE:
        yield "Working offline, by choice: nothing was sent."
        yield from _waiting(summary, "until you go online")
        yield "Go online: smartclient offline off"
        return
    if summary.link is LinkState.UNREACHABLE or summary.why:
        yield summary.trouble or "Head office is out of reach at the moment."
        yield from _outcomes(summary)
        yield from map(refusal_line, summary.refusals)
        yield from _waiting(summary, "until the next sync")
        yield from _needing_attention(summary)
        yield from held_back_page(summary)
        return
    yield from _outcomes(summary) or [f"{_nothing_sent(summary)}."]
    yield from map(refusal_line, summary.refusals)
    yield from _waiting(summary, "and not sent yet (see: smartclient outbox)")
    yield from _needing_attention(summary)
    if summary.pulled:
        yield f"{count(summary.pulled, 'row')} updated."
    elif not summary.held_back_data:
        yield _UP_TO_DATE
    if summary.content_waits:
        yield "Photos and documents wait for a faster connection."
    yield from held_back_page(summary)
    yield from _clock(summary.clock_offset)


def held_back_page(summary: SyncSummary) -> Iterator[str]:
    """What waits for a cheaper connection, and how to send it now; nothing where nothing does."""
    what = [held_back_labels[kind] for kind in summary.held_back_data]
    if summary.held_back:
        what.insert(0, count(summary.held_back, "request"))
    if what:
        yield f"Waiting for a cheaper connection: {', '.join(what)}."
        yield "Send and fetch everything now: smartclient sync --all"


def _clock(offset: timedelta) -> Iterator[str]:
    if abs(offset) > CLOCK_TOLERANCE:
        off = span(round(abs(offset).total_seconds()))
        way = "behind" if offset > timedelta(0) else "ahead of"
        yield (
            f"The clock of this computer is {off} {way} head office's. Check its date and time; "
            "“smartclient doctor” says more."
        )


def _outcomes(summary: SyncSummary) -> list[str]:
    """What was sent and answered, nothing when neither was."""
    answers = [
        f"{getattr(summary, field):,} {label}"
        for field, label in _OUTCOMES
        if getattr(summary, field)
    ]
    restored = [] if summary.restored is None else [_restored(summary.restored)]
    if not summary.sent and not answers:
        return restored
    sent = f"{count(summary.sent, 'request')} sent" if summary.sent else _nothing_sent(summary)
    return [*restored, "; ".join((sent, *answers)) + "."]


def _nothing_sent(summary: SyncSummary) -> str:
    return "Nothing was sent" if summary.held_back or summary.unsent else "Nothing to send"


def _restored(restore: Restore) -> str:
    offered = count(restore.offered, "request")
    were = "was" if restore.offered == 1 else "were"
    return f"Head office was restored from a backup; {offered} {were} offered again."


def _waiting(summary: SyncSummary, kept: str) -> Iterator[str]:
    """What waits here, ``kept`` for how long or why, and what waits for head office's answer."""
    if summary.unsent:
        yield f"{_are(summary.unsent)} kept safe here {kept}."
    if summary.unanswered:
        yield f"{_are(summary.unanswered)} at head office and not answered yet."
    yield from outage_page(summary.outage)


def _are(requests: int) -> str:
    return f"{count(requests, 'request')} {'is' if requests == 1 else 'are'}"


def _needing_attention(summary: SyncSummary) -> Iterator[str]:
    """What goes no further without the rep, unless all of it is reported among the answers."""
    if summary.conflicts > summary.in_conflict:
        wait = "waits" if summary.conflicts == 1 else "wait"
        yield f"{count(summary.conflicts, 'conflict')} {wait} for you (see: smartclient conflicts)."
    if summary.stopped > summary.parked:
        yield f"{_are(summary.stopped)} stopped (see: smartclient outbox)."


def outage_page(outage: WorkerOutage | None) -> Iterator[str]:
    """Since when nobody answers, what it means and what to do; nothing where that is not."""
    if outage is None:
        return
    yield (
        f"Head office has not answered since {moment(outage.since)} (asked last: "
        f"{moment(outage.contacted_at)})."
    )
    yield "What you sent is safe there, and there is nothing for you to do."
    yield "If an answer is urgent, call head office: they may not know."


def status_page(client_status: ClientStatus) -> Iterator["RenderableType"]:
    """How the laptop stands."""
    link = REFUSED_LABEL if client_status.is_refused else link_labels[client_status.link]
    yield f"{link}. {_who(client_status)}".strip()
    yield from link_outage_page(client_status)
    if client_status.is_captive:
        yield link_cause_labels[LinkCause.CAPTIVE]
    decided = client_status.being_decided
    yield (
        f"{client_status.to_send:,} to send, {client_status.awaiting_answer:,} at head office, "
        f"{f'{decided:,} being decided, ' if decided else ''}{_needing(client_status)}."
    )
    yield from refusals_page(client_status.refusals)
    yield from outage_page(client_status.outage)
    yield from restore_page(client_status)
    yield from new_devices_page(client_status.new_devices)
    for numbered, supply in client_status.numbers.items():
        if supply.way is not NumberWay.TEMPORARY:
            left = "" if supply.left is None else f"; {supply.left:,} left"
            yield f"Numbers of new {numbered}: {setting_labels[supply.way]}{left}."
    last = moment(client_status.last_sync)
    yield f"Last sync: {last}." if last else "Never synced."
    if client_status.clock_proof is not ClockProof.PROVEN:
        yield clock_proof_sentences[client_status.clock_proof]
    yield ""
    yield _held_data(client_status)


def _held_data(client_status: ClientStatus) -> "RenderableType":
    """Each kind of data that is held, and how fresh it is."""
    columns = (
        TerminalColumn(title="Data here"),
        TerminalColumn(title="Rows", right=True),
        TerminalColumn(title="As of"),
        TerminalColumn(title="State"),
    )
    rows = [
        Row(
            cells=(
                feed_labels[FeedKind(kind)],
                f"{state.rows:,}",
                moment(state.as_of),
                _state_text(state, client_status.taken_at),
            )
        )
        for kind, state in client_status.cache.items()
    ]
    return table(columns, rows, empty="No data is here yet.")


def _state_text(state: CacheState, now: datetime) -> str:
    """Until when data is fresh, or what happens to it and since when."""
    if not state.taken_along:
        return "not taken along: no data set brings them"
    if state.as_of is None:
        return "not here yet"
    freshness, consequence = state.freshness(now), state.consequence(now)
    begins = state.policy.age_of(consequence)
    if consequence is Consequence.USE:
        label, end = freshness_state_labels[freshness.state], freshness.fresh_until
        return label if end is None else f"{label} until {moment(end)}"
    since = None if begins is None else later_by(begins, state.as_of)
    return f"{consequence_labels[consequence]} since {moment(since)}"


def refusals_page(refusals: Sequence[Refusal]) -> Iterator[str]:
    """What head office refused of late, and why."""
    for refusal in refusals:
        yield f"Refused {moment(refusal.at)}: {refusal_line(refusal)}"


def link_outage_page(client_status: ClientStatus) -> Iterator[str]:
    """Since when head office is out of reach or refuses this device, or last did, and why."""
    outage = client_status.link_outage
    if outage is None:
        return
    since = moment(outage.since)
    if client_status.is_refused:
        yield f"Since {since}: {outage.reason}"
    elif outage.until is not None and outage.is_refusal:
        yield (
            f"Head office last refused this device from {since} to {moment(outage.until)}. "
            f"The reason then: {outage.reason}"
        )
    elif outage.until is not None:
        yield (
            f"Head office was last out of reach from {since} to {moment(outage.until)}. "
            f"The reason then: {outage.reason}"
        )
    elif client_status.link is LinkState.UNREACHABLE:
        yield f"Head office has been out of reach since {since}. {outage.reason}"


def new_devices_page(devices: Sequence[NewDevice]) -> Iterator[str]:
    """A sentence for each device that was signed in of late, and how to dismiss them."""
    for device in devices:
        when = f"{device.enrolled_at.astimezone():%Y-%m-%d}"
        yield new_device_text(device).format(name=device.name, when=when)
    if devices:
        yield "If it was you: smartclient status --dismiss"


def restore_page(client_status: ClientStatus) -> Iterator[str]:
    """When head office was restored, why that is thought, and what an admin is asked."""
    restore, question = client_status.restore, client_status.restore_question
    if restore is not None:
        yield (
            f"Head office was restored from a backup, noticed {moment(restore.noticed_at)}: "
            f"{restore_sign_labels[restore.sign]}. "
            f"{count(restore.offered, 'request')} offered again."
        )
    if question is not None:
        yield (
            f"Was head office restored from a backup? {count(question.logins, 'login')} reported "
            f"it first {moment(question.since)}. Answer in the window, under Head office."
        )


def _who(client_status: ClientStatus) -> str:
    if not client_status.login:
        return ""
    role = " (admin)" if client_status.is_admin else ""
    at = f" at {client_status.company}" if client_status.company else ""
    return f"Signed in as {client_status.login}{role}{at}."


def _needing(client_status: ClientStatus) -> str:
    count, stopped = client_status.needs_you, client_status.stopped
    if not count:
        return "none needs action"
    text = f"{count:,} {'needs' if count == 1 else 'need'} action"
    return f"{text} ({stopped:,} stopped; see: smartclient outbox)" if stopped else text


def findings_page(findings: Sequence["Finding"]) -> Iterator["RenderableType"]:
    """What the doctor found, each with what to do about it."""
    good, bad = ("✓", "✗") if can_print("✓✗") else ("ok", "!!")
    for finding in findings:
        yield f"{good if finding.ok else bad} {finding.check}: {finding.detail}"
        if finding.advice:
            yield f"  {finding.advice}"
        if finding.page is not None:
            yield f"  More: smartclient manual {finding.page}"
    wrong = sum(not finding.ok for finding in findings)
    yield f"{count(wrong, 'problem')} found." if wrong else "No problems found."
