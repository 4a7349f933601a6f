"""The JSON shapes of check-outs."""

from smartclient.cli.json_output.values import Json, instant
from smartclient.domain.check_out import Hold
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome


def check_out_shape(checked_out: CheckedOut | None) -> Json:
    """The check-out of a customer, None for one that is free."""
    if checked_out is None:
        return None
    check_out = checked_out.check_out
    return {
        "holder": check_out.holder,
        "device": check_out.device,
        "since": instant(check_out.since),
        "until": instant(check_out.until),
        "number": check_out.number,
        "own": checked_out.hold in (Hold.OWN, Hold.UNSURE),
        "certain": checked_out.hold is not Hold.UNSURE,
    }


def checked_out_shape(checked_out: CheckedOut) -> Json:
    """A customer that is checked out, as head office lists it."""
    check_out = checked_out.check_out
    return {
        "customer": checked_out.number,
        "name": checked_out.name,
        "holder": check_out.holder,
        "device": check_out.device,
        "since": instant(check_out.since),
        "until": instant(check_out.until),
        "number": check_out.number,
    }


def outcome_shape(outcome: CheckOutOutcome, why: str) -> Json:
    """What became of one customer that was asked for; ``why`` is head office's refusal."""
    check_out = outcome.check_out
    until = None if check_out is None or check_out.end is not None else check_out.until
    return {
        "customer": outcome.number,
        "done": outcome.is_done,
        "until": instant(until),
        "number": None if check_out is None else check_out.number,
        "why": why or None,
    }
