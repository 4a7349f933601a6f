"""Changes of the connection as a rep is shown them."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.read_models.connection import LinkChange
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats
from smartclient.ui.text.connection import cause_text
from smartclient.ui.text.labels import connection_label


def link_change_model(clock: Clock) -> SnapshotModel[LinkChange]:
    """The model of the changes of the connection."""
    columns = (
        Column[LinkChange](
            title=translate("Connection", "Since"),
            text=lambda row: formats.moment(row.at, clock.now()),
        ),
        Column[LinkChange](
            title=translate("Connection", "State"), text=lambda row: connection_label(row.state)
        ),
        Column[LinkChange](
            title=translate("Connection", "Why"), text=cause_text, width=0, elides=True
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.at)
