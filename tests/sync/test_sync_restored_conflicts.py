"""Conflicts that a restored head office holds as open again are so on every device of the rep."""

from dataclasses import replace
from datetime import timedelta

import pytest

from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import change_customer, change_product
from smartclient.reconcile.conflict import Conflict
from tests.small_company import CUSTOMER, OTHER_REP, SKUS
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_open_work import answers, in_conflict
from tests.sync.test_sync_restored import back_up, restore


def _answer(laptop: Laptop, conflict: Conflict, how: str) -> None:
    if how == "resolution":
        laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    else:
        (shown,) = laptop.use_cases.orders.search()
        order = laptop.use_cases.orders.get(shown.id).order
        _, line = order.lines
        laptop.use_cases.orders.amend(replace(order, lines=(line,)))


def _move_away(company: Company) -> None:
    change_customer(company.office.engine, CUSTOMER, rep=OTHER_REP, clock=company.clock)


@pytest.mark.parametrize("days", [0, 100])
@pytest.mark.parametrize("how", ["resolution", "later version"])
def test_what_closed_a_conflict_and_was_refused_leaves_it_open_once_it_is_forgotten(
    company: Company, laptop: Laptop, second: Laptop, how: str, days: int
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    back_up(company)
    _answer(laptop, conflict, how)
    _move_away(company)
    laptop.sync(), second.sync()
    assert not laptop.use_cases.conflicts.open()
    assert not second.use_cases.conflicts.open()
    company.clock.advance(timedelta(days=days))  # type: ignore[attr-defined]
    laptop.sync(), laptop.sync()
    restore(company)
    laptop.sync(), second.sync(), laptop.sync(), second.sync()
    for item in (laptop, second):
        assert [waiting.id for waiting in item.use_cases.conflicts.open()] == [conflict.id]
        shown = item.use_cases.orders.get(OrderId(conflict.subject.id))
        assert shown.state is OrderState.TENTATIVE
        assert len(shown.order.lines) == len(SKUS[:2])
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "cancel"))
    laptop.sync(), second.sync(), laptop.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert not item.use_cases.outbox.entries()
    assert company.orders() == 0


def test_a_conflict_is_over_where_a_restored_head_office_got_a_later_version_alone(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    laptop.sync()
    back_up(company)
    conflict = in_conflict(company, laptop)
    second.sync()
    company.clock.advance(timedelta(days=100))  # type: ignore[attr-defined]
    laptop.sync(), second.sync()
    _answer(laptop, conflict, "later version")
    restore(company)
    change_product(
        company.office.engine, SKUS[1], discontinue=company.clock.today(), clock=company.clock
    )
    laptop.sync(), second.sync(), laptop.sync(), second.sync()
    (later,) = laptop.use_cases.conflicts.open()
    assert later.id != conflict.id
    assert second.use_cases.conflicts.open() == (later,)
