"""The JSON that scripts rely on: its keys, its amounts and its times."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from smartclient.cli.json_output.conflicts import conflict_shape, outbox_shape
from smartclient.cli.json_output.customers import catalog_shape, customer_shape
from smartclient.cli.json_output.link import sync_shape
from smartclient.cli.json_output.orders import order_shape
from smartclient.cli.json_output.values import instant
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId, Sku, TaskId
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.sales.orders import Order, OrderLine, OrderState, Totals
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.records import CatalogEntry, CustomerSummary, OrderRecord, OutboxEntry
from smartclient.read_models.server_restores import Restore, RestoreSign
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def an_order() -> OrderRecord:
    line = OrderLine(
        line=1,
        sku=Sku("BK-M68B-38"),
        quantity=2,
        unit_price=Decimal("1204.5"),
        discount_percent=Decimal("2.5"),
        amount=Decimal("2348.78"),
    )
    order = Order(
        id=OrderId("order-1"),
        customer=CustomerNumber("AW00000582"),
        order_date=date(2026, 11, 21),
        provisional_number="LI-0007",
        lines=(line,),
        totals=Totals(net=Decimal("2348.78"), tax=Decimal(0), total=Decimal("2348.78")),
    )
    return OrderRecord(
        order=order,
        customer_name="Professional Sales and Service",
        number="",
        state=OrderState.TENTATIVE,
        task=TaskStatus.QUEUED,
        task_id=TaskId("task-1"),
        adjusted=False,
        fulfilment=None,
        fulfilled_on=None,
        changed_at=NOON,
    )


def test_an_order_has_the_keys_and_amounts_that_scripts_rely_on() -> None:
    assert order_shape(an_order(), "USD") == {
        "order_id": "order-1",
        "provisional_number": "LI-0007",
        "number": None,
        "state": "tentative",
        "task": "queued",
        "adjusted": False,
        "fulfilment": None,
        "customer": "AW00000582",
        "ship_to": None,
        "order_date": "2026-11-21",
        "net": "2348.78",
        "tax": "0.00",
        "freight": "0.00",
        "total": "2348.78",
        "lines": [
            {
                "line": 1,
                "sku": "BK-M68B-38",
                "quantity": 2,
                "unit_price": "1204.50",
                "discount_percent": "2.50",
                "amount": "2348.78",
            }
        ],
    }


def test_an_instant_is_written_in_utc_whatever_its_zone() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert instant(there) == "2026-11-21T12:00:00.000Z"
    assert instant(None) is None


def test_a_customer_without_a_credit_limit_has_none() -> None:
    customer = CustomerSummary(
        number=CustomerNumber("C1"),
        name="Café",
        contact="",
        phone="",
        email="",
        city="",
        status="active",
        credit_limit=None,
        credit_used=Decimal("12.3456"),
        tentative=True,
    )
    shape = customer_shape(customer, "USD")
    assert (shape["credit_limit"], shape["credit_used"]) == (None, "12.3456")
    assert set(shape) == {
        "number",
        "name",
        "contact",
        "phone",
        "email",
        "city",
        "status",
        "credit_limit",
        "credit_used",
        "tentative",
        "task",
        "deleted",
    }


def test_a_catalog_entry_without_offer_or_stock_says_null() -> None:
    entry = CatalogEntry(
        sku=Sku("S1"),
        name="Pump",
        category="Accessories",
        price=Decimal(8),
        offer="",
        offer_text="",
        stock=None,
        stock_as_of=None,
        on_sale=True,
        replaced_by=None,
        sell_from=None,
        discontinued=False,
        image="",
    )
    assert catalog_shape(entry, "USD") == {
        "sku": "S1",
        "name": "Pump",
        "category": "Accessories",
        "price": "8.00",
        "offer": None,
        "stock": None,
        "stock_as_of": None,
        "price_as_of": None,
        "on_sale": True,
        "replaced_by": None,
    }


def test_a_waiting_request_says_why_in_words() -> None:
    entry = OutboxEntry(
        request_id=RequestId("r1"),
        task_id=TaskId("t1"),
        kind=TaskKind.PLACE_ORDER,
        subject=Subject(type=SubjectType.ORDER, id="order-1", label="LI-0007"),
        status=TaskStatus.PARKED,
        since=NOON,
        attempts=3,
        next_try=None,
        why="Head office has no {what}.",
        arguments={"what": "such product"},
    )
    assert outbox_shape(entry) == {
        "request_id": "r1",
        "kind": "place_order",
        "subject": {"type": "order", "id": "order-1", "label": "LI-0007"},
        "status": "parked",
        "since": "2026-11-21T12:00:00.000Z",
        "attempts": 3,
        "next_try": None,
        "why": "Head office has no such product.",
        "waits_for": None,
        "worth": None,
        "price": 0,
        "not_after": None,
        "available": {
            "send": {
                "now": False,
                "why": "LI-0007 does not wait for a cheaper connection.",
                "blocked_by": None,
            },
            "undo": {"now": True, "why": None, "blocked_by": None},
            "retry": {"now": True, "why": None, "blocked_by": None},
        },
    }


def test_a_conflict_has_what_is_needed_to_resolve_it() -> None:
    problem = Problem(
        code=RuleCode.PRICE_CHANGED,
        line=1,
        before="34.99",
        after="43.74",
        arguments={"name": "Helmet"},
        actions=(Action(ActionKind.ACCEPT_PRICE), Action(ActionKind.CHANGE_QUANTITY, "12")),
    )
    field = FieldConflict(field="phone", base="", mine="1", theirs="2", by="amy", at=NOON)
    conflict = Conflict(
        id=ConflictId("c1"),
        kind=ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id="order-1", label="LI-0007"),
        request_id=RequestId("r1"),
        raised_at=NOON,
        problems=(problem,),
        fields=(field,),
    )
    shape = conflict_shape(conflict)
    assert shape["problems"] == [
        {
            "code": "price_changed",
            "line": 1,
            "message": "The price of Helmet rose from 34.99 to 43.74 (line 1).",
            "before": "34.99",
            "after": "43.74",
            "actions": ["accept_price", "change_quantity=12"],
        }
    ]
    assert shape["fields"] == [
        {
            "field": "phone",
            "base": "",
            "mine": "1",
            "theirs": "2",
            "by": "amy",
            "at": "2026-11-21T12:00:00.000Z",
        }
    ]
    assert json.loads(json.dumps(shape)) == shape


def test_a_sync_has_every_count() -> None:
    noticed = Restore(noticed_at=NOON, sign=RestoreSign.EPOCH, offered=22)
    summary = SyncSummary(
        link=LinkState.ONLINE,
        sent=3,
        in_conflict=2,
        confirmed=1,
        pulled=40,
        taken_back=4,
        not_taken_back=5,
        not_carried_out=6,
        conflicts=7,
        stopped=8,
        restored=noticed,
    )
    assert sync_shape(summary) == {
        "link": "online",
        "reason": None,
        "sent": 3,
        "confirmed": 1,
        "adjusted": 0,
        "in_conflict": 2,
        "awaiting_decision": 0,
        "rejected": 0,
        "parked": 0,
        "held_back": 0,
        "held_back_data": [],
        "waiting": 0,
        "unsent": 0,
        "conflicts": 7,
        "stopped": 8,
        "pulled": 40,
        "taken_back": 4,
        "not_taken_back": 5,
        "not_carried_out": 6,
        "restored": {
            "noticed_at": "2026-11-21T12:00:00.000Z",
            "by": "epoch",
            "offered_again": 22,
        },
    }


def test_a_sync_that_did_not_get_through_says_why_in_words() -> None:
    why, arguments = "Nothing answers at {host}.", {"host": "sales:443"}
    away = SyncSummary(link=LinkState.UNREACHABLE, why=why, arguments=arguments)
    assert sync_shape(away)["reason"] == "Nothing answers at sales:443."
    busy = SyncSummary(link=LinkState.ONLINE, why="Head office is busy.")
    assert sync_shape(busy)["reason"] == "Head office is busy."
