"""The application context: what every page and dialog is given, and how they learn of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.errors import SmartClientError
from smartclient.domain.money import DEFAULT_CURRENCY, decimals_of
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.background import Background, Cancellation, Failed, LatestQuery
from smartclient.ui.look.theme import Theme
from smartclient.ui.navigator import Navigator
from smartclient.ui.opened_files import OpenedFiles
from smartclient.ui.text import formats
from smartclient.ui.widgets.lists.columns import ColumnMemory, ColumnsInMemory

if TYPE_CHECKING:
    from smartclient.ui.ports import Carrying, CheckOuts
    from smartclient.use_cases.use_cases import UseCases

T = TypeVar("T")


class AppContext(QObject):
    """The use cases with the thread that they run on, the theme, the clock and the last status.

    ``changed``: something may look different now; ``saved``: it was changed here.
    ``progressed``: how far something is that takes a while (SyncProgress), None once it is over.
    ``navigator`` opens pages, records and dialogs, ``carrying`` returns what is carried by hand,
    ``check_outs`` what checks customers out; the window sets all three before it makes a page.
    """

    changed = Signal()
    saved = Signal()
    status_changed = Signal()
    progressed = Signal(object)
    notified = Signal(str)
    offered = Signal(str, str, object)
    went_wrong = Signal(object)
    navigator: Navigator
    carrying: Callable[[], Carrying]
    check_outs: Callable[[], CheckOuts]

    def __init__(
        self,
        use_cases: UseCases,
        clock: Clock,
        theme: Theme,
        parent: QObject,
        columns: ColumnMemory | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened_files = OpenedFiles()
        self.columns = columns or ColumnsInMemory()
        self.use_cases = use_cases
        self.clock = HeadOfficeClock(clock)
        self.theme = theme
        self.client_status: ClientStatus | None = None
        self._background = Background("use-cases", self)
        self._background.failed.connect(self.went_wrong)
        self._asking = Background("asking", self)
        self._asking.failed.connect(self.went_wrong)

    @property
    def busy(self) -> bool:
        """Whether something is still being looked up or saved."""
        return self._background.busy or self._asking.busy

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.client_status.currency if self.client_status else ""

    def latest(self, owner: QObject) -> LatestQuery:
        """A place for questions of which only the newest counts."""
        return LatestQuery(self._background, owner)

    def query(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Cancellation:
        """Look something up for ``owner``; ``done`` is given it on the GUI thread."""
        return self._background.run(owner, call, done, failed)

    def ask(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Cancellation:
        """Ask head office for ``owner``, beside all other calls: its answer may take a while."""
        return self._asking.run(owner, call, done, failed)

    def execute(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Change something; afterwards every page refreshes. The call outlives its dialog."""

        def finished(value: T) -> None:
            self.changed.emit()
            self.saved.emit()
            if done is not None:
                done(value)

        self._background.run(self, call, finished, failed)

    def refresh_status(self) -> None:
        """Look up the client's status again."""
        self._background.run(self, self.use_cases.status.current, self._apply_status)

    def notify(self, text: str) -> None:
        """Notify the rep above the page."""
        self.notified.emit(text)

    def offer(self, text: str, button_text: str, then: Callable[[], None]) -> None:
        """Notify the rep, with one button labelled ``button_text`` that calls ``then``."""
        self.offered.emit(text, button_text, then)

    def report(self, error: SmartClientError) -> None:
        """Report to the rep what could not be done."""
        self.went_wrong.emit(error)

    def close(self) -> None:
        """Finish what is under way and give the thread back."""
        self._asking.close()
        self._background.close()

    def _apply_status(self, client_status: ClientStatus) -> None:
        before, self.client_status = self.currency, client_status
        formats.use_currency(self.currency)
        self.clock.correct(client_status.learnt_time)
        self.status_changed.emit()
        if decimals_of(before or DEFAULT_CURRENCY) != decimals_of(self.currency):
            # amounts were shown as those of another currency
            self.changed.emit()
