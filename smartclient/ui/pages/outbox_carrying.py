"""What the outbox's page offers for work that is carried by hand: two buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.ui.app_context import AppContext
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button
from smartclient.ui.widgets.file_choice import ask_where_to_save, ask_which_to_open

if TYPE_CHECKING:
    from smartclient.ui.ports import CarriedAnswers, CarriedFile

T = TypeVar("T")


class OutboxCarrying(QObject):
    """Writes unsent work to a file for head office, and takes in the answers from another."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.export = button("buttonExportWork", self.tr("E&xport work…"), self._ask_where)
        self.take_in = button("buttonTakeInAnswers", self.tr("Take in &answers…"), self._ask_which)
        self.show_possible(anything_waits=False)

    def show_possible(self, *, anything_waits: bool) -> None:
        """Offer the export where something waits for head office."""
        allow(
            self.export,
            "" if anything_waits else self.tr("Nothing waits for head office."),
            self.tr("Write all that waits to a file that only head office can read."),
        )

    def _ask_where(self) -> None:
        day = self._context.clock.today().isoformat()
        dialog = ask_where_to_save(
            self._page,
            name="dialogExportWork",
            title=self.tr("Export work for head office"),
            suggested=self.tr("Work {day}").format(day=day) + ".age",
            kind=self.tr("Work for head office (*.age)"),
            then=self._export,
        )
        # a file that is there is refused, and never replaced
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def _export(self, place: Path) -> None:
        report = self._context.progressed.emit
        self._run(lambda: self._context.carrying().export(place, report), self._show_exported)

    def _show_exported(self, exported: CarriedFile) -> None:
        written = self.tr("%Ln requests written to {file}.", "", exported.requests)
        then = self.tr("Have it carried to head office, which writes the answers to another file.")
        self._context.notify(f"{written.format(file=exported.path.name)} {then}")

    def _ask_which(self) -> None:
        ask_which_to_open(
            self._page,
            name="dialogTakeInAnswers",
            title=self.tr("Take in answers from head office"),
            kind=self.tr("All files (*)"),
            then=self._take_in,
        )

    def _take_in(self, place: Path) -> None:
        report = self._context.progressed.emit
        self._run(lambda: self._context.carrying().take_in(place, report), self._show_taken_in)

    def _run(self, call: Callable[[], T], show: Callable[[T], None]) -> None:
        """Do what takes a while, with its progress below the page until it is over."""

        def done(value: T) -> None:
            self._context.progressed.emit(None)
            show(value)

        def failed(error: SmartClientError) -> None:
            self._context.progressed.emit(None)
            self._context.report(error)

        self._context.execute(call, done, failed)

    def _show_taken_in(self, answers: CarriedAnswers) -> None:
        if not answers.received and not answers.answered:
            text = self.tr("These answers are here already. Nothing was changed.")
        else:
            text = self.tr("%Ln answers taken in.", "", answers.answered)
        self._context.notify(text)
