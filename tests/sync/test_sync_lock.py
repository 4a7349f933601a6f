"""The lock: one sync at a time, across threads and processes, and none after a crash."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from smartclient.domain.errors import ContendedError, SetUpError
from smartclient.sync.lock import SyncLock

_HOLD = """
import sys
from pathlib import Path
from smartclient.sync.lock import SyncLock
with SyncLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _hold_elsewhere(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_sync_in_the_same_process_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sync.lock"
    caught: list[BaseException] = []

    def try_it() -> None:
        with pytest.raises(ContendedError, match="already syncing") as error, SyncLock(path):
            pass
        caught.append(error.value)

    with SyncLock(path):
        thread = Thread(target=try_it)
        thread.start()
        thread.join()
    assert caught
    with SyncLock(path):
        pass


def test_a_sync_in_another_process_is_refused_until_that_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "sync.lock"
    with _hold_elsewhere(path) as other:
        with pytest.raises(ContendedError), SyncLock(path):
            pass
        other.communicate("")
        with SyncLock(path, timeout=timedelta(seconds=30)):
            pass


def test_a_process_that_dies_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "sync.lock"
    with _hold_elsewhere(path) as other:
        other.kill()
        other.wait()
    with SyncLock(path):
        pass


def test_a_folder_that_can_not_be_written_to_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SetUpError, match="rights"), SyncLock(tmp_path / "file" / "sync.lock"):
        pass
