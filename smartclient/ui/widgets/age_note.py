"""Age note: a line beside data that says how old it is, while its policy has that shown."""

from __future__ import annotations

from collections.abc import Collection

from smartclient.domain.freshness import Consequence
from smartclient.read_models.data_ages import data_ages
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text.data_ages import ages_texts
from smartclient.ui.widgets.notice import Notice


class AgeNote(Notice):
    """Says how old data of some kinds is; hidden while all of it is fresh."""

    def __init__(self, context: AppContext, name: str, kinds: Collection[str]) -> None:
        super().__init__(context.theme, name, StatusBadge.QUEUED)
        self._context = context
        self._kinds = tuple(kinds)
        context.status_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how old the data is by now."""
        client_status = self._context.client_status
        if client_status is None:
            return
        now = self._context.clock.now()
        ages = data_ages(client_status.cache, self._kinds, now)
        strict = any(age.consequence.reaches(Consequence.WARN) for age in ages)
        self.dress_as(StatusBadge.QUEUED if strict else StatusBadge.DRAFT)
        self.show_text("\n".join(ages_texts(ages, now)))
