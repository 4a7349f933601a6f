"""The lock file of an embedded head office: one process at a time, whoever made the file."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from smartclient.domain.errors import ContendedError, SetUpError
from smartclient.headoffice.database.sqlite.lock_file import hold_lock_file

NOBODY = 65_534

# what another person's process does, who may read the lock file and not write to it
TAKEN_BY_ANOTHER = """
import os, sys
from pathlib import Path
from smartclient.domain.errors import ContendedError
from smartclient.headoffice.database.sqlite.lock_file import hold_lock_file
os.setuid(int(sys.argv[2]))
try:
    with hold_lock_file(Path(sys.argv[1]), patience_seconds=0):
        print("locked")
except ContendedError:
    print("held")
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are of another kind there")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "office.db"
    file.touch()
    return file


def lock_of(database: Path) -> Path:
    return database.with_name("office.db.worker-lock")


def test_one_at_a_time_and_free_again_afterwards(database: Path) -> None:
    with (
        hold_lock_file(database, patience_seconds=0),
        pytest.raises(ContendedError),
        hold_lock_file(database, patience_seconds=0),
    ):
        pass
    with hold_lock_file(database, patience_seconds=0):
        pass


def test_what_fails_while_it_is_held_is_not_taken_for_a_lock_that_is_held(database: Path) -> None:
    with pytest.raises(TimeoutError), hold_lock_file(database, patience_seconds=0):
        raise TimeoutError


@posix
@pytest.mark.parametrize("mode", [0o664, 0o600, 0o666])
def test_who_may_write_the_database_may_write_its_lock_file(database: Path, mode: int) -> None:
    database.chmod(mode)
    before = os.umask(0o022)
    try:
        with hold_lock_file(database, patience_seconds=0):
            assert lock_of(database).stat().st_mode & 0o777 == mode
    finally:
        os.umask(before)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be two")
def test_a_lock_file_that_another_person_made_is_locked_all_the_same(
    database: Path,
) -> None:
    lock_of(database).touch(mode=0o644)
    ours = Path(tempfile.gettempdir())
    for folder in database.parents:
        if ours in folder.parents:
            folder.chmod(0o755)
    assert taken_by_another(database) == "locked"
    with hold_lock_file(database, patience_seconds=0):
        assert taken_by_another(database) == "held"


def taken_by_another(database: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", TAKEN_BY_ANOTHER, str(database), str(NOBODY)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return ended.stdout.strip()


@posix
def test_where_there_can_be_no_lock_file_the_sentence_names_it(tmp_path: Path) -> None:
    with (
        pytest.raises(SetUpError, match="worker-lock"),
        hold_lock_file(tmp_path / "gone" / "office.db", patience_seconds=0),
    ):
        pass
