"""The latest time of an order: it goes whenever it can, or the rep is asked after a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox


class LatestTimeField(QComboBox):
    """How long an order may wait to be sent before the rep is asked instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("orderNotAfter")
        self.setAccessibleName(self.tr("When to send it"))
        self.addItem(self.tr("Send whenever possible"), None)
        self.addItem(self.tr("Ask me after 1 hour"), timedelta(hours=1))
        self.addItem(self.tr("Ask me after 4 hours"), timedelta(hours=4))
        self.addItem(self.tr("Ask me after 1 day"), timedelta(days=1))

    def counted_from(self, now: datetime) -> datetime | None:
        """The latest time, None for none."""
        span: timedelta | None = self.currentData()
        return None if span is None else now + span
