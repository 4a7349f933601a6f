"""Counts: what is stopped, waits or needs the rep is one figure, wherever it is shown."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.cli.render.link import status_page
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.inbox.operations import EmbeddedOperations
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import formats
from smartclient.ui.widgets.lists.listing import PAGE_ROWS
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child, model_of

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP, OTHER = CustomerNumber("G-1001"), CustomerNumber("G-1002")
GONE, SOLD = Sku("FK-100"), Sku("TR-100")


@pytest.fixture
def session(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Return a laptop with two conflicts, two stopped orders, one to send and a draft."""
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    made = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    for sku in (GONE, GONE, SOLD, SOLD):
        _place(made, sku)
    stopped = {entry.request_id for entry in made.use_cases.outbox.entries()[2:]}
    maintenance.change_product(office.engine, GONE, discontinue=clock.today(), clock=clock)
    submit = EmbeddedOperations.submit

    def refuse(operations: EmbeddedOperations, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        if any(request.id in stopped for request in batch):
            raise RefusedError("This can't be read.")
        return submit(operations, batch)

    monkeypatch.setattr(EmbeddedOperations, "submit", refuse)
    made.sync_now()
    made.work_offline(True)  # noqa: FBT003 (a switch)
    _place(made, SOLD)
    made.use_cases.orders.save_draft(_order(made, SOLD))
    yield made
    made.close()
    office.close()


def _order(session: Session, sku: Sku) -> Order:
    order = session.use_cases.orders.new(SHOP)
    return order.with_line(OrderLine(line=1, sku=sku, quantity=2))


def _place(session: Session, sku: Sku) -> None:
    session.use_cases.orders.place(_order(session, sku))


def _let_head_office_decide(session: Session) -> None:
    """Have an admin asked about one of the conflicts, and one order more to send."""
    session.use_cases.conflicts.escalate(
        session.use_cases.conflicts.open()[0].id, "Is there one left?"
    )
    session.work_offline(False)  # noqa: FBT003 (a switch)
    session.sync_now()
    session.work_offline(True)  # noqa: FBT003 (a switch)
    _place(session, SOLD)


@pytest.fixture
def rep(session: Session, qtbot: QtBot, open_window: Callable[..., MainWindow]) -> UserDriver:
    return UserDriver(qtbot, open_window(session.use_cases, session))


def test_one_figure_is_on_tile_badge_list_status_bar_and_command_line(
    session: Session, rep: UserDriver
) -> None:
    _let_head_office_decide(session)
    rep.window.context.changed.emit()
    rep.wait()
    client_status = session.use_cases.status.current()
    assert (client_status.conflicts, client_status.stopped, client_status.to_send) == (1, 2, 1)
    assert (client_status.at_head_office, client_status.being_decided) == (1, 1)

    assert _figure(rep, "tileNeedsYou") == _badge(rep, "pageToday") == client_status.needs_you == 3
    assert _figure(rep, "tileToSend") == client_status.to_send
    assert _figure(rep, "tileAtHeadOffice") == client_status.at_head_office
    assert _badge(rep, "pageConflicts") == client_status.conflicts
    assert _badge(rep, "pageOutbox") == client_status.stopped
    assert rep.said("statusStopped").endswith("2 stopped")
    assert rep.said("statusToSend").endswith("1 to send")
    assert rep.said("statusAtHeadOffice").endswith("0 at head office, 1 being decided")
    assert "2 stopped." in child(rep.window.pages.current, QFrame, "tileNeedsYou").accessibleName()
    at_head_office = child(rep.window.pages.current, QFrame, "tileAtHeadOffice").accessibleName()
    assert "1 of these being decided." in at_head_office
    needs = rep.cells("tableTodayNeeds", 0)
    assert needs.count("Stopped") == client_status.stopped
    assert needs.count("Action needed") == client_status.conflicts
    assert needs.count("Draft") == 1

    rep.go_to("pageConflicts")
    assert len(rep.cells("tableConflicts", 0)) == client_status.conflicts
    rep.go_to("pageOutbox")
    states = rep.cells("tableOutbox", 0)
    assert states.count("Stopped") == client_status.stopped
    assert states.count("Waiting to send") == client_status.to_send
    assert states.count("Head office is deciding") == client_status.at_head_office
    reported = rep.said("outboxSums")
    assert re.findall(r"(\d+) (to send|at head office|being decided|stopped)", reported) == [
        ("1", "to send"),
        ("1", "being decided"),
        ("2", "stopped"),
    ]

    line = next(str(part) for part in status_page(client_status) if "to send" in str(part))
    assert "1 to send, 0 at head office, 1 being decided" in line
    assert "3 need action (2 stopped" in line


def test_the_heading_above_drafts_alone_does_not_say_that_they_need_the_rep(
    session: Session, rep: UserDriver
) -> None:
    headings = {widget.text() for widget in rep.window.pages.current.findChildren(QLabel)}
    assert "Action needed, and your drafts" in headings
    for entry in session.use_cases.outbox.entries():
        session.use_cases.outbox.undo(entry.request_id)
    for conflict in session.use_cases.conflicts.open():
        session.use_cases.orders.cancel(OrderId(conflict.subject.id))
    rep.window.context.changed.emit()
    rep.wait()
    headings = {widget.text() for widget in rep.window.pages.current.findChildren(QLabel)}
    assert _figure(rep, "tileNeedsYou") == 0
    assert "Your drafts" in headings
    assert "Action needed, and your drafts" not in headings


def test_the_outbox_counts_also_what_is_not_at_hand_yet(session: Session, rep: UserDriver) -> None:
    for _ in range(PAGE_ROWS + 5):
        _place(session, SOLD)
    rep.window.context.changed.emit()
    rep.go_to("pageOutbox")
    to_send = session.use_cases.status.current().to_send
    assert rep.table("tableOutbox").model().rowCount() < to_send
    assert rep.said("outboxSums").startswith(f"{to_send} to send")


def _figure(rep: UserDriver, tile: str) -> int:
    rep.go_to("pageToday")
    frame = child(rep.window.pages.current, QPushButton, f"{tile}Go").parentWidget()
    assert frame is not None
    figure = re.search(r": (\d+)\.", frame.accessibleName())
    assert figure is not None
    return int(figure[1])


def _badge(rep: UserDriver, page: str) -> int:
    pages = child(rep.window, QListWidget, "navPages")
    role = Qt.ItemDataRole.UserRole
    items = {pages.item(index).data(role): pages.item(index) for index in range(pages.count())}
    return items[page].data(role + 2) or 0


def test_an_empty_outbox_does_not_say_that_head_office_answered(rep: UserDriver) -> None:
    use_cases = rep.window.context.use_cases
    for entry in use_cases.outbox.entries():
        use_cases.outbox.undo(entry.request_id)
    rep.window.context.changed.emit()
    rep.go_to("pageOutbox")
    assert child(rep.window.pages.current, QLabel, "tableOutboxEmpty").text() == (
        "Nothing is waiting. What is not sent or not answered yet is listed here."
    )


def test_an_order_from_head_office_is_dated_by_its_day_and_not_by_its_arrival(
    session: Session, rep: UserDriver
) -> None:
    imported = next(
        row for row in session.use_cases.orders.search(limit=200) if row.number and not row.task
    )
    rep.go_to("pageOrders")
    model = model_of(rep.table("tableOrders"), SnapshotModel)
    row = model.row_of(imported.id)
    assert row is not None
    since = model.index(row, model.columnCount() - 1).data()
    assert since in {formats.short_day(imported.order_date), formats.day(imported.order_date)}
