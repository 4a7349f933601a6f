"""Tasks of several steps: entered at once, sent in order, taken back as a whole."""

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    PlaceOrder,
    Request,
    Withdraw,
)
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState, PlacedOrder
from smartclient.domain.steps import StepStatus
from smartclient.domain.tasks import TaskKind
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.tasks import NewAccount, PlacedOrders, TaskView
from smartclient.use_cases.replies.apply_reply import after_pull
from tests.use_cases.rep_world import (
    BIKE,
    HELMET,
    OTHER_SHOP,
    REFUSED,
    SHOP,
    WITHDRAWN,
    Rep,
    asked,
    customer,
    order_in,
    placed,
)

SHOP_TO_BE = NewAccount(fields={EditableField.NAME: "New Shop", EditableField.PHONE: "555-9"})


def for_a_new_account(rep: Rep, count: int = 1) -> PlacedOrders:
    orders = [
        rep.use_cases.tasks.order_for_new_account().with_line(
            OrderLine(line=1, sku=BIKE, quantity=place)
        )
        for place in range(1, count + 1)
    ]
    return rep.use_cases.tasks.place_orders(orders, account=SHOP_TO_BE)


def for_two_branches(rep: Rep) -> PlacedOrders:
    orders = [
        rep.order((BIKE, 1), customer=SHOP),
        rep.order((HELMET, 2), customer=OTHER_SHOP),
    ]
    return rep.use_cases.tasks.place_orders(orders)


def statuses(rep: Rep, done: PlacedOrders) -> list[str]:
    return [str(step.status) for step in shown(rep, done).steps]


def shown(rep: Rep, done: PlacedOrders) -> TaskView:
    return rep.use_cases.tasks.get(done.task_id)


def open_account(rep: Rep, request: Request, number: str = "C-77") -> None:
    body = asked(request)
    assert isinstance(body, CreateCustomer)
    answer = Answer(
        status=AnswerStatus.CONFIRMED,
        customer=customer(number, body.name),
        customer_number_was=body.provisional_number,
    )
    rep.answer(request, answer)


def cancelled(rep: Rep, request: Request, done: PlacedOrders, place: int = 0) -> None:
    body = asked(request)
    assert isinstance(body, CancelOrder)
    order = PlacedOrder(order=done.orders[place].order, number="SO-1", state=OrderState.CANCELLED)
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=order))


def test_a_new_account_and_its_orders_are_saved_at_once_and_sent_in_their_order(rep: Rep) -> None:
    done = for_a_new_account(rep, 2)
    assert statuses(rep, done) == ["pending", "waiting", "waiting"]
    waiting = shown(rep, done).steps[1]
    assert waiting.arguments == {"blocking": "New Shop"}

    (creation,) = rep.send()
    open_account(rep, creation)
    orders = rep.send()

    assert [order_in(request).customer for request in orders] == ["C-77", "C-77"]
    assert statuses(rep, done) == ["confirmed", "sent", "sent"]
    assert shown(rep, done).percent == 33
    for place, request in enumerate(orders):
        rep.confirm(request, f"SO-{place}")
    assert (shown(rep, done).status, shown(rep, done).percent) == (StepStatus.CONFIRMED, 100)


def test_nothing_is_saved_where_one_of_the_orders_is_refused(rep: Rep) -> None:
    good, bad = rep.order((BIKE, 1)), rep.order(customer=OTHER_SHOP)
    with pytest.raises(RefusedError):
        rep.use_cases.tasks.place_orders([good, bad.without_line(1)])
    with pytest.raises(RefusedError):
        rep.use_cases.tasks.place_orders([bad.without_line(1)], account=SHOP_TO_BE)
    with pytest.raises(RefusedError, match="named twice"):
        rep.use_cases.tasks.place_orders([good, rep.order((BIKE, 1))])

    assert rep.use_cases.tasks.newest() == ()
    assert rep.use_cases.orders.search() == ()
    assert rep.use_cases.customers.search("New Shop") == ()


def test_each_branch_stands_for_itself(rep: Rep) -> None:
    done = for_two_branches(rep)
    first, second = rep.send()
    rep.answer(first, REFUSED)
    rep.confirm(second)
    assert statuses(rep, done) == ["refused", "confirmed"]
    assert shown(rep, done).status is StepStatus.REFUSED
    assert shown(rep, done).steps[0].reasons


def test_an_order_that_waits_for_a_refused_account_goes_once_that_is_corrected(rep: Rep) -> None:
    done = for_a_new_account(rep)
    (creation,) = rep.send()
    rep.answer(creation, REFUSED)
    assert statuses(rep, done) == ["refused", "waiting"]
    assert "refused" in shown(rep, done).steps[1].why

    (shop,) = rep.use_cases.customers.search("New Shop")
    rep.use_cases.customers.edit(shop.number, {EditableField.PHONE: "555-10"})
    assert statuses(rep, done) == ["pending", "waiting"]
    (corrected,) = rep.send()
    open_account(rep, corrected)
    (order,) = rep.send()
    rep.confirm(order)
    assert shown(rep, done).status is StepStatus.CONFIRMED


