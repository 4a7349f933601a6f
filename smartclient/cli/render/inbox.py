"""What waits at head office for its worker, on a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.headoffice import on_one_line
from smartclient.cli.render.states import label_shown
from smartclient.cli.render.tables import Room, Row, TerminalColumn, count, moment, short, table
from smartclient.domain.failures import in_short
from smartclient.read_models.headoffice import WaitingRequest
from smartclient.wording.command_line import request_labels
from smartclient.wording.waiting import lane_sentence, whose

if TYPE_CHECKING:
    from rich.console import RenderableType


def waiting_page(requests: Sequence[WaitingRequest]) -> Iterator["RenderableType"]:
    """The requests that wait, with the last error of each and what holds its customer's."""
    columns = (
        TerminalColumn(title="Request"),
        TerminalColumn(title="Received"),
        TerminalColumn(title="Customer"),
        TerminalColumn(title="What", room=Room.WRAPPED),
        TerminalColumn(title="From", room=Room.WRAPPED),
        TerminalColumn(title="Attempts", right=True),
    )
    yield table(columns, map(_row, requests), empty="No request waits for the worker.")


def still_waiting_lines(requests: Sequence[WaitingRequest]) -> Iterator[str]:
    """How many requests still wait, and for each customer what holds them."""
    if not requests:
        return
    wait = "waits" if len(requests) == 1 else "wait"
    yield f"{count(len(requests), 'request')} still {wait}."
    oldest: dict[str, WaitingRequest] = {}
    for request in requests:
        oldest.setdefault(request.customer, request)
    for customer, request in oldest.items():
        yield on_one_line(f"For {whose(customer)}: {lane_sentence(request)}")


def _row(request: WaitingRequest) -> Row:
    label = label_shown(request.label, provisional=request.provisional)
    error = f" Last error: {in_short(request.error)}" if request.error else ""
    return Row(
        cells=(
            short(request.request_id),
            moment(request.received_at),
            request.customer,
            f"{request_labels.get(request.kind, request.kind)} {label}".rstrip(),
            request.sender,
            str(request.attempts),
        ),
        below=lane_sentence(request) + error,
    )
