"""What the window calls enrolled devices, and what is decided about them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.contract.listed_devices import ListedDevice
from smartclient.contract.web.gate import DeviceState
from smartclient.domain.tasks import TaskKind
from smartclient.ui.look.status_badges import BadgeLabel, StatusBadge, shown

translate = QCoreApplication.translate

_BADGES = {
    DeviceState.ACTIVE: StatusBadge.CONFIRMED,
    DeviceState.REVOKED: StatusBadge.REJECTED,
    DeviceState.WIPING: StatusBadge.QUEUED,
    DeviceState.WIPED: StatusBadge.UNDONE,
}


def device_name(device: ListedDevice) -> str:
    """What a device is called: by its owner, or else by head office."""
    return device.name or device.device


def device_kind_label(kind: str) -> str:
    """The kind of a device."""
    texts = {
        "laptop": translate("Devices", "Laptop"),
        "browser": translate("Devices", "Browser"),
    }
    return texts.get(kind, kind)


def device_state_label(state: DeviceState) -> str:
    """What a device may do."""
    texts = {
        DeviceState.ACTIVE: translate("Devices", "Active"),
        DeviceState.REVOKED: translate("Devices", "Revoked"),
        DeviceState.WIPING: translate("Devices", "To be wiped"),
        DeviceState.WIPED: translate("Devices", "Wiped"),
    }
    return texts[state]


def device_badge(device: ListedDevice) -> BadgeLabel:
    """How a device stands: what was decided here, or is to be, goes before its state."""
    state = device_state_label(device.state)
    if device.pending is not None:
        return shown(StatusBadge.QUEUED, _pending_text(device.pending))
    if device.unsent:
        text = translate("Devices", "{state}, to decide").format(state=state)
        return shown(StatusBadge.AWAITING_DECISION, text)
    return shown(_BADGES[device.state], state)


def _pending_text(kind: TaskKind) -> str:
    texts = {
        TaskKind.RELEASE_HANDED_OVER: translate("Devices", "Will be released"),
        TaskKind.DROP_HANDED_OVER: translate("Devices", "Will be dropped"),
    }
    return texts.get(kind, translate("Devices", "Will be revoked"))
