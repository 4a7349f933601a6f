"""The doctor on the clock: this computer's against head office's, or the time its file holds."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from smartclient.diagnostics.finding import Check, Finding
from smartclient.domain.clock import CLOCK_TOLERANCE

if TYPE_CHECKING:
    from smartclient.headoffice.database.office_clock import KnownTime


def offset_finding(offset: timedelta) -> Finding:
    """Whether this computer's clock agrees with head office's; ``offset`` is between them."""
    if abs(offset) <= CLOCK_TOLERANCE:
        return Finding(check=Check.CLOCK, ok=True, template="The clock is right.")
    return Finding(
        check=Check.CLOCK,
        ok=False,
        template="The clock of this computer is off by {seconds} s.",
        arguments={"seconds": str(round(offset.total_seconds()))},
        advice="Set the clock, or let the system set it. Nothing that you entered is wrong.",
    )


def file_clock_findings(known: "KnownTime", now: datetime) -> tuple[Finding, ...]:
    """Where a clock that says ``now`` and the time that head office's file holds disagree."""
    latest = known.latest
    if latest is None:
        return ()
    times = {"then": _moment(latest), "now": _moment(now)}
    if known.is_ahead_of(now):
        return (
            Finding(
                check=Check.CLOCK,
                ok=False,
                template="Head office's file was last used at {then} by the clock of {computer}, "
                "and the clock of this computer is behind that: {now}.",
                arguments={**times, "computer": known.by or "?"},
                advice="Correct the date and time of this computer. If they are right, the other "
                "clock was ahead. Correct that one; then an admin runs: smartclient headoffice "
                "clock --set-right --url URL.",
            ),
        )
    if known.leaps_to(now):
        return (
            Finding(
                check=Check.CLOCK,
                ok=True,
                template="The clock of this computer says {now}, and head office's file was last "
                "used at {then}.",
                arguments=times,
                advice="If nobody used it since, all is well. If the date here is wrong, correct "
                "it before the next sync.",
            ),
        )
    return ()


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