def test_what_was_not_sent_is_withdrawn_as_a_whole(rep: Rep) -> None:
    done = for_a_new_account(rep)
    effects = [step.if_taken_back for step in shown(rep, done).steps]
    assert effects == [TakeBackEffect.NOT_SENT, TakeBackEffect.NOT_SENT]

    rep.use_cases.tasks.take_back(done.task_id)
    assert statuses(rep, done) == ["taking_back", "taking_back"]
    requests = rep.send()
    assert all(isinstance(asked(request), Withdraw) for request in requests)
    for request in requests:
        rep.answer(request, WITHDRAWN)

    assert statuses(rep, done) == ["taken_back", "taken_back"]
    assert shown(rep, done).status is StepStatus.TAKEN_BACK
    assert rep.use_cases.customers.search("New Shop") == ()
    with pytest.raises(RefusedError, match="nothing left"):
        rep.use_cases.tasks.take_back(done.task_id)


def test_what_was_confirmed_is_taken_back_the_newest_first(rep: Rep) -> None:
    done = for_a_new_account(rep)
    (creation,) = rep.send()
    open_account(rep, creation)
    (order,) = rep.send()
    rep.confirm(order)
    effects = [step.if_taken_back for step in shown(rep, done).steps]
    assert effects == [TakeBackEffect.DELETED, TakeBackEffect.CANCELLED]

    rep.use_cases.tasks.take_back(done.task_id)
    assert statuses(rep, done) == ["confirmed", "taking_back", "pending"]
    with pytest.raises(BlockedError, match="being taken back"):
        rep.use_cases.tasks.take_back(done.task_id)
    (cancellation,) = rep.send()
    cancelled(rep, cancellation, done)
    (deletion,) = rep.send()
    assert isinstance(asked(deletion), DeleteCustomer)
    rep.answer(deletion, Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True))

    assert shown(rep, done).status is StepStatus.TAKEN_BACK
    assert [step.kind for step in shown(rep, done).steps if step.compensates] == [
        TaskKind.CANCEL_ORDER,
        TaskKind.DELETE_CUSTOMER,
    ]


def test_what_head_office_has_not_answered_is_withdrawn_or_else_compensated(rep: Rep) -> None:
    done = for_two_branches(rep)
    first, second = rep.send()
    rep.use_cases.tasks.take_back(done.task_id)
    withdrawals = {request.lane: request for request in rep.send()}
    assert {asked(request) for request in withdrawals.values()} == {
        Withdraw(requests=(first.id,)),
        Withdraw(requests=(second.id,)),
    }
    assert shown(rep, done).status is StepStatus.TAKING_BACK

    rep.answer(withdrawals[first.lane], WITHDRAWN)
    rep.confirm(second)
    too_late = Answer(status=AnswerStatus.CONFIRMED, order=placed(second))
    rep.answer(withdrawals[second.lane], too_late)
    (cancellation,) = rep.send()
    assert isinstance(asked(cancellation), CancelOrder)
    cancelled(rep, cancellation, done, 1)
    assert shown(rep, done).status is StepStatus.TAKEN_BACK


def test_an_order_in_conflict_is_cancelled_with_the_whole(rep: Rep) -> None:
    done = for_two_branches(rep)
    first, second = rep.send()
    rep.collide(first)
    assert shown(rep, done).status is StepStatus.IN_CONFLICT
    rep.confirm(second)

    rep.use_cases.tasks.take_back(done.task_id)
    cancellation, answer = rep.send()
    cancelled(rep, cancellation, done, 1)
    assert statuses(rep, done)[:2] == ["taking_back", "taken_back"]
    cancelled(rep, answer, done)
    assert statuses(rep, done)[:2] == ["taken_back", "taken_back"]


def test_what_head_office_does_not_take_back_is_said(rep: Rep) -> None:
    done = for_a_new_account(rep)
    (creation,) = rep.send()
    open_account(rep, creation)
    (order,) = rep.send()
    rep.confirm(order)
    rep.use_cases.tasks.take_back(done.task_id)
    (cancellation,) = rep.send()
    rep.answer(
        cancellation,
        Answer(status=AnswerStatus.REJECTED, why="It is on its way already.", order=placed(order)),
    )

    assert statuses(rep, done) == ["confirmed", "confirmed", "refused"]
    assert shown(rep, done).status is StepStatus.REFUSED
    assert shown(rep, done).steps[-1].why == "It is on its way already."
    assert rep.send() == (), "the account has an order"


