"""Taking back a task of which the rows that head office sent have left the device for their age."""

from datetime import timedelta
from pathlib import Path

from smartclient.domain.link_price import CostlyMark
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.steps import StepStatus
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.tasks import NewAccount
from smartclient.use_cases.commands.expiry import remove_expired
from smartclient.use_cases.commands.network_mark import mark_network
from tests.set_clock import SetClock
from tests.small_company import SKUS
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop

_ACCOUNT = NewAccount(fields={EditableField.NAME: "New Shop", EditableField.PHONE: "555-9"})


def test_a_task_is_taken_back_whose_account_and_order_expired(
    company: Company, tmp_path: Path, clock: SetClock
) -> None:
    laptop = MachineLaptop(company, tmp_path / "laptop", clock)
    for kind in ("customers", "orders"):
        set_policy(company.office.engine, f"freshness.{kind}", "2h remove", clock=clock)
    laptop.sync()
    tasks = laptop.use_cases.tasks
    order = tasks.order_for_new_account().with_line(OrderLine(line=1, sku=SKUS[0], quantity=1))
    done = tasks.place_orders([order], account=_ACCOUNT)
    laptop.sync()
    assert company.orders() == 1
    mark_network(CostlyMark.ON, work=laptop.store.work(), clock=laptop.clock)

    clock.advance(timedelta(hours=3))
    laptop.machine.advance(timedelta(hours=3))
    remove_expired(laptop.store, laptop.clock)
    assert laptop.use_cases.customers.search("New Shop") == ()
    tasks.take_back(done.task_id)
    for _ in range(3):
        assert laptop.sync().why == ""
    assert tasks.get(done.task_id).status is StepStatus.TAKEN_BACK
    assert laptop.use_cases.customers.search("New Shop") == ()
    states = {record.state for record in laptop.use_cases.orders.records()}
    assert states <= {OrderState.CANCELLED}
    laptop.store.close()
