"""Tasks of several steps in a play: what reps do with them, and what is true of them at its end."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import TaskId
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.steps import ENDED, StepStatus, TaskPolicy
from smartclient.read_models.tasks import NewAccount, PlacedOrders, TaskView
from tests.convergence.company import REPS
from tests.convergence.laptop import Laptop
from tests.convergence.play import Play, Weighed
from tests.convergence.world import World

_RECENT = 8
_ASKED = frozenset({StepStatus.PARKED, StepStatus.REFUSED})


class TaskPlay(Play):
    """A play in which reps save several steps at once, and take tasks back as a whole."""

    taken_back = 0
    """How many tasks of several steps were taken back."""

    def run(self) -> None:
        super().run()
        self.let_trouble_end()
        for login in REPS:
            laptop = self.world.devices_of(login)[0]
            with suppress(RefusedError):
                self.place_for_branches(laptop)
                laptop.sync()
                self.take_back(laptop)

    def _deeds(self) -> tuple[Weighed, ...]:
        return (
            *super()._deeds(),
            (6, self.place_for_branches),
            (6, self.open_account_with_orders),
            (8, self.take_back),
        )

    def place_for_branches(self, laptop: Laptop) -> None:
        """Place the same order for several customers."""
        numbers = [customer.number for customer in laptop.use_cases.customers.search()]
        chosen = self.world.rng.sample(numbers, min(len(numbers), self.world.rng.randint(2, 3)))
        if len(chosen) > 1:
            line = self.actions.line(1)
            orders = [laptop.use_cases.orders.new(number).with_line(line) for number in chosen]
            self._place(laptop, orders)

    def open_account_with_orders(self, laptop: Laptop) -> None:
        """Open a customer together with the first orders."""
        name = f"New shop {self.world.rng.random():.6f}"
        orders: list[Order] = [
            laptop.use_cases.tasks.order_for_new_account().with_line(self.actions.line(1))
            for _ in range(self.world.rng.randint(1, 2))
        ]
        account = NewAccount(fields={EditableField.NAME: name})
        placed = self._place(laptop, orders, account)
        self.actions.note_number(laptop, placed.orders[0].order.customer, name)

    def take_back(self, laptop: Laptop) -> None:
        """Take one of the newest tasks back as a whole."""
        tasks = [task for task in laptop.use_cases.tasks.newest() if task.choices.undo.possible]
        several = [task for task in tasks if len(task.forward) > 1]
        tasks = several or tasks[:_RECENT]
        if tasks:
            taken_back = laptop.use_cases.tasks.take_back(self.world.rng.choice(tasks).id)
            self.taken_back += len(taken_back.forward) > 1

    def _place(
        self, laptop: Laptop, orders: Sequence[Order], account: NewAccount | None = None
    ) -> PlacedOrders:
        """Place orders as one task, together or each by itself."""
        policy = self.world.rng.choice(list(TaskPolicy))
        placed = laptop.use_cases.tasks.place_orders(orders, account=account, policy=policy)
        for record in placed.orders:
            self.actions.note_placed(laptop, record.order)
        return placed


def assert_every_task_is_whole(world: World) -> None:
    """Check that of each task every step is done or taken back, or a person has been asked."""
    for laptop in (item for item in world.laptops.values() if item.login in REPS):
        for task in laptop.use_cases.tasks.newest():
            asked = any(step.status in _ASKED for step in task.steps)
            for step in task.steps:
                assert step.status in ENDED or asked, (laptop.name, _words(task))
            if task.policy is TaskPolicy.TOGETHER and not asked:
                carried_out = {step.status is StepStatus.CONFIRMED for step in task.forward}
                assert len(carried_out) == 1, (laptop.name, _words(task))
            if _was_given_up(laptop, task.id) and not asked:
                assert task.status is StepStatus.TAKEN_BACK, (laptop.name, _words(task))


def _was_given_up(laptop: Laptop, task_id: TaskId) -> bool:
    with laptop.store.view() as view:
        stored = view.composed_tasks.get(task_id)
        return stored is not None and stored.is_given_up


def _words(task: TaskView) -> Iterable[str]:
    return [f"{step.kind} {step.subject.label} {step.status}" for step in task.steps]
