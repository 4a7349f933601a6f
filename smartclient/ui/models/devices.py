"""Enrolled devices as an admin sees them."""

from __future__ import annotations

from smartclient.contract.listed_devices import ListedDevice
from smartclient.domain.clock import Clock
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats
from smartclient.ui.text.devices import device_badge, device_kind_label, device_name


def device_model(clock: Clock) -> SnapshotModel[ListedDevice]:
    """The model of the enrolled devices."""

    def revoked(row: ListedDevice) -> str:
        if row.revoked_at is None:
            return ""
        when = formats.moment(row.revoked_at, clock.now())
        if not row.revoked_by:
            return translate("Devices", "Revoked {when}").format(when=when)
        text = translate("Devices", "Revoked {when} by {who}")
        return text.format(when=when, who=row.revoked_by)

    columns = (
        Column[ListedDevice](
            title=translate("Devices", "State"),
            text=lambda row: device_badge(row).label,
            tip=revoked,
            is_state=True,
        ),
        Column[ListedDevice](
            title=translate("Devices", "Device"),
            text=device_name,
            width=0,
            tip=lambda row: f"{row.name}\n{row.device}".strip(),
            elides=True,
        ),
        Column[ListedDevice](title=translate("Devices", "Rep"), text=lambda row: row.login),
        Column[ListedDevice](
            title=translate("Devices", "To decide"),
            text=lambda row: formats.count(row.unsent) if row.unsent else "",
            is_number=True,
        ),
        Column[ListedDevice](
            title=translate("Devices", "Last contact"), text=lambda row: formats.day(row.seen_on)
        ),
        Column[ListedDevice](
            title=translate("Devices", "From address"), text=lambda row: row.address, spare=2
        ),
        Column[ListedDevice](
            title=translate("Devices", "Kind"),
            text=lambda row: device_kind_label(row.kind),
            spare=3,
        ),
        Column[ListedDevice](
            title=translate("Devices", "Signed in"),
            text=lambda row: formats.moment(row.enrolled_at, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.device, shown=device_badge)
