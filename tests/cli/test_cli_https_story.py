"""The whole story over HTTPS: head office is a process of its own, which is killed, too."""

import os
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from smartclient.bootstrap import Session, open_session
from smartclient.database.transactions import reading
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.opening import open_database
from tests.cli.terminal import Ended, Terminal
from tests.cli.test_cli_story import Cast, tell_the_story
from tests.cli.test_cli_web import address_in, first_line, serving

CAST = Cast(
    rep="anna",
    admin="head",
    customer="G-1001",
    discontinued="TR-100",
    replacement="TR-110",
    dearer="WD-100",
    plain="BP-100",
)
MOST_SYNCS = 60
ORDERS = 120
_UNANSWERED = frozenset({"queued", "sending", "received"})
_COUNTS = ("sent", "confirmed", "in_conflict", "awaiting_decision")


class AwayTerminal(Terminal):
    """A terminal whose head office answers by itself, in another process."""

    def gives(self, *words: str) -> Any:  # noqa: ANN401 (JSON)
        """What a command gives; a sync goes on until everything is answered."""
        given = super().gives(*words)
        if words != ("sync",) or given["link"] == "offline":
            return given
        counts = Counter({name: given[name] for name in _COUNTS})
        for _ in range(MOST_SYNCS):
            if _UNANSWERED.isdisjoint(row["status"] for row in super().gives("outbox")):
                return {**given, **{name: counts[name] for name in _COUNTS}}
            again = super().gives("sync")
            counts.update({name: again[name] for name in _COUNTS})
        pytest.fail("not everything was answered")


class Served:
    """A head office in a folder, and its service as a process with a worker."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.laptop = AwayTerminal(home=folder / "laptop", url=f"sqlite:///{folder}/office.db")
        self.laptop.says(*self.laptop.at_head_office("init"))
        self.laptop.says(*self.laptop.at_head_office("import", str(sample_folder())))
        self._stack = stack
        self.listen = "127.0.0.1:0"
        self.serve()

    def serve(self) -> None:
        """Start the service, on the port that it had."""
        options = ("--self-signed", "--with-worker")
        self.process: subprocess.Popen[str] = self._stack.enter_context(
            serving(self.folder / "service", self.laptop.url, *options, listen=self.listen)
        )
        self.address = address_in(first_line(self.process))
        self.listen = self.address.removeprefix("https://")

    def office(self, *words: str) -> Any:  # noqa: ANN401 (JSON)
        return self.laptop.gives(*self.laptop.at_head_office(*words))

    def sign_in(self, laptop: Terminal, name: str) -> None:
        code = self.office("enrol", CAST.rep)["code"]
        words = ("--url", self.address, "--code", code, "--device-name", name)
        laptop.says("sign-in", *words)

    def device(self, name: str) -> dict[str, Any]:
        (found,) = [item for item in self.office("devices") if item["name"] == name]
        return dict(found)

    def ids(self, table: str, column: str) -> list[str]:
        """Return what a column of a table holds at head office."""
        engine = open_database(self.laptop.url)
        with reading(engine) as connection:
            found = select(tables_for("sqlite").table_named(table).c[column])
            ids = list(connection.scalars(found))
        engine.dispose()
        return ids


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with ExitStack() as stack:
        yield Served(tmp_path, stack)


def refused(ended: Ended) -> str:
    """Return the one sentence of a command that was refused."""
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1), ended
    return ended.err


def order_of(laptop: Terminal, quantity: int) -> str:
    """Place an order; two alike would be a possible duplicate."""
    words = ("--customer", CAST.customer, "--line", f"{CAST.plain}={quantity}")
    return str(laptop.gives("orders", "new", *words)["order_id"])


def test_the_story_and_a_device_that_is_revoked_and_another_that_is_wiped(served: Served) -> None:
    laptop = served.laptop
    served.sign_in(laptop, "first")
    tell_the_story(laptop, CAST)

    kept = order_of(laptop, 3)
    served.office("devices", "revoke", served.device("first")["device"])
    assert "signed this device out" in refused(laptop.run_process("sync", "--json"))
    assert laptop.gives("status")["to_send"] == 1
    served.sign_in(laptop, "second")
    laptop.gives("sync")
    assert laptop.gives("orders", "show", kept)["state"] == "confirmed"

    laptop.says("offline", "on")
    handed_over = order_of(laptop, 2)
    device = served.device("second")["device"]
    served.office("devices", "revoke", device, "--wipe")
    laptop.says("offline", "off")
    assert "its data was removed" in refused(laptop.run_process("sync", "--json"))
    assert [path.name for path in laptop.home.rglob("*.db*")] == []
    assert served.device("second")["state"] == "wiped"
    assert handed_over not in served.ids("orders", "order_id")
    served.office("devices", "release", device)

    other = AwayTerminal(home=served.folder / "other", url=laptop.url)
    served.sign_in(other, "third")
    for _ in range(MOST_SYNCS):
        states = {row["order_id"]: row["state"] for row in other.gives("orders")}
        if states.get(handed_over) == "confirmed":
            break
        other.gives("sync")
    assert other.gives("orders", "show", handed_over)["state"] == "confirmed"


def place(session: Session, count: int) -> set[str]:
    """Place orders, no two of them alike, and return their ids."""
    orders, ids = session.use_cases.orders, set[str]()
    for quantity in range(1, count + 1):
        order = orders.new(CustomerNumber(CAST.customer))
        line = OrderLine(line=1, sku=Sku(CAST.plain), quantity=quantity)
        ids.add(str(orders.place(order.with_line(line)).order.id))
    return ids


@pytest.mark.skipif(os.name == "nt", reason="processes are killed in another way there")
def test_a_service_that_is_killed_while_orders_arrive_loses_and_doubles_none(
    served: Served,
) -> None:
    served.sign_in(served.laptop, "first")
    with open_session(served.laptop.home) as session:
        session.sync_now()
        placed = place(session, ORDERS)
        for moment in (0.05, 0.3, 0.8):
            syncing = threading.Thread(target=session.sync_now)
            syncing.start()
            syncing.join(moment)
            served.process.send_signal(signal.SIGKILL)
            served.process.wait(30)
            syncing.join(60)
            assert not syncing.is_alive()
            served.serve()
        for _ in range(MOST_SYNCS):
            status = session.use_cases.status.current()
            if not status.to_send and not status.at_head_office:
                break
            session.sync_now()
            threading.Event().wait(0.1)
        assert (status.to_send, status.at_head_office) == (0, 0)
        in_conflict = {item.subject.id for item in session.use_cases.conflicts.open()}
    received = served.ids("inbox", "request_id")
    orders = served.ids("orders", "order_id")
    assert len(received) == len(set(received)) == ORDERS
    assert len(orders) == len(set(orders))
    # what asks for more than there is in stock is in conflict
    assert len(placed.intersection(orders) | in_conflict) == ORDERS
