"""Orders that stand together over a link: sent as one request, and carried out all or none."""

import pytest

from smartclient.contract.members import together_request
from smartclient.contract.messages import RequestKind
from smartclient.domain.errors import ContendedError, RefusedError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.rules.problems import Action, RuleCode
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.records import WaitsFor
from smartclient.read_models.tasks import NewAccount, PlacedOrders, TaskView
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop

FIRST, SECOND = CustomerNumber("N-001"), CustomerNumber("N-002")
GONE = SKUS[6]
_ACCOUNT = NewAccount(fields={EditableField.NAME: "Harbour Goods", EditableField.PHONE: "555-9"})


def place(laptop: Laptop, policy: TaskPolicy = TaskPolicy.TOGETHER, **skus: Sku) -> PlacedOrders:
    """Place an order for each of two customers that stand together."""
    wanted = {FIRST: skus.get("first", SKUS[0]), SECOND: skus.get("second", SKUS[1])}
    orders = [
        laptop.use_cases.orders.new(customer).with_line(OrderLine(line=1, sku=sku, quantity=2))
        for customer, sku in wanted.items()
    ]
    return laptop.use_cases.tasks.place_orders(orders, policy=policy)


def open_account(laptop: Laptop, sku: Sku = SKUS[0]) -> PlacedOrders:
    order = laptop.use_cases.tasks.order_for_new_account()
    order = order.with_line(OrderLine(line=1, sku=sku, quantity=1))
    return laptop.use_cases.tasks.place_orders(
        [order], account=_ACCOUNT, policy=TaskPolicy.TOGETHER
    )


def shown(laptop: Laptop, placed: PlacedOrders) -> TaskView:
    return laptop.use_cases.tasks.get(placed.task_id)


def statuses(laptop: Laptop, placed: PlacedOrders) -> list[StepStatus]:
    return [step.status for step in shown(laptop, placed).steps]


def remove(company: Company, sku: Sku) -> None:
    """Stop selling a product, of which laptops learn only with their next sync."""
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE sales_products SET discontinued_on = '2020-01-02' WHERE sku = ?", (sku,)
        )


@pytest.fixture
def synced(laptop: Laptop) -> Laptop:
    laptop.sync()
    return laptop


def test_they_are_sent_as_one_request_and_confirmed(company: Company, synced: Laptop) -> None:
    placed = place(synced)
    assert statuses(synced, placed) == [StepStatus.PENDING] * 2
    synced.link.calls.clear()
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    assert shown(synced, placed).policy is TaskPolicy.TOGETHER
    with company.office.engine.connect() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM sync_inbox ORDER BY id").scalars()
        assert list(kinds) == [RequestKind.TOGETHER, *[RequestKind.PLACE_ORDER] * 2]
    assert company.orders() == 2


def test_an_account_and_its_order_are_confirmed_together(company: Company, synced: Laptop) -> None:
    placed = open_account(synced)
    assert statuses(synced, placed) == [StepStatus.PENDING] * 2
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    (customer,) = synced.use_cases.customers.search("Harbour Goods")
    assert not customer.number.startswith("AN")
    assert company.orders() == 1


def test_no_account_is_there_when_its_order_is_refused(company: Company, synced: Laptop) -> None:
    set_policy(company.office.engine, "discontinued", "refuse", clock=company.clock)
    placed = open_account(synced, GONE)
    remove(company, GONE)
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.REFUSED] * 2
    account, order = shown(synced, placed).steps
    assert account.arguments == {"other": order.subject.label}
    assert [problem.code for problem in order.reasons] == [RuleCode.DISCONTINUED]
    with company.office.engine.connect() as connection:
        counting = "SELECT count(*) FROM sales_customers WHERE name = 'Harbour Goods'"
        assert connection.exec_driver_sql(counting).scalar_one() == 0
    assert company.orders() == 0


def in_conflict(company: Company, laptop: Laptop) -> PlacedOrders:
    """Two orders that stand together, the second of which is in conflict."""
    placed = place(laptop, second=GONE)
    remove(company, GONE)
    laptop.sync()
    assert statuses(laptop, placed) == [StepStatus.WAITING, StepStatus.IN_CONFLICT]
    return placed


def test_what_a_conflict_holds_back_says_what_it_waits_for(
    company: Company, synced: Laptop
) -> None:
    placed = in_conflict(company, synced)
    held_back, culprit = shown(synced, placed).steps
    assert held_back.arguments == {"blocking": culprit.subject.label}
    (entry,) = [
        entry for entry in synced.use_cases.outbox.entries() if entry.subject == held_back.subject
    ]
    assert (entry.held_by, entry.waits_for) == (WaitsFor.TASK, culprit.id)
    assert company.orders() == 0
    for _ in range(2):
        synced.sync()
    assert statuses(synced, placed) == [StepStatus.WAITING, StepStatus.IN_CONFLICT]
    assert company.orders() == 0


def resolve(laptop: Laptop, action: str) -> None:
    (summary,) = laptop.use_cases.conflicts.waiting()
    conflict = summary.conflict
    answers = tuple(
        ProblemAnswer(code=problem.code, line=problem.line, action=Action.parse(action))
        for problem in conflict.problems
    )
    laptop.use_cases.conflicts.resolve(conflict.id, Resolution(problems=answers))


