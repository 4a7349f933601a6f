"""Decisions about devices: which are possible, by what became of a device, on either side."""

from smartclient.contract.web.gate import DeviceState
from smartclient.domain.errors import RefusedError


def require_revocable(state: DeviceState, name: str, *, wipe: bool) -> None:
    """Raise RefusedError where a device is revoked, or to be wiped, already."""
    match state:
        case DeviceState.WIPED:
            raise RefusedError("{device} was wiped already. Nothing was changed.", device=name)
        case DeviceState.WIPING:
            raise RefusedError(
                "{device} is revoked and to be wiped already. Nothing was changed.", device=name
            )
        case DeviceState.REVOKED if not wipe:
            raise RefusedError("{device} was revoked already. Nothing was changed.", device=name)


def require_handed_over(unsent: int, name: str) -> None:
    """Raise RefusedError where nothing that a device handed over waits for a decision."""
    if not unsent:
        raise RefusedError("Nothing that {device} handed over waits.", device=name)
