"""Enrolled devices and their codes in JSON."""

from typing import TYPE_CHECKING

from smartclient.cli.json_output.values import Json, instant
from smartclient.contract.web.gate import EnrolledDevice

if TYPE_CHECKING:
    from smartclient.headoffice.admin.devices import GivenCode


def code_shape(given: "GivenCode") -> dict[str, Json]:
    """A code that was given; ``link`` is null without a web service's address."""
    return {
        "code": str(given.code),
        "login": given.login,
        "expires": instant(given.expires_at),
        "link": given.link or None,
    }


def device_shape(device: EnrolledDevice) -> dict[str, Json]:
    """A device as it stands."""
    return {
        "device": device.device,
        "name": device.name,
        "login": device.login,
        "kind": device.kind,
        "enrolled": instant(device.enrolled),
        "seen_at": instant(device.seen_at),
        "address": device.address,
        "state": str(device.state),
    }
