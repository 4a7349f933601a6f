"""A play: random work by several reps and an admin, one action after the other."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from smartclient.contract.cases import Case
from smartclient.contract.web.gate import CredentialRefusedError, DeviceRevokedError
from smartclient.domain.errors import RefusedError
from smartclient.domain.rules.problems import Action, ActionKind, FieldPolicy
from smartclient.domain.rules.taking_back import NotTakenBack
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.tasks import TaskStatus
from tests.convergence.actions import Actions
from tests.convergence.company import ADMIN, REPS
from tests.convergence.disasters import Disasters
from tests.convergence.freshness_actions import FreshnessActions
from tests.convergence.laptop import Laptop
from tests.convergence.world import World

Weighed = tuple[float, Callable[[Laptop], None]]
"""An action, and how often it is done."""

STEPS = 90

_RETRYING_ROUNDS = 5
_WIPED, _LEARNT_AT_ONCE = 0.7, 0.5


class Play:
    """What happens in the world, one random action at a time, until everything is at rest."""

    def __init__(self, world: World, steps: int = STEPS) -> None:
        self.world = world
        self.steps = steps
        self.disasters = Disasters(world, world.rng)
        self.actions = Actions(world, self.disasters)
        self.freshness = FreshnessActions(world)
        self.placed = world.placed

    def run(self) -> None:
        admin = self.world.laptops[ADMIN]
        for laptop in tuple(self.world.laptops.values()):
            laptop.sync()
        admin.use_cases.admin.change_policy(EditableField.PHONE, FieldPolicy.LATEST)
        admin.sync()
        actions = (*self._deeds(), *self._disasters())
        weights = [weight for weight, _ in actions]
        for _ in range(self.steps):
            action = self.world.rng.choices(actions, weights)[0][1]
            reps = [laptop for laptop in self.world.laptops.values() if laptop.login in REPS]
            is_admins = action in self._admins
            laptop = admin if is_admins else self.world.rng.choice(reps)
            if is_admins and self.world.rng.random() < 0.5:
                self.world.attempt(admin, admin.sync)
            self.world.attempt(laptop, partial(action, laptop))
            self.world.note_what_is_seen(laptop)
            self.world.pass_time()

    def _deeds(self) -> tuple[Weighed, ...]:
        return (
            (20, self.actions.place),
            (5, self.actions.amend),
            (4, self.actions.cancel),
            (8, self.actions.edit_customer),
            (3, self.actions.open_customer),
            (2, self.actions.delete_customer),
            (4, self.actions.undo),
            (2, self.actions.retry),
            (10, self.actions.resolve_a_conflict),
            (25, self.actions.sync),
            (5, self.actions.decide_a_case),
            (4, self.actions.retry_as_admin),
            (0.5, self.actions.close_a_stopped_one),
            (0.5, self.actions.take_over_a_conflict),
            (2, self.actions.say_whether_it_was_restored),
            (1, self.actions.change_a_policy),
            (1, self.actions.change_how_old_data_may_be),
            (5, self.freshness.change_a_policy),
            (5, self.actions.change_a_product),
            (5, self.actions.change_a_customer),
            (3, self.actions.change_what_is_taken_along),
            (3, self.actions.choose_what_is_taken_along),
            (3, self.freshness.pin),
            (1, self.freshness.write_what_is_given),
            (3, self.freshness.change_the_network),
            (3, self.freshness.mark_the_network),
            (3, self.freshness.set_a_latest_time),
            (1, self.freshness.send_anyway),
            (2, self.actions.change_a_phone_on_both_sides),
            (3, self.actions.amend_on_two_devices),
            (2, self.actions.change_your_mind_after_a_copy),
            (2, self.actions.change_your_mind_about_what_is_stopped),
        )

    def _disasters(self) -> tuple[Weighed, ...]:
        bad = self.disasters
        # a play on a server has fewer steps
        often = 2 if self.world.live is None else 4
        return (
            (often, bad.back_up),
            (often / 4, bad.restore),
            (often / 4, bad.restore_without_notice),
            (often * 0.75, bad.restore_the_machine),
            (often / 2, bad.lose_a_request),
            (often / 2, bad.lose_replies),
            (2, bad.copy_to_the_drawer),
            (1, bad.take_from_the_drawer),
            (1, bad.put_back_an_old_copy),
            (0.5, bad.begin_on_a_new_laptop),
            (2, bad.set_the_clock),
            (1, bad.fill_the_disk),
            (1, bad.fill_head_offices_disk),
            (1, bad.break_the_program),
            (1.5, self.actions.send_a_deadly_request),
            (2, bad.repair_the_program),
            (1, self._let_days_pass),
        )

    @property
    def _admins(self) -> tuple[Callable[[Laptop], None], ...]:
        return (
            self.actions.decide_a_case,
            self.actions.retry_as_admin,
            self.actions.close_a_stopped_one,
            self.actions.take_over_a_conflict,
            self.actions.say_whether_it_was_restored,
            self.actions.change_a_policy,
            self.actions.change_how_old_data_may_be,
            self.freshness.change_a_policy,
        )

    def _let_days_pass(self, _: Laptop) -> None:
        self.world.let_days_pass()

    def let_trouble_end(self) -> None:
        """Let everything work, links cost nothing, and every laptop learn what is so by now.

        What a play has to reach whatever its seed happens after this.
        """
        self.disasters.end()
        self.freshness.end()
        # what the last of them finds out, such as a restore, the first learns the next time
        for _ in range(2):
            self.world.time += timedelta(hours=1)
            for laptop in self.world.laptops.values():
                # one that was signed out signs in again
                with suppress(CredentialRefusedError, DeviceRevokedError):
                    laptop.sync()

    def sync_everybody(self) -> None:
        """Let all trouble end, and every laptop learn all that is open."""
        self.disasters.end()
        self.freshness.end()
        self.actions.take_everything_along()
        self._sync_by_the_hour()
        if self.world.went_back_unnoticed:
            # who has read beyond it by then learns of it by what is compared once a day
            self.world.time += timedelta(days=1)
            self._sync_by_the_hour()

    def _sync_by_the_hour(self) -> None:
        for _ in range(3):
            self.world.time += timedelta(hours=1)
            for laptop in self.world.laptops.values():
                laptop.sync()
                self.world.note_what_is_seen(laptop)

    def come_to_rest(self) -> None:
        """Everybody syncs and resolves what is left, until nothing is."""
        people = list(self.world.laptops.values())
        quiet, has_looked_again = 0, False
        for round_number in range(60):
            self.world.time += timedelta(hours=1)
            if self.world.wipes is not None:
                self.world.wipes.decide_all()
            for laptop in people:
                laptop.sync()
                self.actions.say_whether_it_was_restored(laptop)
                self._go_on_with_what_was_stopped(laptop, again=round_number < _RETRYING_ROUNDS)
                for conflict in laptop.use_cases.conflicts.open():
                    self.actions.resolve(laptop, conflict, simply=True)
                for case in laptop.use_cases.admin.cases():
                    laptop.use_cases.admin.decide(case.conflict.id, _decision(case))
                self.world.note_what_is_seen(laptop)
            # what one laptop sent last may reach another only in the round after the next
            quiet = 0 if any(self._unfinished(laptop) for laptop in people) else quiet + 1
            if quiet == 2 and has_looked_again:
                return
            if quiet == 2:
                # once a day laptops compare all they hold with head office
                self.world.time += timedelta(days=1)
                quiet, has_looked_again = 1, True
        pytest.fail("the world did not come to rest")

    def _go_on_with_what_was_stopped(self, laptop: Laptop, *, again: bool) -> None:
        """Try what was stopped again, and in the end take it back: later work waits for it."""
        for entry in laptop.use_cases.outbox.entries():
            if entry.status is TaskStatus.PARKED:
                with suppress(RefusedError):
                    go_on = laptop.use_cases.outbox.retry if again else laptop.use_cases.outbox.undo
                    go_on(entry.request_id)

    def _unfinished(self, laptop: Laptop) -> bool:
        use_cases = laptop.use_cases
        moving = [
            entry for entry in use_cases.outbox.entries() if entry.status is not TaskStatus.PARKED
        ]
        return bool(moving or use_cases.conflicts.open() or use_cases.admin.cases())


def _decision(case: Case) -> Action:
    """What an admin decides at the end: a customer who has other orders by then is kept."""
    reasons = {problem.arguments.get("reason") for problem in case.conflict.problems}
    is_kept = NotTakenBack.OPEN_ORDERS in reasons
    return Action(ActionKind.REFUSE if is_kept else ActionKind.APPROVE)


class WipingPlay(Play):
    """A play in which devices are wiped, one at its end, and an admin decides what they held."""

    def run(self) -> None:
        super().run()
        self.let_trouble_end()
        laptop = self._laptop_with_unsent_work()
        assert self.world.wipes is not None
        self.world.wipes.revoke(laptop, wipe=True)
        laptop.sync()

    def _laptop_with_unsent_work(self) -> Laptop:
        """Some laptop of a rep, with an order that was just placed there."""
        reps = [laptop for laptop in self.world.laptops.values() if laptop.login in REPS]
        for laptop in self.world.rng.sample(reps, len(reps)):
            placed = len(self.placed)
            with suppress(RefusedError):
                self.actions.place(laptop)
            if len(self.placed) > placed:
                return laptop
        pytest.fail("nobody could place an order")

    def _deeds(self) -> tuple[Weighed, ...]:
        return (
            *super()._deeds(),
            (12, self._revoke),
            (8, self._decide_what_was_handed_over),
        )

    def _revoke(self, laptop: Laptop) -> None:
        assert self.world.wipes is not None
        self.world.wipes.revoke(laptop, wipe=self.world.rng.random() < _WIPED)
        if self.world.rng.random() < _LEARNT_AT_ONCE:
            laptop.sync()

    def _decide_what_was_handed_over(self, _: Laptop) -> None:
        assert self.world.wipes is not None
        self.world.wipes.decide()


class WebPlay(Play):
    """A play in which some come over HTTPS, who are revoked, and whose credentials are renewed."""

    def run(self) -> None:
        super().run()
        self.let_trouble_end()
        links = self.world.web_links
        assert links is not None
        for laptop in self.world.laptops.values():
            if laptop.login in links.logins:
                links.revoke(self.world.office, self.world.office_clock, laptop.name, wipe=False)
                laptop.sync()
                links.renew(laptop.name)


class LongPlay(Play):
    """A play over years, in which head office purges what is over, for the last time at its end."""

    def run(self) -> None:
        super().run()
        self.let_trouble_end()
        self.disasters.purge_all_after_months()

    def _disasters(self) -> tuple[Weighed, ...]:
        return (*super()._disasters(), (4, self.disasters.purge_after_months))
