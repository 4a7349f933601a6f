"""A play: random work by several reps and an admin, one deed after the other."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from company import ADMIN, CUSTOMERS, REPS, SCARCE, SKUS
from disasters import Disasters
from world import Laptop, World

from smartclient.contract.messages import RequestKind
from smartclient.domain.customers import CustomerField
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, RequestId, Sku
from smartclient.domain.orders import Order, OrderLine, OrderState
from smartclient.domain.problems import ADMIN_ACTIONS, Action, ActionKind
from smartclient.domain.tasks import SubjectType, TaskKind, TaskStatus
from smartclient.headoffice.maintenance import change_customer, change_product
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution

STEPS = 120

_RETRYING_ROUNDS = 5


class Play:
    """What happens in the world, one random deed after the other, and what has to be true after."""

    def __init__(self, world: World, steps: int = STEPS) -> None:
        self.world = world
        self.steps = steps
        self.dice = world.dice
        self.disasters = Disasters(world, self.dice)
        self.placed = world.placed
        self.shown_as_taken_back: set[RequestId] = set()

    # deeds of a rep ---------------------------------------------------------------------------

    def place(self, laptop: Laptop) -> None:
        order = self._some_order(laptop)
        if order is not None:
            record = laptop.desk.place_order(order)
            self.placed[record.order.id] = laptop.login

    def amend(self, laptop: Laptop) -> None:
        order = self._own_order(laptop)
        if order is not None and order.lines:
            line = self.dice.choice(order.lines)
            changed = replace(line, quantity=self.dice.randint(1, 9), unit_price=None)
            laptop.desk.amend_order(order.with_line(changed))

    def cancel(self, laptop: Laptop) -> None:
        order = self._own_order(laptop)
        if order is not None:
            laptop.desk.cancel_order(order.id)

    def edit_customer(self, laptop: Laptop) -> None:
        number = self._customer(laptop)
        if number is not None:
            field = self.dice.choice(list(CustomerField))
            laptop.desk.edit_customer(number, {field: f"{laptop.login}-{self.dice.random():.4f}"})

    def open_customer(self, laptop: Laptop) -> None:
        name = f"New shop {self.dice.random():.6f}"
        customer = laptop.desk.create_customer({CustomerField.NAME: name}).customer
        if self.dice.random() < 0.7:
            order = laptop.desk.new_order(customer.number)
            record = laptop.desk.place_order(order.with_line(self._line(1)))
            self.placed[record.order.id] = laptop.login

    def delete_customer(self, laptop: Laptop) -> None:
        number = self._customer(laptop)
        if number is not None and self.dice.random() < 0.3:
            laptop.desk.delete_customer(number)

    def undo(self, laptop: Laptop) -> None:
        waiting = laptop.desk.outbox()
        if waiting:
            laptop.desk.undo(self.dice.choice(waiting).request_id)

    def settle_a_conflict(self, laptop: Laptop) -> None:
        conflicts = laptop.desk.conflicts()
        if conflicts:
            self._settle(laptop, self.dice.choice(conflicts))

    def sync(self, laptop: Laptop) -> None:
        self.world.fate.link_trouble = self.dice.choice((0.0, 0.0, 0.05, 0.3))
        laptop.sync()

    def retry(self, laptop: Laptop) -> None:
        waiting = laptop.desk.outbox()
        if waiting:
            laptop.desk.retry(self.dice.choice(waiting).request_id)

    # deeds at head office -----------------------------------------------------------------------

    def decide_a_case(self, laptop: Laptop) -> None:
        cases = laptop.desk.cases()
        if cases:
            case = self.dice.choice(cases)
            kind = self.dice.choice((ActionKind.APPROVE, ActionKind.REFUSE, ActionKind.HAND_BACK))
            laptop.desk.decide(case.conflict.id, Action(kind), note="so be it")

    def retry_as_admin(self, laptop: Laptop) -> None:
        stopped = laptop.desk.stopped_requests()
        if stopped:
            laptop.desk.retry_stopped(self.dice.choice(stopped))

    def change_a_product(self, _: Laptop) -> None:
        sku = Sku(self.dice.choice(SKUS[len(SCARCE) :]))
        office = self.world.open_office()
        try:
            deed = self.dice.randint(0, 3)
            clock = self.world.office_clock
            if deed == 0:
                change_product(
                    office.engine,
                    sku,
                    discontinue=clock.today(),
                    replaced_by=Sku(SKUS[5]) if sku != SKUS[5] else None,
                    actor="erp",
                    clock=clock,
                )
            else:
                price = 10 + self.dice.randint(0, 20)
                change_product(
                    office.engine,
                    sku,
                    price=price_of(price),
                    price_from=clock.today(),
                    actor="erp",
                    clock=clock,
                )
        finally:
            self.world.close_office(office)

    def change_a_customer(self, _: Laptop) -> None:
        number = CustomerNumber(self.dice.choice(CUSTOMERS))
        office = self.world.open_office()
        try:
            change_customer(
                office.engine,
                number,
                **self.dice.choice(
                    (
                        {"phone": f"555-{self.dice.randint(1000, 9999)}"},
                        {"email": f"{self.dice.randint(1000, 9999)}@shop.test"},
                        {"rep": self.dice.choice(REPS)},
                    )
                ),
                actor="erp",
                clock=self.world.office_clock,
            )
        finally:
            self.world.close_office(office)

    # the play -----------------------------------------------------------------------------------

    def run(self) -> None:
        admin = self.world.laptops[ADMIN]
        for laptop in tuple(self.world.laptops.values()):
            laptop.sync()
        bad = self.disasters
        deeds: list[tuple[float, Callable[[Laptop], None]]] = [
            (20, self.place),
            (5, self.amend),
            (4, self.cancel),
            (8, self.edit_customer),
            (3, self.open_customer),
            (2, self.delete_customer),
            (4, self.undo),
            (2, self.retry),
            (10, self.settle_a_conflict),
            (25, self.sync),
            (5, self.decide_a_case),
            (3, self.retry_as_admin),
            (5, self.change_a_product),
            (5, self.change_a_customer),
            (self._disasters, bad.back_up),
            (self._disasters / 2, bad.restore),
            (self._disasters / 2, bad.restore_without_notice),
            (2, bad.copy_to_the_drawer),
            (1, bad.take_from_the_drawer),
            (0.5, bad.put_back_an_old_copy),
            (0.5, bad.begin_on_a_new_laptop),
            (1, bad.set_the_clock),
            (1, bad.fill_the_disk),
            (1, bad.fill_head_offices_disk),
            (1, bad.break_the_program),
            (2, bad.repair_the_program),
        ]
        weights = [weight for weight, _ in deeds]
        for _ in range(self.steps):
            deed = self.dice.choices(deeds, weights)[0][1]
            reps = [laptop for laptop in self.world.laptops.values() if laptop.login in REPS]
            is_admins = deed in {self.decide_a_case, self.retry_as_admin}
            laptop = admin if is_admins else self.dice.choice(reps)
            if is_admins and self.dice.random() < 0.5:
                self.world.attempt(admin, admin.sync)
            self.world.attempt(laptop, lambda deed=deed, laptop=laptop: deed(laptop))
            self.note_what_is_shown_as_taken_back(laptop)
            self.world.pass_time()

    def note_what_is_shown_as_taken_back(self, laptop: Laptop) -> None:
        """Remember which requests a rep was shown as taken back: none may ever be carried out."""
        with laptop.store.view() as view:
            for order_id in self.placed:
                for task in view.tasks.about(SubjectType.ORDER, order_id):
                    if task.kind is TaskKind.PLACE_ORDER and task.status is TaskStatus.UNDONE:
                        requests = (stored.request for stored in view.outbox.of_task(task.id))
                        self.shown_as_taken_back.update(
                            one.id for one in requests if one.kind is RequestKind.PLACE_ORDER
                        )

    def sync_everybody(self) -> None:
        """Let all trouble end, and every laptop learn all that is open."""
        self.disasters.end()
        for _ in range(3):
            self.world.time += timedelta(hours=1)
            for laptop in self.world.laptops.values():
                laptop.sync()

    def come_to_rest(self) -> None:
        """Everybody syncs and resolves what is left, until nothing is."""
        people = list(self.world.laptops.values())
        quiet = 0
        for round_number in range(60):
            self.world.time += timedelta(hours=1)
            for laptop in people:
                laptop.sync()
                self._go_on_with_what_was_stopped(laptop, again=round_number < _RETRYING_ROUNDS)
                for conflict in laptop.desk.conflicts():
                    self._settle(laptop, conflict, simply=True)
                for case in laptop.desk.cases():
                    laptop.desk.decide(case.conflict.id, Action(ActionKind.APPROVE))
            # what one laptop sent last may reach another only in the round after the next
            quiet = 0 if any(self._unfinished(laptop) for laptop in people) else quiet + 1
            if quiet == 3:
                return
        pytest.fail("the world did not come to rest")

    def _go_on_with_what_was_stopped(self, laptop: Laptop, *, again: bool) -> None:
        """Try what was stopped again, and in the end take it back: later work waits for it."""
        for entry in laptop.desk.outbox():
            if entry.status is TaskStatus.PARKED:
                with suppress(RefusedError):
                    go_on = laptop.desk.retry if again else laptop.desk.undo
                    go_on(entry.request_id)

    @property
    def _disasters(self) -> int:
        """How often head office is backed up and restored; a play on a server has fewer steps."""
        return 2 if self.world.live is None else 4

    # helpers ------------------------------------------------------------------------------------

    def _unfinished(self, laptop: Laptop) -> bool:
        desk = laptop.desk
        moving = [entry for entry in desk.outbox() if entry.status is not TaskStatus.PARKED]
        return bool(moving or desk.conflicts() or desk.cases())

    def _line(self, number: int) -> OrderLine:
        return OrderLine(
            line=number, sku=Sku(self.dice.choice(SKUS)), quantity=self.dice.randint(1, 12)
        )

    def _customer(self, laptop: Laptop) -> CustomerNumber | None:
        customers = laptop.desk.customers()
        return self.dice.choice(customers).number if customers else None

    def _some_order(self, laptop: Laptop) -> Order | None:
        number = self._customer(laptop)
        if number is None:
            return None
        order = laptop.desk.new_order(number)
        for line in range(1, self.dice.randint(2, 4)):
            order = order.with_line(self._line(line))
        return order

    def _own_order(self, laptop: Laptop) -> Order | None:
        mine = [order.id for order in laptop.desk.orders() if order.id in self.placed]
        if not mine:
            return None
        record = laptop.desk.order(self.dice.choice(mine))
        return record.order if record.state in _STANDING else None

    def _settle(self, laptop: Laptop, conflict: Conflict, *, simply: bool = False) -> None:
        if not simply and self.dice.random() < 0.3:
            laptop.desk.ask_head_office(conflict.id, "what do you think?")
            return
        problems = []
        for problem in conflict.problems:
            mine = [action for action in problem.actions if action.kind not in ADMIN_ACTIONS]
            if mine:
                action = Action(ActionKind.CANCEL) if simply else self.dice.choice(mine)
                action = action if action in mine else mine[0]
                problems.append(ProblemAnswer(code=problem.code, line=problem.line, action=action))
        fields = tuple(
            FieldAnswer(
                field=field.field,
                value=self.dice.choice((field.mine, field.theirs)),
                seen=field.theirs,
            )
            for field in conflict.fields
        )
        laptop.desk.resolve(conflict.id, Resolution(problems=tuple(problems), fields=fields))


_STANDING = {OrderState.TENTATIVE, OrderState.CONFIRMED}


def price_of(units: int) -> Decimal:

    return Decimal(units)
