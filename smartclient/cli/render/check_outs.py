"""Check-outs on a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Room, Row, TerminalColumn, moment, styled, table
from smartclient.domain.check_out import Hold
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome

if TYPE_CHECKING:
    from rich.console import RenderableType

_COLUMNS = (
    TerminalColumn(title="Customer"),
    TerminalColumn(title="Name", room=Room.CUT),
    TerminalColumn(title="Held by", room=Room.CUT),
    TerminalColumn(title="Device", room=Room.CUT),
    TerminalColumn(title="Since"),
    TerminalColumn(title="Until"),
)


def check_outs_page(found: Sequence[CheckedOut]) -> "RenderableType":
    """The customers that are checked out, with who holds each and until when."""
    return table(_COLUMNS, map(_row, found), empty="No customer is checked out.")


def _row(checked_out: CheckedOut) -> Row:
    check_out = checked_out.check_out
    return Row(
        cells=(
            checked_out.number,
            checked_out.name,
            check_out.holder,
            check_out.device,
            moment(check_out.since),
            moment(check_out.until),
        )
    )


def check_out_text(checked_out: CheckedOut) -> str:
    """Who holds a customer, and until when."""
    check_out = checked_out.check_out
    until = moment(check_out.until)
    match checked_out.hold:
        case Hold.OWN:
            return f"to you, until {until}"
        case Hold.UNSURE:
            return f"to you, until {until} at the latest; sync to be sure"
    device = f" ({check_out.device})" if check_out.device else ""
    return f"to {check_out.holder}{device}, until {until}"


def outcomes_page(
    outcomes: Sequence[tuple[CheckOutOutcome, str]],
) -> Iterator["RenderableType"]:
    """What became of each customer that was asked for; with why head office refused one."""
    for outcome, why in outcomes:
        check_out = outcome.check_out
        if check_out is None:
            yield styled(why, "bold")
        elif check_out.end is None:
            yield f"{outcome.number} is checked out to you until {moment(check_out.until)}."
        else:
            yield f"{outcome.number} is checked in."
