"""Fate: when the power goes, when the link breaks, and when a laptop's clock jumps."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Operations, Pulse, PulseRequest, Receipt
from smartclient.domain.errors import OutOfReachError
from smartclient.store.unit_of_work import UnitOfWork

Carried = TypeVar("Carried")

Arrived = Callable[[Sequence[Request], Sequence[Receipt]], None]
"""Is told what head office has received, whether its receipts come through or not."""


class PowerCutError(BaseException):
    """The machine went dark between two steps; nothing after it runs."""


@dataclass
class Faults:
    """Decides at which step the power goes, when the link breaks and when a clock jumps."""

    rng: random.Random
    steps_left: int | None = None
    link_trouble: float = 0.0
    clock_trouble: float = 0.0

    def tempt(self) -> None:
        """Let the power go at one of the next steps, perhaps."""
        self.steps_left = self.rng.randint(1, 25) if self.rng.random() < 0.35 else None

    def calm(self) -> None:
        """Nothing goes wrong from now on."""
        self.steps_left = None
        self.link_trouble = self.clock_trouble = 0.0

    def step(self) -> None:
        """Pass a point at which the power may go."""
        if self.steps_left is None:
            return
        self.steps_left -= 1
        if self.steps_left <= 0:
            self.steps_left = None
            raise PowerCutError

    def link(self) -> None:
        """Pass a point at which the link may break."""
        if self.rng.random() < self.link_trouble:
            raise OutOfReachError("The link broke.")


class BadLink:
    """The operations over a link that breaks before a call arrives, or after it did."""

    def __init__(
        self,
        operations: Operations,
        faults: Faults,
        *,
        arrived: Arrived,
        jump: Callable[[], None],
    ) -> None:
        """``jump`` sets the laptop's clock otherwise."""
        self._operations = operations
        self._faults = faults
        self._arrived = arrived
        self._jump = jump

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        return self._carry(lambda: self._submitted(batch))

    def pulse(self, hello: PulseRequest) -> Pulse:
        return self._carry(lambda: self._operations.pulse(hello))

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        return self._carry(
            lambda: self._operations.replies(after=after, watermark=watermark, limit=min(limit, 3))
        )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        return self._carry(
            lambda: self._operations.feed(
                kind, cursor=cursor, watermark=watermark, limit=min(limit, 7), by_key=by_key
            )
        )

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        return self._carry(
            lambda: self._operations.feeds(places, watermark=watermark, limit=min(limit, 7))
        )

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        return self._carry(
            lambda: self._operations.fingerprints(kind, watermark=watermark, width=width)
        )

    def close(self) -> None:
        self._operations.close()

    def _submitted(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        receipts = self._operations.submit(batch)
        self._arrived(batch, receipts)
        return receipts

    def _carry(self, call: Callable[[], Carried]) -> Carried:
        if self._faults.clock_trouble and self._faults.rng.random() < self._faults.clock_trouble:
            self._jump()
        self._faults.link()
        self._faults.step()
        answer = call()
        self._faults.step()
        self._faults.link()
        return answer


def cut_power_at_commits(monkeypatch: pytest.MonkeyPatch, faults: Faults) -> None:
    """Make every local commit a point at which the power may go: just before, and just after."""
    commit = UnitOfWork.commit

    def tempting(self: UnitOfWork) -> None:
        faults.step()
        commit(self)
        faults.step()

    monkeypatch.setattr(UnitOfWork, "commit", tempting)
