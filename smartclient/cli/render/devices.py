"""Pages about enrolled devices and their codes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Room, Row, TerminalColumn, count, table
from smartclient.contract.web.gate import DeviceState, EnrolledDevice
from smartclient.wording.command_line import device_state_labels

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.admin.devices import GivenCode

_COLUMNS = (
    TerminalColumn(title="Device"),
    TerminalColumn(title="Name", room=Room.CUT),
    TerminalColumn(title="Login", room=Room.CUT),
    TerminalColumn(title="Kind"),
    TerminalColumn(title="State"),
    TerminalColumn(title="Seen"),
    TerminalColumn(title="Address"),
)
_DIGITS = 8


def code_page(given: "GivenCode") -> Iterator[str]:
    """A code to be read out, and how its device uses it."""
    yield f"Code for {given.login}: {given.code}"
    yield f"It counts once, until {given.expires_at.astimezone():%Y-%m-%d %H:%M}."
    if given.link:
        yield f"Or open this link on the device: {given.link}"
    else:
        yield (
            "There is no link, because head office has no web service with an address yet: start "
            "one with smartclient headoffice web --public-url URL."
        )


def devices_page(devices: Sequence[EnrolledDevice]) -> "RenderableType":
    """The devices in a table; under one, what it handed over."""
    return table(_COLUMNS, map(_row, devices), empty="No device is enrolled.")


def _row(device: EnrolledDevice) -> Row:
    seen = "" if device.seen_at is None else f"{device.seen_at.astimezone():%Y-%m-%d %H:%M}"
    waiting = f"{count(device.unsent, 'request')} handed over: release or drop."
    return Row(
        cells=(
            device.device[-_DIGITS:],
            device.name,
            device.login,
            device.kind,
            device_state_labels[device.state],
            seen,
            device.address,
        ),
        below=waiting if device.unsent else "",
    )


def revoked_page(device: EnrolledDevice) -> Iterator[str]:
    """What was done about a device, and what was not."""
    named = device.name or device.device
    match device.state:
        case DeviceState.WIPING:
            yield (
                f"{named} of {device.login} is revoked. When it next calls it hands over what is "
                "unsent, and removes its data."
            )
        case DeviceState.WIPED:
            yield f"{named} of {device.login} has removed its data."
        case _:
            yield f"{named} of {device.login} is revoked. It keeps what it did not send."
    yield (
        "This revokes no database login: where the rep has one, use smartclient headoffice revoke."
    )
