"""A head office and its web service as processes, and a laptop that comes over HTTPS."""

import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from smartclient.database.transactions import reading
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.opening import open_database
from tests.cli.terminal import Ended, Terminal
from tests.cli.test_cli_story import Cast, tell_the_story
from tests.served_process import address_in, first_line, free_port, web_process

CAST = Cast(
    rep="anna",
    admin="head",
    customer="G-1001",
    discontinued="TR-100",
    replacement="TR-110",
    dearer="WD-100",
    plain="BP-100",
)
PATIENCE = 120.0
"""For how long an answer is waited for: a server plans what a new worker says in many seconds."""

_UNANSWERED = frozenset({"queued", "sending", "received"})
_COUNTS = ("sent", "confirmed", "in_conflict", "awaiting_decision")


def looks() -> Iterator[None]:
    """Look again and again, until it has taken too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        threading.Event().wait(0.05)


class AwayTerminal(Terminal):
    """A terminal whose head office answers by itself, in another process."""

    def gives(self, *words: str) -> Any:  # noqa: ANN401 (JSON)
        """What a command gives; a sync goes on until everything is answered."""
        given = super().gives(*words)
        if words != ("sync",) or given["link"] == "offline":
            return given
        counts = Counter({name: given[name] for name in _COUNTS})
        for _ in looks():
            if _UNANSWERED.isdisjoint(row["status"] for row in super().gives("outbox")):
                return {**given, **{name: counts[name] for name in _COUNTS}}
            again = super().gives("sync")
            counts.update({name: again[name] for name in _COUNTS})
        pytest.fail("not everything was answered")


class Served:
    """A head office with the sample company, and its service as a process.

    ``url`` is the admin's address of head office, ``service_url`` the service's, and ``options``
    say how it serves.
    """

    def __init__(
        self,
        folder: Path,
        stack: ExitStack,
        *,
        url: str,
        service_url: str,
        options: tuple[str, ...],
    ) -> None:
        self.folder = folder
        self.laptop = AwayTerminal(home=folder / "laptop", url=url)
        self._service_url = service_url
        # others were served before this one, at addresses that are gone
        self.listen = f"127.0.0.1:{free_port()}"
        self._options = (*options, "--public-url", f"https://{self.listen}")
        self._stack = stack
        self.serve()

    def serve(self) -> None:
        """Start the service, on the port that it had."""
        self.process: subprocess.Popen[str] = self._stack.enter_context(
            web_process(
                self.folder / "service", self._service_url, *self._options, listen=self.listen
            )
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

    def rows(self, table: str) -> list[Any]:
        """Return the rows of a table of head office."""
        engine = open_database(self.laptop.url)
        try:
            t = tables_for(engine.dialect.name).table_named(table)
            with reading(engine) as connection:
                return list(connection.execute(select(t).order_by(*t.primary_key)))
        finally:
            engine.dispose()


def refused(ended: Ended) -> str:
    """Return the one sentence of a command that was refused."""
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1), ended
    return ended.err


def order_of(laptop: Terminal, quantity: int) -> str:
    """Place an order; two alike would be a possible duplicate."""
    words = ("--customer", CAST.customer, "--line", f"{CAST.plain}={quantity}")
    return str(laptop.gives("orders", "new", *words)["order_id"])


def sync_until_confirmed(laptop: Terminal, order: str) -> None:
    for _ in looks():
        states = {row["order_id"]: row["state"] for row in laptop.gives("orders")}
        if states.get(order) == "confirmed":
            return
        laptop.gives("sync")
    pytest.fail("the order was not confirmed")


def sell_with_a_revoked_and_a_wiped_device(served: Served) -> None:
    """Tell the story over HTTPS, then revoke the device, go on with a new code, and wipe that."""
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

    handed_over = hand_over(served, "second")
    served.office("devices", "release", served.device("second")["device"])

    other = AwayTerminal(home=served.folder / "other", url=laptop.url)
    served.sign_in(other, "third")
    sync_until_confirmed(other, handed_over)


def hand_over(served: Served, name: str) -> str:
    """Wipe the laptop, which is called ``name`` as a device; return the order it handed over."""
    laptop = served.laptop
    laptop.says("offline", "on")
    handed_over = order_of(laptop, 2)
    served.office("devices", "revoke", served.device(name)["device"], "--wipe")
    laptop.says("offline", "off")
    assert "its data was removed" in refused(laptop.run_process("sync", "--json"))
    assert [path.name for path in laptop.home.rglob("*.db*")] == []
    assert served.device(name)["state"] == "wiped"
    assert handed_over not in {order.order_id for order in served.rows("orders")}
    return handed_over
