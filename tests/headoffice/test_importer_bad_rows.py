"""A bad row is reported to the file, line, column and reason, and holds back the whole folder."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from smartclient.database.engines import create_office_file
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, SchemaError
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import BadRow, ImportRefusedError, import_folder
from smartclient.headoffice.opening import open_database
from tests.headoffice.company_to_import import GOOD, change, write_company
from tests.headoffice.importer_mistakes import MISTAKES, Mistake

TABLES = tables_for("sqlite")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_company(tmp_path / "company")


def rows_of(engine: Engine) -> dict[str, int]:
    names = ("products", "prices", "offers", "stock", "reps", "customers", "addresses", "orders")
    with reading(engine) as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(TABLES.table_named(name))) or 0
            for name in names
        }


def mistaken(folder: Path, mistake: Mistake) -> None:
    change(folder, mistake.file, mistake.old, mistake.new)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_bad_row_is_named_and_nothing_is_imported(
    engine: Engine, folder: Path, clock: Clock, mistake: Mistake
) -> None:
    mistaken(folder, mistake)
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    found = refused.value.bad_rows
    where = [(bad.file, bad.line, bad.column) for bad in found]
    assert (mistake.file, mistake.line, mistake.column) in where
    bad = found[where.index((mistake.file, mistake.line, mistake.column))]
    assert mistake.reason in bad.reason
    assert f"{mistake.file}, line {mistake.line}" in refused.value.user_message
    assert set(rows_of(engine).values()) == {0}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_the_other_rows_are_imported_when_bad_ones_are_skipped(
    engine: Engine, folder: Path, clock: Clock, mistake: Mistake
) -> None:
    mistaken(folder, mistake)
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    assert any((bad.file, bad.line) == (mistake.file, mistake.line) for bad in result.skipped)
    assert sum(rows_of(engine).values()) > 0
    with reading(engine) as connection:
        prices = set(connection.scalars(select(TABLES.prices.c.sku)))
        assert prices <= set(connection.scalars(select(TABLES.products.c.sku)))


def test_the_good_folder_of_these_tests_is_good(engine: Engine, folder: Path, clock: Clock) -> None:
    result = import_folder(engine, folder, clock=clock)
    assert not result.skipped
    assert not result.notes
    assert rows_of(engine) == {
        "products": 2,
        "prices": 2,
        "offers": 1,
        "stock": 1,
        "reps": 2,
        "customers": 2,
        "addresses": 1,
        "orders": 1,
    }


def test_every_bad_row_is_reported_at_once(engine: Engine, folder: Path, clock: Clock) -> None:
    change(folder, "prices.csv", "1.90", "x")
    change(folder, "prices.csv", "2.00", "y")
    change(folder, "stock.csv", "50", "z")
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    assert [(bad.file, bad.line) for bad in refused.value.bad_rows] == [
        ("prices.csv", 2),
        ("prices.csv", 3),
        ("stock.csv", 2),
    ]


def test_a_row_with_two_bad_fields_is_reported_for_each(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "prices.csv", "2025-01-01,2025-12-31,1.90", "soon,later,1.90")
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    assert [bad.column for bad in refused.value.bad_rows] == ["valid_from", "valid_to"]


def test_a_line_number_counts_the_lines_inside_quoted_fields(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "products.csv", "A-1,Apple,Fruit,,,", 'A-1,Apple,Fruit,,"red\nand\r\ngreen",')
    change(folder, "products.csv", ".9900", "cheap")
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    assert [(bad.line, bad.column) for bad in refused.value.bad_rows] == [(5, "list_price")]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_field_in_another_encoding_is_a_bad_row(
    engine: Engine, folder: Path, clock: Clock, encoding: str
) -> None:
    path = folder / "customers.csv"
    text = path.read_text(encoding="utf-8").replace("Corner", "Café Corner")
    path.write_bytes(text.encode(encoding))
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    (bad,) = refused.value.bad_rows
    assert (bad.file, bad.line, bad.column) == ("customers.csv", 3, "name")
    assert "UTF-8" in bad.reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_refused_as_a_whole(
    engine: Engine, folder: Path, clock: Clock, encoding: str
) -> None:
    path = folder / "stock.csv"
    text = path.read_text(encoding="utf-8")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path.write_bytes(mark + text.encode(encoding))
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    (bad,) = refused.value.bad_rows
    assert (bad.file, bad.line) == ("stock.csv", 1)
    assert "UTF-8" in bad.reason


def test_a_byte_order_mark_and_windows_line_ends_are_fine(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    for name, text in GOOD.items():
        (folder / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert import_folder(engine, folder, clock=clock).counts["products"] == 2


def test_a_missing_file_is_named(engine: Engine, folder: Path, clock: Clock) -> None:
    (folder / "stock.csv").unlink()
    with pytest.raises(ImportRefusedError, match=r"stock\.csv, line 1: The file is missing"):
        import_folder(engine, folder, clock=clock)


def test_order_history_is_optional(engine: Engine, folder: Path, clock: Clock) -> None:
    (folder / "orders.csv").unlink()
    (folder / "order_lines.csv").unlink()
    assert import_folder(engine, folder, clock=clock).counts["orders"] == 0


def test_a_file_with_only_its_header_means_there_is_none(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    (folder / "stock.csv").write_text("sku,on_hand\n", encoding="utf-8")
    assert import_folder(engine, folder, clock=clock).counts["stock"] == 0


def test_what_only_follows_from_a_bad_row_is_not_reported_as_bad_itself(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "products.csv", "2.00", "free")
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    assert [str(bad) for bad in refused.value.bad_rows] == [
        (
            "products.csv, line 2, list_price: “free” is not an amount. "
            "Write it like 1234.50, without a currency or separators."
        )
    ]


def test_what_follows_from_a_skipped_row_is_skipped_and_listed(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "products.csv", "A-1,Apple", "A-1,")
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    listed = {(bad.file, bad.line): bad for bad in result.skipped}
    assert not listed["products.csv", 2].follows
    assert {where for where, bad in listed.items() if bad.follows} == {
        ("products.csv", 3),
        ("prices.csv", 2),
        ("prices.csv", 3),
        ("offer_products.csv", 2),
        ("stock.csv", 2),
        ("orders.csv", 2),
        ("order_lines.csv", 2),
    }
    assert rows_of(engine)["customers"] == 2


def test_an_order_with_one_bad_line_is_left_out_whole(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    with (folder / "order_lines.csv").open("a", encoding="utf-8") as file:
        file.write("SO-1,2,B-1,many,0.99\n")
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    assert result.counts["orders"] == 0
    assert ("orders.csv", 2) in {(bad.file, bad.line) for bad in result.skipped}


def test_an_unknown_column_is_reported_and_ignored(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "stock.csv", "sku,on_hand\nA-1,50", "sku,shelf,on_hand\nA-1,top,50")
    result = import_folder(engine, folder, clock=clock)
    assert [(note.file, note.column) for note in result.notes] == [("stock.csv", "shelf")]


def test_a_missing_photo_is_reported_and_its_product_imported(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "products.csv", "2024-01-01,,,,,", "2024-01-01,,,apple.png,,")
    result = import_folder(engine, folder, clock=clock)
    assert [(note.line, note.column) for note in result.notes] == [(2, "image")]
    assert result.counts["products"] == 2
    assert result.counts["photos"] == 0


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(
    engine: Engine, tmp_path: Path, clock: Clock
) -> None:
    with pytest.raises(NotFoundError, match="There is no folder"):
        import_folder(engine, tmp_path / "nowhere", clock=clock)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError, match="none of the files"):
        import_folder(engine, tmp_path / "empty", skip_bad_rows=True, clock=clock)


def test_head_office_must_be_set_up_first(tmp_path: Path, folder: Path, clock: Clock) -> None:
    create_office_file(tmp_path / "other.db")
    engine = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(SchemaError, match="headoffice init"):
        import_folder(engine, folder, clock=clock)
    engine.dispose()


def test_a_reason_with_braces_in_the_value_is_shown_as_it_is() -> None:
    bad = BadRow(
        file="stock.csv",
        line=2,
        column="sku",
        template="There is no {what}.",
        arguments={"what": "{product}"},
    )
    assert bad.reason == "There is no {product}."


def test_a_stray_byte_at_the_end_of_a_file_is_no_short_row(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    with (folder / "stock.csv").open("ab") as file:
        file.write(b"\xff")
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    (bad,) = refused.value.bad_rows
    assert "not in UTF-8" in bad.reason
