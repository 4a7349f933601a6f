"""The kept connection: one for many calls, a new one when it broke, none while it rests."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.gateway.persistent_connection import IDLE_SECONDS
from smartclient.gateway.statement_connection import Results, StatementConnection

ASK = Statement(text="SELECT 1", parameters=())


class Wire:
    """A connection that does what it is told to."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self.broken = False
        self.closed = False

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        heard: Callable[[], None],
        take: Take | None,
    ) -> Results:
        if take is not None:
            take([(1,)])
        self._office.calls.append(threading.current_thread().name)
        if self._office.failures:
            failure = self._office.failures.pop(0)
            self.broken = isinstance(failure, OutOfReachError)
            raise failure
        if self._office.hangs is not None:
            self._office.hangs.wait(60)
        return (((1,),),)

    def close(self) -> None:
        self.closed = True


class Office:
    """Opens wires, and remembers them."""

    def __init__(self) -> None:
        self.wires: list[Wire] = []
        self.calls: list[str] = []
        self.failures: list[Exception] = []
        self.refusals: list[Exception] = []
        self.hangs: threading.Event | None = None
        self.now = 1_000.0
        self.kept = StatementConnection(self.open, wall_clock=lambda: self.now)

    def open(self) -> Wire:
        if self.refusals:
            raise self.refusals.pop(0)
        self.wires.append(Wire(self))
        return self.wires[-1]

    def ask(self, timeout: float = 5.0) -> Results:
        return self.kept.call(ASK, (), timeout=timeout)


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    if office.hangs is not None:
        office.hangs.set()
    office.kept.close()


def _broken() -> OutOfReachError:
    return OutOfReachError("The link broke.")


def test_one_connection_serves_many_calls_on_a_thread_of_its_own(office: Office) -> None:
    assert not office.wires
    for _ in range(3):
        assert office.ask() == (((1,),),)
    assert len(office.wires) == 1
    assert set(office.calls) == {"head office"}


def test_a_connection_that_broke_while_idle_is_replaced_silently(office: Office) -> None:
    office.ask()
    office.failures = [_broken()]
    assert office.ask() == (((1,),),)
    assert len(office.wires) == 2
    assert office.wires[0].closed


def test_a_new_connection_that_breaks_means_out_of_reach(office: Office) -> None:
    office.failures = [_broken()]
    with pytest.raises(OutOfReachError):
        office.ask()
    office.failures = [_broken(), _broken()]
    with pytest.raises(OutOfReachError):
        office.ask()
    assert all(wire.closed for wire in office.wires)
    office.failures = []
    assert office.ask()


def test_what_head_office_refuses_breaks_no_connection(office: Office) -> None:
    office.ask()
    office.failures = [RefusedError("Not so.")]
    with pytest.raises(RefusedError):
        office.ask()
    office.ask()
    assert len(office.wires) == 1


def test_a_connection_that_can_not_be_opened_is_tried_again_by_the_next_call(
    office: Office,
) -> None:
    office.refusals = [_broken()]
    with pytest.raises(OutOfReachError):
        office.ask()
    assert office.ask()


def test_a_connection_that_was_idle_for_long_is_not_trusted(office: Office) -> None:
    office.ask()
    office.now += IDLE_SECONDS - 1
    office.ask()
    assert len(office.wires) == 1
    office.now += IDLE_SECONDS + 1
    office.ask()
    assert len(office.wires) == 2
    assert office.wires[0].closed


def test_a_hung_call_is_left_and_its_connection_closed_once_it_ends(office: Office) -> None:
    office.ask()
    office.hangs = threading.Event()
    with pytest.raises(OutOfReachError, match="in time"):
        office.ask(timeout=0.3)
    assert len(office.calls) == 2
    office.hangs.set()
    office.hangs = None
    assert office.ask()
    assert len(office.wires) == 2


def test_resting_closes_the_connection_until_the_next_call(office: Office) -> None:
    office.kept.release()
    office.ask()
    office.kept.release()
    assert office.wires[0].closed
    office.ask()
    assert len(office.wires) == 2


def test_leaving_ends_a_hung_call_soon(office: Office) -> None:
    office.hangs = threading.Event()
    reported: list[BaseException] = []

    def ask() -> None:
        try:
            office.ask(timeout=60)
        except OutOfReachError as error:
            reported.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    office.kept.abort()
    asking.join(10)
    assert not asking.is_alive()
    assert reported


def test_rows_that_were_taken_do_not_come_again_on_a_new_connection(office: Office) -> None:
    office.ask()
    office.failures = [_broken()]
    taken: list[Row] = []
    with pytest.raises(OutOfReachError):
        office.kept.call(ASK, (), timeout=5.0, take=taken.extend)
    assert taken == [(1,)]
