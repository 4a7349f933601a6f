"""What is gathered for the paper of an order."""

from datetime import timedelta

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.operations import Identity
from smartclient.documents.order_document import DocumentLabels
from smartclient.domain.ids import Login
from smartclient.domain.rules.problems import Change
from tests.set_clock import SetClock
from tests.use_cases.rep_world import BIKE, LOGIN, Rep, placed
from tests.use_cases.test_use_cases_freshness import bring_orders


def test_a_paper_names_the_rep_else_the_login(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    assert rep.use_cases.orders.document(record.order.id).rep == LOGIN
    with rep.store.work() as work:
        work.meta.set_identity(Identity(login=LOGIN, name="Linda Mitchell"))
        work.commit()
    assert rep.use_cases.orders.document(record.order.id).rep == "Linda Mitchell"


def test_a_paper_for_an_admin_names_the_customers_own_rep(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    with rep.store.work() as work:
        work.meta.set_identity(Identity(login=Login("north\\head"), name="Amy Head", is_admin=True))
        work.commit()
    assert rep.use_cases.orders.document(record.order.id).rep == LOGIN
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql(
            "INSERT INTO reps (id, login, number, title, territory, role, name) "
            "VALUES (1, ?, '7', '', '', 'rep', 'Linda Mitchell')",
            (LOGIN,),
        )
        work.commit()
    assert rep.use_cases.orders.document(record.order.id).rep == "Linda Mitchell"


def test_a_paper_of_a_tentative_order_says_as_of_when_old_data_is(
    rep: Rep, clock: SetClock
) -> None:
    began = clock.now()
    record = rep.place((BIKE, 1))
    assert rep.use_cases.orders.document(record.order.id).priced_as_of is None
    clock.advance(timedelta(days=2))
    assert rep.use_cases.orders.document(record.order.id).priced_as_of == began
    (request,) = rep.send()
    rep.confirm(request)
    assert rep.use_cases.orders.document(record.order.id).priced_as_of is None


def test_a_paper_of_an_order_of_head_office_says_as_of_when_it_was_so(
    rep: Rep, clock: SetClock
) -> None:
    record = rep.place((BIKE, 1))
    (request,) = rep.send()
    rep.confirm(request)
    bring_orders(rep)
    began, labels = clock.now(), DocumentLabels(change=str)
    fresh = rep.use_cases.orders.document(record.order.id)
    assert (fresh.known_as_of, labels.remark(fresh)) == (None, "")
    clock.advance(timedelta(days=2))
    old = rep.use_cases.orders.document(record.order.id)
    assert old.known_as_of == began
    day = labels.day(began.astimezone().date())
    assert labels.remark(old) == f"This is how head office had it on {day}."


def test_a_paper_carries_what_head_office_changed(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    (request,) = rep.send()
    change = Change(rule="price_changed", field="unit_price", line=1, before="9", after="10")
    answer = Answer(status=AnswerStatus.ADJUSTED, order=placed(request), report=(change,))
    rep.answer(request, answer)
    paper = rep.use_cases.orders.document(record.order.id)
    assert paper.changes == (change,)
