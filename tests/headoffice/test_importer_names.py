"""Names in other forms are imported alike into a file and into SQL Server."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import ImportCounts, ImportRefusedError, import_folder
from tests.headoffice.company_to_import import change, write_company
from tests.live_server import LiveOffice
from tests.prepared import new_office_database

GOLD = "Grüße-1"


@pytest.fixture(params=["sqlite", "mssql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "mssql":
        live: LiveOffice = request.getfixturevalue("live")
        live.empty()
        yield live.office.engine
        live.empty()
        return
    engine = new_office_database(tmp_path / "headoffice.db")
    yield engine
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_company(tmp_path / "company")
    change(folder, "prices.csv", "sku,", "price_list,sku,")
    change(folder, "prices.csv", "A-1,2025", f"{GOLD},A-1,2025")
    change(folder, "prices.csv", "\nA-1,2026", f"\n{GOLD},A-1,2026")
    return folder


@pytest.mark.parametrize(
    "other",
    [unicodedata.normalize("NFD", "GRÜSSE-1"), "\uff27\uff52üß\uff45\uff0d\uff11", "grüße-1"],
)
def test_respelled_price_lists_and_offers_are_the_same_ones(
    engine: Engine, folder: Path, clock: Clock, other: str
) -> None:
    import_folder(engine, folder, clock=clock)
    change(folder, "prices.csv", GOLD, other)
    change(folder, "offers.csv", "V10", "\uff5610")
    result = import_folder(engine, folder, clock=clock)
    assert result.tallies["prices"] == ImportCounts(changed=1, unchanged=1)
    assert result.tallies["offers"] == ImportCounts(changed=1)
    assert result.tallies["offer_products"] == ImportCounts(changed=1)
    tables = tables_for(engine.dialect.name)
    with reading(engine) as connection:
        lists = connection.scalars(select(tables.prices.c.price_list).order_by("id")).all()
        named = connection.scalars(select(tables.offer_products.c.offer_code)).all()
    assert lists == [unicodedata.normalize("NFC", other), GOLD]  # shown as imported
    assert named == ["\uff5610"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ガブ", "ｶﾞﾌﾞ"), ("とうきょう", "トウキョウ"), ("\uff2f\uff32", "or"), ("x²", "X2")],
)
def test_two_forms_of_a_name_in_one_folder_are_bad_rows(
    engine: Engine, folder: Path, clock: Clock, one: str, other: str
) -> None:
    with (folder / "tax_rates.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"US,{state},all,1,\n" for state in (one, other))
    with pytest.raises(ImportRefusedError) as refused:
        import_folder(engine, folder, clock=clock)
    assert [(bad.file, bad.line) for bad in refused.value.bad_rows] == [("tax_rates.csv", 4)]
    assert "already on line 3" in str(refused.value.bad_rows[0])
    result = import_folder(engine, folder, skip_bad_rows=True, clock=clock)
    assert result.tallies["tax_rates"] == ImportCounts(new=2, bad=1)
