"""Compensations: no age of data, no removal of it and no price of a link keeps them from going."""

from datetime import timedelta

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, DeleteCustomer
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.steps import StepStatus
from smartclient.read_models.tasks import PlacedOrders
from smartclient.use_cases.commands.network_mark import mark_network
from tests.set_clock import SetClock
from tests.use_cases.rep_world import Rep, asked
from tests.use_cases.test_use_cases_tasks import cancelled, for_a_new_account, open_account, shown

_OLD = {"freshness.customers": "1h refuse", "freshness.orders": "1h refuse"}


@pytest.fixture
def confirmed(rep: Rep) -> PlacedOrders:
    """A new account with an order, both confirmed."""
    done = for_a_new_account(rep)
    (creation,) = rep.send()
    open_account(rep, creation)
    (order,) = rep.send()
    rep.confirm(order)
    return done


def test_what_is_too_old_for_new_work_is_not_too_old_to_take_work_back(
    rep: Rep, confirmed: PlacedOrders, clock: SetClock
) -> None:
    rep.set_policies(_OLD)
    clock.advance(timedelta(hours=2))
    rep.use_cases.tasks.take_back(confirmed.task_id)
    (cancellation,) = rep.send()
    cancelled(rep, cancellation, confirmed)
    (deletion,) = rep.send()
    assert isinstance(asked(deletion), DeleteCustomer)


def test_a_compensation_goes_whatever_the_link_costs(rep: Rep, confirmed: PlacedOrders) -> None:
    rep.set_policies({"price.costly": "9", "worth.delete_customer": "0"})
    mark_network(CostlyMark.ON, work=rep.store.work(), clock=rep.clock)
    rep.use_cases.tasks.take_back(confirmed.task_id)
    (cancellation,) = rep.send()
    cancelled(rep, cancellation, confirmed)
    (deletion,) = rep.send()
    rep.answer(deletion, Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True))
    assert shown(rep, confirmed).status is StepStatus.TAKEN_BACK
