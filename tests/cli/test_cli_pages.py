"""What a rep reads on a terminal of 80 columns."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from smartclient.cli.json_output.conflicts import stopped_shape
from smartclient.cli.render.conflicts import cases_page, open_work_page
from smartclient.cli.render.headoffice import decision_page, notes_page, status_page
from smartclient.cli.render.link import sync_page
from smartclient.cli.render.orders import history_page, order_page, orders_page, warnings_page
from smartclient.cli.render.states import order_shown
from smartclient.cli.render.tables import moment
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.contract.cases import Case, OpenConflict
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, OrderId, RequestId
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.orders import Fulfilment, OrderState, Totals
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.headoffice.admin.status import Status
from smartclient.headoffice.importers import BadRow
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.read_models.records import History, HistoryEvent, OrderSummary
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.reconcile.conflict import Conflict, ConflictKind
from tests.cli.test_cli_shapes import an_order

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def read(*parts: RenderableType, color: bool = False) -> list[str]:
    text = StringIO()
    console = Console(
        file=text,
        width=80,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
    )
    for part in parts:
        console.print(part)
    return text.getvalue().splitlines()


def row(number: str, total: str, task: TaskStatus | None, state: OrderState) -> OrderSummary:
    return OrderSummary(
        id=OrderId(number),
        provisional_number=number,
        number="" if state is OrderState.TENTATIVE else number,
        customer=CustomerNumber("C1"),
        customer_name="The Very Long-Named Consolidated Bicycle Trading Company of Elsewhere",
        state=state,
        task=task,
        adjusted=False,
        fulfilment=None,
        order_date=date(2026, 11, 21),
        total=Decimal(total),
        changed_at=NOON,
    )


ROWS = (
    row("LI-0007", "1204.5", TaskStatus.QUEUED, OrderState.TENTATIVE),
    row("LI-0008", "12", TaskStatus.AWAITING_DECISION, OrderState.TENTATIVE),
    row("SO-10421", "318", None, OrderState.CONFIRMED),
)


def test_a_list_of_orders_fits_the_terminal_and_cuts_only_names_short() -> None:
    lines = read(orders_page(ROWS, "USD"))
    assert max(map(len, lines)) <= 80
    assert "LI-0007*" in lines[1]
    assert "Waiting to send" in lines[1]
    assert "Head office is deciding" in lines[2]
    assert "…" in lines[1].split("LI-0007*")[1]


def test_amounts_stand_under_each_other() -> None:
    lines = [line.rstrip() for line in read(orders_page(ROWS, "USD"))]
    ends = {
        line.rindex(amount) + len(amount)
        for line, amount in zip(lines[1:], ("1,204.50", "12.00", "318.00"), strict=True)
    }
    assert len(ends) == 1


def test_a_tentative_order_is_in_italics_and_a_confirmed_one_is_not() -> None:
    lines = read(orders_page(ROWS, "USD"), color=True)
    italic = "\x1b[3m"
    assert italic in lines[1].replace("[3;", "[3m")
    assert italic in lines[2].replace("[3;", "[3m")
    assert italic not in lines[3]


def test_the_sum_of_a_tentative_order_says_so() -> None:
    lines = read(*order_page(an_order(), "USD"))
    assert any("TENTATIVE" in line and "2,348.78" in line for line in lines)
    # a name alone could be taken for a line of the program's own
    assert lines[1].startswith("Customer ")
    confirmed = replace(an_order(), state=OrderState.CONFIRMED, task=None, number="SO-10421")
    lines = read(*order_page(confirmed, "USD"))
    assert not any("TENTATIVE" in line for line in lines)
    assert lines[0].startswith("Order SO-10421")


def test_an_order_is_shown_by_what_it_waits_for_and_else_by_what_became_of_it() -> None:
    waiting = order_shown(OrderState.CONFIRMED, TaskStatus.QUEUED)
    assert (waiting.word, waiting.tentative) == ("Waiting to send", True)
    assert order_shown(OrderState.CONFIRMED, None, adjusted=True).word == "Confirmed, changed"
    shipped = order_shown(OrderState.CONFIRMED, None, fulfilment=Fulfilment.SHIPPED)
    assert (shipped.word, shipped.tentative) == ("Shipped", False)
    assert order_shown(OrderState.REFUSED, TaskStatus.REJECTED).word == "Refused"


def sentences(parts: Iterable[RenderableType]) -> str:
    return "\n".join(read(*parts))


def test_a_sync_summarizes_what_happened() -> None:
    summary = SyncSummary(link=LinkState.ONLINE, sent=4, confirmed=1, in_conflict=3, pulled=12)
    assert sentences(sync_page(summary)).splitlines() == [
        "4 requests sent; 1 confirmed; 3 in conflict (see: smartclient conflicts).",
        "12 rows updated.",
    ]


def test_being_offline_or_out_of_reach_is_no_error() -> None:
    offline = SyncSummary(link=LinkState.OFFLINE, waiting=3, unsent=2)
    assert sentences(sync_page(offline)).splitlines() == [
        "Working offline, by choice: nothing was sent.",
        "2 requests are kept safe here until you go online.",
        "1 request is at head office and not answered yet.",
        "Go online: smartclient offline off",
    ]
    assert sentences(sync_page(SyncSummary(link=LinkState.OFFLINE))).splitlines() == [
        "Working offline, by choice: nothing was sent.",
        "Go online: smartclient offline off",
    ]
    away = SyncSummary(link=LinkState.UNREACHABLE, waiting=1, why="Head office can't be reached.")
    assert sentences(sync_page(away)).startswith("Head office can't be reached.")


def test_a_sync_that_was_held_up_never_says_that_all_is_well() -> None:
    busy = "Something else is using the data. It is tried again."
    for link in (LinkState.ONLINE, LinkState.UNREACHABLE):
        held_up = SyncSummary(link=link, waiting=1, why=busy)
        there = "1 request is at head office and not answered yet."
        assert sentences(sync_page(held_up)).splitlines() == [busy, there]
    halfway = SyncSummary(link=LinkState.UNREACHABLE, sent=2, waiting=2, why=busy)
    assert "2 requests sent." in sentences(sync_page(halfway))


def test_what_was_never_sent_is_not_said_to_lack_an_answer() -> None:
    away = SyncSummary(link=LinkState.UNREACHABLE, waiting=2, unsent=2, why="Nothing answers.")
    assert sentences(sync_page(away)).splitlines() == [
        "Nothing answers.",
        "2 requests are kept safe here until the next sync.",
    ]
    deferred = SyncSummary(link=LinkState.ONLINE, waiting=3, unsent=1)
    assert sentences(sync_page(deferred)).splitlines() == [
        "Nothing was sent.",
        "1 request is kept safe here and not sent yet (see: smartclient outbox).",
        "2 requests are at head office and not answered yet.",
        "Your data is up to date.",
    ]


def test_what_is_not_answered_yet_and_what_is_held_back_are_counted_apart() -> None:
    summary = SyncSummary(link=LinkState.ONLINE, sent=2, waiting=2, held_back=1, pulled=1)
    assert sentences(sync_page(summary)).splitlines() == [
        "2 requests sent.",
        "2 requests are at head office and not answered yet.",
        "1 row updated.",
        "Waiting for a cheaper connection: 1 request.",
        "Send and fetch everything now: smartclient sync --all",
    ]


def test_what_head_office_will_ask_and_what_it_will_change_are_listed_apart() -> None:
    reported = sentences(warnings_page(["The price rose."], ["HX-50 was replaced by HP-50."]))
    asked, changed = reported.split("Head office will change this by itself:")
    assert "The price rose." in asked
    assert "HX-50" in changed
    assert "will ask" not in sentences(warnings_page([], ["HX-50 was replaced by HP-50."]))


def test_of_notes_that_say_the_same_of_a_column_the_first_are_listed_and_the_rest_counted() -> None:
    notes = [
        BadRow(
            file="orders.csv",
            line=line,
            column=column,
            template="{value} is rounded.",
            arguments={"value": f"{line}.005"},
        )
        for column, lines in (("freight", range(2, 4)), ("tax", range(2, 1302)))
        for line in lines
    ]
    lines = read(*notes_page(notes))
    assert lines[0] == "Please note:"
    assert "orders.csv, line 2, freight: 2.005 is rounded." in lines
    assert "orders.csv, line 11, tax: 11.005 is rounded." in lines
    assert lines[-1] == "orders.csv, tax: the same on 1,290 more rows. --json lists them all."
    assert len(lines) == 1 + 2 + 10 + 1


@pytest.mark.parametrize(
    ("currency", "price", "amount"),
    [("JPY", "0.0125", "1,204"), ("KWD", "0.0125", "1,204.000"), ("USD", "0.0125", "1,204.00")],
)
def test_an_order_shows_exact_prices_and_the_decimals_of_the_currency(
    currency: str, price: str, amount: str
) -> None:
    record = an_order()
    line = replace(record.order.lines[0], unit_price=Decimal(price), amount=Decimal(1204))
    totals = Totals(net=Decimal(1204), total=Decimal(1204))
    order = replace(record.order, lines=(line,), totals=totals)
    lines = read(*order_page(replace(record, order=order), currency))
    (shown,) = [words.split() for words in lines if line.sku in words]
    assert shown[3:] == [price, "2.5", "%", amount]
    assert [words.split()[-1] for words in lines if "Net" in words] == [amount]


def test_a_stopped_request_says_what_it_is_about_and_its_error_in_short() -> None:
    stopped = StoppedRequest(
        request_id=RequestId("0193-66e89846"),
        sender=Login("anna"),
        kind="place_order",
        customer=CustomerNumber("G-1019"),
        attempts=3,
        error="IntegrityError: (sqlite3.IntegrityError) boom\n[SQL: INSERT INTO sales_orders\n"
        "(document) VALUES (?)]\n[parameters: ('all of it',)]\n"
        "(Background on this error at: https://sqlalche.me/e/20/gkpj)",
        received_at=NOON,
        stopped_at=NOON,
        label="AN-4VKS-0012",
        provisional=True,
    )
    shown = read(*open_work_page((), (stopped,), OfficeHints(url="URL", admin="head")))
    assert shown[:4] == [
        "Stopped:",
        "Place the order AN-4VKS-0012*, customer G-1019  [66e89846]",
        f"  From anna, stopped {moment(NOON)}",
        "  IntegrityError: boom",
    ]
    assert stopped_shape(stopped)["error"] == stopped.error
    known = replace(stopped, kind="later", label="", provisional=False)
    unread = replace(known, customer=CustomerNumber(""), error="")
    shown = read(*open_work_page((), (unread,), OfficeHints(url="URL", admin="head")))
    assert shown[1] == "later  [66e89846]"
    assert shown[3] == "  It could not be read."


@pytest.mark.parametrize(("number", "shown"), [("LI-0007", "LI-0007*"), ("SO-10001", "SO-10001")])
def test_what_waits_for_an_admin_or_a_rep_bears_its_number_and_a_provisional_one_its_star(
    number: str, shown: str
) -> None:
    order = replace(an_order().order, provisional_number="LI-0007")
    conflict = Conflict(
        id=ConflictId("0193-66e89846"),
        kind=ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id=order.id, label=number),
        request_id=RequestId("r"),
        raised_at=NOON,
    )
    case = Case(conflict=conflict, rep=Login("anna"), opened_at=NOON, order=order)
    waiting = OpenConflict(
        id=conflict.id,
        conflict=conflict,
        sender=Login("anna"),
        customer=CustomerNumber("G-1019"),
        with_admin=False,
        since=NOON,
        label=case.label,
    )
    hints = OfficeHints(url="URL", admin="head")
    for page in (
        cases_page((case,), hints),
        open_work_page((waiting,), (), hints),
        status_page(Status(conflicts=(waiting,)), hints),
        decision_page(case, Action.parse("refuse")),
    ):
        said = " ".join(read(*page))
        assert re.search(rf"Order {re.escape(shown)}(?!\*)", said), said


def test_the_last_step_of_a_history_is_the_present_state() -> None:
    events = (
        HistoryEvent(task=TaskKind.PLACE_ORDER, status=TaskStatus.UNDONE, at=NOON),
        HistoryEvent(
            task=TaskKind.PLACE_ORDER,
            status=TaskStatus.CONFIRMED,
            at=NOON,
            cause=TransitionReason.STANDS,
        ),
    )
    *_, undone, stands = (
        line.rstrip() for line in read(*history_page(History(events=events, report=())))
    )
    assert undone.endswith("Withdrawn")
    assert stands.endswith("Confirmed (current status)")
