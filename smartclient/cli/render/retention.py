"""What a purge did, and what became of a customer's data, on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Row, TerminalColumn, count, moment, table
from smartclient.cli.terminal.escaping import one_line
from smartclient.documents.manual import Topic
from smartclient.domain.retention import Retained

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.retention.forget import Forgotten
    from smartclient.headoffice.retention.last_purge import LastPurge
    from smartclient.headoffice.retention.purge import PurgedRows

KINDS: Mapping[str, str] = {
    "requests": "Answered requests, their replies and conflicts",
    "outcomes": "Outcomes of conflicts, for devices",
    "lanes": "Customers without requests (lanes)",
    "cases": "Decided cases",
    "changes": "Log of changes",
    "tombstones": "Deletions",
    "membership": "Customers that left a rep",
    "devices": "Devices not seen",
    "laptops": "Reps not seen",
    "guesses": "Wrong enrolment codes",
    "enrolments": "Enrolment codes",
    "handed_over": "Decided work of wiped devices",
    "credentials": "Unused credentials",
    "enrolled_devices": "Enrolled devices not seen",
}
"""What is purged, by its kind."""

_KEPT: Mapping[Retained, str] = {
    Retained.REQUESTS: "requests",
    Retained.DECISIONS: "decided cases",
    Retained.CHANGES: "log of changes",
    Retained.DELETIONS: "deletions",
    Retained.DEVICES: "devices",
}
_REMOVED: Mapping[str, str] = {
    "fields": "contact, phone, e-mail and notes",
    "addresses": "addresses",
    "changes": "entries of the log of changes",
    "requests": "what requests, replies and conflicts say",
    "cases": "decided cases",
}
_STAYS: Mapping[str, str] = {
    "name": "The name stays, because orders and invoices name their customer.",
    "orders": "Orders stay ({count}), because the law asks for them. Their notes and references "
    "are part of them.",
    "receipts": "Who sent which request, with its number and checksum, stays ({count}), so that "
    "none is carried out twice.",
    "copies": "Backups of head office hold what they held. Laptops remove it when they sync; what "
    "a laptop sent itself is deleted there 90 days after its answer.",
}


def retention_lines(retention: Mapping[Retained, int], purge: "LastPurge | None") -> Iterator[str]:
    """How long everything is kept that is purged, and what the last purge did."""
    if purge is None:
        yield "Nothing was purged yet."
    else:
        by = f"worker {one_line(purge.worker)}" if purge.worker else "headoffice purge"
        yield (
            f"Last purge {moment(purge.at)} by {by}: {count(purge.rows, 'row')}, "
            f"{count(purge.saved, 'byte')} of text."
        )
    kept = ", ".join(f"{_KEPT[kind]} {days:,}" for kind, days in retention.items())
    yield f"Days until what is over is purged: {kept}. More: smartclient manual {Topic.RETENTION}"


def purge_page(done: "Sequence[PurgedRows]") -> "RenderableType":
    """What a purge did, or would do."""
    columns = (
        TerminalColumn(title="What"),
        TerminalColumn(title="Rows", right=True),
        TerminalColumn(title="Bytes of text", right=True),
    )
    rows = [Row(cells=(KINDS[each.kind], f"{each.rows:,}", f"{each.saved:,}")) for each in done]
    return table(columns, rows, empty="Nothing is purged.")


def forgotten_page(forgotten: "Forgotten") -> Iterator[str]:
    """What was removed of a customer, and what stays and why."""
    removed = [f"{_REMOVED[what]} ({number:,})" for what, number in forgotten.removed if number]
    if removed:
        yield f"Removed of customer {forgotten.number}: {', '.join(removed)}."
    else:
        yield f"Of customer {forgotten.number} there was nothing to remove."
    for what, kept in forgotten.stays:
        yield _STAYS[what].format(count=f"{kept:,}")
