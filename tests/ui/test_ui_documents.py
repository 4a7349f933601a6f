"""Documents in the window: listed with their product, and opened from copies that go with it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from sqlalchemy import insert

from smartclient.domain.ids import Sku
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.ui.opened_files import OpenedFiles, plain_name
from tests.office_company import document_rows
from tests.ui.office_place import Place, noting
from window_driver import child, wait_until_idle

SHEET = b"%PDF-1.7\n" + bytes(range(256)) * 2_000
HOSTILE = "<b>Prices</b> & more: ../../etc/passwd\u202e " + "and so on " * 20


def give(place: Place, title: str, *, parts: int | None = None) -> None:
    """Give the product P-01 a document, of which so many parts are at head office."""
    tables = tables_for("sqlite")
    document, content = document_rows("P-01", title, SHEET)
    now = place.driver.window.context.clock.now()
    with audited_transaction(place.office.engine, actor="head", at=now) as connection:
        connection.execute(insert(tables.documents), [document])
        connection.execute(insert(tables.document_parts), content[:parts])
    place.session.sync_now()


def look_at(place: Place) -> QWidget:
    window = place.driver.window
    window.navigator.show_page("pageCatalog")
    window.navigator.show_product(Sku("P-01"))
    wait_until_idle(window)
    return child(window, QWidget, "productDocuments")


def test_a_document_is_opened_offline_from_a_copy_that_goes_with_the_window(
    place: Place,
) -> None:
    give(place, "Data sheet")
    place.session.work_offline(True)  # noqa: FBT003 (a switch)
    opened: list[Path] = []
    window = place.driver.window
    window.navigator.documents._open = noting(opened)
    shown = look_at(place)
    assert child(shown, QLabel, "aboutDocument0").text() == "PDF  ·  512.0 kB"
    opener = child(shown, QPushButton, "openDocument0")
    assert opener.text() == "Data sheet"
    assert opener.accessibleName() == "Open Data sheet"
    opener.click()
    opener.click()
    wait_until_idle(window)
    assert [file.name for file in opened] == ["Data sheet.pdf"] * 2
    assert len(set(opened)) == 2
    assert opened[0].read_bytes() == SHEET
    assert opened[0].parent.stat().st_mode & 0o077 == 0
    window.end()
    assert not opened[0].exists()
    assert not opened[0].parent.parent.exists()


def test_a_hostile_title_is_text_on_the_button_and_names_a_harmless_file(place: Place) -> None:
    give(place, HOSTILE)
    opened: list[Path] = []
    place.driver.window.navigator.documents._open = noting(opened)
    opener = child(look_at(place), QPushButton, "openDocument0")
    assert opener.text().startswith("<b>Prices</b> && more")
    assert "<b>" not in opener.toolTip()
    assert opener.sizeHint().width() < 260
    opener.click()
    wait_until_idle(place.driver.window)
    assert opened[0].name == "bPricesb  more etcpasswd and so on and so on and so on and s.pdf"


def test_a_document_that_has_not_all_come_is_listed_and_not_opened(place: Place) -> None:
    give(place, "Data sheet", parts=1)
    shown = look_at(place)
    assert not child(shown, QPushButton, "openDocument0").isEnabled()
    assert child(shown, QLabel, "aboutDocument0").text().endswith("comes with a sync")


def test_a_product_without_documents_has_no_list_of_them(place: Place) -> None:
    assert not look_at(place).isVisible()


def test_a_machine_that_shows_no_such_file_says_so(place: Place) -> None:
    give(place, "Data sheet")
    place.driver.window.navigator.documents._open = lambda _file: False
    child(look_at(place), QPushButton, "openDocument0").click()
    wait_until_idle(place.driver.window)
    assert "no program that shows PDF files" in place.driver.window.banner.text


def test_copies_that_a_crash_left_are_removed_when_the_next_window_begins(tmp_path: Path) -> None:
    crashed = OpenedFiles(tmp_path / "opened")
    crashed.place("Data sheet", "pdf").write_bytes(SHEET)
    crashed.place("Data sheet", "pdf").write_bytes(SHEET)
    assert len(list(tmp_path.rglob("*.pdf"))) == 2
    following = OpenedFiles(tmp_path / "opened")
    assert not (tmp_path / "opened").exists()
    assert following.place("Data sheet", "pdf").parent.is_dir()


def test_every_name_is_fit_for_a_file() -> None:
    assert plain_name("../<>|") == "-"
    assert plain_name("Änderung 2026_1") == "Änderung 2026_1"
    assert len(plain_name("a" * 500)) == 60
