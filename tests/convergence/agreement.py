"""What has to be true when a play is over: both sides hold the same, and nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select

from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import Answer, AnswerStatus, RequestKind
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.domain.tasks import FINISHED, SubjectType, TaskStatus
from smartclient.headoffice.database.tables import Tables
from smartclient.read_models.records import OrderRecord
from tests.convergence.company import REPS, SCARCE, SCARCE_ON_HAND
from tests.convergence.laptop import Laptop
from tests.convergence.onlooker import shown_as_taken_back
from tests.convergence.play import Play
from tests.convergence.world import World

K = TypeVar("K")
V = TypeVar("V")


def assert_everything_is_answered(play: Play) -> None:
    for laptop in play.world.laptops.values():
        waiting = [
            entry for entry in laptop.use_cases.outbox.entries() if entry.status not in FINISHED
        ]
        assert all(entry.status is TaskStatus.PARKED for entry in waiting), waiting
        assert not laptop.use_cases.conflicts.open()
    with play.world.looking() as connection:
        assert not connection.execute(
            play.world.sql("SELECT * FROM sync_inbox WHERE status = 'received'")
        ).all()


def _is_of(tables: Tables, login: str) -> ColumnElement[bool]:
    """Whether a rep is one of the reps of a customer."""
    c, also = tables.customers.c, tables.customer_reps.c
    return or_(c.rep == login, c.number.in_(select(also.customer).where(also.rep == login)))


def assert_both_sides_agree(world: World) -> None:
    """Compare what each rep holds with what head office has for that rep, row by row."""
    tables = world.tables
    with world.looking() as there:
        for laptop in (item for item in world.laptops.values() if item.login in REPS):
            login = laptop.login
            # what was stopped or refused is shown as the rep wants it, until the rep takes it back
            stopped = {entry.subject.id for entry in laptop.use_cases.outbox.entries()}
            records = [
                laptop.use_cases.customers.get(item.number)
                for item in laptop.use_cases.customers.search()
            ]
            stopped |= {
                record.customer.number for record in records if record.task is TaskStatus.REJECTED
            }
            theirs = {
                row.order_id: (row.number, row.state, row.customer)
                for row in there.execute(
                    select(tables.orders)
                    .join(
                        tables.customers,
                        tables.customers.c.number == tables.orders.c.customer,
                    )
                    .where(_is_of(tables, login))
                )
            }
            mine = {
                order.id: (order.number, order.state, order.customer)
                for order in laptop.use_cases.orders.search()
                if order.number
            }
            unknown = {key for key in mine if key not in theirs}
            # head office, restored, may never have had what was placed and cancelled since
            gone = {key for key in unknown if mine[key][1] is OrderState.CANCELLED}
            kept = {key: value for key, value in mine.items() if key not in gone}
            wrong = differing(kept, theirs)
            assert wrong.keys() <= stopped, (laptop.name, wrong)
            customers = {
                row.number: (row.name, row.contact, row.phone, row.email)
                for row in there.execute(select(tables.customers).where(_is_of(tables, login)))
            }
            assert {
                customer.number: (
                    customer.name,
                    customer.contact,
                    customer.phone,
                    customer.email,
                )
                for customer in laptop.use_cases.customers.search()
                if customer.number not in stopped
            } == {number: row for number, row in customers.items() if number not in stopped}
            discontinued = {
                row.sku: bool(row.gone)
                for row in there.execute(
                    world.sql(
                        "SELECT sku, CASE WHEN discontinued_on IS NULL THEN 0 ELSE 1 END AS gone"
                        " FROM sales_products"
                    )
                )
            }
            assert {
                entry.sku: entry.discontinued for entry in laptop.use_cases.catalog.search()
            } == discontinued


def assert_pins_agree(world: World) -> None:
    """Compare what each rep's laptops hold of pinned customers with what head office gives."""
    pinned = world.tables.pinned_customers.c
    for laptop in (item for item in world.laptops.values() if item.login in REPS):
        with world.looking() as there:
            rows = there.scalars(select(pinned.document).where(pinned.rep == laptop.login)).all()
        given = [document_from_json(row, PinnedCustomer) for row in rows]
        held = laptop.use_cases.take_along.pinned().customers
        assert sorted(held, key=_number) == sorted(given, key=_number), laptop.name


