"""The pool of connections: bounded, opened as needed, and none of them anybody's own."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import ContendedError, OutOfReachError, RefusedError
from smartclient.gateway.connection_pool import ConnectionPool
from smartclient.gateway.statement_connection import Results

ASK = Statement(text="SELECT 1", parameters=())
SIZE = 3


class Wire:
    """A connection whose calls go on until they may end, or fail."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self.broken = False

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        heard: Callable[[], None],
        take: Take | None,
    ) -> Results:
        self._office.started.release()
        assert self._office.may_end.wait(30)
        if self._office.failures:
            failure = self._office.failures.pop()
            self.broken = isinstance(failure, OutOfReachError)
            raise failure
        return ((tuple(map(int, map(str, values))),),)

    def close(self) -> None:
        self.broken = True


class Office:
    """Opens wires."""

    def __init__(self) -> None:
        self.wires: list[Wire] = []
        self.failures: list[Exception] = []
        self.started = threading.Semaphore(0)
        self.may_end = threading.Event()
        self.may_end.set()
        self.pool = ConnectionPool(self.open, size=SIZE, wait_seconds=0.05)

    def open(self) -> Wire:
        self.wires.append(Wire(self))
        return self.wires[-1]

    def ask(self, value: int = 1) -> Results:
        return self.pool.call(ASK, (value,), timeout=30.0)


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.may_end.set()
    office.pool.close()


def test_calls_one_after_the_other_need_one_connection(office: Office) -> None:
    assert [office.ask(n) for n in range(4)] == [(((n,),),) for n in range(4)]
    assert len(office.wires) == 1


def test_no_more_connections_are_opened_than_the_pool_holds(office: Office) -> None:
    office.may_end.clear()
    answers: list[Results] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(office.ask(n))) for n in range(SIZE)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert office.started.acquire(timeout=30)
    with pytest.raises(ContendedError, match="busy"):
        office.ask()
    office.may_end.set()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [(((n,),),) for n in range(SIZE)]
    assert len(office.wires) == SIZE
    # whoever was turned away finds one free
    assert office.ask()


@pytest.mark.parametrize("failure", [RefusedError("No."), OutOfReachError("The link broke.")])
def test_a_call_that_fails_gives_its_connection_back(office: Office, failure: Exception) -> None:
    for _ in range(2 * SIZE):
        office.failures = [failure, failure]
        with pytest.raises(type(failure)):
            office.ask()
        office.failures = []
    assert office.ask()
