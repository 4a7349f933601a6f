"""The network: notices when it is available again, so that what waits can be sent at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_AFTER_MS: Final = 1_000
"""When to begin: loading the network information can wait until the window was painted."""

_UNKNOWN: Final = 0
"""Qt's figure for not knowing; the others rise from none over this network to all of them."""


def system_network() -> QNetworkInformation | None:
    """What the operating system reports of its networks, None where it reports nothing."""
    from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 (see above)

    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return None
    return QNetworkInformation.instance()


class NetworkMonitor(QObject):
    """Says whenever more can be reached than before: a cable, a wireless network, a tunnel.

    Where the system reports nothing, syncs go on at their own interval.
    """

    reconnected = Signal()

    def __init__(
        self, parent: QObject, look: Callable[[], QNetworkInformation | None] = system_network
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._last = _UNKNOWN
        self._later = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.watch)

    def watch_soon(self) -> None:
        """Begin once there is time for it."""
        self._later.start()

    def watch(self) -> None:
        """Begin to watch the network."""
        found = self._look()
        if found is not None:
            self._last = found.reachability().value
            found.reachabilityChanged.connect(self._changed)

    def stop(self) -> None:
        """Watch no more."""
        self._later.stop()
        self.blockSignals(True)  # noqa: FBT003 (Qt's own)

    def _changed(self, reachability: QNetworkInformation.Reachability) -> None:
        before, self._last = self._last, reachability.value
        if before != _UNKNOWN and self._last > before:
            self.reconnected.emit()