def test_a_step_goes_on_after_a_crash_between_the_answer_and_what_it_leads_to(rep: Rep) -> None:
    done = for_two_branches(rep)
    first, second = rep.send()
    rep.use_cases.tasks.take_back(done.task_id)
    rep.restart()
    for withdrawal in rep.send():
        assert isinstance(asked(withdrawal), Withdraw)
    rep.restart()
    rep.confirm(first)
    rep.restart()
    rep.confirm(second)
    rep.restart()
    with rep.store.work() as work:
        after_pull(work, rep.clock)
        work.commit()
    (cancellation,) = rep.send()
    body = asked(cancellation)
    assert isinstance(body, CancelOrder)
    assert body.order_id == done.orders[1].order.id


def test_a_task_of_one_request_is_one_of_one_step(rep: Rep) -> None:
    record = rep.place()
    (task,) = rep.use_cases.tasks.newest()
    assert (task.id, task.status, len(task.steps)) == (record.task_id, StepStatus.PENDING, 1)
    assert task.choices.undo.possible
    assert task.choices.send.possible
    assert task.choices.amend.possible
    assert not task.choices.retry.possible, "nothing was tried yet"
    (request,) = rep.send()
    (task,) = rep.use_cases.tasks.newest()
    assert not task.choices.send.possible
    assert not task.choices.retry.possible
    rep.confirm(request)

    rep.use_cases.tasks.take_back(task.id)
    (cancellation,) = rep.send()
    assert isinstance(asked(cancellation), CancelOrder)
    taken_back = rep.use_cases.tasks.get(task.id)
    assert [str(step.status) for step in taken_back.steps] == ["taking_back", "sent"]


def test_a_task_that_another_one_needs_names_that_one(rep: Rep) -> None:
    done = for_a_new_account(rep)
    (shop,) = rep.use_cases.customers.search("New Shop")
    second = rep.place(customer=CustomerNumber(shop.number))
    undo = shown(rep, done).choices.undo
    assert (undo.possible, undo.blocking) == (False, second.task_id)
    with pytest.raises(BlockedError, match=second.order.provisional_number):
        rep.use_cases.tasks.take_back(done.task_id)
    (waiting,) = [task for task in rep.use_cases.tasks.newest() if task.id == second.task_id]
    assert waiting.steps[0].status is StepStatus.WAITING
    assert waiting.steps[0].needs == (shown(rep, done).steps[0].id,)


def test_an_order_that_was_taken_back_alone_can_be_placed_again(rep: Rep) -> None:
    done = for_two_branches(rep)
    task_id = done.orders[0].task_id
    assert task_id is not None
    rep.use_cases.outbox.undo(task_id)
    withdrawal, other = sorted(rep.send(), key=lambda r: not isinstance(asked(r), Withdraw))
    rep.answer(withdrawal, WITHDRAWN)
    rep.confirm(other)
    assert statuses(rep, done) == ["taken_back", "confirmed"]

    rep.use_cases.orders.place(rep.use_cases.orders.get(done.orders[0].order.id).order)
    (again,) = rep.send()
    assert isinstance(asked(again), PlaceOrder)
    rep.confirm(again, "SO-2")
    assert shown(rep, done).status is StepStatus.CONFIRMED


def test_no_order_is_taken_for_an_account_that_is_being_taken_back(rep: Rep) -> None:
    done = for_a_new_account(rep)
    (creation,) = rep.send()
    rep.use_cases.tasks.take_back(done.task_id)
    (shop,) = rep.use_cases.customers.search("New Shop")
    with pytest.raises(BlockedError, match="to be deleted"):
        rep.place(customer=shop.number)
    open_account(rep, creation)
    with pytest.raises(BlockedError, match="New Shop is being taken back"):
        rep.place(customer=CustomerNumber("C-77"))
    withdrawals = rep.send()
    (of_order,) = [each for each in withdrawals if asked(each) != Withdraw(requests=(creation.id,))]
    rep.answer(of_order, WITHDRAWN)
    with pytest.raises(BlockedError, match="to be deleted"):
        rep.place(customer=CustomerNumber("C-77"))
    (deletion,) = rep.send()
    rep.answer(deletion, REFUSED)
    assert rep.place(customer=CustomerNumber("C-77"))


def test_no_order_is_taken_for_an_account_that_was_stopped(rep: Rep) -> None:
    for_a_new_account(rep)
    (creation,) = rep.send()
    rep.answer(creation, Answer(status=AnswerStatus.PARKED, why="It failed."))
    (shop,) = rep.use_cases.customers.search("New Shop")
    with pytest.raises(BlockedError, match="Opening New Shop was stopped"):
        rep.place(customer=shop.number)
