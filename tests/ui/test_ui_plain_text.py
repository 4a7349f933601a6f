"""Text is never markup: names, notes and numbers that look like some are shown as they are."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QTableView, QToolTip
from pytestqt.qtbot import QtBot

import smartclient.ui
from sample_scene import Scene, sample_scene
from session_views import menu_views
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.ui.look.theme import Theme
from tests.ui import plain
from window_driver import View, child, opened, wait_until_idle
from window_views import admin_views, rep_views

WRITTEN_BY_PEOPLE = {
    "customers": ("name", "contact"),
    "products": ("name", "description", "category"),
    "offers": ("description",),
    "addresses": ("line1",),
    "reps": ("name",),
}
"""The columns of a company's folder in which people write what they like."""


@pytest.fixture
def hostile_scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Set the scene at a company in which every name looks like markup."""
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "made-up data")
    company = tmp_path / "company"
    company.mkdir()
    for file in sample_folder().glob("*.csv"):
        _copy_hostile(file, company / file.name)
    with sample_scene(tmp_path / "sample", company=company) as made:
        shop = CustomerNumber("G-1007")
        made.rep.use_cases.customers.edit(
            shop, {EditableField.CONTACT: plain.HOSTILE, EditableField.NOTES: plain.HOSTILE}
        )
        yield made


def _copy_hostile(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            for column in row.keys() & set(WRITTEN_BY_PEOPLE.get(source.stem, ())):
                row[column] = f"{plain.HOSTILE}{row[column]}"
            writer.writerow(row)


def test_no_view_takes_a_name_for_markup(hostile_scene: Scene, theme: Theme) -> None:
    scene = hostile_scene
    wrong: set[str] = set()
    found = 0

    def look(views: Iterable[View]) -> None:
        nonlocal found
        for name, widget in views:
            wrong.update(f"{name}: {reported}" for reported in plain.taken_for_markup(widget))
            found += plain.hostile_texts(widget)

    with opened(scene.rep, scene.clock, theme) as window:
        look(rep_views(window))
    with opened(scene.admin, scene.clock, theme) as window:
        look(admin_views(window))
    with opened(scene.rep, scene.clock, theme) as window:
        look(menu_views(window))

    assert not wrong, "\n".join(sorted(wrong))
    assert found > 1_000


def test_resting_on_a_conflict_shows_the_name_as_it_is_written(
    hostile_scene: Scene, theme: Theme, qtbot: QtBot
) -> None:
    with opened(hostile_scene.rep, hostile_scene.clock, theme) as window:
        window.navigator.show_page("pageConflicts")
        wait_until_idle(window)
        table = child(window.pages.current, QTableView, "tableConflicts")
        place = table.visualRect(table.model().index(0, 2)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), event)
        qtbot.waitUntil(QToolTip.isVisible)
        reported = QToolTip.text()
        QToolTip.hideText()
    assert "&lt;img src=" in reported
    assert not plain.is_markup(reported)
    assert place != QPoint()


def test_tooltips_and_labels_are_made_in_one_place_each() -> None:
    folder = Path(smartclient.ui.__file__).parent
    allowed = {
        r"setToolTip\(|QToolTip\.": {"plain_text.py"},
        r"setTextFormat\(": {"factories.py", "notice.py", "form.py", "line_entry.py"},
        r"QLabel\([^)]": {"factories.py"},
        r"QTextEdit|QTextBrowser|setMarkdown": {"manual_view.py"},
        r"RichText|QMessageBox|QWhatsThis|setHtml|showMessage\(\S*html": set(),
    }
    wrong = [
        f"{source.name}: {found[0]}"
        for source in folder.rglob("*.py")
        for pattern, where in allowed.items()
        if source.name not in where and source.name != "plain_text.py"
        for found in re.finditer(pattern, source.read_text("utf-8"))
    ]
    assert not wrong
