"""Columns: as wide as what is in them, at any scale and in both languages, and remembered."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sample_scene import Scene, sample_scene
from smartclient.app import make_application
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.ui.look.theme import Theme
from smartclient.ui.models.snapshot import Column, SnapshotModel
from smartclient.ui.shell.window_state import RememberedColumns
from smartclient.ui.text import formats, languages
from smartclient.ui.widgets.lists.columns import LEAST_REST, ColumnMemory
from smartclient.ui.widgets.lists.table import RecordTable
from smartclient.ui.widgets.screen_fit import SMALLEST
from tests.ui import access, german
from window_driver import View, model_of, opened
from window_views import admin_views, rep_views

DEARER = 10_000
MOST = 100
"""How long a name is."""
LONG = {"products": "name", "customers": "name"}
MORE = " and Sons of the Northern Mountains, Plains and Valleys Limited Partnership"
MONEY = {"products": ("list_price",), "customers": ("credit_limit", "balance")}


@dataclass(frozen=True)
class Sale:
    """What was sold to whom."""

    number: str
    name: str
    total: Decimal


SALES = [
    Sale("AW00000001", "Bikes", Decimal(12)),
    Sale("AW00000676", "Extraordinary Bike Works and Mountain Equipment of the North", Decimal(7)),
    *(Sale(f"AW{at:08}", "Bikes", Decimal(at)) for at in range(300)),
    Sale("AW00029484", "Bikes", Decimal("2349028.55")),
]


def sales_table(
    qtbot: QtBot, theme: Theme, width: int, memory: ColumnMemory | None = None
) -> RecordTable[Sale]:
    columns = (
        Column[Sale](title="Number", text=lambda row: row.number),
        Column[Sale](title="Name", text=lambda row: row.name, width=0, elides=True),
        Column[Sale](title="Again", text=lambda row: row.name, width=160, elides=True),
        Column[Sale](title="Total", text=lambda row: formats.money(row.total), is_money=True),
    )
    model = SnapshotModel(columns, key=lambda row: (row.number, row.total))
    table = RecordTable(model, theme, "tableSales", "Sales", memory=memory)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    model.show(SALES)
    return table


def all_fit(table: RecordTable[Sale]) -> bool:
    return not access.cut_off_columns(table.window())


@pytest.mark.parametrize("points", [8, 9, 18])
@pytest.mark.parametrize("width", [320, 700, 1400])
def test_numbers_and_money_fit_in_every_size_of_font(
    qtbot: QtBot, theme: Theme, width: int, points: int
) -> None:
    table = sales_table(qtbot, theme, width)
    font = table.font()
    font.setPointSize(points)
    table.setFont(font)
    qtbot.waitUntil(lambda: not list(access._cut_in(table, 0)) + list(access._cut_in(table, 3)))
    assert table.columnWidth(1) >= 40


def test_a_long_name_is_elided_and_shown_in_full_by_its_tooltip(qtbot: QtBot, theme: Theme) -> None:
    table = sales_table(qtbot, theme, 500)
    qtbot.waitUntil(lambda: not list(access._cut_in(table, 3)))
    assert list(access._cut_in(table, 1)) == [SALES[1].name]
    assert table.model().index(1, 1).data(3) == SALES[1].name


@pytest.mark.parametrize(
    ("why", "takes_room"), [("", False), ("Head office is closed. " * 9, True)]
)
def test_a_column_that_takes_the_rest_leaves_others_the_room_it_does_not_need(
    qtbot: QtBot, theme: Theme, why: str, *, takes_room: bool
) -> None:
    columns = (
        Column[Sale](title="Customer", text=lambda row: row.name, width=400, elides=True),
        Column[Sale](title="Total", text=lambda row: formats.money(row.total), is_money=True),
        Column[Sale](title="Next", text=lambda row: row.number, spare=1),
        Column[Sale](title="Why", text=lambda _row: why, width=0, elides=True),
    )
    model = SnapshotModel(columns, key=lambda row: row.number)
    table = RecordTable(model, theme, "tableWhy", "Sales")
    qtbot.addWidget(table)
    table.resize(660, 300)
    table.show()
    model.show(SALES[1:2])

    assert (table.columnWidth(3) >= LEAST_REST) is takes_room
    assert table.isColumnHidden(2) is takes_room


def test_a_column_gets_no_narrower_while_it_is_looked_at(qtbot: QtBot, theme: Theme) -> None:
    table = sales_table(qtbot, theme, 900)
    qtbot.waitUntil(lambda: not list(access._cut_in(table, 3)))
    before = table.columnWidth(3)
    model_of(table, SnapshotModel).show(SALES[:1])
    assert table.columnWidth(3) == before


def test_a_width_that_a_person_chose_is_remembered(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    table = sales_table(qtbot, theme, 900, RememberedColumns(tmp_path))
    table.horizontalHeader().resizeSection(2, 333)
    table.horizontalHeader().resizeSection(3, 41)

    again = sales_table(qtbot, theme, 900, RememberedColumns(tmp_path))
    qtbot.waitUntil(lambda: not list(access._cut_in(again, 3)))
    assert again.columnWidth(2) == 333
    assert again.columnWidth(3) > 41, "money is never cut, not even by hand"


def test_a_damaged_file_of_widths_does_no_harm(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[columns]\ntableSales\\2=wide\n\x00\x01", "utf-8")
    table = sales_table(qtbot, theme, 900, RememberedColumns(tmp_path))
    assert table.columnWidth(2) >= 40


@pytest.fixture
def dear_scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Set the scene at a company in which everything costs a fortune and has a long name."""
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "made-up data")
    company = tmp_path / "company"
    company.mkdir()
    for file in sample_folder().glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        with (company / file.name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, rows[0])
            writer.writeheader()
            for row in rows:
                for column in MONEY.get(file.stem, ()):
                    row[column] = str(Decimal(row[column] or 0) * DEARER)
                if file.stem in LONG:
                    row[LONG[file.stem]] = f"{row[LONG[file.stem]]}{MORE}"[:MOST]
                writer.writerow(row)
    with sample_scene(tmp_path / "sample", company=company) as made:
        yield made


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_view_cuts_a_number_of_a_large_company_or_is_widened_by_a_long_name(
    dear_scene: Scene, theme: Theme, language: str
) -> None:
    wrong: list[str] = []

    def look(views: Iterable[View]) -> None:
        for name, widget in views:
            reported = [
                *access.cut_off_columns(widget),
                *german.cut_off_in(widget),
                *access.pressed_together(widget),
                *access.scrolled_for_nothing(widget),
            ]
            if widget.minimumSizeHint().width() > SMALLEST.width():
                reported.append(f"it is at least {widget.minimumSizeHint().width()} wide")
            wrong.extend(f"{name}: {one}" for one in reported)

    languages.install(make_application(), language)
    try:
        for session, views in ((dear_scene.rep, rep_views), (dear_scene.admin, admin_views)):
            with opened(session, dear_scene.clock, theme) as window:
                look(views(window))
    finally:
        languages.install(make_application(), "en")
    assert not wrong, "\n".join(wrong)
