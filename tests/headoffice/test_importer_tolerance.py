"""Folders as companies have them: columns missing or misspelt, blank rows, links, size."""

import csv
import os
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import (
    ImportCounts,
    ImportRefusedError,
    import_folder,
    preview_import,
)
from smartclient.headoffice.importers import files as import_files
from smartclient.headoffice.importers.formats import DOCUMENTS, FORMATS, ORDER_LINES, ORDERS
from tests.headoffice.company_to_import import GOOD, change, with_photo, write_company, write_photo

TABLES = tables_for("sqlite")

MISSPELT = "This column is not known and was ignored. Is it meant to be {}?"
MAY_BE_MISSING = [
    (item.name, column.name)
    for item in FORMATS
    # which of its two columns a document needs depends on what it is of
    if item is not DOCUMENTS
    for column in item.columns
    if not column.needed
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_company(tmp_path / "company")


def without_column(folder: Path, file: str, column: str) -> bool:
    """Remove a column of a file; return whether it was there."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
        names = list(rows[0])
    if column not in names:
        return False
    names.remove(column)
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return True


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with reading(engine) as connection:
        return {
            item.table: [
                tuple(row)
                for row in connection.execute(select(TABLES.table_named(item.table)).order_by("id"))
            ]
            for item in FORMATS
        }


def refused(engine: Engine, folder: Path, clock: Clock) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ImportRefusedError) as error:
        import_folder(engine, folder, clock=clock)
    return [(bad.file, bad.line, bad.column, bad.reason) for bad in error.value.bad_rows]


@pytest.mark.parametrize(("file", "column"), MAY_BE_MISSING)
def test_a_column_whose_value_may_be_empty_may_be_missing_and_leaves_what_is_there(
    engine: Engine, folder: Path, clock: Clock, file: str, column: str
) -> None:
    import_folder(engine, folder, clock=clock)
    before = everything(engine)
    without_column(folder, file, column)
    result = import_folder(engine, folder, clock=clock)
    assert not result.notes
    assert everything(engine) == before


@pytest.mark.parametrize(("file", "column"), MAY_BE_MISSING)
def test_a_company_without_a_column_is_imported(
    engine: Engine, folder: Path, clock: Clock, file: str, column: str
) -> None:
    if column == "valid_to":
        # of two prices without an end, the first would hold for ever
        change(folder, "prices.csv", "A-1,2025-01-01,2025-12-31,1.90,USD\n", "")
    without_column(folder, file, column)
    result = import_folder(engine, folder, clock=clock)
    assert result.counts["products"] == 2
    assert not result.skipped


def test_a_missing_column_leaves_also_what_somebody_changed_meanwhile(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    with writing(engine) as (connection, transaction):
        connection.execute(update(TABLES.products).values(weight="7 KG", unit="BOX"))
        connection.execute(update(TABLES.customers).values(square_feet=77))
        transaction.commit()
    for file, column in (
        *(("products.csv", "weight"), ("products.csv", "unit")),
        ("customers.csv", "square_feet"),
    ):
        assert without_column(folder, file, column)
    change(folder, "products.csv", "Apple", "Red apple")
    import_folder(engine, folder, clock=clock)
    with reading(engine) as connection:
        c = TABLES.products.c
        kept = connection.execute(select(c.name, c.weight, c.unit).where(c.sku == "A-1")).one()
        assert tuple(kept) == ("Red apple", "7 KG", "BOX")
        feet = TABLES.customers.c.square_feet
        assert set(connection.scalars(select(feet))) == {77}


def test_what_a_missing_column_holds_at_head_office_is_what_rows_are_checked_by(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    # without valid_to, the first of two prices would seem to have no end, and overlap the second
    import_folder(engine, folder, clock=clock)
    assert without_column(folder, "prices.csv", "valid_to")
    change(folder, "prices.csv", "1.90", "1.95")
    result = import_folder(engine, folder, clock=clock)
    assert result.tallies["prices"] == ImportCounts(changed=1, unchanged=1)
    with reading(engine) as connection:
        c = TABLES.prices.c
        rows = connection.execute(select(c.valid_to, c.amount).order_by(c.valid_from)).all()
    assert [tuple(row) for row in rows] == [
        (date(2025, 12, 31), Decimal("1.95")),
        (None, Decimal("2.00")),
    ]


def test_a_misspelt_column_is_reported_with_the_one_that_is_likely_meant(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "customers.csv", "annual_sales,phone", "annual sales,phnoe")
    change(folder, "stock.csv", "sku,on_hand\nA-1,50", "sku,on_hand,shelf\nA-1,50,top")
    result = import_folder(engine, folder, clock=clock)
    assert [(note.file, note.column, note.reason) for note in result.notes] == [
        (
            "stock.csv",
            "shelf",
            MISSPELT.partition(" Is it")[0],
        ),
        (
            "customers.csv",
            "annual sales",
            MISSPELT.format("annual_sales"),
        ),
        (
            "customers.csv",
            "phnoe",
            MISSPELT.format("phone"),
        ),
    ]


def test_a_column_without_a_name_is_reported_when_it_has_values(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    (folder / "stock.csv").write_text("sku,on_hand,,\nA-1,50,,\nB-1,5,x,\n", encoding="utf-8")
    (folder / "territories.csv").write_text("name,,\nNorth,,\n", encoding="utf-8")
    result = import_folder(engine, folder, clock=clock)
    assert [(note.file, note.line) for note in result.notes] == [("stock.csv", 3)]


def test_rows_of_nothing_but_commas_are_skipped(engine: Engine, folder: Path, clock: Clock) -> None:
    for name, text in GOOD.items():
        header, *rows = text.splitlines()
        blank = "," * header.count(",")
        spoilt = [header, blank, *rows, blank, ",", f"  {blank} ", '"",""', blank]
        (folder / name).write_text("\r\n".join(spoilt) + "\r\n", encoding="utf-8")
    result = import_folder(engine, folder, clock=clock)
    assert result.counts["products"] == 2
    change(folder, "stock.csv", "A-1,50", "A-1,many")
    assert [bad[:3] for bad in refused(engine, folder, clock)] == [("stock.csv", 3, "on_hand")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_that_leaves_the_folder_is_refused(
    engine: Engine, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text((folder / "stock.csv").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "stock.csv").unlink()
    (folder / "stock.csv").symlink_to(secret)
    (bad,) = refused(engine, folder, clock)
    assert bad[:2] == ("stock.csv", 1)
    assert "leads out of the folder" in bad[3]
    # one within the folder is as good as the file
    (folder / "stock.csv").unlink()
    (folder / "real.csv").write_text(GOOD["stock.csv"], encoding="utf-8")
    (folder / "stock.csv").symlink_to("real.csv")
    import_folder(engine, folder, clock=clock)


def test_a_file_of_several_gigabytes_is_refused_unread(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    with (folder / "stock.csv").open("ab") as file:
        file.truncate(5_000_000_000)
    (bad,) = refused(engine, folder, clock)
    assert bad[:2] == ("stock.csv", 1)
    assert "too large" in bad[3]


def test_a_file_with_too_many_rows_is_refused(
    engine: Engine, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "MOST_ROWS", 2)
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("B-1,5\n")
    import_folder(engine, folder, clock=clock)
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("B-2,5\n")
    (bad,) = refused(engine, folder, clock)
    assert "too large" in bad[3]


@pytest.mark.parametrize("rubbish", ['"A"-1,5\n', "A-1,many\n"])
def test_a_file_of_nothing_but_bad_rows_is_not_read_to_its_end(
    engine: Engine, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, rubbish: str
) -> None:
    monkeypatch.setattr(import_files, "MOST_BAD", 10)
    (folder / "stock.csv").write_text("sku,on_hand\n" + rubbish * 1000, encoding="utf-8")
    found = refused(engine, folder, clock)
    assert len(found) < 20
    assert any("not read to its end" in bad[3] for bad in found)


def test_a_line_without_end_is_no_csv_file(
    engine: Engine, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "LONGEST_LINE", 1000)
    (folder / "stock.csv").write_text("sku,on_hand\n" + "A" * 5000, encoding="utf-8")
    (bad,) = refused(engine, folder, clock)
    assert "far too long" in bad[3]


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ('"' + "x" * 200_000 + '"', [("products.csv", 2, "A field is far too long.")]),
        ("x" * 20_000, [("products.csv", 2, "The name is too long.")]),
        ('"' + "x\n" * 100_000 + '"', [("products.csv", 2, "quotation mark is missing")]),
        ('"Apple', [("products.csv", 2, "quotation marks")]),
    ],
    ids=["on one line", "too long", "on many lines", "not ended"],
)
def test_a_huge_field_is_said_to_be_one_and_spoils_no_more_than_it_must(
    engine: Engine, folder: Path, clock: Clock, name: str, bad: list[tuple[str, int, str]]
) -> None:
    change(folder, "products.csv", ",A-1,B-0", ",,B-0")
    change(folder, "products.csv", "Apple", name)
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    found = [item for item in result.skipped if item.file == "products.csv" and not item.follows]
    assert [(item.file, item.line) for item in found] == [(file, line) for file, line, _ in bad]
    assert all(words in one.reason for one, (_, _, words) in zip(found, bad, strict=True))
    assert result.counts["customers"] == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_file_in_another_unicode_encoding_is_distinguished_from_one_without_columns(
    engine: Engine, folder: Path, clock: Clock, encoding: str
) -> None:
    (folder / "stock.csv").write_text(GOOD["stock.csv"], encoding=encoding)
    (bad,) = refused(engine, folder, clock)
    assert bad[:2] == ("stock.csv", 1)
    assert "not in UTF-8" in bad[3]


def test_a_trial_says_what_an_import_would_change_and_changes_nothing(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    before = everything(engine)
    with_photo(folder, "apple.png")
    (folder / "images").mkdir()
    write_photo(folder / "images" / "apple.png")
    change(folder, "customers.csv", "Kiosk", "Kiosk & Sons")
    change(folder, "prices.csv", "A-1,2025-01-01,2025-12-31,1.90,USD\n", "")
    change(folder, "prices.csv", "A-1,2026-01-01", "A-1,2025-06-01")
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("B-1,5\nZ-9,1\nA-1,9\n")
    with (folder / "orders.csv").open("a", encoding="utf-8") as file:
        file.write("SO-2,K1,kim,2026-03-01,,\n")
    with (folder / "order_lines.csv").open("a", encoding="utf-8") as file:
        file.write("SO-2,1,A-1,1,2.00\n")
    tried = preview_import(engine, folder)
    assert everything(engine) == before
    wanted = {
        "customers": ImportCounts(changed=1, unchanged=1),
        "prices": ImportCounts(new=1, removed=2),
        "stock": ImportCounts(new=1, unchanged=1, bad=2),
        "orders": ImportCounts(new=1, unchanged=1),
        "order_lines": ImportCounts(new=1, unchanged=1),
        "photos": ImportCounts(new=1),
        "products": ImportCounts(changed=1, unchanged=1),
    }
    assert {kind: tried.tallies[kind] for kind in wanted} == wanted
    assert [(bad.file, bad.line) for bad in tried.skipped] == [("stock.csv", 4), ("stock.csv", 5)]
    done = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    assert done == tried


def test_bar_codes_are_checked_and_belong_to_one_product(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    def products(*eans: str) -> None:
        rows = [f"{sku},Name,1.00,{ean}" for sku, ean in zip(("A-1", "B-1"), eans, strict=False)]
        text = "\n".join(["sku,name,list_price,ean", *rows, ""])
        (folder / "products.csv").write_text(text, encoding="utf-8")

    products("036000291452", "4006381333931")
    import_folder(engine, folder, clock=clock)
    with reading(engine) as connection:
        codes = set(connection.scalars(select(TABLES.products.c.ean)))
    assert codes == {"036000291452", "4006381333931"}
    # the two change places
    products("4006381333931", "036000291452")
    import_folder(engine, folder, clock=clock)
    # EAN-13 writes UPC-A with a zero before it
    for spoilt, reason in (
        (("0036000291452", "036000291452"), "already on line 2"),
        (("4006381333932", ""), "does not fit"),
        (("4.00638E+12", ""), "8, 12, 13 or 14 digits"),
    ):
        products(*spoilt)
        (bad,) = refused(engine, folder, clock)
        assert bad[2] == "ean"
        assert reason in bad[3]
    products("036000291452")
    (bad,) = [bad for bad in refused(engine, folder, clock) if bad[2] == "ean"]
    assert "The product B-1 has the same" in bad[3]


def test_a_rep_has_a_name(engine: Engine, folder: Path, clock: Clock) -> None:
    change(folder, "reps.csv", "title,", "name,title,")
    change(folder, "reps.csv", "1,Kim,Rep", "1,Kim,Kim Novák,Rep")
    change(folder, "reps.csv", "2,boss,", "2,boss,,")
    import_folder(engine, folder, clock=clock)
    with reading(engine) as connection:
        names = connection.scalars(select(TABLES.reps.c.name).order_by("id")).all()
    assert names == ["Kim Novák", ""]


def test_names_that_differ_only_in_case_or_form_are_one_row(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "tax_rates.csv", "US,WA", "Österreich,Wien")
    import_folder(engine, folder, clock=clock)
    before = everything(engine)
    other = unicodedata.normalize("NFD", "ÖSTERREICH")
    change(folder, "tax_rates.csv", "Österreich,Wien", f"{other},WIEN")
    change(folder, "territories.csv", "North", "NORTH")
    change(folder, "addresses.csv", "main", "Main")
    change(folder, "offers.csv", "V10", "v10")
    result = import_folder(engine, folder, clock=clock)
    for kind in ("tax_rates", "territories", "addresses", "offers"):
        assert result.tallies[kind] == ImportCounts(changed=1), kind
    after = everything(engine)
    assert [len(rows) for rows in after.values()] == [len(rows) for rows in before.values()]
    with reading(engine) as connection:
        # shown as imported, what names it as what is named
        assert connection.scalar(select(TABLES.tax_rates.c.country)) == "ÖSTERREICH"
        assert connection.scalar(select(TABLES.customers.c.territory)) == "NORTH"
        codes = select(TABLES.offer_products.c.offer_code)
        assert connection.scalar(codes) == connection.scalar(select(TABLES.offers.c.code))


def test_no_order_file_lacks_a_rule() -> None:
    """Every file but the two of the order history is one table's."""
    plain = [item for item in FORMATS if item not in {ORDERS, ORDER_LINES}]
    assert all(set(item.key) <= set(TABLES.table_named(item.table).c.keys()) for item in plain)
