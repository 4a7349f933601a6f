"""What reps and head office do in a play, one action on one laptop or at head office."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from smartclient.contract.messages import RequestKind
from smartclient.domain.data_sets import DataSet, DataSetContent
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, Sku
from smartclient.domain.rules.problems import ADMIN_ACTIONS, Action, ActionKind, FieldPolicy
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import change_customer, change_product
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.sales.data_sets import (
    give_data_sets,
    remove_data_set,
    store_data_set,
)
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution
from smartclient.reconcile.policy import REFERENCE_DATA_DAYS
from tests.convergence.company import CUSTOMERS, REPS, SCARCE, SKUS
from tests.convergence.disasters import Disasters
from tests.convergence.laptop import Laptop
from tests.convergence.world import World

DATA_SETS = ("Base", "More")


class Actions:
    """The actions of reps and of head office in a world."""

    def __init__(self, world: World, disasters: Disasters) -> None:
        self.world = world
        self.rng = world.rng
        self.disasters = disasters
        self.placed = world.placed

    # actions of a rep ---------------------------------------------------------------------------

    def place(self, laptop: Laptop) -> None:
        order = self._some_order(laptop)
        if order is not None:
            self._place(laptop, order)

    def _place(self, laptop: Laptop, order: Order) -> None:
        self.note_placed(laptop, laptop.use_cases.orders.place(order).order)

    def note_placed(self, laptop: Laptop, order: Order) -> None:
        """Note that a rep has saved an order."""
        self.placed[order.id] = laptop.login
        self.note_number(laptop, order.provisional_number, order.id)
        if laptop.knows_the_time:
            self.world.onlooker.placed_on[order.id] = self.world.time.date()

    def note_number(self, laptop: Laptop, number: str, record_id: str) -> None:
        """Note the number that a laptop gave a record."""
        self.world.onlooker.gave_number(laptop.login, number, record_id)

    def amend(self, laptop: Laptop) -> None:
        order = self._own_order(laptop)
        if order is not None:
            self._amend(laptop, order)

    def _amend(self, laptop: Laptop, order: Order) -> None:
        if order.lines:
            line = self.rng.choice(order.lines)
            changed = replace(line, quantity=self.rng.randint(1, 9), unit_price=None)
            laptop.use_cases.orders.amend(order.with_line(changed))

    def amend_on_two_devices(self, laptop: Laptop) -> None:
        """Change one order on two devices, neither of which knows of the other's change."""
        others = [item for item in self.world.devices_of(laptop.login) if item is not laptop]
        order = self._own_order(laptop)
        if order is None:
            return
        if not others:
            self.disasters.begin_on_a_new_laptop(laptop)
            return
        other = self.rng.choice(others)
        with suppress(RefusedError):
            theirs = other.use_cases.orders.get(order.id)
            self._amend(laptop, order)
            if theirs.state in _STANDING:
                self._amend(other, theirs.order)

    def cancel(self, laptop: Laptop) -> None:
        order = self._own_order(laptop)
        if order is not None:
            laptop.use_cases.orders.cancel(order.id)

    def edit_customer(self, laptop: Laptop) -> None:
        number = self._customer(laptop)
        if number is not None:
            self._type(laptop, number, self.rng.choice(list(EditableField)))

    def type_into(self, laptop: Laptop, number: CustomerNumber, field: EditableField) -> None:
        """Let a rep type something new into a field of a customer."""
        if any(each.number == number for each in laptop.use_cases.customers.search()):
            self._type(laptop, number, field)

    def _type(self, laptop: Laptop, number: CustomerNumber, field: EditableField) -> None:
        value = f"{laptop.login}-{self.rng.random():.4f}"
        laptop.use_cases.customers.edit(number, {field: value})
        if laptop.knows_the_time:
            self.world.onlooker.typed_at[value] = self.world.time

    def change_a_phone_on_both_sides(self, laptop: Laptop) -> None:
        """Let a rep and head office change the same, in either order."""
        number = self._customer(laptop)
        if number is None:
            return
        actions: list[Callable[[], None]] = [
            lambda: self._type(laptop, number, EditableField.PHONE),
            lambda: self._change_phone(number),
        ]
        self.rng.shuffle(actions)
        for action in actions:
            with suppress(RefusedError):
                action()
            self.world.pass_time()

    def _change_phone(self, number: CustomerNumber) -> None:
        value = f"555-{self.rng.random():.7f}"
        self._change_customer(number, phone=value)
        self.world.onlooker.typed_at[value] = self.world.time

    def open_customer(self, laptop: Laptop) -> None:
        name = f"New shop {self.rng.random():.6f}"
        customer = laptop.use_cases.customers.create({EditableField.NAME: name}).customer
        self.note_number(laptop, customer.number, name)
        if self.rng.random() < 0.7:
            order = laptop.use_cases.orders.new(customer.number)
            self._place(laptop, order.with_line(self.line(1)))

    def delete_customer(self, laptop: Laptop) -> None:
        number = self._customer(laptop)
        if number is not None and self.rng.random() < 0.3:
            laptop.use_cases.customers.delete(number)

    def undo(self, laptop: Laptop) -> None:
        waiting = laptop.use_cases.outbox.entries()
        if waiting:
            laptop.use_cases.outbox.undo(self.rng.choice(waiting).request_id)

    def resolve_a_conflict(self, laptop: Laptop) -> None:
        conflicts = laptop.use_cases.conflicts.open()
        if conflicts:
            self.resolve(laptop, self.rng.choice(conflicts))

    def sync(self, laptop: Laptop) -> None:
        faults = self.world.faults
        faults.link_trouble = self.rng.choice((0.0, 0.0, 0.05, 0.3))
        faults.clock_trouble = self.rng.choice((0.0, 0.0, 0.05))
        laptop.sync(urgent=self.rng.random() < 0.4)

    def change_your_mind_after_a_copy(self, laptop: Laptop) -> None:
        """Take work back, or change it, that a copy of the laptop is going to send."""
        self.place(laptop)
        self.disasters.copy_to_the_drawer(laptop)
        self._change_your_mind(laptop)
        if self.rng.random() < 0.6:
            self.sync(laptop)
        self.disasters.take_from_the_drawer(laptop)
        copy = self.world.devices_of(laptop.login)[-1]
        if self.rng.random() < 0.3:
            self._change_your_mind(copy)
        if self.rng.random() < 0.6:
            self.sync(copy)

    def change_your_mind_about_what_is_stopped(self, laptop: Laptop) -> None:
        """Take work back, or change it, that head office has set aside; others retry it."""
        self.world.broken_kinds = {RequestKind.PLACE_ORDER}
        self.place(laptop)
        self.sync(laptop)
        if self.rng.random() < 0.5:
            self.disasters.copy_to_the_drawer(laptop)
        if self.rng.random() < 0.7:
            self.disasters.repair_the_program(laptop)
        self._change_your_mind(laptop)
        if self.rng.random() < 0.5:
            self.disasters.take_from_the_drawer(laptop)
            self._try_what_was_stopped_again(self.world.devices_of(laptop.login)[-1])

    def send_a_deadly_request(self, laptop: Laptop) -> None:
        """Send among others a request that ends every worker which tries it."""
        self.place(laptop)
        self.place(laptop)
        self.disasters.make_a_request_deadly(laptop)
        self.sync(laptop)

    def _change_your_mind(self, laptop: Laptop) -> None:
        action = self.rng.choice((self.undo, self.undo, self.amend, self.cancel))
        for _ in range(3):
            with suppress(RefusedError):
                action(laptop)

    def _try_what_was_stopped_again(self, laptop: Laptop) -> None:
        for entry in laptop.use_cases.outbox.entries():
            if entry.status is TaskStatus.PARKED:
                with suppress(RefusedError):
                    laptop.use_cases.outbox.retry(entry.request_id)

    def retry(self, laptop: Laptop) -> None:
        waiting = laptop.use_cases.outbox.entries()
        if waiting:
            laptop.use_cases.outbox.retry(self.rng.choice(waiting).request_id)

    # actions at head office -----------------------------------------------------------------------

    def decide_a_case(self, laptop: Laptop) -> None:
        cases = laptop.use_cases.admin.cases()
        if cases:
            case = self.rng.choice(cases)
            kind = self.rng.choice((ActionKind.APPROVE, ActionKind.REFUSE, ActionKind.HAND_BACK))
            laptop.use_cases.admin.decide(case.conflict.id, Action(kind), note="so be it")

    def retry_as_admin(self, laptop: Laptop) -> None:
        stopped = laptop.use_cases.admin.stopped_requests()
        if stopped:
            laptop.use_cases.admin.retry_stopped(self.rng.choice(stopped))

    def close_a_stopped_one(self, laptop: Laptop) -> None:
        stopped = laptop.use_cases.admin.stopped_requests()
        if stopped:
            laptop.use_cases.admin.close_stopped(self.rng.choice(stopped), "not wanted")

    def take_over_a_conflict(self, laptop: Laptop) -> None:
        waiting = laptop.use_cases.admin.open_conflicts()
        if waiting:
            laptop.use_cases.admin.take_over(self.rng.choice(waiting), "let me see")

    def say_whether_it_was_restored(self, laptop: Laptop) -> None:
        if laptop.use_cases.status.current().restore_question is not None:
            laptop.use_cases.admin.answer_restore(restored=self.rng.random() < 0.7)

    def change_a_policy(self, laptop: Laptop) -> None:
        settings = (*FieldPolicy,) if self.rng.random() < 0.3 else (FieldPolicy.LATEST,)
        settings = tuple(setting for setting in settings if setting is not FieldPolicy.COMBINE)
        laptop.use_cases.admin.change_policy(EditableField.PHONE, self.rng.choice(settings))

    def change_how_old_data_may_be(self, laptop: Laptop) -> None:
        limit = self.rng.choice(("30", "1", "2h", "20m", "40s"))
        laptop.use_cases.admin.change_policy(REFERENCE_DATA_DAYS, limit)

    def change_a_product(self, _: Laptop) -> None:
        sku = Sku(self.rng.choice(SKUS[len(SCARCE) :]))
        engine, clock = self.world.office.engine, self.world.office_clock
        if self.rng.randint(0, 3) == 0:
            change_product(
                engine,
                sku,
                discontinue=clock.today(),
                replaced_by=Sku(SKUS[5]) if sku != SKUS[5] else None,
                actor="erp",
                clock=clock,
            )
        else:
            change_product(
                engine,
                sku,
                price=Decimal(10 + self.rng.randint(0, 20)),
                price_from=clock.today(),
                actor="erp",
                clock=clock,
            )

    def change_what_is_taken_along(self, _: Laptop) -> None:
        """Define or remove a data set at head office, as an admin's request does."""
        categories = self.rng.choice(((), ("Things",), ("tools",), ("Things", "Tools")))
        content = DataSetContent(
            categories=categories,
            history_days=self.rng.choice((None, 0, 1)),
            photos=self.rng.choice((None, False)),
            documents=self.rng.choice((None, False, True)),
        )
        required = self.rng.random() < 0.7
        data_set = DataSet(name=self.rng.choice(DATA_SETS), required=required, content=content)
        with self._at_office() as connection:
            if content == DataSetContent():
                remove_data_set(connection, data_set.name)
            else:
                store_data_set(connection, data_set, by=Login("head"), at=self._now)
            give_data_sets(connection)

    def take_everything_along(self) -> None:
        """Remove every data set: all that was left out comes back."""
        with self._at_office() as connection:
            for name in DATA_SETS:
                remove_data_set(connection, name)
            give_data_sets(connection)

    def choose_what_is_taken_along(self, laptop: Laptop) -> None:
        laptop.use_cases.take_along.choose(self.rng.choice(DATA_SETS), on=self.rng.random() < 0.5)

    @property
    def _now(self) -> datetime:
        return self.world.office_clock.now()

    def _at_office(self) -> AbstractContextManager[Connection]:
        return audited_transaction(self.world.office.engine, actor="head", at=self._now)

    def change_a_customer(self, _: Laptop) -> None:
        number = CustomerNumber(self.rng.choice(CUSTOMERS))
        change = self.rng.randint(0, 2)
        if change == 0:
            self._change_phone(number)
        elif change == 1:
            self._change_customer(number, email=f"{self.rng.randint(1000, 9999)}@shop.test")
        else:
            reps = self.rng.sample(REPS, self.rng.choice((1, 1, 2)))
            self._change_customer(number, rep="; ".join(reps))

    def share(self, number: CustomerNumber, reps: Sequence[str]) -> None:
        """Let several reps look after a customer."""
        self._change_customer(number, rep="; ".join(reps))

    def _change_customer(
        self,
        number: CustomerNumber,
        *,
        phone: str | None = None,
        email: str | None = None,
        rep: str | None = None,
    ) -> None:
        engine, clock = self.world.office.engine, self.world.office_clock
        change_customer(engine, number, phone=phone, email=email, rep=rep, actor="erp", clock=clock)

    def line(self, number: int) -> OrderLine:
        """Return a line of some product."""
        return OrderLine(
            line=number, sku=Sku(self.rng.choice(SKUS)), quantity=self.rng.randint(1, 12)
        )

    def _customer(self, laptop: Laptop) -> CustomerNumber | None:
        customers = laptop.use_cases.customers.search()
        return self.rng.choice(customers).number if customers else None

    def _some_order(self, laptop: Laptop) -> Order | None:
        number = self._customer(laptop)
        if number is None:
            return None
        order = laptop.use_cases.orders.new(number)
        for line in range(1, self.rng.randint(2, 4)):
            order = order.with_line(self.line(line))
        return order

    def _own_order(self, laptop: Laptop) -> Order | None:
        mine = [order.id for order in laptop.use_cases.orders.search() if order.id in self.placed]
        if not mine:
            return None
        record = laptop.use_cases.orders.get(self.rng.choice(mine))
        return record.order if record.state in _STANDING else None

    def resolve(self, laptop: Laptop, conflict: Conflict, *, simply: bool = False) -> None:
        if not simply and self.rng.random() < 0.3:
            laptop.use_cases.conflicts.escalate(conflict.id, "what do you think?")
            return
        problems = []
        for problem in conflict.problems:
            mine = [action for action in problem.actions if action.kind not in ADMIN_ACTIONS]
            if mine:
                action = Action(ActionKind.CANCEL) if simply else self.rng.choice(mine)
                action = action if action in mine else mine[0]
                problems.append(ProblemAnswer(code=problem.code, line=problem.line, action=action))
        fields = tuple(
            FieldAnswer(
                field=field.field,
                value=self.rng.choice((field.mine, field.theirs)),
                seen=field.theirs,
            )
            for field in conflict.fields
        )
        laptop.use_cases.conflicts.resolve(
            conflict.id, Resolution(problems=tuple(problems), fields=fields)
        )


_STANDING = {OrderState.TENTATIVE, OrderState.CONFIRMED}
