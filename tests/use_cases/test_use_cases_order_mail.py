"""Confirming an order by e-mail: a step of its task that holds up nothing, and its corrections."""

from dataclasses import replace

import pytest

from smartclient.contract.mail import MailDecision, SendMail
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    Request,
    Withdraw,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import TaskId
from smartclient.domain.mail import MailReadiness
from smartclient.domain.mail_templates import MailTemplate
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState, PlacedOrder
from smartclient.domain.services import HEAD_OFFICE, MAIL
from smartclient.domain.steps import StepStatus
from smartclient.domain.tasks import TaskKind
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.tasks import NewAccount, TaskView
from tests.use_cases.rep_world import (
    BIKE,
    OTHER_SHOP,
    REFUSED,
    SHOP,
    Rep,
    asked,
    with_quantity,
)

OWN = "shop1@example.org"
ARRIVED = Answer(status=AnswerStatus.CONFIRMED)
NOT_KNOWN = Answer(status=AnswerStatus.PARKED, why="Nobody knows.", mail_unknown=True)
UNDONE = Answer(status=AnswerStatus.CONFIRMED, withdrawn=True)


@pytest.fixture
def rep(rep: Rep) -> Rep:
    """A rep whose head office sends mail."""
    with rep.store.work() as work:
        work.meta.mail = MailReadiness.UP
        work.commit()
    return rep


def mailed(rep: Rep, mail_to: str = "") -> OrderRecord:
    return rep.use_cases.orders.place(rep.order(), mail_to=mail_to)


def task(rep: Rep, record: OrderRecord) -> TaskView:
    assert record.task_id is not None
    return rep.use_cases.tasks.get(record.task_id)


def statuses(rep: Rep, record: OrderRecord) -> list[str]:
    return [str(step.status) for step in task(rep, record).steps]


def mail_in(request: Request) -> SendMail:
    body = asked(request)
    assert isinstance(body, SendMail)
    return body


def confirmed(rep: Rep) -> OrderRecord:
    """An order that head office confirmed; its mail is due."""
    record = mailed(rep)
    (placing,) = rep.send()
    rep.confirm(placing)
    return record


def arrived(rep: Rep) -> OrderRecord:
    """An order whose mail was sent."""
    record = confirmed(rep)
    (mail,) = rep.send()
    rep.answer(mail, ARRIVED)
    return record


def amended(rep: Rep, record: OrderRecord) -> OrderRecord:
    current = rep.shown(record).order
    return rep.use_cases.orders.amend(with_quantity(current, 5), edit_base=current)


def cancelled(rep: Rep, request: Request, record: OrderRecord) -> None:
    assert isinstance(asked(request), CancelOrder)
    order = PlacedOrder(order=record.order, number="SO-1", state=OrderState.CANCELLED)
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=order))


def test_the_mail_is_a_step_that_waits_for_the_order(rep: Rep) -> None:
    record = mailed(rep)
    order, mail = task(rep, record).steps
    assert (order.service, mail.service) == (HEAD_OFFICE, MAIL)
    assert (mail.is_optional, mail.needs) == (True, (order.id,))
    assert (mail.status, mail.arguments) == (
        StepStatus.WAITING,
        {"blocking": record.order.provisional_number},
    )
    (placing,) = rep.send()
    assert isinstance(asked(placing), PlaceOrder)
    assert rep.send() == ()
    rep.confirm(placing)
    (sent,) = rep.send()
    body = mail_in(sent)
    assert (body.recipient, body.order_id) == (OWN, record.order.id)
    rep.answer(sent, ARRIVED)
    assert statuses(rep, record) == ["confirmed", "confirmed"]


def test_an_order_with_a_mail_that_is_refused_is_not_saved(rep: Rep) -> None:
    with pytest.raises(RefusedError, match="own address"):
        mailed(rep, "other@example.com")
    with rep.store.work() as work:
        work.meta.mail = MailReadiness.OFF
        work.commit()
    with pytest.raises(RefusedError, match="sends no mail"):
        mailed(rep)
    assert rep.use_cases.orders.search() == ()


