"""Check-outs as an admin sees them: which customers are checked out, by whom and until when."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.read_models.check_outs import CheckedOut
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats


def check_out_model(clock: Clock) -> SnapshotModel[CheckedOut]:
    """The model of the customers that are checked out."""
    columns = (
        Column[CheckedOut](title=translate("CheckOuts", "Customer"), text=lambda row: row.number),
        Column[CheckedOut](
            title=translate("CheckOuts", "Name"), text=lambda row: row.name, width=0, elides=True
        ),
        Column[CheckedOut](
            title=translate("CheckOuts", "Held by"), text=lambda row: row.check_out.holder
        ),
        Column[CheckedOut](
            title=translate("CheckOuts", "Device"),
            text=lambda row: row.check_out.device,
            width=140,
            spare=2,
            elides=True,
        ),
        Column[CheckedOut](
            title=translate("CheckOuts", "Since"),
            text=lambda row: formats.moment(row.check_out.since, clock.now()),
            spare=1,
        ),
        Column[CheckedOut](
            title=translate("CheckOuts", "Until"),
            text=lambda row: formats.coming(row.check_out.until, clock.now()),
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.number)
