"""A log that belongs to another state of its database file is noticed before it is used."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from smartclient.database.engines import create_office_file, open_engine
from smartclient.database.sqlite_log import HEADER_BYTES, change_counts, first_change_count
from smartclient.database.transactions import writing

ROWS = 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """An engine for a file with a table that takes many pages."""
    create_office_file(file)
    opened_engine = open_engine(f"sqlite:///{file}")
    with writing(opened_engine) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
        for number in range(ROWS):
            connection.exec_driver_sql("INSERT INTO kept VALUES (?, ?)", (number, "a" * 3000))
        transaction.commit()
    yield opened_engine
    opened_engine.dispose()


def change(engine: Engine, text: str) -> None:
    """Change every row, in a transaction for each tenth."""
    for first in range(10):
        with writing(engine) as (connection, transaction):
            connection.exec_driver_sql(
                "UPDATE kept SET text = ? WHERE id % 10 = ?", (text * 3000, first)
            )
            transaction.commit()


def empty_log(engine: Engine) -> None:
    """Checkpoint all of the log into the file: the next change restarts the log."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")


def back_up(file: Path) -> Path:
    """Copy the database to a file whose pages lie otherwise."""
    copy = file.with_name("backup.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


def texts(engine: Engine) -> set[str]:
    """What the rows of a sound database hold, each by its first letter."""
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        return {text[0] for text in connection.exec_driver_sql("SELECT text FROM kept").scalars()}


def counted(file: Path) -> int:
    with file.open("rb") as opened:
        return change_counts(opened.read(HEADER_BYTES)).programs


@pytest.mark.parametrize("seed", range(3))
def test_a_log_never_begins_beyond_its_file(file: Path, engine: Engine, seed: int) -> None:
    rng = Random(seed)
    for _ in range(60):
        with writing(engine) as (connection, transaction):
            number = rng.randrange(ROWS)
            connection.exec_driver_sql("UPDATE kept SET text = 'b' WHERE id = ?", (number,))
            if rng.random() < 0.8:
                transaction.commit()
        if rng.random() < 0.3:
            with engine.connect() as connection:
                mode = rng.choice(("PASSIVE", "FULL", "RESTART", "TRUNCATE"))
                connection.exec_driver_sql(f"PRAGMA wal_checkpoint({mode})")
        begun_with = first_change_count(Path(f"{file}-wal"))
        assert begun_with is None or begun_with <= counted(file) + 1


def test_a_log_is_not_taken_for_that_of_a_copy_put_beside_it(file: Path, engine: Engine) -> None:
    """The program ended without closing its file, and a backup was copied over that."""
    copy = back_up(file)
    change(engine, "b")
    empty_log(engine)
    change(engine, "c")
    left = shutil.copyfile(f"{file}-wal", file.with_name("left"))
    engine.dispose()
    shutil.copyfile(copy, file)
    shutil.copyfile(left, f"{file}-wal")
    opened = open_engine(f"sqlite:///{file}")
    assert texts(opened) == {"a"}
    opened.dispose()


def test_a_program_that_was_idle_notices_a_copy_written_over_the_file(
    file: Path, engine: Engine
) -> None:
    idle = open_engine(f"sqlite:///{file}")
    assert texts(idle) == {"a"}
    copy = back_up(file)
    change(engine, "b")
    empty_log(engine)
    change(engine, "c")
    shutil.copyfile(copy, file)
    assert texts(idle) == {"a"}
    assert texts(engine) == {"a"}
    idle.dispose()


def test_a_copy_that_counts_what_is_only_in_the_log_is_noticed(file: Path, engine: Engine) -> None:
    """The file without its log counts fewer changes than the copy, whose pages lie otherwise."""
    change(engine, "b")
    empty_log(engine)
    change(engine, "c")
    copy = back_up(file)
    change(engine, "d")
    shutil.copyfile(copy, file)
    assert texts(engine) == {"c"}
    change(engine, "e")
    assert texts(engine) == {"e"}


def test_what_is_in_the_log_is_kept_when_a_program_ended_without_closing(
    file: Path, engine: Engine
) -> None:
    change(engine, "b")
    empty_log(engine)
    change(engine, "c")
    left = [shutil.copyfile(f"{file}{end}", file.with_name(f"left{end}")) for end in ("", "-wal")]
    engine.dispose()
    for kept, end in zip(left, ("", "-wal"), strict=True):
        shutil.copyfile(kept, f"{file}{end}")
    opened = open_engine(f"sqlite:///{file}")
    assert texts(opened) == {"c"}
    opened.dispose()


@pytest.mark.parametrize("content", [b"", b"no log" * 20, b"\x37\x7f\x06\x82" + b"\0" * 60])
def test_what_is_no_log_says_nothing(tmp_path: Path, content: bytes) -> None:
    assert first_change_count(tmp_path / "none") is None
    (tmp_path / "log").write_bytes(content)
    assert first_change_count(tmp_path / "log") is None
