"""What Linux says of the network without a window; of other systems, nothing is had without it."""

import array
import socket
import struct
import sys
from pathlib import Path
from typing import Final

from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint

_DEVICES: Final = Path("/sys/class/net")
_ROUTES: Final = Path("/proc/net/route")
_LOOPBACK: Final = "lo"
_ANYWHERE: Final = "00000000"
_NAME_OF_WIRELESS: Final = 0x8B1B
"""SIOCGIWESSID of linux/wireless.h."""

_LONGEST_NAME: Final = 32

_PREFIXES: Final = {
    "wl": Transport.WIFI,
    "ww": Transport.CELLULAR,
    "ppp": Transport.CELLULAR,
    "bnep": Transport.BLUETOOTH,
    "en": Transport.ETHERNET,
    "eth": Transport.ETHERNET,
}
"""How systemd and the kernel begin the names of devices."""


def network_hint(devices: Path = _DEVICES, routes: Path = _ROUTES) -> NetworkHint:
    """The network that a call would go over, as far as the system's files say."""
    if not sys.platform.startswith("linux"):
        return NetworkHint()
    try:
        device = _default_device(routes)
        is_up = any(_is_up(each) for each in devices.iterdir() if each.name != _LOOPBACK)
    except OSError:
        return NetworkHint()
    if not device:
        return NetworkHint(reachable=is_up)
    found = [kind for prefix, kind in _PREFIXES.items() if device.startswith(prefix)]
    transport = found[0] if found else Transport.UNKNOWN
    name = _wireless_name(device) if transport is Transport.WIFI else ""
    return NetworkHint(name=name or device, transport=transport, reachable=is_up)


def _default_device(routes: Path) -> str:
    """The device of the preferred route to anywhere, "" where there is none."""
    lines = [line.split() for line in routes.read_text("ascii").splitlines()[1:]]
    found = [(int(line[6]), line[0]) for line in lines if len(line) > 6 and line[1] == _ANYWHERE]  # noqa: PLR2004 (the columns of that file)
    return min(found)[1] if found else ""


def _is_up(device: Path) -> bool:
    try:
        return (device / "operstate").read_text("ascii").strip() in {"up", "unknown"}
    except OSError:
        return False


def _wireless_name(device: str) -> str:
    """The name of the wireless network, "" where the driver does not say."""
    import fcntl  # noqa: PLC0415 (not on every system)

    name = array.array("B", bytes(_LONGEST_NAME))
    address, _ = name.buffer_info()
    asked = struct.pack("16sPHH", device.encode(), address, _LONGEST_NAME, 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            fcntl.ioctl(asking, _NAME_OF_WIRELESS, asked)
        except OSError:
            return ""
    return name.tobytes().rstrip(b"\0").decode(errors="replace")
