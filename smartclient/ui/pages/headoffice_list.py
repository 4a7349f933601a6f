"""Lists of head office: a section that is only a list to read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic, TypeVar

from smartclient.ui.app_context import AppContext
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.pages.headoffice_section import Section
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names

Row = TypeVar("Row")


class ListSection(Section, Generic[Row]):
    """A list that shows what it would hold when it is empty."""

    def __init__(
        self,
        context: AppContext,
        model: SnapshotModel[Row],
        fetch: Fetch[Row],
        names: Names,
        *,
        kinds: Collection[str],
    ) -> None:
        super().__init__(context, kinds)
        self.list = Listing[Row](context, model, fetch, names)
        self.content_layout.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Look the rows up again."""
        self.list.refresh()