def test_each_branch_and_a_new_account_get_a_mail_of_their_own(rep: Rep) -> None:
    branches = [rep.order(customer=SHOP), rep.order(customer=OTHER_SHOP)]
    placed = rep.use_cases.tasks.place_orders(branches, mail_to="")
    kinds = [step.kind for step in rep.use_cases.tasks.get(placed.task_id).steps]
    assert kinds == [TaskKind.PLACE_ORDER] * 2 + [TaskKind.SEND_MAIL] * 2

    fields = {EditableField.NAME: "New Shop", EditableField.EMAIL: "new@example.org"}
    blank = rep.use_cases.tasks.order_for_new_account()
    order = blank.with_line(OrderLine(line=1, sku=BIKE, quantity=1))
    opened = rep.use_cases.tasks.place_orders(
        [order], account=NewAccount(fields=fields), mail_to=""
    )
    account, ordered, mail = rep.use_cases.tasks.get(opened.task_id).steps
    assert mail.needs == (account.id, ordered.id)
    recipients = {found.draft.recipient for found in rep.use_cases.mail.all()}
    assert recipients == {OWN, "shop2@example.org", "new@example.org"}


def test_a_refused_mail_leaves_the_order_confirmed(rep: Rep) -> None:
    record = confirmed(rep)
    (mail,) = rep.send()
    rep.answer(mail, REFUSED)
    assert statuses(rep, record) == ["confirmed", "refused"]
    assert task(rep, record).status is StepStatus.CONFIRMED


def test_an_order_that_is_taken_back_takes_its_unsent_mail_along(rep: Rep) -> None:
    record = mailed(rep)
    rep.use_cases.orders.cancel(record.order.id)
    for request in rep.send():
        assert isinstance(asked(request), Withdraw)
        rep.answer(request, UNDONE)
    assert rep.send() == ()
    assert statuses(rep, record) == ["taken_back", "taken_back"]


@pytest.mark.parametrize("template", [MailTemplate.ORDER_CHANGED, MailTemplate.ORDER_CANCELLED])
def test_what_was_mailed_is_corrected_once_the_change_is_confirmed(
    rep: Rep, template: MailTemplate
) -> None:
    record = arrived(rep)
    if template is MailTemplate.ORDER_CHANGED:
        amended(rep, record)
    else:
        rep.use_cases.orders.cancel(record.order.id)
    (change,) = rep.send()
    correction = task(rep, record).steps[-1]
    assert (correction.kind, correction.status) == (TaskKind.SEND_MAIL, StepStatus.WAITING)
    assert rep.send() == ()
    if template is MailTemplate.ORDER_CHANGED:
        rep.confirm(change)
    else:
        cancelled(rep, change, record)
    (mail,) = rep.send()
    assert (mail_in(mail).template, mail_in(mail).recipient) == (template, OWN)
    rep.answer(mail, ARRIVED)
    assert statuses(rep, record) == ["confirmed", "taken_back", "confirmed"]


def test_each_change_is_told(rep: Rep) -> None:
    record = arrived(rep)
    for number in (5, 6):
        current = rep.shown(record).order
        rep.use_cases.orders.amend(with_quantity(current, number), edit_base=current)
        (change,) = rep.send()
        rep.confirm(change)
        (mail,) = rep.send()
        assert mail_in(mail).template is MailTemplate.ORDER_CHANGED
        rep.answer(mail, ARRIVED)
    rep.use_cases.orders.cancel(record.order.id)
    (change,) = rep.send()
    cancelled(rep, change, record)
    (mail,) = rep.send()
    assert mail_in(mail).template is MailTemplate.ORDER_CANCELLED