def test_an_order_corrected_in_its_conflict_has_the_whole_sent_again(
    company: Company, synced: Laptop
) -> None:
    placed = in_conflict(company, synced)
    order = placed.orders[1].order
    better = order.with_line(OrderLine(line=2, sku=SKUS[2], quantity=1)).without_line(1)
    synced.use_cases.orders.amend(better)
    assert statuses(synced, placed) == [StepStatus.PENDING] * 2
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    assert company.orders() == 2


def test_the_choices_of_a_conflict_have_the_whole_sent_again(
    company: Company, synced: Laptop
) -> None:
    orders = [
        synced.use_cases.orders.new(customer).with_line(OrderLine(line=1, sku=sku, quantity=2))
        for customer, sku in ((FIRST, SKUS[0]), (SECOND, SKUS[1]))
    ]
    orders[1] = orders[1].with_line(OrderLine(line=2, sku=GONE, quantity=1))
    placed = synced.use_cases.tasks.place_orders(orders, policy=TaskPolicy.TOGETHER)
    remove(company, GONE)
    synced.sync()
    resolve(synced, "drop_line")
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    lines = {len(record.order.lines) for record in synced.use_cases.orders.records()}
    assert lines == {1}


def test_cancel_in_a_conflict_takes_the_whole_back(company: Company, synced: Laptop) -> None:
    placed = in_conflict(company, synced)
    resolve(synced, "cancel")
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.TAKEN_BACK] * 2
    assert shown(synced, placed).status is StepStatus.TAKEN_BACK
    assert company.orders() == 0


def test_head_office_is_not_asked_about_one_of_them(company: Company, synced: Laptop) -> None:
    in_conflict(company, synced)
    (summary,) = synced.use_cases.conflicts.waiting()
    with pytest.raises(RefusedError, match="stands together"):
        synced.use_cases.conflicts.escalate(summary.conflict.id, "please")


def test_undoing_one_unsent_order_takes_the_whole_back(company: Company, synced: Laptop) -> None:
    placed = place(synced)
    request = synced.use_cases.outbox.entries()[0].request_id
    synced.use_cases.outbox.undo(request)
    for _ in range(2):
        synced.sync()
    assert statuses(synced, placed) == [StepStatus.TAKEN_BACK] * 2
    assert company.orders() == 0


def test_an_unsent_order_is_amended_and_goes_with_the_other(
    company: Company, synced: Laptop
) -> None:
    placed = place(synced)
    order = placed.orders[0].order
    synced.use_cases.orders.amend(order.with_line(OrderLine(line=1, sku=SKUS[3], quantity=7)))
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    assert company.orders() == 2


def test_confirmed_ones_are_taken_back_as_a_whole(company: Company, synced: Laptop) -> None:
    placed = place(synced)
    synced.sync()
    synced.use_cases.tasks.take_back(placed.task_id)
    for _ in range(3):
        synced.sync()
    assert shown(synced, placed).status is StepStatus.TAKEN_BACK
    states = {record.state for record in synced.use_cases.orders.records()}
    assert states == {OrderState.CANCELLED}


def test_a_link_that_breaks_after_they_arrived_has_no_second_effect(
    company: Company, synced: Laptop
) -> None:
    placed = place(synced)

    def cut(name: str) -> None:
        if name == "submit":
            raise ContendedError("Cut.")

    synced.link.after = cut
    synced.sync()
    synced.link.after = lambda _: None
    company.office.answer_waiting()
    with synced.store.work() as work:
        work.outbox.retry_all_now()
        work.commit()
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2
    assert company.orders() == 2


def test_one_that_head_office_can_not_take_is_stopped_whole_and_retried_whole(
    company: Company, synced: Laptop
) -> None:
    placed = place(synced)
    company.office.engine.dispose()

    def refuse(batch: object) -> None:
        raise RefusedError("Not this.")

    synced.link.refuse = refuse
    synced.sync()
    synced.link.refuse = lambda _: None
    assert statuses(synced, placed) == [StepStatus.PARKED] * 2
    request = synced.use_cases.outbox.entries()[0].request_id
    synced.use_cases.outbox.retry(request)
    synced.sync()
    assert statuses(synced, placed) == [StepStatus.CONFIRMED] * 2


def test_a_head_office_that_does_not_decide_them_together_is_not_asked(synced: Laptop) -> None:
    placed = place(synced)
    with synced.store.work() as work:
        work.meta.link_version = 6
        work.commit()
    with pytest.raises(RefusedError, match="does not decide orders together"):
        place(synced)
    assert "waits" in shown(synced, placed).steps[0].why


def test_the_same_requests_make_the_same_whole(synced: Laptop) -> None:
    place(synced)
    with synced.store.view() as view:
        known = view.outbox.to_send(synced.clock.now(), knows_withdrawals=True)
        requests = [stored.request for stored in known]
    assert together_request(requests).id == together_request(requests).id
    assert together_request(requests).id != together_request(requests[:1]).id
