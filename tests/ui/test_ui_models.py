"""Snapshot models: what Qt asks of a model, pages, and a selection that survives a refresh."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smartclient.app import make_application
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Login, OrderId, RequestId
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.read_models.overview import CustomerEvent
from smartclient.read_models.records import History, HistoryEvent
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.models.customer_history import event_text
from smartclient.ui.models.headoffice import stopped_model
from smartclient.ui.models.order_history import history_steps
from smartclient.ui.models.orders import order_model
from smartclient.ui.models.outbox import OutboxModel
from smartclient.ui.models.snapshot import SHOWN_ROLE
from smartclient.ui.text import languages
from smartclient.ui.widgets.lists.table import RecordTable
from tests.ui.small_orders import order_row
from tests.ui.small_use_cases import SmallUseCases


def test_the_list_of_orders_obeys_qt(qtmodeltester: ModelTester, clock: Clock) -> None:
    model = order_model(clock)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not annotate it
    model.show([order_row(1, OrderState.DRAFT), order_row(2, OrderState.CONFIRMED)], more=True)
    model.append([order_row(3, OrderState.TENTATIVE, TaskStatus.QUEUED)], more=False)
    model.show([])


def test_more_rows_are_asked_for_once_and_put_after_the_others(qtbot: QtBot, clock: Clock) -> None:
    model = order_model(clock)
    model.show([order_row(1, OrderState.DRAFT)], more=True)
    root = model.index(-1, -1)

    with qtbot.waitSignal(model.more_requested) as asked:
        model.fetchMore(root)

    assert asked.args == [1]
    assert not model.canFetchMore(root)
    model.append([order_row(2, OrderState.DRAFT)], more=False)
    assert [row.id for row in model.rows] == ["order-1", "order-2"]
    assert not model.canFetchMore(root)


def test_the_currency_is_named_once_in_the_header(clock: Clock) -> None:
    model = order_model(clock)
    model.name_currency("USD")

    titles = [
        model.headerData(index, Qt.Orientation.Horizontal) for index in range(model.columnCount())
    ]

    assert titles.count("Total, USD") == 1


def test_a_selected_order_stays_selected_when_others_come(
    qtbot: QtBot, theme: Theme, clock: Clock
) -> None:
    model = order_model(clock)
    table = RecordTable(model, theme, "tableOrders", "Orders")
    qtbot.addWidget(table)
    model.show([order_row(1, OrderState.DRAFT), order_row(2, OrderState.DRAFT)])
    table.choose("order-1")

    model.show([order_row(3, OrderState.DRAFT), order_row(1, OrderState.DRAFT)])

    assert table.current is not None
    assert table.current.id == "order-1"


def test_a_request_that_waits_names_what_it_waits_for(clock: Clock) -> None:
    model = OutboxModel(clock)
    model.show(SmallUseCases(to_send=2).outbox.entries())

    assert model.index(0, 0).data() == "Waiting to send"
    assert model.index(1, 0).data() == "Waits for LI-0000"
    assert model.index(1, 0).data(SHOWN_ROLE).accessible_name == "tentative, waits for LI-0000"


@pytest.mark.parametrize(
    ("task", "word"),
    [(TaskStatus.RECEIVED, "At head office"), (TaskStatus.IN_CONFLICT, "Action needed")],
)
def test_a_tentative_order_says_what_it_waits_for(
    task: TaskStatus, word: str, clock: Clock
) -> None:
    model = order_model(clock)
    model.show([order_row(1, OrderState.TENTATIVE, task)])

    assert model.index(0, 0).data() == word
    assert model.index(0, 1).data() == "LI-0001*"


def test_a_stopped_request_has_its_error_in_short_and_whole_as_its_tip(clock: Clock) -> None:
    stopped = StoppedRequest(
        request_id=RequestId("66e89846"),
        sender=Login("anna"),
        kind="place_order",
        customer=CustomerNumber("G-1019"),
        attempts=3,
        error="IntegrityError: boom\n[SQL: INSERT INTO sales_orders]",
        received_at=clock.now(),
        stopped_at=clock.now(),
    )
    column = stopped_model(clock).columns[-1]
    assert column.text(stopped) == "IntegrityError: boom"
    assert column.tip is not None
    assert column.tip(stopped) == stopped.error
    assert column.text(replace(stopped, error="")) == "It could not be read."


def test_a_stopped_request_says_what_it_is_about_with_the_star_of_a_number_not_given(
    clock: Clock,
) -> None:
    stopped = StoppedRequest(
        request_id=RequestId("66e89846"),
        sender=Login("anna"),
        kind="place_order",
        customer=CustomerNumber("G-1019"),
        attempts=3,
        error="",
        received_at=clock.now(),
        stopped_at=clock.now(),
        label="LI-0007",
        provisional=True,
    )
    (about,) = [column for column in stopped_model(clock).columns if column.title == "About"]
    assert about.text(stopped) == "LI-0007*"
    assert about.text(replace(stopped, label="SO-10001", provisional=False)) == "SO-10001"
    assert about.text(replace(stopped, label="", provisional=False)) == ""


def test_a_step_of_a_customer_shows_what_head_office_changed(clock: Clock) -> None:
    step = CustomerEvent(
        at=clock.now(),
        subject=Subject(type=SubjectType.CUSTOMER, id="G-1001", label="G-1001"),
        event=HistoryEvent(
            task=TaskKind.UPDATE_CUSTOMER, status=TaskStatus.ADJUSTED, at=clock.now()
        ),
        report=(Change(rule="latest", field="phone", before="111-EARLY", after="222-LATE"),),
    )
    assert "222-LATE" in event_text(step)
    assert "222-LATE" not in event_text(replace(step, report=()))


@pytest.mark.parametrize(
    ("language", "cancelled", "stands"),
    [
        ("en", "Cancelled", "Cancel order, current status"),
        ("de", "Storniert", "Auftrag stornieren, aktueller Stand"),
    ],
)
def test_the_last_step_of_an_order_is_its_current_status(
    clock: Clock, language: str, cancelled: str, stands: str
) -> None:
    taken_back = HistoryEvent(task=TaskKind.PLACE_ORDER, status=TaskStatus.UNDONE, at=clock.now())
    gone = HistoryEvent(
        task=TaskKind.CANCEL_ORDER,
        status=TaskStatus.CONFIRMED,
        at=clock.now(),
        cause=TransitionReason.STANDS,
    )
    life = History(events=(taken_back, gone), report=())
    order = Order(id=OrderId("o"), customer=CustomerNumber("C-1"), order_date=clock.today())
    record = SmallUseCases()._record(order, OrderState.CANCELLED)
    languages.install(make_application(), language)
    try:
        first, last = history_steps(record, life, rep="anna", now=clock.now())
    finally:
        languages.install(make_application(), languages.ENGLISH)
    assert first.shown is None
    assert last.shown is not None
    assert (last.label, last.shown.badge) == (cancelled, StatusBadge.CANCELLED)
    assert last.details == stands


@pytest.mark.parametrize(
    ("cause", "label", "by"),
    [
        (TransitionReason.SAVED, "Saved", "anna"),
        (TransitionReason.RESTORED, "Waiting to send", ""),
        (TransitionReason.REPLY_LOST, "Waiting to send", ""),
    ],
)
def test_what_is_sent_again_by_itself_is_not_shown_as_saved_by_the_rep(
    clock: Clock, cause: TransitionReason, label: str, by: str
) -> None:
    queued, sent = (
        HistoryEvent(task=TaskKind.PLACE_ORDER, status=status, at=clock.now(), cause=cause)
        for status in (TaskStatus.QUEUED, TaskStatus.SENDING)
    )
    order = Order(id=OrderId("o"), customer=CustomerNumber("C-1"), order_date=clock.today())
    record = SmallUseCases()._record(order, OrderState.TENTATIVE)
    life = History(events=(queued, sent), report=())
    first, _ = history_steps(record, life, rep="anna", now=clock.now())
    assert (first.label, first.by) == (label, by)
