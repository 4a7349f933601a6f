"""What people do in a play about what a link costs, how old data may be and what is taken along."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.link_price import CostlyMark, Transport
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.problems import PriceDay
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.worker.given_rows import refresh_given_rows
from smartclient.read_models.connection import NetworkHint
from smartclient.use_cases.commands.connection import note_network
from smartclient.use_cases.commands.network_mark import mark_network
from tests.convergence.company import CUSTOMERS
from tests.convergence.laptop import Laptop
from tests.convergence.world import World

_EXPIRING: Final = ("customers", "products", "prices", "offers", "stock", "orders", "tax_rates")
_AGES: Final = (
    "off",
    "40m remove",
    "1h mark, 3h remove",
    "1d warn, 2d remove",
    "30m mark, 1h warn, 2h refuse",
)
_WORTHS: Final = tuple(str(worth) for worth in range(10))
_POLICIES: Mapping[str, tuple[str, ...]] = {
    **{f"freshness.{kind}": _AGES for kind in _EXPIRING},
    **dict.fromkeys(
        (
            *("worth.place_order", "worth.amend_order", "worth.update_customer"),
            *("worth.create_customer", "worth.resolve_conflict", "worth.refresh"),
        ),
        _WORTHS,
    ),
    "price.metered": ("0", "3", "9"),
    "price.costly": ("3", "6", "9"),
    "price.wifi": ("auto", "0", "5"),
    "price.cellular": ("auto", "2", "9"),
    "pinned_customers": tuple(Pinning),
    "price_day": tuple(PriceDay),
    "refresh_at": ("off", "06:30, 12:00"),
}
"""What an admin changes in a play, each with the settings that are tried."""

_POOR: Final = LinkQuality(round_trip_ms=3_000, kbit_per_s=40, band=LinkBand.POOR)


class FreshnessActions:
    """The actions of a play that change what goes over a link, and what a device holds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.rng

    # the rep ------------------------------------------------------------------------------------

    def change_the_network(self, laptop: Laptop) -> None:
        """Go on over another network, with another price, perhaps a slow one."""
        hint = NetworkHint(
            name=self._rng.choice(("", "home", "hotel", "phone")),
            transport=self._rng.choice((Transport.UNKNOWN, Transport.WIFI, Transport.CELLULAR)),
            metered=self._rng.choice((None, False, True)),
        )
        is_slow = self._rng.random() < 0.3
        with laptop.store.work() as work:
            note_network(work, hint, laptop.office_clock.now())
            if is_slow:
                work.meta.link_quality = _POOR
            work.commit()

    def mark_the_network(self, laptop: Laptop) -> None:
        """Say of the present network that it is expensive, or that it is not."""
        mark = self._rng.choice((CostlyMark.ON, CostlyMark.ON, CostlyMark.OFF, CostlyMark.AUTO))
        mark_network(mark, work=laptop.store.work(), clock=laptop.office_clock)

    def set_a_latest_time(self, laptop: Laptop) -> None:
        """Say until when a request may be sent, or that it may be sent at any time."""
        waiting = [
            entry
            for entry in laptop.use_cases.outbox.entries()
            if entry.status is TaskStatus.QUEUED
        ]
        if waiting:
            span = timedelta(minutes=self._rng.choice((3, 20, 90, 600)))
            latest = laptop.office_clock.now() + span if self._rng.random() < 0.8 else None
            laptop.use_cases.outbox.set_latest_time(self._rng.choice(waiting).request_id, latest)

    def send_anyway(self, laptop: Laptop) -> None:
        """Have one request sent whatever the link costs."""
        waiting = laptop.use_cases.outbox.entries()
        if waiting:
            laptop.use_cases.outbox.send_anyway(self._rng.choice(waiting).request_id)

    def pin(self, laptop: Laptop) -> None:
        """Pin a customer, who may be anybody's, or unpin one."""
        pinned = [item.customer.number for item in laptop.use_cases.take_along.pinned().customers]
        is_unpinned = bool(pinned) and self._rng.random() < 0.4
        number = self._rng.choice(pinned if is_unpinned else self._customers())
        laptop.use_cases.take_along.pin(number, pinned=not is_unpinned)

    def _customers(self) -> list[CustomerNumber]:
        customers = self._world.tables.customers.c.number
        with self._world.looking() as there:
            known = set(there.scalars(select(customers)))
        return [CustomerNumber(number) for number in CUSTOMERS if number in known]

    # head office --------------------------------------------------------------------------------

    def change_a_policy(self, laptop: Laptop) -> None:
        """Change what something is worth, what a link costs, or how old data may be."""
        key = self._rng.choice(tuple(_POLICIES))
        laptop.use_cases.admin.change_policy(key, self._rng.choice(_POLICIES[key]))

    def write_what_is_given(self, _: Laptop) -> None:
        """Have a worker write what reps are given beside their partition, as once a minute."""
        refresh_given_rows(self._world.office.engine, self._world.office_clock)

    def end(self) -> None:
        """Let every laptop be on a fast network that costs nothing."""
        for laptop in self._world.laptops.values():
            with laptop.store.work() as work:
                work.meta.network_marks = ()
                note_network(work, NetworkHint(), laptop.office_clock.now())
                work.meta.link_quality = None
                work.commit()
