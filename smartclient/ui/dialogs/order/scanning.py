"""Scanning: each scan in the order editor adds one piece of its product."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.ui.app_context import AppContext
from smartclient.ui.scanner import Scanner


class Scanning(QObject):
    """Looks up what is scanned in a window, wherever the focus is.

    ``found`` carries the product (``Product``), ``refused`` why a code is not accepted, with a
    sound: who scans looks at the goods. Nothing is looked up until ``is_ready``.
    """

    found = Signal(object)
    refused = Signal(object)

    def __init__(
        self, context: AppContext, window: QWidget, *, is_ready: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._is_ready = is_ready
        handle = window.windowHandle()
        assert handle is not None  # noqa: S101 (the window is shown)
        Scanner(handle, self).scanned.connect(self._look_up)

    def _look_up(self, code: str) -> None:
        if not self._is_ready():
            self._refuse(
                RefusedError("Choose a customer first, and scan {code} again then.", code=code)
            )
            return
        use_cases = self._context.use_cases
        self._context.query(
            self,
            lambda: use_cases.catalog.product_by_code(code),
            self.found.emit,
            self._refuse,
        )

    def _refuse(self, error: SmartClientError) -> None:
        self.refused.emit(error)
        QApplication.beep()
