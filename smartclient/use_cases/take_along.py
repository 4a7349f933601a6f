"""What the rep takes along: data sets, and single customers that are pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.use_cases.commands.take_along import choose, leave_out_all, take_along

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.read_models.take_along import TakeAlong
    from smartclient.store.unit_of_work import Store


class TakeAlongUseCases:
    """What the rep takes along on this device, and which customers on every one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[TakeAlong, ...]:
        """Every data set that the rep is given, with its size and its age."""
        with self._store.view() as view:
            return take_along(view=view, clock=self._clock)

    def choose(self, name: str, *, on: bool) -> None:
        """Take an optional data set along with the next sync, or leave it at once.

        RefusedError for no such data set, or for a required one.
        """
        choose(name, on=on, work=self._store.work())
        if not on:
            leave_out_all(self._store, self._clock.today())
