"""Files with a laptop's data are their owner's alone from their first moment, whatever the mask."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.cli.logging_setup import Logbook
from smartclient.settings.file import save_settings
from smartclient.settings.model import Settings
from smartclient.store.database.opening import create_store, open_store_file
from smartclient.sync.lock import SyncLock
from tests.old_laptop import write_laptop

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")

KEY = bytes(range(32))


@pytest.fixture(params=[0o000, 0o022], ids=oct)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Return a folder that is open to everybody, under a mask that takes nothing or little."""
    before = os.umask(request.param)
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    yield home
    os.umask(before)


def open_to_others(home: Path) -> dict[str, str]:
    return {
        file.name: oct(file.stat().st_mode)
        for file in home.iterdir()
        if file.stat().st_mode & 0o077
    }


def test_a_new_store_and_what_is_made_beside_it(home: Path) -> None:
    store = create_store(home / "store.db", KEY)
    try:
        with store.work() as work:
            work.meta.set("anything", "written")
            work.commit()
        assert {"store.db", "store.db-wal", "store.db-shm"} <= {
            item.name for item in home.iterdir()
        }
        assert open_to_others(home) == {}
    finally:
        store.close()


def test_the_copy_before_an_upgrade(home: Path) -> None:
    key = write_laptop(home, "sqlite:///office.db", "a passphrase")
    (home / "store.db").chmod(0o600)
    open_store_file(home / "store.db", key).close()
    assert (home / "store.db.before-6").stat().st_mode & 0o077 == 0


def test_settings_log_and_lock(home: Path) -> None:
    save_settings(home, Settings(login="anna"))
    book = Logbook(home)
    book._open().close()
    book.close()
    with SyncLock(home / "sync.lock"):
        assert {item.name for item in home.iterdir()} >= {"settings.json", "smartclient.log"}
        assert open_to_others(home) == {}
