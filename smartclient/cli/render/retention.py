"""What a purge did, and what became of a customer's data, on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Row, TerminalColumn, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.retention.forget import Forgotten
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
    removed = [f"{_REMOVED[what]} ({count:,})" for what, count in forgotten.removed if count]
    if removed:
        yield f"Removed of customer {forgotten.number}: {', '.join(removed)}."
    else:
        yield f"Of customer {forgotten.number} there was nothing to remove."
    for what, count in forgotten.stays:
        yield _STAYS[what].format(count=f"{count:,}")
