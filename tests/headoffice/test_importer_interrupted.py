"""An import that ends anywhere is continued by the next one, and ends as if it had not."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, select, update

from smartclient.cli.render.headoffice import status_page
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder, journal
from tests.headoffice.company_to_import import change
from tests.headoffice.company_versions import contents, write_first, write_second
from tests.prepared import new_office_database

FEW = 6
TABLES = tables_for("sqlite")


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write_first(tmp_path / "first")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return write_second(tmp_path / "second")


def sell(engine: Engine, clock: Clock, sku: str) -> None:
    """What a worker does meanwhile: some of the stock is sold."""
    stock = TABLES.stock
    with audited_transaction(engine, actor="kim", at=clock.now()) as connection:
        connection.execute(
            update(stock).where(stock.c.sku == sku).values(on_hand=stock.c.on_hand - 7)
        )


def kill_after(portions: int) -> Callable[[int, int], None]:
    """A progress that ends the import after so many portions."""
    left = iter(range(portions))

    def progress(_done: int, _total: int) -> None:
        if next(left, None) is None:
            raise KilledError

    return progress


def counted_portions(engine: Engine, folder: Path, clock: Clock) -> int:
    calls: list[int] = []
    import_folder(
        engine, folder, clock=clock, rows_at_once=FEW, progress=lambda done, _: calls.append(done)
    )
    return len(calls)


def test_a_killed_import_is_continued_and_ends_the_same(
    tmp_path: Path, first: Path, second: Path, clock: Clock
) -> None:
    engine = new_office_database(tmp_path / "whole.db")
    import_folder(engine, first, clock=clock)
    portions = counted_portions(engine, second, clock)
    wanted = contents(engine)
    engine.dispose()
    assert portions > 20
    for killed_after in range(portions):
        engine = new_office_database(tmp_path / f"{killed_after}.db")
        import_folder(engine, first, clock=clock)
        with pytest.raises(KilledError):
            import_folder(
                engine, second, clock=clock, rows_at_once=FEW, progress=kill_after(killed_after)
            )
        import_folder(engine, second, clock=clock, rows_at_once=FEW)
        assert contents(engine) == wanted, f"killed after {killed_after}"
        engine.dispose()


def test_what_was_sold_after_it_was_switched_stays_sold(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    portions = 12
    with pytest.raises(KilledError):
        import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=kill_after(portions))
    with reading(engine) as connection:
        c = TABLES.stock.c
        on_hand = dict(connection.execute(select(c.sku, c.on_hand)).all())
    # one that is switched, one that agreed with the files from the beginning, one still to come:
    # its count is of when the import began
    switched = next(sku for sku, count in on_hand.items() if count == 200)
    waiting = next(s for s, count in on_hand.items() if count == 100 and int(s[1:]) % 3)
    for sku in (switched, "P0", waiting):
        sell(engine, clock, sku)
    import_folder(engine, second, clock=clock, rows_at_once=FEW)
    with reading(engine) as connection:
        after = dict(connection.execute(select(c.sku, c.on_hand)).all())
    assert after[switched] == 193
    assert after["P0"] == on_hand["P0"] - 7
    assert after[waiting] == 193


def test_what_an_earlier_program_staged_is_continued_by_the_counts_of_now(
    engine: Engine, first: Path, second: Path, clock: Clock, tmp_path: Path
) -> None:
    import_folder(engine, first, clock=clock)
    with pytest.raises(KilledError):
        import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=kill_after(0))
    with audited_transaction(engine, actor="", at=clock.now()) as connection:
        connection.execute(update(TABLES.import_portions).values(counts=None))
    import_folder(engine, second, clock=clock, rows_at_once=FEW)
    other = new_office_database(tmp_path / "other.db")
    for folder in (first, second):
        import_folder(other, folder, clock=clock)
    assert contents(engine) == contents(other)
    other.dispose()


def test_an_import_killed_at_any_statement_is_continued(
    tmp_path: Path, first: Path, second: Path, clock: Clock
) -> None:
    engine = new_office_database(tmp_path / "whole.db")
    import_folder(engine, first, clock=clock)
    import_folder(engine, second, clock=clock)
    wanted = contents(engine)
    engine.dispose()
    engine = new_office_database(tmp_path / "killed.db")
    import_folder(engine, first, clock=clock)
    deaths = 0
    fuse = [0]

    def burn(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT"):
            fuse[0] -= 1
            if not fuse[0]:
                raise KilledError

    event.listen(engine, "before_cursor_execute", burn)
    for burnt in range(3, 400, 4):
        fuse[0] = burnt
        try:
            import_folder(engine, second, clock=clock, rows_at_once=FEW)
        except KilledError:
            deaths += 1
        else:
            break
    fuse[0] = 0
    import_folder(engine, second, clock=clock)
    assert deaths > 5
    assert contents(engine) == wanted
    engine.dispose()


_KILLED = """
import os, signal, sys
from pathlib import Path
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.opening import open_database

def progress(done, total):
    if done > total // 2:
        os.kill(os.getpid(), signal.SIGKILL)

import_folder(open_database(sys.argv[1]), Path(sys.argv[2]), clock=SystemClock(), rows_at_once=6,
    progress=progress)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_process_that_is_killed_holds_no_lock(
    tmp_path: Path, first: Path, second: Path, clock: Clock
) -> None:
    file = tmp_path / "office.db"
    engine = new_office_database(file)
    import_folder(engine, first, clock=clock)
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, f"sqlite:///{file}", str(second)],
        check=False,
        timeout=120,
        env={**os.environ},
    )
    assert ended.returncode == -signal.SIGKILL
    half = contents(engine)
    import_folder(engine, second, clock=clock)
    assert contents(engine) != half
    other = new_office_database(tmp_path / "whole.db")
    for folder in (first, second):
        import_folder(other, folder, clock=clock)
    assert contents(engine) == contents(other)
    engine.dispose()
    other.dispose()


def test_another_folder_takes_the_place_of_what_was_left(
    engine: Engine, first: Path, second: Path, clock: Clock, tmp_path: Path
) -> None:
    import_folder(engine, first, clock=clock)
    with pytest.raises(KilledError):
        import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=kill_after(9))
    change(second, "products.csv", "Renamed 3", "Corrected 3")
    import_folder(engine, second, clock=clock)
    found = contents(engine)
    other = new_office_database(tmp_path / "other.db")
    for folder in (first, second):
        import_folder(other, folder, clock=clock)
    assert found == contents(other)
    other.dispose()
    with reading(engine) as connection:
        assert connection.execute(select(TABLES.imports)).all() == []
        assert connection.execute(select(TABLES.import_portions)).all() == []


def test_an_import_whose_place_was_taken_writes_nothing_more(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    found = []

    def take_its_place(done: int, _total: int) -> None:
        if done:
            found.append(contents(engine))
            with audited_transaction(engine, actor="", at=clock.now()) as connection:
                journal.discard(connection)

    with pytest.raises(ContendedError, match="Another import has taken over"):
        import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=take_its_place)
    assert found == [contents(engine)]


def test_the_status_says_how_far_an_interrupted_import_came(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    assert status(engine).import_under_way is None
    with pytest.raises(KilledError):
        import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=kill_after(9))
    found = status(engine).import_under_way
    assert found is not None
    assert found.done == 9
    assert found.portions > 20
    (sentence,) = (
        line
        for line in status_page(status(engine), OfficeHints(url="", admin=""))
        if "import began" in line
    )
    assert f"9 of its {found.portions} portions are done" in sentence
    import_folder(engine, second, clock=clock)
    assert status(engine).import_under_way is None
