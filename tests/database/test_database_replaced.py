"""A database file that is looked at while it is open keeps the locks that its process holds."""

import subprocess
import sys
from pathlib import Path

from smartclient.database.engines import create_office_file, open_engine
from smartclient.database.transactions import reading, writing

_WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
connection.execute("INSERT INTO t VALUES (2)")
"""


def test_another_process_sees_and_adds_to_what_this_one_wrote(tmp_path: Path) -> None:
    """Closing any descriptor of a file gives back its locks: the others then lose what is new."""
    file = tmp_path / "some.db"
    create_office_file(file)
    one, other = open_engine(f"sqlite:///{file}"), open_engine(f"sqlite:///{file}")
    with writing(one) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE t (n INTEGER)")
        transaction.commit()
    for engine in (one, other, one):
        with writing(engine) as (connection, transaction):
            connection.exec_driver_sql("INSERT INTO t VALUES (1)")
            transaction.commit()
        subprocess.run([sys.executable, "-c", _WRITE, str(file)], check=True, timeout=60)
    assert file.with_name("some.db-wal").exists(), "the log of who is still connected stays"
    for engine in (one, other):
        with reading(engine) as connection:
            rows = connection.exec_driver_sql("SELECT n FROM t ORDER BY rowid").scalars().all()
        assert rows == [1, 2] * 3
        engine.dispose()
