"""Documents of an import: of products and categories, kept in parts, each content once."""

import os
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from smartclient.contract.operations import DOCUMENT_PART
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import (
    ImportCounts,
    ImportRefusedError,
    import_folder,
    preview_import,
)
from smartclient.headoffice.importers import documents as importing
from tests.headoffice.company_to_import import write_company, write_photo
from tests.live_server import LiveOffice

SHEET = b"%PDF-1.7\n" + bytes(range(256)) * 2_000 + b"\n%%EOF\n"
LETTER = b"%PDF-1.4\nPrices rise\n%%EOF\n"
HEADER = "sku,category,title,file\n"


@pytest.fixture(params=["sqlite", "mssql"])
def either(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty head office in a file, and one on SQL Server."""
    if request.param == "mssql":
        live: LiveOffice = request.getfixturevalue("live")
        live.empty()
        yield live.office.engine
        live.empty()
    else:
        yield request.getfixturevalue("engine")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_company(tmp_path / "company")
    (folder / "documents").mkdir()
    (folder / "documents" / "apple.pdf").write_bytes(SHEET)
    (folder / "documents" / "letter.pdf").write_bytes(LETTER)
    write_photo(folder / "documents" / "drawing.jpg", kind="JPEG")
    list_documents(
        folder,
        "A-1,,Data sheet,apple.pdf",
        "B-1,,Data sheet,APPLE.PDF",
        ",fruit,Price letter,letter.pdf",
        "a-1,,Drawing,drawing.jpg",
    )
    return folder


def list_documents(folder: Path, *rows: str) -> None:
    (folder / "documents.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def rows_of(engine: Engine, table: str) -> list[Mapping[str, Any]]:
    of_table = tables_for(engine.dialect.name).table_named(table)
    with reading(engine) as connection:
        rows = connection.execute(select(of_table).order_by(of_table.c.id)).all()
    return [dict(row._mapping) for row in rows]


def contents(engine: Engine) -> dict[str, bytes]:
    """What head office holds of each document, by what it is of and its title."""
    parts = rows_of(engine, "document_parts")
    return {
        f"{row['sku'] or row['category']} {row['title']}": b"".join(
            part["content"]
            for part in sorted(parts, key=lambda each: each["part"])
            if part["hash"] == row["hash"]
        )
        for row in rows_of(engine, "documents")
    }


def reasons(engine: Engine, folder: Path, clock: Clock) -> list[str]:
    with pytest.raises(ImportRefusedError) as caught:
        import_folder(engine, folder, clock=clock)
    return [f"{bad.line} {bad.column}: {bad.reason}" for bad in caught.value.bad_rows]


def test_documents_of_products_and_categories_are_stored_each_content_once(
    either: Engine, folder: Path, clock: Clock
) -> None:
    result = import_folder(either, folder, clock=clock)
    assert result.tallies["documents"] == ImportCounts(new=4)
    assert not result.notes
    found = contents(either)
    assert found["A-1 Data sheet"] == found["B-1 Data sheet"] == SHEET
    assert found["fruit Price letter"] == LETTER
    parts = rows_of(either, "document_parts")
    # the sheet of two products in three parts, the letter and the drawing in one each
    assert len(SHEET) > 2 * DOCUMENT_PART
    assert sorted(part["part"] for part in parts) == [0, 0, 0, 1, 2]
    assert all(len(part["content"]) <= DOCUMENT_PART for part in parts)
    described = {row["title"]: (row["format"], row["size"]) for row in rows_of(either, "documents")}
    assert described["Price letter"] == ("pdf", len(LETTER))
    assert described["Drawing"][0] == "jpeg"
    assert import_folder(either, folder, clock=clock).tallies["documents"] == ImportCounts(
        unchanged=4
    )


def test_a_folder_without_the_list_leaves_documents_as_they_are(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    before = contents(engine)
    (folder / "documents.csv").unlink()
    assert import_folder(engine, folder, clock=clock).tallies["documents"] == ImportCounts()
    assert contents(engine) == before


def test_what_the_list_no_longer_names_is_deleted_with_what_only_it_needed(
    either: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(either, folder, clock=clock)
    list_documents(folder, "B-1,,Data sheet,apple.pdf")
    counts = import_folder(either, folder, clock=clock).tallies["documents"]
    assert counts == ImportCounts(unchanged=1, removed=3)
    assert contents(either) == {"B-1 Data sheet": SHEET}
    assert len(rows_of(either, "document_parts")) == 3
    gone = [row["kind"] for row in rows_of(either, "tombstones")]
    assert sorted(gone) == ["document_parts"] * 2 + ["documents"] * 3


def test_other_content_under_the_same_title_takes_the_place_of_the_former(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    (folder / "documents" / "letter.pdf").write_bytes(SHEET + b"2")
    counts = import_folder(engine, folder, clock=clock).tallies["documents"]
    assert counts == ImportCounts(unchanged=3, changed=1)
    assert contents(engine)["fruit Price letter"] == SHEET + b"2"
    assert len({part["hash"] for part in rows_of(engine, "document_parts")}) == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A-1,,Sheet,nowhere.pdf", "The document nowhere.pdf is not in the folder documents."),
        ("A-1,,Sheet,text.pdf", "The document text.pdf is neither a PDF nor a picture"),
        ("A-1,,Sheet,empty.pdf", "The document empty.pdf is neither a PDF nor a picture"),
        ("A-1,,Sheet,large.pdf", "The document large.pdf is larger than 1 MB. Make it smaller."),
        ("A-1,,Sheet,../orders.csv", "is not the plain name of a file in the folder documents."),
        ("X-9,,Sheet,apple.pdf", "There is no product X-9."),
        (",,Sheet,apple.pdf", "Say which product or which category the document is of."),
        ("A-1,Fruit,Sheet,apple.pdf", "of a product or of a category, not of both."),
        ("A-1,,,apple.pdf", "title"),
        ("A-1,,DATA SHEET,apple.pdf", "The same is already on line 2."),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_nothing_is_imported(
    engine: Engine,
    folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    row: str,
    reason: str,
) -> None:
    monkeypatch.setattr(importing, "LARGEST_DOCUMENT", 1_000_000)
    (folder / "documents" / "text.pdf").write_bytes(b"no document at all")
    (folder / "documents" / "empty.pdf").write_bytes(b"")
    (folder / "documents" / "large.pdf").write_bytes(b"%PDF-1.7" + bytes(1_000_000))
    list_documents(folder, "A-1,,Data sheet,apple.pdf", row)
    (found,) = reasons(engine, folder, clock)
    assert found.startswith("3 ")
    assert reason in found
    assert not rows_of(engine, "documents")
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    assert result.tallies["documents"] == ImportCounts(new=1, bad=1)


def test_what_a_bad_row_is_about_is_not_deleted(engine: Engine, folder: Path, clock: Clock) -> None:
    import_folder(engine, folder, clock=clock)
    (folder / "documents" / "letter.pdf").unlink()
    counts = import_folder(engine, folder, skip_bad_rows=True, clock=clock).tallies["documents"]
    assert counts == ImportCounts(unchanged=3, bad=1)
    assert contents(engine)["fruit Price letter"] == LETTER


def test_a_category_that_no_product_is_in_is_noted(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    list_documents(folder, ",Furit,Price letter,letter.pdf")
    result = import_folder(engine, folder, clock=clock)
    assert [note.reason for note in result.notes] == ["No product is in the category Furit."]
    assert "Furit Price letter" in contents(engine)


def test_an_import_that_was_killed_is_finished_by_the_next(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    class KilledError(Exception):
        pass

    def kill(done: int, _total: int) -> None:
        if done > 30:
            raise KilledError

    with pytest.raises(KilledError):
        import_folder(engine, folder, clock=clock, progress=kill, rows_at_once=5)
    import_folder(engine, folder, clock=clock)
    assert contents(engine)["A-1 Data sheet"] == SHEET
    assert len(contents(engine)) == 4


def test_a_file_that_changed_after_an_import_was_killed_is_imported_as_it_is_now(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    class KilledError(Exception):
        pass

    def kill(done: int, _total: int) -> None:
        if done > 30:
            raise KilledError

    with pytest.raises(KilledError):
        import_folder(engine, folder, clock=clock, progress=kill, rows_at_once=5)
    (folder / "documents" / "letter.pdf").write_bytes(LETTER + b"corrected")
    import_folder(engine, folder, clock=clock)
    assert contents(engine)["fruit Price letter"] == LETTER + b"corrected"


def test_a_file_that_changes_while_it_is_imported_stops_the_import(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    def change_it(_done: int, _total: int) -> None:
        (folder / "documents" / "apple.pdf").write_bytes(SHEET[:-1] + b"!")

    with pytest.raises(RefusedError, match=r"apple\.pdf was changed while it was imported"):
        import_folder(engine, folder, clock=clock, progress=change_it)
    assert all(found in {b"", SHEET, LETTER} for found in contents(engine).values())
    import_folder(engine, folder, clock=clock)
    assert contents(engine)["A-1 Data sheet"] == SHEET[:-1] + b"!"


def test_memory_never_holds_a_whole_document(folder: Path) -> None:
    (folder / "documents" / "long.pdf").write_bytes(b"%PDF-1.7" + os.urandom(40 * DOCUMENT_PART))
    documents = importing.DocumentFolder(folder)
    tracemalloc.start()
    try:
        file = documents.file("long.pdf")
        for part, digest in enumerate(file.parts):
            documents.row({"file": "long.pdf", "part": part, "hash": file.hash, "digest": digest})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(file.parts) == 41
    assert peak < 5 * DOCUMENT_PART


def test_a_preview_counts_documents_and_stores_none(engine: Engine, folder: Path) -> None:
    assert preview_import(engine, folder).tallies["documents"] == ImportCounts(new=4)
    assert not rows_of(engine, "documents")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_document_behind_a_link_that_leaves_the_folder_is_refused(
    engine: Engine, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "private.pdf").write_bytes(SHEET)
    (folder / "documents" / "letter.pdf").unlink()
    (folder / "documents" / "letter.pdf").symlink_to(tmp_path / "private.pdf")
    (found,) = reasons(engine, folder, clock)
    assert "leads out of the folder" in found
