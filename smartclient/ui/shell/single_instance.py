"""The doorbell: a second start of the program brings forward the window of the first."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

# ruff: noqa: PLC0415 (Qt's network is not needed for the first paint)

_PATIENCE_MS = 500
_MARK = "window.open"
"""A file beside the store while a program listens: without it there is nobody to ring for."""


class SingleInstance(QObject):
    """Lets one program per laptop's folder run; ``rung``: another one was started.

    Where the system can't do it nothing happens: two windows on one store do no harm.
    """

    rung = Signal()

    def __init__(self, home: Path, parent: QObject) -> None:
        super().__init__(parent)
        digest = sha256(str(home.resolve()).encode()).hexdigest()[:16]
        self._name = f"smartclient-{digest}"
        self._mark = home / _MARK
        self._server: QLocalServer | None = None

    def ring(self) -> bool:
        """Ask a program that is open already to show its window; whether there is one."""
        if not self._mark.exists():
            return False
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        there = socket.waitForConnected(_PATIENCE_MS)
        socket.abort()
        return there

    def listen(self) -> None:
        """Hear of later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        # one that was killed leaves its name behind
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)
        with suppress(OSError):
            self._mark.touch()

    def close(self) -> None:
        """Hear no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
            with suppress(OSError):
                self._mark.unlink(missing_ok=True)

    def _hear(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.rung.emit()
