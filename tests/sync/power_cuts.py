"""Power cuts: a sync that ends between any two of its steps."""

from contextlib import suppress

from smartclient.read_models.sync_progress import SyncSummary
from smartclient.store.database.opening import open_store_file
from smartclient.use_cases.use_cases import UseCases
from tests.sync.sync_world import KEY, Laptop


class PowerCutError(BaseException):
    """The machine went dark; nothing after it runs."""


class Countdown:
    """Cuts the power at one of the steps, each the moment before or after something durable."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self, _name: str = "") -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left == 0:
            self.left = None
            raise PowerCutError


def start_again(laptop: Laptop) -> None:
    laptop.store.close()
    laptop.store = open_store_file(laptop.folder / "store.db", KEY)
    laptop.use_cases = UseCases(laptop.store, laptop.company.clock)


def sync_with_a_cut(laptop: Laptop, power: Countdown, step: int) -> SyncSummary | None:
    """Sync with the power going at ``step``; return the summary when it got to its end before."""
    laptop.link.before = laptop.link.after = power.step
    power.left = step
    summary = None
    with suppress(PowerCutError):
        summary = laptop.sync()
    power.left = None
    if summary is None:
        start_again(laptop)
    return summary
