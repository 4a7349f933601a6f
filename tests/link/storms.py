"""Storms: laptops whose links are slow, thin, and cut at random points while they are used."""

import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path

import pytest

from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.gateway.gateway import Gateway
from tests.slow_link import SlowLink

OPERATIONS = ("pulse", "submit", "replies", "feeds", "feed")
DELAY, BYTES_PER_SECOND = 0.01, 500_000
_OF_PULSES, _OF_RECEIPTS = 0.2, 0.5
_AGAIN = 0.3
"""How often the connection that is opened after a cut is cut, too."""


@dataclass
class Storm:
    """What becomes of one link while it is used: now and then it is cut, in some operation."""

    link: SlowLink
    rng: random.Random
    receipts_turn: int = 2
    """The turn of the far end in a submit that brings the receipts."""
    blows: float = 0.0
    during: str = ""
    cuts: Counter[str] = field(default_factory=Counter)
    is_certain: bool = False
    """Whether the next operation is cut, whatever the odds."""
    cuts_before: int = 0
    """How many cuts there had been when the storm rose."""

    def __post_init__(self) -> None:
        self.link.delay = DELAY
        self.link.bytes_per_second = BYTES_PER_SECOND
        self.link.when_cut = self._was_cut

    def rise(self, blows: float) -> None:
        """Cut the link in so many of the operations from now on."""
        self.blows = blows
        self.cuts_before = self.link.cuts

    @property
    def has_cut(self) -> bool:
        """Whether the link was cut since the storm rose."""
        return self.link.cuts > self.cuts_before

    def calm(self) -> None:
        """Cut nothing any more; slow and thin it stays."""
        self.blows = 0.0
        self.link.stay_whole()

    def begin(self, operation: str, most_bytes: int) -> None:
        """Pass the beginning of an operation; perhaps the link is cut within it."""
        self.during = operation
        self.link.stay_whole()
        if self.is_certain:
            self.is_certain = False
            self.link.cut_in(0)
            return
        # most calls are pulses, and little is lost with one
        if self.rng.random() >= self.blows * (_OF_PULSES if operation == "pulse" else 1):
            return
        if operation == "submit" and self.rng.random() < _OF_RECEIPTS:
            self.link.cut_at_turn(self.receipts_turn)
        else:
            self.link.cut_in(self.rng.randrange(most_bytes))

    def _was_cut(self) -> None:
        self.cuts[self.during] += 1
        if self.rng.random() < min(_AGAIN, self.blows):
            self.link.cut_in(self.rng.randrange(6_000))


@dataclass
class Traveller:
    """A rep with a laptop in a storm, and what the rep has done there."""

    session: Session
    storm: Storm
    customer: CustomerNumber
    placed: list[OrderId] = field(default_factory=list)
    requests: int = 0

    def place(self, quantity: int) -> None:
        use_cases = self.session.use_cases
        order = use_cases.orders.new(self.customer)
        for line, sku in enumerate(("P-02", "P-03", "P-04"), 1):
            order = order.with_line(OrderLine(line=line, sku=Sku(sku), quantity=quantity))
        self.placed.append(use_cases.orders.place(order).order.id)
        self.requests += 1

    def edit(self, phone: str) -> None:
        use_cases = self.session.use_cases
        use_cases.customers.edit(self.customer, {EditableField.PHONE: phone})

    @property
    def unanswered(self) -> bool:
        return bool(self.session.use_cases.outbox.entries())

    @property
    def loaded(self) -> bool:
        return self.session.use_cases.status.current().last_sync is not None

    def sync(self) -> None:
        _HERE.storm = self.storm
        self.session.sync_now()


_WHILE_SECONDS = 1.0
_HERE = threading.local()
_MOST_BYTES = {"pulse": 3_000, "submit": 6_000, "replies": 3_000, "feed": 40_000, "feeds": 40_000}


def let_storms_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell a laptop's storm of each operation that begins on its link."""

    def reported(name: str, operation: Callable[..., object]) -> Callable[..., object]:
        @wraps(operation)
        def call(*args: object, **options: object) -> object:
            storm: Storm | None = getattr(_HERE, "storm", None)
            if storm is not None:
                storm.begin(name, _MOST_BYTES[name])
            return operation(*args, **options)

        return call

    for name in OPERATIONS:
        monkeypatch.setattr(Gateway, name, reported(name, getattr(Gateway, name)))


class Service:
    """A worker whose link is in a storm.

    It is a process of its own: while the driver asks what it is to insert many of, it holds this
    interpreter's lock, and the link between it and the server would stand still with it.
    """

    def __init__(self, url: str, storm: Storm, said: Path) -> None:
        self.storm = storm
        self._said = said
        command = [sys.executable, "-m", "smartclient", "headoffice", "serve", "--url", url]
        with said.open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    @property
    def said(self) -> str:
        return self._said.read_text("utf-8")

    def carry_on(self) -> None:
        """Perhaps cut its link in the middle of what it does next."""
        self.storm.begin("work", 60_000)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


def sync_together(
    pool: ThreadPoolExecutor, travellers: list[Traveller], meanwhile: Callable[[], None]
) -> None:
    """Let everybody sync at once, and now and then do something else until all are through."""
    syncs = {pool.submit(traveller.sync) for traveller in travellers}
    running: set[Future[None]] = syncs
    while running:
        meanwhile()
        _, running = wait(running, timeout=_WHILE_SECONDS)
    for sync in syncs:
        sync.result()
