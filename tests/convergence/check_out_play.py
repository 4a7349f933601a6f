"""A play in which reps share customers and check them out, and an admin breaks check-outs."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import pairwise

from smartclient.domain.check_out import CheckOut, Hold, check_out_from
from smartclient.domain.errors import TransientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.gateway.gateway import Gateway
from smartclient.headoffice.sales.change_log import changes_of
from smartclient.sync import check_outs
from smartclient.sync.asking import Asking
from smartclient.sync.backoff import Backoff
from smartclient.sync.context import SyncContext
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.stats import SyncStats
from tests.convergence.company import ADMIN, CUSTOMERS, REPS
from tests.convergence.faults import PowerCutError
from tests.convergence.laptop import Laptop
from tests.convergence.play import STEPS, Play, Weighed
from tests.convergence.world import World

logger = logging.getLogger(__name__)

SHARED = tuple(CustomerNumber(number) for number in CUSTOMERS[:4])
"""The customers that two reps look after, but for the last, whom all three do."""

COUNTED = ("granted", "refused", "renewed", "broken")
"""What happens at least once in every play."""

_GIVES_UP, _MOST_DAYS, _MOST_TRIES = 0.3, 14, 300


class CheckOutPlay(Play):
    """A play after each step of which nobody holds a customer that another holds."""

    def __init__(self, world: World, steps: int = STEPS) -> None:
        super().__init__(world, steps)
        self.done: dict[str, int] = defaultdict(int)

    def run(self) -> None:
        for place, number in enumerate(SHARED):
            reps = REPS if number == SHARED[-1] else (REPS[place % 3], REPS[(place + 1) % 3])
            self.actions.share(number, reps)
        super().run()
        self.disasters.end()
        self._make_up_for_what_was_not_played()
        # what nobody gave back runs out, and what became a conflict can be resolved
        self.world.time += timedelta(days=_MOST_DAYS + 1)
        self._look()

    def _make_up_for_what_was_not_played(self) -> None:
        """Go on, over a good link, until each thing that is counted has happened."""
        reps = [laptop for laptop in self.world.laptops.values() if laptop.login in REPS]
        deeds = (self._check_out, self._check_out_and_renew, self._break)
        tries = 0
        while not all(self.done[each] for each in COUNTED):
            tries += 1
            assert tries < _MOST_TRIES, f"not played: {dict(self.done)}"
            laptop, deed = self.world.rng.choice(reps), self.world.rng.choice(deeds)
            self.world.attempt(laptop, partial(self._watched(deed), laptop))

    def _deeds(self) -> tuple[Weighed, ...]:
        own = (
            (30, self._check_out),
            (8, self._check_in),
            (8, self._renew),
            (6, self._break),
            (12, self._edit),
            (4, self._let_a_day_pass),
        )
        return tuple((weight, self._watched(deed)) for weight, deed in (*super()._deeds(), *own))

    def _watched(self, deed: Callable[[Laptop], None]) -> Callable[[Laptop], None]:
        def then_look(laptop: Laptop) -> None:
            deed(laptop)
            self._look()

        return then_look

    def _check_out(self, laptop: Laptop) -> None:
        number, days = self._some_shared(), self.world.rng.choice((None, 1, 2))
        with asking(laptop) as ask:
            (outcome,) = check_outs.check_out(
                ask, laptop.store, laptop.office_clock, [number], days=days
            )
            self.done["granted" if outcome.is_done else "refused"] += 1

    def _check_in(self, laptop: Laptop) -> None:
        with asking(laptop) as ask:
            check_outs.check_in(ask, laptop.store, laptop.office_clock, [self._some_shared()])

    def _renew(self, laptop: Laptop) -> None:
        due = check_outs.due(laptop.store, laptop.office_clock, lambda _: _MOST_DAYS)
        if due:
            with asking(laptop) as ask:
                (outcome, *_) = check_outs.renew(ask, laptop.store, laptop.office_clock, due)
                self.done["renewed"] += outcome.is_done

    def _check_out_and_renew(self, laptop: Laptop) -> None:
        self._check_out(laptop)
        self._let_a_day_pass(laptop)
        self._renew(laptop)

    def _break(self, _: Laptop) -> None:
        held, admin = self.world.office.check_outs(), self.world.laptops[ADMIN]
        if held:
            number = self.world.rng.choice(held).number
            with asking(admin) as ask:
                outcome = check_outs.break_check_out(ask, admin.store, admin.office_clock, number)
                self.done["broken"] += outcome.is_done

    def _edit(self, laptop: Laptop) -> None:
        self.actions.type_into(laptop, self._some_shared(), EditableField.NOTES)

    def _let_a_day_pass(self, _: Laptop) -> None:
        self.world.time += timedelta(hours=self.world.rng.randint(6, 30))

    def _some_shared(self) -> CustomerNumber:
        return self.world.rng.choice(SHARED)

    def _look(self) -> None:
        history = {number: _history(self.world, number) for number in SHARED}
        for granted in history.values():
            _assert_one_holder(granted)
        for laptop in self.world.laptops.values():
            self._assert_holds_what_it_is_sure_of(laptop, history)

    def _assert_holds_what_it_is_sure_of(
        self, laptop: Laptop, history: Mapping[CustomerNumber, Sequence[CheckOut]]
    ) -> None:
        """Whatever its clock says; it may not know yet that it was ended, or lost by a restore."""
        for each in laptop.use_cases.customers.check_outs():
            states = [
                state
                for state in history.get(each.number, ())
                if state.number == each.check_out.number and state.since == each.check_out.since
            ]
            if each.hold is Hold.OWN and states and states[-1].end is None:
                assert self.world.time < states[-1].until, f"{laptop.name}: {each}"
                self.done["sure"] += 1


def _history(world: World, number: CustomerNumber) -> tuple[CheckOut, ...]:
    """What head office committed of a customer's check-outs, oldest first."""
    with world.looking() as there:
        changes = changes_of(there, "customer", number)
    found = (check_out_from(each.after) for each in changes if each.field == "check_out")
    return tuple(reversed([each for each in found if each is not None]))


def _assert_one_holder(history: Sequence[CheckOut]) -> None:
    for before, after in pairwise(history):
        if before.epoch != after.epoch:
            continue
        if before.number == after.number:
            assert before.holder == after.holder
            assert before.until <= after.until
            continue
        assert after.counter == before.counter + 1
        is_over = before.end is not None or before.until <= after.since
        assert is_over, f"{after} while {before}"


@contextmanager
def asking(laptop: Laptop) -> Iterator[Asking]:
    """Ask head office from a laptop over its bad link, as long as its rep has patience.

    What can't be asked, or is not answered in time, is left at that.
    """
    world, office = laptop.world, laptop.office
    world.use_file()
    gateway = Gateway(laptop.bad_link, offline=lambda: False)
    context = SyncContext(
        store=laptop.store,
        gateway=gateway,
        clock=laptop.office_clock,
        backoff=Backoff(random=world.rng.random),
        stats=SyncStats(),
        stopped=lambda: False,
        quality=MeasuredQuality(laptop.store, gateway),
    )
    try:
        yield Asking(
            context,
            wait=lambda _: world.rng.random() < _GIVES_UP,
            answer_now=lambda: world.answer(office),
            stopwatch=lambda: 0.0,
        )
    except PowerCutError:
        laptop.die()
        raise
    except TransientError as error:
        logger.info("%s was not answered: %s", laptop.name, error.template)
    finally:
        gateway.close()
