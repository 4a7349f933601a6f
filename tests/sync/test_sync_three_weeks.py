"""Three weeks offline: what can be done on each day, and what happens on the day of return."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import Consequence
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine, OrderState
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.records import OrderRecord
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, SKUS
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop
from tests.sync.test_sync_repair import in_step

DAY = timedelta(days=1)
POLICY = "1d mark, 7d warn, 14d refuse, 18d remove"
SOLD_FROM = ("products", "prices", "offers", "offer_products", "tax_rates")


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    """A laptop that goes offline with data that may be two weeks old, and is kept for 18 days."""
    for kind in SOLD_FROM:
        set_policy(company.office.engine, f"freshness.{kind}", POLICY, clock=clock)
    laptop = MachineLaptop(company, tmp_path / "laptop", clock)
    laptop.sync()
    laptop.work_offline(on=True)
    yield laptop
    laptop.store.close()


class Trip:
    """A rep who works every day, and what became of it."""

    def __init__(self, laptop: MachineLaptop) -> None:
        self.laptop = laptop
        self.placed: list[OrderRecord] = []
        self.drafts: list[OrderRecord] = []

    def consequence(self) -> Consequence:
        """Return what the status says of the products."""
        status = self.laptop.use_cases.status.current()
        return status.cache["products"].consequence(status.taken_at)

    def work(self) -> bool:
        """Begin an order and place it; return whether both are possible."""
        orders = self.laptop.use_cases.orders
        try:
            order = self._with_line(orders.new(CUSTOMER))
            self.drafts.append(orders.save_draft(order))
            self.placed.append(orders.place(orders.quote(self.drafts[-1].order).order))
        except RefusedError:
            return False
        self.drafts.pop()
        return True

    def _with_line(self, order: Order) -> Order:
        # no two orders are alike: head office would take one for the other's double
        quantity = 1 + len(self.placed)
        return order.with_line(OrderLine(line=1, sku=SKUS[1], quantity=quantity))


def test_three_weeks_offline_and_the_day_of_return(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    trip, orders, customers = Trip(laptop), laptop.use_cases.orders, laptop.use_cases.customers
    draft = orders.save_draft(
        orders.new(CUSTOMER).with_line(OrderLine(line=1, sku=SKUS[0], quantity=50))
    )
    begun = {}
    for day in range(22):
        laptop.sync()  # the background's, which is offline
        begun[day] = trip.work()
        expected = next(
            consequence
            for since, consequence in (
                (18, Consequence.REMOVE),
                (14, Consequence.REFUSE),
                (7, Consequence.WARN),
                (1, Consequence.MARK),
                (0, Consequence.USE),
            )
            if day >= since
        )
        assert trip.consequence() is expected, day
        assert bool(laptop.use_cases.catalog.search("Thing")) is (day < 18), day
        # whatever the age: what was saved is there, customers can be changed, drafts edited
        customers.edit(CUSTOMER, {EditableField.PHONE: f"555-{day:04}"})
        assert orders.save_draft(draft.order).order.lines == draft.order.lines
        assert orders.get(trip.placed[0].order.id).state is OrderState.TENTATIVE
        clock.advance(DAY)
        laptop.machine.advance(DAY)

    assert [day for day, possible in begun.items() if possible] == list(range(14))
    assert company.orders() == 0
    cancelled = trip.placed.pop()
    orders.cancel(cancelled.order.id)

    laptop.work_offline(on=False)
    laptop.sync()
    assert company.orders() == len(trip.placed)
    assert {orders.get(each.order.id).state for each in trip.placed} == {OrderState.CONFIRMED}
    assert orders.get(cancelled.order.id).state is OrderState.CANCELLED
    assert customers.get(CUSTOMER).customer.phone == "555-0021"
    assert trip.consequence() is Consequence.USE
    assert len(laptop.use_cases.catalog.search("Thing")) == len(SKUS)
    assert in_step(laptop)
    assert orders.place(orders.quote(draft.order).order).state is OrderState.TENTATIVE
    laptop.sync()
    assert orders.get(draft.order.id).state is OrderState.CONFIRMED
