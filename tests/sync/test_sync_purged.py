"""A laptop that was away longer than head office keeps what it answered: nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.messages import ANSWERED_BEFORE
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.retention import SHORTEST_DAYS, Retained
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.database.portions import PurgedKind
from smartclient.headoffice.retention.purge import Purge
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.set_clock import SetClock
from tests.small_company import ADMIN, CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop

AWAY = timedelta(days=130)


def leave_after_sending(laptop: Laptop, *, receipt: bool) -> None:
    """Send what is queued and leave before it is answered, with the receipts or without them."""

    def lose(name: str) -> None:
        if name == "submit":
            raise OutOfReachError("Head office is out of reach.")

    if not receipt:
        laptop.link.after = lose
    laptop.sync(answer_now=lambda: None)
    laptop.link.after = lambda _: None


def let_them_be_answered_and_purged(company: Company, clock: SetClock) -> int:
    company.office.answer_waiting()
    clock.advance(AWAY)
    engine = company.office.engine
    maintenance.set_policy(engine, Retained.REQUESTS, str(SHORTEST_DAYS), actor=ADMIN, clock=clock)
    done = Purge(engine, clock.now()).run()
    return next(each.rows for each in done if each.kind is PurgedKind.REQUESTS)


def place(laptop: Laptop) -> None:
    laptop.order(*SKUS[:2])


def amend(laptop: Laptop) -> None:
    (record,) = laptop.use_cases.orders.search()
    order = laptop.use_cases.orders.get(record.id).order
    laptop.use_cases.orders.amend(order.without_line(2))


def cancel(laptop: Laptop) -> None:
    (record,) = laptop.use_cases.orders.search()
    laptop.use_cases.orders.cancel(record.id)


def edit(laptop: Laptop) -> None:
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.PHONE: "555-0199"})


def create(laptop: Laptop) -> None:
    fields = {EditableField.NAME: "New Shop", EditableField.CONTACT: "Mary Poppins"}
    number = laptop.use_cases.customers.create(fields).customer.number
    laptop.order(customer=number)


def delete(laptop: Laptop) -> None:
    laptop.use_cases.customers.delete(laptop.use_cases.customers.get(CUSTOMER).customer.number)


def resolve(laptop: Laptop) -> None:
    (conflict,) = laptop.use_cases.conflicts.open()
    answers = tuple(
        ProblemAnswer(code=each.code, line=each.line, action=Action.parse("drop_line"))
        for each in conflict.problems
    )
    laptop.use_cases.conflicts.resolve(conflict.id, Resolution(problems=answers))


def is_placed(_: Company, laptop: Laptop) -> None:
    laptop.order(*SKUS[:2])
    laptop.sync()


def is_sent(_: Company, laptop: Laptop) -> None:
    laptop.order(*SKUS[:2])
    leave_after_sending(laptop, receipt=True)


def is_in_conflict(company: Company, laptop: Laptop) -> None:
    laptop.order(*SKUS[:2])
    maintenance.change_product(
        company.office.engine, SKUS[0], discontinue=company.clock.today(), clock=company.clock
    )
    laptop.sync()


SENT: dict[str, tuple[Callable[[Company, Laptop], None] | None, Callable[[Laptop], None]]] = {
    "place": (None, place),
    "amend": (is_placed, amend),
    "cancel": (is_placed, cancel),
    "edit": (None, edit),
    "create": (None, create),
    "delete": (None, delete),
    "amend what is sent": (is_sent, amend),
    "cancel what is sent": (is_sent, cancel),
    "cancel what is in conflict": (is_in_conflict, cancel),
    "resolve": (is_in_conflict, resolve),
}


@pytest.mark.parametrize("receipt", ["receipt", ""])
@pytest.mark.parametrize("kind", SENT)
def test_what_was_answered_and_purged_ends_as_it_was_answered(
    kind: str, receipt: str, company: Company, laptop: Laptop, clock: SetClock, tmp_path: Path
) -> None:
    laptop.sync()
    before, send = SENT[kind]
    if before is not None:
        before(company, laptop)
    send(laptop)
    leave_after_sending(laptop, receipt=bool(receipt))
    assert let_them_be_answered_and_purged(company, clock) >= 1
    laptop.sync()
    laptop.sync()
    assert not laptop.use_cases.outbox.entries()
    assert not laptop.use_cases.conflicts.open()
    second = Laptop(company, tmp_path / "second")
    second.sync()
    assert shown(laptop) == shown(second)
    second.store.close()


def shown(laptop: Laptop) -> list[object]:
    orders = [
        (item.number, item.state, item.total, item.customer)
        for item in laptop.use_cases.orders.search()
        # what head office never carried out is on its own laptop alone
        if item.number
    ]
    customers = [
        (item.number, item.name, item.contact, item.phone)
        for item in laptop.use_cases.customers.search()
    ]
    return [sorted(orders, key=str), sorted(customers, key=str)]


def test_the_rep_reads_that_it_was_answered_long_ago(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    record = laptop.order()
    leave_after_sending(laptop, receipt=True)
    let_them_be_answered_and_purged(company, clock)
    laptop.sync()
    order = laptop.use_cases.orders.get(record.order.id)
    assert (order.state, bool(order.number)) == (OrderState.CONFIRMED, True)
    history = laptop.use_cases.orders.history(record.order.id)
    assert ANSWERED_BEFORE in [event.why for event in history.events]


def test_an_answer_that_is_here_in_full_is_not_replaced_by_its_outcome(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    record = laptop.order()
    laptop.sync()
    with laptop.store.view() as view:
        task = view.orders.get(record.order.id)
        assert task is not None
        assert task.task_id is not None
        before = [stored.answer for stored in view.outbox.of_task(task.task_id)]
    Purge(company.office.engine, clock.now() + 3 * AWAY).run()
    # it is asked for again, as after a restore of head office
    with laptop.store.work() as work:
        work.outbox.reset_reply_versions()
        work.commit()
    laptop.sync()
    with laptop.store.view() as view:
        after = [stored.answer for stored in view.outbox.of_task(task.task_id)]
    assert after == before
    assert before
