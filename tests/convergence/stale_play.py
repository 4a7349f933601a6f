"""A play about stale data: devices stay away, what they hold expires, and links cost something."""

from datetime import timedelta
from functools import partial

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.tasks import TaskKind
from smartclient.use_cases.commands.network_mark import mark_network
from tests.convergence.company import ADMIN, CUSTOMERS, REPS
from tests.convergence.laptop import Laptop
from tests.convergence.play import Weighed, WipingPlay

_POLICIES = {
    "freshness.products": "1h mark, 3h remove",
    "freshness.customers": "1h mark, 5h remove",
    "pinned_customers": str(Pinning.ALL),
}


class StalePlay(WipingPlay):
    """A play in which data expires under unsent work, with purges and wipes beside it.

    At its beginning and its end a rep stays away, with work of which a part waits for a cheaper
    link and a part has a latest time.
    """

    def run(self) -> None:
        self._set_policies()
        self._stay_away(self.world.laptops[REPS[0]])
        super().run()
        rep = self.world.rng.choice(REPS)
        self._stay_away(self.world.rng.choice(self.world.devices_of(rep)))

    def _deeds(self) -> tuple[Weighed, ...]:
        return (*super()._deeds(), (3, self._stay_away))

    def _disasters(self) -> tuple[Weighed, ...]:
        return (*super()._disasters(), (1, self.disasters.purge_after_months))

    def _set_policies(self) -> None:
        admin = self.world.laptops[ADMIN]
        admin.sync()
        for key, setting in _POLICIES.items():
            admin.use_cases.admin.change_policy(key, setting)
        admin.sync()
        rep = self.world.laptops[REPS[0]]
        rep.sync()
        other = next(number for place, number in enumerate(CUSTOMERS) if place % len(REPS))
        rep.use_cases.take_along.pin(CustomerNumber(other), pinned=True)
        rep.sync()

    def _stay_away(self, laptop: Laptop) -> None:
        """Work without a contact until what the laptop holds has expired."""
        mark_network(CostlyMark.ON, work=laptop.store.work(), clock=laptop.office_clock)
        for action in (self.actions.place, self._change_a_customer, self._order_until_soon):
            self.world.attempt(laptop, partial(action, laptop))
        self.world.time += timedelta(hours=self.world.rng.randint(4, 9))
        self.world.note_what_is_seen(laptop)
        if self.world.rng.random() < 0.5:
            # most of it is worth more than that costs
            self.world.attempt(laptop, partial(self.actions.sync, laptop))
            self.world.note_what_is_seen(laptop)

    def _change_a_customer(self, laptop: Laptop) -> None:
        for customer in laptop.use_cases.customers.search()[:1]:
            note = f"seen {self.world.rng.random():.6f}"
            laptop.use_cases.customers.edit(customer.number, {EditableField.NOTES: note})

    def _order_until_soon(self, laptop: Laptop) -> None:
        """Place an order that is not to be sent later than in an hour."""
        self.actions.place(laptop)
        waiting = [
            entry
            for entry in laptop.use_cases.outbox.entries()
            if entry.kind is TaskKind.PLACE_ORDER
        ]
        if waiting:
            soon = laptop.office_clock.now() + timedelta(hours=1)
            laptop.use_cases.outbox.set_latest_time(waiting[-1].request_id, soon)