def _number(pinned: PinnedCustomer) -> CustomerNumber:
    return pinned.customer.number


def differing(mine: Mapping[K, V], theirs: Mapping[K, V]) -> dict[K, tuple[V | None, V | None]]:
    """Return what two sides hold under each key under which they hold something else."""
    return {
        key: (mine.get(key), theirs.get(key))
        for key in {*mine, *theirs}
        if mine.get(key) != theirs.get(key)
    }


def assert_no_order_is_lost_or_doubled(play: Play) -> None:
    """Every order that was saved is at head office once, or its rep can see what became of it."""
    with play.world.looking() as there:
        held = there.scalars(select(play.world.tables.orders.c.order_id)).all()
    assert len(held) == len(set(held))
    for order_id, login in play.placed.items():
        if order_id in held or order_id in play.world.lost:
            continue
        if login in play.world.replaced and was_refused_or_cancelled(play.world, order_id):
            # the disk on which that was shown was replaced; what is over travels in no feed
            continue
        assert_somebody_knows_what_became_of(order_id, play.world.devices_of(login))


def was_refused_or_cancelled(world: World, order_id: OrderId) -> bool:
    """Tell whether head office has refused all it was ever asked about an order, or cancelled it.

    One that is cancelled before it was placed is on no list of head office's.
    """
    asked = _asked_about(order_id, world)
    if any(_has_cancelled(item, order_id) for item in asked):
        return True
    # of what it was never asked it knows nothing
    return bool(asked) and all(map(_is_over, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A request that head office has, and what it answered; the answer may be lost."""

    kind: str
    answer: Answer | None
    is_withdrawn: bool


def _asked_about(order_id: OrderId, world: World) -> list[_Asked]:
    inbox, replies, named = world.tables.inbox.c, world.tables.replies, f"%{order_id}%"
    is_reply = (replies.c.sender == inbox.sender) & (replies.c.request_id == inbox.request_id)
    with world.looking() as there:
        rows = there.execute(
            select(inbox.sender, inbox.request_id, inbox.kind, replies.c.body)
            .select_from(world.tables.inbox.outerjoin(replies, is_reply))
            .where(inbox.body.like(named) | replies.c.body.like(named))
        ).all()
    return [
        _Asked(
            kind=row.kind,
            answer=None if row.body is None else document_from_json(row.body, Answer),
            is_withdrawn=(row.sender, row.request_id) in world.onlooker.withdrawn,
        )
        for row in rows
    ]


def _has_cancelled(asked: _Asked, order_id: OrderId) -> bool:
    """Tell whether an order is cancelled by this; the answer names none that was never placed."""
    answer = asked.answer
    if answer is None:
        return False
    is_done = asked.kind == RequestKind.CANCEL_ORDER and answer.status is AnswerStatus.CONFIRMED
    return is_done or is_cancelled(answer, order_id)


def _is_over(asked: _Asked) -> bool:
    answer = asked.answer
    return asked.is_withdrawn or (answer is not None and answer.status is AnswerStatus.REJECTED)


def is_cancelled(answer: Answer, order_id: OrderId) -> bool:
    """Tell whether an answer says of an order that it is cancelled."""
    placed = answer.order
    return (
        placed is not None and placed.order.id == order_id and placed.state is OrderState.CANCELLED
    )


def assert_somebody_knows_what_became_of(order_id: OrderId, devices: Sequence[Laptop]) -> None:
    """Check that an order head office does not hold is shown by a laptop of its rep."""
    records = [record for laptop in devices if (record := known(laptop, order_id)) is not None]
    if not records:
        # a customer who left takes finished orders along; unfinished work never goes
        assert_finished_before_the_customer_left(devices, order_id)
    for record in records:
        assert record.state is not OrderState.CONFIRMED
        assert record.state is not OrderState.TENTATIVE or record.task is TaskStatus.PARKED


def known(laptop: Laptop, order_id: OrderId) -> OrderRecord | None:
    """Return an order as a laptop shows it, None where it shows none."""
    try:
        return laptop.use_cases.orders.get(order_id)
    except NotFoundError:
        return None


def assert_nothing_taken_back_was_carried_out(play: Play) -> None:
    """Check that no request that a rep was shown as taken back has had an effect."""
    shown = set(play.world.onlooker.shown_as_taken_back)
    for laptop in play.world.laptops.values():
        shown |= shown_as_taken_back(laptop)
    shown -= play.world.onlooker.may_be_lost
    with play.world.looking() as there:
        sent, orders = play.world.tables.replies, play.world.tables.orders
        replies = there.execute(select(sent.c.request_id, sent.c.body)).all()
        standing = set(
            there.scalars(select(orders.c.order_id).where(orders.c.state != "cancelled"))
        )
    for reply in replies:
        answer = document_from_json(reply.body, Answer)
        if reply.request_id not in shown or answer.withdrawn or answer.order is None:
            continue
        # what a copy had placed may have been cancelled since
        placed = answer.order.state is OrderState.CONFIRMED and answer.order.order.id in standing
        assert not placed, reply.request_id


def assert_nothing_wrong_was_seen(play: Play) -> None:
    """Check that nothing happened on the way that may never happen, whatever came of it."""
    assert not play.world.onlooker.wrong, play.world.onlooker.wrong
    assert not play.world.onlooker.unreported, play.world.onlooker.unreported
    assert not play.world.patience.wrong, play.world.patience.wrong


def assert_devices_show_the_same(world: World) -> None:
    """Check that whatever is open is on every laptop of its rep."""
    inbox = world.tables.inbox
    with world.looking() as there:
        # a withdrawal counts from when it was received: nobody else has anything to do about it
        arrived = set(there.scalars(select(inbox.c.request_id).where(inbox.c.kind != "withdraw")))
    for login in REPS:
        devices = world.devices_of(login)
        conflicts = [
            {conflict.id for conflict in device.use_cases.conflicts.open()} for device in devices
        ]
        stopped = [
            {
                e.request_id
                for e in device.use_cases.outbox.entries()
                if e.status is TaskStatus.PARKED
            }
            & arrived
            for device in devices
        ]
        assert all(shown == conflicts[0] for shown in conflicts), login
        assert all(shown == stopped[0] for shown in stopped), login


def assert_finished_before_the_customer_left(devices: Sequence[Laptop], order_id: OrderId) -> None:
    found = False
    for laptop in devices:
        with laptop.store.view() as view:
            tasks = view.tasks.about(SubjectType.ORDER, order_id)
            lanes = {held.request.lane for task in tasks for held in view.outbox.of_task(task.id)}
            mine = {customer.number for customer in view.customers.search("")}
        assert all(task.status in FINISHED for task in tasks)
        assert not lanes & mine
        found = found or bool(tasks)
    assert found, f"order {order_id} is gone without a trace"


def assert_no_stock_is_sold_twice(world: World) -> None:
    with world.looking() as there:
        for sku in SCARCE:
            left = there.execute(
                world.sql("SELECT on_hand FROM sales_stock WHERE sku = :sku"), {"sku": sku}
            ).scalar_one()
            taken = there.execute(
                world.sql(
                    "SELECT coalesce(sum(l.from_stock), 0) FROM sales_order_lines l"
                    " JOIN sales_orders o ON o.order_id = l.order_id"
                    " WHERE l.sku = :sku AND o.state <> 'cancelled'"
                ),
                {"sku": sku},
            ).scalar_one()
            assert left >= 0
            assert left + taken == SCARCE_ON_HAND
