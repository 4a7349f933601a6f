"""An import is switched in portions, each whole for its product, customer or order."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import ImportRefusedError, import_folder
from smartclient.headoffice.importers.portions import (
    Change,
    NewCurrency,
    Portion,
    RowChange,
    portions_of,
    unit_of,
)
from tests.headoffice.company_to_import import change
from tests.headoffice.company_versions import (
    customer_as_read,
    product_as_read,
    write_first,
    write_second,
)

TABLES = tables_for("sqlite")
FEW = 6


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write_first(tmp_path / "first")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return write_second(tmp_path / "second")


def row(table: str, **values: str | None) -> RowChange:
    return RowChange(unit=unit_of(table, values), table=table, values=values)


def units(portion: Portion) -> list[str]:
    return list(dict.fromkeys(change.unit for change in portion))


def test_no_reader_sees_a_part_of_a_product_or_customer(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    before = product_as_read(engine), customer_as_read(engine)
    seen = []

    def look(_done: int, _total: int) -> None:
        seen.append((product_as_read(engine), customer_as_read(engine)))

    import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=look)
    after = product_as_read(engine), customer_as_read(engine)
    assert len(seen) > 20
    for kinds in seen:
        for was, read, becomes in zip(before, kinds, after, strict=True):
            for name in becomes:
                assert read.get(name) in (was.get(name), becomes[name]), name
    mixed = [kinds for kinds in seen if kinds[0] not in (before[0], after[0])]
    assert mixed, "it was switched at once"


def test_a_product_that_leaves_an_offer_is_never_sold_by_its_new_terms(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    leaving = {"P6", "P7", "P8", "P9", "P10", "P11"}

    def look(_done: int, _total: int) -> None:
        with reading(engine) as connection:
            c = TABLES.offers.c
            terms = connection.scalar(select(c.discount_percent).where(c.code == "A"))
        sold = {sku for sku, seen in product_as_read(engine).items() if "A" in seen[2]}
        assert terms == 5 or not sold & leaving

    import_folder(engine, second, clock=clock, rows_at_once=FEW, progress=look)


def test_a_replacement_is_there_before_it_is_named(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)

    def look(_done: int, _total: int) -> None:
        with reading(engine) as connection:
            c = TABLES.products.c
            rows = connection.execute(select(c.sku, c.replaced_by)).all()
        assert {r.replaced_by for r in rows if r.replaced_by} <= {r.sku for r in rows}

    import_folder(engine, second, clock=clock, rows_at_once=1, progress=look)


def test_a_transaction_writes_no_more_rows_than_a_portion_has(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    change(second, "offers.csv", "A,second,50", "A,first,5")
    written: list[int] = []

    def count(
        _connection: Connection,
        _cursor: object,
        statement: str,
        parameters: Sequence[object],
        _context: object,
        many: bool,  # noqa: FBT001 (as SQLAlchemy calls it)
    ) -> None:
        if statement.startswith(("INSERT INTO sales_", "UPDATE sales_", "DELETE FROM sales_")):
            written[-1] += len(parameters) if many else 1

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "begin", lambda _connection: written.append(0))
    for folder in (first, second):
        import_folder(engine, folder, clock=clock, rows_at_once=FEW)
    of_one_product = 8
    assert max(written) <= of_one_product
    assert len([rows for rows in written if rows]) > 30


def test_what_agrees_is_staged_and_written_nowhere(
    engine: Engine, second: Path, clock: Clock
) -> None:
    import_folder(engine, second, clock=clock)
    calls = []
    import_folder(engine, second, clock=clock, progress=lambda *done: calls.append(done))
    assert calls == []


def test_a_second_import_at_once_is_refused(engine: Engine, first: Path, clock: Clock) -> None:
    refusals = []

    def another(_done: int, _total: int) -> None:
        with pytest.raises(RefusedError, match="Another import is running") as refused:
            import_folder(engine, first, clock=clock)
        refusals.append(refused)

    import_folder(engine, first, clock=clock, progress=another)
    assert refusals
    import_folder(engine, first, clock=clock)


def test_a_bad_row_anywhere_stages_nothing(
    engine: Engine, first: Path, second: Path, clock: Clock
) -> None:
    import_folder(engine, first, clock=clock)
    before = product_as_read(engine)
    change(second, "order_lines.csv", "S0,1,P0,2,1.00", "S0,1,P0,2,x")
    with pytest.raises(ImportRefusedError):
        import_folder(engine, second, clock=clock, rows_at_once=1)
    assert product_as_read(engine) == before
    with reading(engine) as connection:
        assert connection.execute(select(TABLES.imports)).all() == []


def test_portions_hold_whole_units_up_to_their_size() -> None:
    changes = [
        *(row("products", sku=f"P{n}") for n in range(4)),
        *(row("prices", sku=f"P{n}") for n in range(4)),
        *(row("stock", sku="P3") for _ in range(5)),
    ]
    portions = list(portions_of(changes, rows=5))
    assert [units(portion) for portion in portions] == [
        ["product:p0", "product:p1"],
        ["product:p2"],
        ["product:p3"],
    ]
    assert [len(portion) for portion in portions] == [4, 2, 7]


def test_what_is_named_comes_first() -> None:
    changes: list[Change] = [
        row("customers", number="K1", merged_into="K2"),
        row("customers", number="K2", merged_into=None),
        row("products", sku="P1", replaced_by="P2"),
        row("products", sku="P2", replaced_by="P3"),
        row("products", sku="P3", replaced_by=None),
        row("offers", code="A"),
        row("photos", name="a.png"),
        row("reps", login="kim"),
        NewCurrency(currency="EUR"),
    ]
    assert [unit for portion in portions_of(changes, rows=1) for unit in units(portion)] == [
        *("currency", "rep:kim", "photo:a.png", "offer:a"),
        *("product:p3", "product:p2", "product:p1", "customer:k2", "customer:k1"),
    ]


@pytest.mark.parametrize("length", [2, 3])
def test_products_that_replace_one_another_in_a_circle_are_all_switched(length: int) -> None:
    changes = [
        row("products", sku=f"P{n}", replaced_by=f"P{(n + 1) % length}") for n in range(length)
    ]
    found = [unit for portion in portions_of(changes, rows=1) for unit in units(portion)]
    assert sorted(found) == [f"product:p{n}" for n in range(length)]


def test_photos_count_by_their_size() -> None:
    changes: Iterator[RowChange] = (row("photos", name=f"{n}.png") for n in range(50))
    assert [len(portion) for portion in portions_of(changes)] == [20, 20, 10]
