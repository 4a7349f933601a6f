"""Carrying that is cut between any two of its steps: nothing is lost, and nothing comes twice."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from smartclient.bootstrap import Session, open_session, sign_in
from smartclient.domain.clock import Clock
from smartclient.domain.sales.customers import EditableField
from smartclient.settings.durable import write_durably
from tests.bootstrap.carried import CarriedOffice, place_order, state_of
from tests.small_company import REP
from tests.sync.power_cuts import Countdown, PowerCutError


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Iterator[Countdown]:
    """Cuts the power before a commit, on either side, or before or after a file is written."""
    countdown = Countdown()

    def before_commit(connection: Connection) -> None:
        try:
            countdown.step()
        except PowerCutError:
            # what a process leaves that ends here
            connection.connection.cursor().execute("ROLLBACK")
            raise

    def write_or_not(path: Path, content: bytes) -> None:
        countdown.step()
        write_durably(path, content)
        countdown.step()

    monkeypatch.setattr("smartclient.bootstrap.bundle_paths.write_durably", write_or_not)
    event.listen(Engine, "commit", before_commit)
    yield countdown
    countdown.left = None
    event.remove(Engine, "commit", before_commit)


@pytest.mark.parametrize(("cut", "every"), [("export", 1), ("accept", 3), ("import", 1)])
def test_carrying_that_is_cut_anywhere_is_done_again(
    home: Path, carried: CarriedOffice, clock: Clock, power: Countdown, cut: str, every: int
) -> None:
    """Each round carries a new customer's order, which head office holds for its customer."""
    with sign_in(home, url=carried.url, login=REP, clock=clock) as session:
        session.work_offline(on=True)
    for rounds, step in enumerate(count(1, every), start=1):
        with open_session(home, clock=clock) as session:
            # no two are so alike that an admin would have to decide
            name = sha256(str(step).encode()).hexdigest()[:12]
            fields = {EditableField.NAME: name, EditableField.PHONE: f"{step}" * 7}
            order = place_order(session, session.use_cases.customers.create(fields).customer.number)
        power.left = step
        was_cut = _carry(home, carried, clock, power, cut, str(step))
        with open_session(home, clock=clock) as session:
            assert state_of(session, order) == "confirmed"
            assert session.use_cases.status.current().to_send == 0
        assert (carried.orders(), carried.rows("inbox")) == (rounds, 2 * rounds)
        assert carried.rows("held_requests") == 0
        if not was_cut:
            break
    assert rounds > 3


def _carry(
    home: Path, carried: CarriedOffice, clock: Clock, power: Countdown, cut: str, name: str
) -> bool:
    """Carry there and back; what is cut is done again. Whether anything was."""
    was_cut = False

    def done(action: str, act: Callable[[Path], object]) -> Path:
        nonlocal was_cut
        step, power.left = power.left, None
        for attempt in ("first", "again"):
            file = carried.folder / f"{action} {name} {attempt}"
            power.left = step if (action, attempt) == (cut, "first") else None
            with suppress(PowerCutError):
                act(file)
                break
            was_cut = True
        power.left = None if action == cut else step
        return file

    def on_device(act: Callable[[Session], object]) -> None:
        with open_session(home, clock=clock) as session:
            act(session)

    work = done("export", lambda file: on_device(lambda device: device.carrying.export(file)))
    answers = done("accept", lambda file: carried.accept(work, file.name))
    done("import", lambda _: on_device(lambda device: device.carrying.take_in(answers)))
    return was_cut