def test_a_change_that_is_refused_or_undone_is_not_told(rep: Rep) -> None:
    record = arrived(rep)
    amended(rep, record)
    (change,) = rep.send()
    rep.answer(change, REFUSED)
    for request in rep.send():
        assert isinstance(asked(request), Withdraw)
        rep.answer(request, UNDONE)
    shown = amended(rep, record)
    assert shown.task_id is not None
    rep.use_cases.outbox.undo(shown.task_id)
    for request in rep.send():
        assert isinstance(asked(request), Withdraw)
        rep.answer(request, UNDONE)
    assert rep.send() == ()
    assert [str(step.status) for step in task(rep, record).steps] == [
        "confirmed",
        "confirmed",
        "taken_back",
        "taken_back",
    ]


def test_a_mail_that_is_not_sent_yet_waits_for_the_change(rep: Rep) -> None:
    record = confirmed(rep)
    amended(rep, record)
    (change,) = rep.send()
    assert len(task(rep, record).steps) == 2
    rep.answer(change, REFUSED)
    (mail,) = rep.send()
    assert mail_in(mail).template is MailTemplate.ORDER_CONFIRMED


def test_a_mail_that_is_not_sent_yet_is_left_out_where_the_order_is_cancelled(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.cancel(record.order.id)
    kinds = {type(asked(request)) for request in rep.send()}
    assert kinds == {CancelOrder, Withdraw}


def test_a_mail_of_which_nobody_knows_is_corrected_once_the_rep_has_decided(rep: Rep) -> None:
    record = confirmed(rep)
    (mail,) = rep.send()
    rep.answer(mail, NOT_KNOWN)
    rep.use_cases.orders.cancel(record.order.id)
    (change,) = rep.send()
    cancelled(rep, change, record)
    assert rep.send() == ()
    rep.use_cases.mail.decide(mail_in(mail).mail_id, MailDecision.ARRIVED)
    (answer,) = rep.send()
    rep.answer(answer, ARRIVED)
    (correction,) = rep.send()
    assert mail_in(correction).template is MailTemplate.ORDER_CANCELLED


def test_a_task_that_is_taken_back_cancels_the_order_first_and_then_says_so(rep: Rep) -> None:
    record = arrived(rep)
    effects = [step.if_taken_back for step in task(rep, record).steps]
    assert effects == [TakeBackEffect.CANCELLED, TakeBackEffect.CORRECTED]
    taken = rep.use_cases.tasks.take_back(TaskId(task(rep, record).id))
    (change,) = rep.send()
    cancelled(rep, change, record)
    (mail,) = rep.send()
    assert mail_in(mail).template is MailTemplate.ORDER_CANCELLED
    rep.answer(mail, ARRIVED)
    assert rep.use_cases.tasks.get(taken.id).status is StepStatus.TAKEN_BACK


def test_a_mail_of_unknown_outcome_does_not_hold_up_taking_the_order_back(rep: Rep) -> None:
    record = confirmed(rep)
    (mail,) = rep.send()
    rep.answer(mail, NOT_KNOWN)
    rep.use_cases.tasks.take_back(TaskId(task(rep, record).id))
    (change,) = rep.send()
    assert isinstance(asked(change), CancelOrder)


def test_the_mail_of_a_refused_order_goes_with_the_one_that_corrects_it(rep: Rep) -> None:
    record = mailed(rep)
    (placing,) = rep.send()
    rep.answer(placing, REFUSED)
    assert statuses(rep, record) == ["refused", "waiting"]
    [draft] = rep.use_cases.orders.records(state=OrderState.DRAFT)
    again = rep.use_cases.orders.place(draft.order)
    assert statuses(rep, again) == ["pending", "waiting"]
    (placing,) = rep.send()
    rep.confirm(placing)
    (mail,) = rep.send()
    assert mail_in(mail).order_id == again.order.id


def test_the_mail_of_a_corrected_order_is_not_sent_twice(rep: Rep) -> None:
    mailed(rep)
    (placing,) = rep.send()
    rep.answer(placing, REFUSED)
    [draft] = rep.use_cases.orders.records(state=OrderState.DRAFT)
    rep.use_cases.orders.place(replace(draft.order), mail_to="")
    placing = next(each for each in rep.send() if isinstance(asked(each), PlaceOrder))
    rep.confirm(placing)
    assert [type(asked(each)) for each in rep.send()] == [SendMail]
