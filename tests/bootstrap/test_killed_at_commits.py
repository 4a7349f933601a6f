"""A client, and the head office in it, that are killed at a commit.

Of a check-out, a check-in, an order under a check-out, and of orders that stand together.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.database.transactions import reading
from smartclient.domain.check_out import Hold
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.headoffice.admin.maintenance import change_customer
from smartclient.headoffice.database.tables import tables_for
from smartclient.settings.places import HOME_VARIABLE
from smartclient.use_cases.queries.check_outs import OWN_HOLDS
from tests.killed_commits import was_killed
from tests.prepared import import_sample, write_office

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.name == "nt", reason="nothing kills a process there as SIGKILL does"),
]

PASSPHRASE = {"SMARTCLIENT_PASSPHRASE": "made-up data"}
SHOP, OTHER = CustomerNumber("G-1001"), CustomerNumber("G-1002")
EVERY_POINT = os.environ.get("SMARTCLIENT_EVERY_KILL", "") == "1"
MOST_POINTS = 200


@dataclass
class Field:
    """Two reps of one customer, each with a laptop, and their head office in a file.

    The laptops are one folder with the head office, so that all is put back at once.
    """

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{(self.folder / 'headoffice.db').as_posix()}"

    def session(self, login: str) -> Session:
        return bootstrap.open_session(self.folder / login, clock=SystemClock())

    def kill(self, point: int, *command: str) -> bool:
        environment = {HOME_VARIABLE: str(self.folder / "anna")}
        return was_killed(command, point, environment | PASSPHRASE)

    def holder(self) -> str:
        """Who holds the customer by head office's word, "" for nobody."""
        office = bootstrap.open_head_office(self.url, SystemClock())
        try:
            held = office.check_outs()
        finally:
            office.close()
        assert len(held) <= 1
        return held[0].check_out.holder if held else ""

    def orders(self) -> int:
        """How many orders head office has."""
        office = bootstrap.open_head_office(self.url, SystemClock())
        try:
            with reading(office.engine) as connection:
                orders = tables_for("sqlite").orders
                found = connection.execute(select(orders.c.order_id)).all()
        finally:
            office.close()
        return len(found)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in PASSPHRASE.items():
            patch.setenv(variable, value)
        field = Field(tmp_path_factory.mktemp("field"))
        write_office(field.folder / "headoffice.db", SystemClock(), import_sample)
        office = bootstrap.open_head_office(field.url, SystemClock())
        change_customer(office.engine, SHOP, rep="anna; ben", clock=SystemClock())
        office.close()
        for login in ("anna", "ben"):
            with bootstrap.sign_in(
                field.folder / login, url=field.url, login=login, clock=SystemClock()
            ) as session:
                session.sync_now()
        saved = field.folder.with_name("saved")
        shutil.copytree(field.folder, saved)
        yield field


@pytest.fixture
def field(prepared: Field, monkeypatch: pytest.MonkeyPatch) -> Field:
    """The field as it was prepared."""
    for variable, value in PASSPHRASE.items():
        monkeypatch.setenv(variable, value)
    return put_back(prepared)


def put_back(prepared: Field) -> Field:
    shutil.rmtree(prepared.folder)
    shutil.copytree(prepared.folder.with_name("saved"), prepared.folder)
    return prepared


def points(some: tuple[int, ...]) -> Iterator[int]:
    """The points at which the process is killed: some of them, or all where that is asked."""
    yield from range(1, MOST_POINTS) if EVERY_POINT else some


def knows(field: Field, login: str) -> Hold:
    """What the customer is to a rep, by the rep's own device, after a sync."""
    with field.session(login) as session:
        session.sync_now()
        found = {each.number: each.hold for each in session.use_cases.customers.check_outs()}
    return found.get(SHOP, Hold.FREE)


def test_a_killed_check_out_leaves_one_holder_whom_all_devices_know(field: Field) -> None:
    killed = 0
    for point in points((4, 7)):
        put_back(field)
        if not field.kill(point, "customers", "check-out", SHOP):
            break
        killed += 1
        # what head office had received is answered when it goes on, and known with that
        mine = knows(field, "anna")
        holder = field.holder()
        assert mine in OWN_HOLDS if holder == "anna" else (mine, holder) == (Hold.FREE, "")
        assert knows(field, "ben") is (Hold.OTHERS if holder else Hold.FREE)
        with field.session("ben") as session:
            (outcome,) = session.check_outs.check_out([SHOP])
        assert outcome.is_done is not bool(holder)
        assert field.holder() == (holder or "ben")
        assert knows(field, "anna") in (OWN_HOLDS if holder else {Hold.OTHERS})
    assert killed


def test_a_killed_check_in_is_done_or_not_and_can_be_done_again(field: Field) -> None:
    killed = 0
    for point in points((5,)):
        put_back(field)
        with field.session("anna") as session:
            (outcome,) = session.check_outs.check_out([SHOP])
        assert outcome.is_done
        if not field.kill(point, "customers", "check-in", SHOP):
            break
        killed += 1
        assert knows(field, "anna") in (OWN_HOLDS if field.holder() else {Hold.FREE})
        with field.session("anna") as session:
            (outcome,) = session.check_outs.check_in([SHOP])
        assert outcome.is_done
        assert field.holder() == ""
    assert killed


def test_an_order_under_a_check_out_arrives_once_wherever_its_sync_is_killed(
    field: Field,
) -> None:
    killed = 0
    for point in points((4, 7)):
        put_back(field)
        with field.session("anna") as session:
            (outcome,) = session.check_outs.check_out([SHOP])
            assert outcome.is_done
            orders = session.use_cases.orders
            order = orders.new(SHOP).with_line(OrderLine(line=1, sku=Sku("TR-100"), quantity=2))
            placed = orders.place(order)
        before = field.orders()
        if not field.kill(point, "sync"):
            break
        killed += 1
        with field.session("anna") as session:
            session.sync_now()
            assert session.use_cases.orders.get(placed.order.id).state == "confirmed"
        assert field.orders() == before + 1
        assert field.holder() == "anna"
    assert killed


@pytest.mark.parametrize("is_held", [False, True])
def test_what_stands_together_is_all_there_or_not_at_all_wherever_its_sync_is_killed(
    field: Field,
    is_held: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    killed = 0
    for point in points((5, 9)):
        put_back(field)
        if is_held:
            # the second alone could be carried out; an admin is asked about the first
            office = bootstrap.open_head_office(field.url, SystemClock())
            change_customer(
                office.engine, OTHER, status=CustomerStatus.ON_HOLD, clock=SystemClock()
            )
            office.close()
        before = field.orders()
        with field.session("anna") as session:
            orders = [
                session.use_cases.orders.new(number).with_line(
                    OrderLine(line=1, sku=Sku("TR-100"), quantity=2)
                )
                for number in (OTHER, SHOP)
            ]
            placed = session.use_cases.tasks.place_orders(orders, policy=TaskPolicy.TOGETHER)
        if not field.kill(point, "sync"):
            break
        killed += 1
        assert field.orders() - before in (0, 2)
        with field.session("anna") as session:
            session.sync_now()
            steps = session.use_cases.tasks.get(placed.task_id).steps
        statuses = {step.status for step in steps}
        if is_held:
            assert statuses == {StepStatus.AWAITING_DECISION, StepStatus.SENT}
        else:
            assert statuses == {StepStatus.CONFIRMED}
        assert field.orders() == before + (0 if is_held else 2)
    assert killed
