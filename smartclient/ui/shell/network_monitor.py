"""The network: notices when it is available again, so that what waits can be sent at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_AFTER_MS: Final = 1_000
"""When to begin: loading the network information can wait until the window was painted."""

_UNKNOWN: Final = 0
"""Qt's figure for not knowing; the others rise from none over this network to all of them."""


def system_network() -> QNetworkInformation | None:
    """What the operating system reports of its networks, None where it reports nothing.

    There is one per process, and the first successful load wins: one with every feature is asked
    for first, then one with fewer. Not every system reports the medium, or whether it is metered.
    """
    from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 (see above)

    feature = QNetworkInformation.Feature
    reachability, metered = feature.Reachability, feature.Metered
    wanted = (
        reachability | metered | feature.TransportMedium | feature.CaptivePortal,
        reachability | metered | feature.TransportMedium,
        reachability | metered,
        reachability | feature.TransportMedium,
        reachability,
    )
    if not any(QNetworkInformation.loadBackendByFeatures(features) for features in wanted):
        return None
    return QNetworkInformation.instance()


def hint_of(found: QNetworkInformation) -> NetworkHint:
    """What the operating system says of the network now; None where it says nothing."""
    from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 (see above)

    feature, medium = QNetworkInformation.Feature, QNetworkInformation.TransportMedium
    transports = {
        medium.Ethernet: Transport.ETHERNET,
        medium.WiFi: Transport.WIFI,
        medium.Cellular: Transport.CELLULAR,
        medium.Bluetooth: Transport.BLUETOOTH,
    }
    reachability = found.reachability()
    is_known = reachability.value != _UNKNOWN
    return NetworkHint(
        transport=transports.get(found.transportMedium(), Transport.UNKNOWN),
        metered=found.isMetered() if found.supports(feature.Metered) else None,
        captive=found.isBehindCaptivePortal() if found.supports(feature.CaptivePortal) else None,
        reachable=reachability != reachability.Disconnected if is_known else None,
    )


class NetworkMonitor(QObject):
    """Says whenever more can be reached than before: a cable, a wireless network, a tunnel.

    ``hinted`` is emitted with each ``NetworkHint``. Where the system reports nothing, syncs go on
    at their own interval.
    """

    reconnected = Signal()
    hinted = Signal(object)

    def __init__(
        self, parent: QObject, look: Callable[[], QNetworkInformation | None] = system_network
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._last = _UNKNOWN
        self._found: QNetworkInformation | None = None
        self._later = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.watch)

    def watch_soon(self) -> None:
        """Begin once there is time for it."""
        self._later.start()

    def watch(self) -> None:
        """Begin to watch the network."""
        found = self._found = self._look()
        if found is None:
            return
        self._last = found.reachability().value
        found.reachabilityChanged.connect(self._changed)
        found.transportMediumChanged.connect(self._hint)
        found.isMeteredChanged.connect(self._hint)
        found.isBehindCaptivePortalChanged.connect(self._hint)
        self._hint()

    def stop(self) -> None:
        """Watch no more."""
        self._later.stop()
        self.blockSignals(True)  # noqa: FBT003 (Qt's own)

    def _changed(self, reachability: QNetworkInformation.Reachability) -> None:
        before, self._last = self._last, reachability.value
        self._hint()
        if before != _UNKNOWN and self._last > before:
            self.reconnected.emit()

    def _hint(self) -> None:
        if self._found is not None:
            self.hinted.emit(hint_of(self._found))
