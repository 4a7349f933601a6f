"""A laptop that an earlier version left with unsent orders: opened, kept whole, and then sent."""

import json
import os
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smartclient.bootstrap import Session, StorePreloader, open_session
from smartclient.contract.documents import document_json
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId
from smartclient.domain.sales.orders import OrderState
from smartclient.security.derivation import Cost
from tests.old_laptop import LOGIN, UNSENT, recorded, write_laptop

TYPED = "pässphräse is lóng enough"
NFC, NFD = (unicodedata.normalize(form, TYPED) for form in ("NFC", "NFD"))


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")


def opened(home: Path, clock: Clock, passphrase: str) -> Session:
    return open_session(home, clock=clock, ask_passphrase=lambda _: passphrase)


def bodies(home: Path, key: bytes) -> list[tuple[str, str, str]]:
    """Id, body and digest of every request in the store, as they are on the disk."""
    store = sqlcipher.connect(str(home / "store.db"))
    try:
        store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return list(store.execute("SELECT id, body, digest FROM requests ORDER BY seq"))
    finally:
        store.close()


@pytest.mark.parametrize(("made", "typed"), [(NFC, NFC), (NFC, NFD), (NFD, NFC), ("kurz", "kurz")])
def test_its_unsent_work_is_there_whatever_form_the_passphrase_is_typed_in(
    home: Path, url: str, clock: Clock, passphrase_cost: Cost, made: str, typed: str
) -> None:
    key = write_laptop(home, url, made)
    before = bodies(home, key)

    with opened(home, clock, typed) as session:
        assert tuple(entry.kind for entry in session.use_cases.outbox.entries()) == UNSENT

    assert bodies(home, key) == before
    record = json.loads((home / "key.json").read_text())
    assert (record["version"], record["cost"], record["form"]) == (2, passphrase_cost.n, "NFC")
    with opened(home, clock, NFD if made == NFC else made) as session:
        assert len(session.use_cases.outbox.entries()) == len(UNSENT)
    # the copy made before the upgrade opens with the same key
    assert (home / "store.db.before-6").is_file()
    (home / "store.db.before-6").replace(home / "store.db")
    assert bodies(home, key) == before


def test_a_wrong_passphrase_changes_nothing(home: Path, url: str, clock: Clock) -> None:
    write_laptop(home, url, NFC)
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    with pytest.raises(RefusedError, match="passphrase"):
        opened(home, clock, "not this one")
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_opening_ahead_renews_the_record_as_well(
    home: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = write_laptop(home, url, NFC)
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", NFD)
    taken = StorePreloader(home).claim()
    assert taken is not None
    taken[0].close()
    assert taken[1] == key
    assert json.loads((home / "key.json").read_text())["version"] == 2


def test_what_it_held_is_confirmed_by_head_office(home: Path, url: str, clock: Clock) -> None:
    key = write_laptop(home, url, NFC)
    _forget_the_old_head_office(home, key)
    with opened(home, clock, NFC) as session:
        assert session.use_cases.status.current().login == LOGIN
        session.work_offline(on=False)
        summary = session.sync_now()
        assert (summary.sent, summary.waiting) == (3, 0)
        assert {order.provisional_number for order in session.use_cases.orders.search()} == {
            row[2] for row in recorded()["orders"]["rows"]
        }


def test_what_was_withdrawn_before_there_were_withdrawals_is_never_sent(
    home: Path, url: str, clock: Clock
) -> None:
    key = write_laptop(home, url, NFC)
    first, second, _ = bodies(home, key)
    _stop(home, key, first[0], status="undone")
    _stop(home, key, second[0], status="parked")
    # head office says another epoch than this laptop knows: it was restored
    with opened(home, clock, NFC) as session:
        session.work_offline(on=False)
        session.sync_now()
        assert not session.use_cases.outbox.entries()
        (order,) = session.use_cases.orders.search(state=OrderState.CONFIRMED)
        assert order.provisional_number == "AN-0002"
    assert _held_by(url) == {second[0], bodies(home, key)[2][0]}


def test_what_an_earlier_version_left_stopped_is_withdrawn_when_it_is_withdrawn(
    home: Path, url: str, clock: Clock
) -> None:
    key = write_laptop(home, url, NFC)
    _forget_the_old_head_office(home, key)
    stopped = bodies(home, key)[0][0]
    _stop(home, key, stopped, status="parked")
    with opened(home, clock, NFC) as session:
        session.use_cases.outbox.undo(RequestId(stopped))
        session.work_offline(on=False)
        session.sync_now()
        assert not session.use_cases.outbox.entries()
    assert stopped not in _held_by(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as office:
        assert office.execute("SELECT request_id FROM sync_withdrawn").fetchall() == [(stopped,)]


def _stop(home: Path, key: bytes, request_id: str, *, status: str) -> None:
    """Park a request at head office, of which the laptop has stored only its ``status``.

    An earlier version that takes it back leaves the request as it is.
    """
    answer = document_json(Answer(status=AnswerStatus.PARKED, why="Too hard."))
    store = sqlcipher.connect(str(home / "store.db"), isolation_level=None)
    store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    store.execute(
        "UPDATE requests SET status = 'parked', handed_over_at = made_at, answered_at = made_at, "
        "answer = ?, answer_version = 7 WHERE id = ?",
        (answer, request_id),
    )
    store.execute("UPDATE tasks SET status = ? WHERE request_id = ?", (status, request_id))
    store.execute(
        "UPDATE orders SET state = 'cancelled' "
        "WHERE task_id IN (SELECT id FROM tasks WHERE status = 'undone')"
    )
    store.close()


def _held_by(url: str) -> set[str]:
    """Which requests a head office has received."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as office:
        return {row[0] for row in office.execute("SELECT request_id FROM sync_inbox")}


def _forget_the_old_head_office(home: Path, key: bytes) -> None:
    """Make the laptop meet this head office for the first time: the one it knew is not here."""
    store = sqlcipher.connect(str(home / "store.db"), isolation_level=None)
    store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    store.execute("DELETE FROM cursors")
    store.execute("DELETE FROM meta WHERE name = 'generation'")
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_what_others_could_read_is_its_owners_alone_once_it_was_opened(
    home: Path, url: str, clock: Clock
) -> None:
    write_laptop(home, url, NFC)
    (home / "smartclient.log").write_text("x")
    for file in home.iterdir():
        file.chmod(0o666)
    with opened(home, clock, NFC) as session:
        session.sync_now()
        assert _open_to_others(home) == set()
    assert _open_to_others(home) == set()


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_every_file_of_a_laptop_is_made_for_its_owner_alone(
    home: Path, url: str, clock: Clock, umask: int
) -> None:
    home.mkdir(mode=0o777)
    home.chmod(0o777)
    before = os.umask(umask)
    try:
        write_laptop(home, url, NFC)
        (home / "store.db").chmod(0o600)
        with opened(home, clock, NFC) as session:
            session.work_offline(on=True)
            session.save_preferences(session.settings)
            assert {"store.db", "store.db-wal", "store.db-shm", "key.json"} <= _names(home)
            assert _open_to_others(home) == set()
    finally:
        os.umask(before)
    assert "store.db.before-6" in _names(home)
    assert _open_to_others(home) == set()


def _names(home: Path) -> set[str]:
    return {file.name for file in home.iterdir()}


def _open_to_others(home: Path) -> set[str]:
    return {file.name for file in home.iterdir() if file.stat().st_mode & 0o077}
