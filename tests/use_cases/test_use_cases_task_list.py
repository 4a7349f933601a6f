"""The list of tasks: read with as many statements, however many tasks there are."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from smartclient.domain.sales.customers import EditableField
from tests.use_cases.rep_world import BIKE, OTHER_SHOP, REFUSED, SHOP, Rep
from tests.use_cases.test_use_cases_tasks import for_a_new_account, for_two_branches, open_account


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is executed meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def do_everything(rep: Rep) -> None:
    """Ask for things of every kind, and leave some of them in every state."""
    rep.send()
    confirmed, refused = rep.place(), rep.place((BIKE, 3))
    first, second = (request for request in rep.send() if request.kind == "place_order")
    rep.confirm(first)
    rep.answer(second, REFUSED)
    rep.use_cases.orders.cancel(confirmed.order.id)
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: f"555-{refused.order.id[-4:]}"})
    account = for_a_new_account(rep, 2)
    for request in rep.send():
        if request.kind == "create_customer":
            open_account(rep, request, f"C-{refused.order.id[-6:]}")
    rep.collide(rep.send()[0])
    rep.use_cases.tasks.take_back(for_two_branches(rep).task_id)
    for_a_new_account(rep)
    rep.place(customer=OTHER_SHOP)
    assert account.orders


def test_many_tasks_take_as_many_statements_as_few(rep: Rep) -> None:
    do_everything(rep)
    with counted() as few:
        before = len(rep.use_cases.tasks.newest())
    for _ in range(4):
        do_everything(rep)
    with counted() as many:
        after = len(rep.use_cases.tasks.newest())
    assert after > 4 * before
    assert len(many) == len(few), "\n".join(many[len(few) :])


def test_a_task_of_the_list_is_the_task_that_is_looked_up(rep: Rep) -> None:
    do_everything(rep)
    for task in rep.use_cases.tasks.newest():
        alone = rep.use_cases.tasks.get(task.id)
        assert (alone.status, alone.steps, alone.choices) == (
            task.status,
            task.steps,
            task.choices,
        )
