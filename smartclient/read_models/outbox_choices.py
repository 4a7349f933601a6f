"""What can be done with a request in the outbox, and if not, why: for window and command line."""

from dataclasses import dataclass
from typing import Final

from smartclient.domain.tasks import TO_SEND, TaskStatus
from smartclient.read_models.records import POSSIBLE, CommandState, OutboxEntry, WaitsFor

AT_HEAD_OFFICE_ALREADY: Final = "There is nothing to try again: head office has {label}."
GOES_BY_ITSELF: Final = "There is nothing to try again: {label} goes with the next sync."
ASKED_ABOUT: Final = (
    "Nobody knows whether the mail {label} arrived. Say that it arrived, or have it sent again."
)
BEING_WITHDRAWN: Final = "{label} is being withdrawn. Head office has not answered that yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxChoices:
    """What can be done with one request: sent before all others, or whatever the link costs."""

    send_first: CommandState
    send_anyway: CommandState
    retry: CommandState
    undo: CommandState


def outbox_choices(entry: OutboxEntry) -> OutboxChoices:
    """What can be done with a request now."""
    return OutboxChoices(
        send_first=_send_first(entry),
        send_anyway=POSSIBLE
        if entry.held_by is WaitsFor.CHEAPER_LINK
        else _not(entry, "{label} does not wait for a cheaper connection."),
        retry=_retry(entry),
        undo=_undo(entry),
    )


def _send_first(entry: OutboxEntry) -> CommandState:
    if entry.status not in TO_SEND:
        return _not(entry, "Only what waits to be sent can go first.")
    return _not(entry, "{label} goes first already.") if entry.goes_first else POSSIBLE


def _undo(entry: OutboxEntry) -> CommandState:
    if entry.is_mail_unknown:
        return _not(entry, ASKED_ABOUT)
    return POSSIBLE if entry.can_be_undone else _not(entry, BEING_WITHDRAWN)


def _retry(entry: OutboxEntry) -> CommandState:
    if entry.is_mail_unknown:
        return _not(entry, ASKED_ABOUT)
    if entry.status is TaskStatus.PARKED:
        return POSSIBLE
    if entry.status not in TO_SEND:
        return _not(entry, AT_HEAD_OFFICE_ALREADY)
    return _not(entry, GOES_BY_ITSELF) if entry.next_try is None else POSSIBLE


def _not(entry: OutboxEntry, why: str) -> CommandState:
    arguments = {"label": entry.subject.label or entry.subject.id}
    return CommandState(possible=False, why=why, arguments=arguments)
