"""Photos of an import: found by any form of their names, and never a reason to stop."""

import os
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import (
    ImportCounts,
    import_folder,
)
from tests.headoffice.company_to_import import change, with_photo, write_company, write_photo

TABLES = tables_for("sqlite")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_company(tmp_path / "company")
    (folder / "images").mkdir()
    return folder


@pytest.mark.parametrize(
    ("named", "there"),
    [
        ("Pümp.png", unicodedata.normalize("NFD", "Pümp.png")),
        (unicodedata.normalize("NFD", "Pümp.png"), "pümp.PNG"),
        ("HOSE.PNG", "hose.png"),
        ("strasse.png", "STRAẞE.png"),
    ],
)
def test_a_photo_is_found_in_any_unicode_form_and_case(
    engine: Engine, folder: Path, clock: Clock, named: str, there: str
) -> None:
    with_photo(folder, named)
    write_photo(folder / "images" / there)
    result = import_folder(engine, folder, clock=clock)
    assert not result.notes
    with reading(engine) as connection:
        photo = connection.scalars(select(TABLES.photos.c.name)).one()
        image = connection.scalar(select(TABLES.products.c.image).where(TABLES.products.c.id == 1))
    assert photo == image == unicodedata.normalize("NFC", named)


def test_two_products_that_name_one_photo_in_two_ways_share_it(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    with_photo(folder, "Apple.png")
    change(folder, "products.csv", "2024-01-01,,,,A-1", "2024-01-01,,,APPLE.png,A-1")
    write_photo(folder / "images" / "Apple.PNG")
    assert import_folder(engine, folder, clock=clock).tallies["photos"] == ImportCounts(new=1)
    assert import_folder(engine, folder, clock=clock).tallies["photos"] == ImportCounts(unchanged=1)
    with reading(engine) as connection:
        assert set(connection.scalars(select(TABLES.products.c.image))) == {"Apple.png"}
    # also where a later file has only the other way
    change(folder, "products.csv", "Apple.png", "APPLE.PNG")
    assert import_folder(engine, folder, clock=clock).tallies["photos"] == ImportCounts(unchanged=1)


def test_a_photo_that_can_not_be_used_is_reported_and_not_taken(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    good = write_photo(folder / "images" / "good.png")
    broken = {
        "empty.png": b"",
        "text.png": b"this is no picture",
        "half.png": good[: len(good) // 2],
        "large.png": good + b"\0" * 1_000_000,
    }
    for name, content in broken.items():
        (folder / "images" / name).write_bytes(content)
    names = [*broken, "missing.png", "good.png"]
    rows = [f"P-{place},Name,1.00,{name}" for place, name in enumerate(names)]
    (folder / "products.csv").write_text(
        "\n".join(["sku,name,list_price,image", "A-1,Apple,2,", "B-1,Bean,1,", *rows, ""]),
        encoding="utf-8",
    )
    result = import_folder(engine, folder, clock=clock)
    assert [(note.line, note.column) for note in result.notes] == [
        (line, "image") for line in range(4, 9)
    ]
    for name, note in zip(names, result.notes, strict=False):
        assert name in note.reason
    with reading(engine) as connection:
        assert connection.scalars(select(TABLES.photos.c.name)).all() == ["good.png"]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(["PNG", "GIF", "JPEG", "BMP", "WEBP", "TIFF"]), st.data())
def test_no_damaged_photo_stops_an_import(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    from smartclient.domain.errors import RefusedError  # noqa: PLC0415
    from smartclient.headoffice.importers.photos import _check_picture  # noqa: PLC0415

    content = bytearray(write_photo(tmp_path_factory.getbasetemp() / "photo", kind=kind))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with suppress(RefusedError):
        _check_picture(bytes(content[:cut]), "photo")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("link", ["the photo", "the folder images"])
def test_a_photo_behind_a_link_that_leaves_the_folder_is_not_taken(
    engine: Engine, folder: Path, tmp_path: Path, clock: Clock, link: str
) -> None:
    with_photo(folder, "apple.png")
    (tmp_path / "private").mkdir()
    write_photo(tmp_path / "private" / "apple.png")
    if link == "the photo":
        (folder / "images" / "apple.png").symlink_to(tmp_path / "private" / "apple.png")
    else:
        (folder / "images").rmdir()
        (folder / "images").symlink_to(tmp_path / "private")
    result = import_folder(engine, folder, clock=clock)
    (note,) = result.notes
    assert "leads out of the folder" in note.reason
    with reading(engine) as connection:
        assert not connection.scalar(select(func.count()).select_from(TABLES.photos))
