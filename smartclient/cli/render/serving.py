"""What a serving worker says on a terminal, or in a service's journal: one line for each thing.

What it does goes to stdout and what is wrong to stderr, each line at once: a journal or a service's
log has to show it while it is so, whether the service's user has a home or none.
"""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from smartclient.cli.render.headoffice import on_one_line
from smartclient.cli.render.tables import count, moment, span
from smartclient.cli.terminal.output import OutputFailedError
from smartclient.cli.terminal.printing import as_printed_line, complain
from smartclient.wording.command_line import restore_cause_labels
from smartclient.wording.waiting import whose

if TYPE_CHECKING:
    from smartclient.headoffice.worker.notices import Database, Notice, Openness, Purging, SetAside


def say(notice: "Notice") -> None:
    """Say one thing in one line."""
    from smartclient.headoffice.worker import notices as n  # noqa: PLC0415 (slow; help does without it)

    line = on_one_line(serving_line(notice))
    if isinstance(notice, n.RoundAnswered | n.DatabaseUp | n.Serving | n.Purged):
        say_line(line)
    else:
        complain(line)


class CountedAnswers:
    """Counts the answers of many rounds, and says all else."""

    def __init__(self) -> None:
        self.answered = 0

    def __call__(self, notice: "Notice") -> None:
        """Take one notice."""
        from smartclient.headoffice.worker.notices import RoundAnswered  # noqa: PLC0415 (as above)

        if isinstance(notice, RoundAnswered):
            self.answered += notice.requests
        else:
            say(notice)


def say_line(line: str) -> None:
    """Say a line on stdout, at once; a worker goes on where that can't be written."""
    with suppress(OutputFailedError):
        sys.stdout.write(as_printed_line(line, sys.stdout))
        sys.stdout.flush()


def serving_line(notice: "Notice") -> str:
    """What a notice says."""
    from smartclient.headoffice.worker import notices as n  # noqa: PLC0415 (as above)

    match notice:
        case n.Serving():
            return "Answering requests. Stop with Ctrl+C."
        case n.RoundAnswered():
            return f"{count(notice.requests, 'request')} answered."
        case n.Purged() | n.MayNotPurge():
            return _purging(notice)
        case n.Parked() | n.ParkingFailed():
            return _set_aside(notice)
        case n.LockContention():
            who = f"Requests of {whose(notice.lane)}" if notice.lane else "Requests"
            return f"{who} wait: {notice.error.user_message}"
        case n.NoneTaken():
            wait = "waits" if notice.requests == 1 else "wait"
            customers = ", ".join(customer or whose("") for customer in notice.customers)
            return (
                f"{count(notice.requests, 'request')} {wait} and none can be taken: {customers}. "
                "See: smartclient headoffice inbox --url URL."
            )
        case n.LanesLost():
            return (
                f"This worker was too slow: another took over {count(notice.lanes, 'customer')} "
                "from it, and answers their requests."
            )
        case n.DatabaseDown() | n.DatabaseUp() | n.FileReplaced() | n.Restored():
            return _database(notice)
        case n.OpenLink() | n.SharedFile():
            return _openness(notice)


def _set_aside(notice: "SetAside") -> str:
    from smartclient.headoffice.worker.notices import Parked  # noqa: PLC0415 (as above)

    if isinstance(notice, Parked):
        return (
            f"Request {notice.request_id} of {notice.sender} was set aside "
            f"({whose(notice.lane)}): {notice.error}"
        )
    return (
        f"Request {notice.request_id} ({whose(notice.lane)}) fails and can't be set "
        f"aside, so it is tried again now and then: {notice.error}"
    )


def _purging(notice: "Purging") -> str:
    from smartclient.headoffice.worker.notices import Purged  # noqa: PLC0415 (as above)

    if isinstance(notice, Purged):
        return (
            f"{count(notice.rows, 'row')} purged that were over long enough, "
            f"{notice.saved:,} bytes of text with them."
        )
    return (
        "This worker's login may not purge what is over, and nothing else does. Grant the worker "
        "again: smartclient headoffice grant --worker, or run: smartclient headoffice purge --url "
        "URL."
    )


def _database(notice: "Database") -> str:
    from smartclient.headoffice.worker import notices as n  # noqa: PLC0415 (as above)

    match notice:
        case n.DatabaseDown():
            return f"Waiting since {moment(notice.since)}: {notice.error.user_message}"
        case n.DatabaseUp():
            return f"Head office's database works again, after {span(notice.seconds)}."
        case n.FileReplaced():
            return "Head office's file was replaced by another, which is used from now on."
        case n.Restored():
            return (
                f"Head office was restored from a backup, noticed {moment(notice.at)}: "
                f"{restore_cause_labels.get(notice.why, notice.why)}. "
                "Laptops offer what it lost again by themselves."
            )


def _openness(notice: "Openness") -> str:
    from smartclient.headoffice.worker.notices import SharedFile  # noqa: PLC0415 (as above)

    if isinstance(notice, SharedFile):
        return (
            f"{count(notice.logins, 'login')} use this head office, which is a plain file: whoever "
            "can open it can sign in as anyone and read everything. For more than a trial, use SQL "
            "Server."
        )
    if notice.encrypted:
        return (
            f"The certificate of {notice.server} is not checked, as the address says: somebody on "
            "the way could read and change what is sent."
        )
    return (
        f"The link to {notice.server} is not encrypted, as the address says: everybody on the way "
        "can read what is sent."
    )
