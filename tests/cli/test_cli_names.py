"""Names and numbers are found however they are typed: in any letter case, form, width and kana."""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.odd_place import Place, write_files

TYPED = "ΐé-1"
"""A number whose capitals Unicode composes otherwise than their parts."""

SHOWN = unicodedata.normalize("NFC", TYPED.upper())
FORMS = (TYPED, SHOWN, TYPED.upper(), unicodedata.normalize("NFD", TYPED), f" {TYPED} ")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a company with an order, a product and a way to ship that can be typed in many ways."""
    folder = tmp_path_factory.mktemp("company")
    files = write_files(folder / "data")
    with (files / "products.csv").open("a", encoding="utf-8") as file:
        file.write(f"{TYPED},Valve,EA,7.00\nX-1,Valve {TYPED},EA,7.00\n")
    (files / "ship_methods.csv").write_text("name,base,rate\nすぐ便,5,1\n", encoding="utf-8")
    (files / "orders.csv").write_text(
        f"number,customer_number,rep_login,order_date\n{TYPED},C-1,anna,2026-01-05\n",
        encoding="utf-8",
    )
    (files / "order_lines.csv").write_text(
        f"order_number,line,sku,quantity,unit_price\n{TYPED},1,P-1,2,10.00\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def place(
    company: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Place:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
    place = Place(company, capsys)
    if not place.home.exists():
        place.office("init")
        place.office("import", str(company / "data"))
        place.says("sign-in", "--url", place.url, "--login", "anna")
    return place


@pytest.mark.parametrize("form", FORMS, ids=ascii)
def test_an_order_is_found_by_its_number_in_every_form(place: Place, form: str) -> None:
    assert json.loads(place.says("orders", "show", form, "--json").out)["number"] == SHOWN


@pytest.mark.parametrize("form", FORMS, ids=ascii)
def test_head_office_finds_it_so_too_and_says_the_number(place: Place, form: str) -> None:
    said = place.office("change", "order", form, "--fulfilment", "back_ordered")
    assert f"Order {SHOWN} is back-ordered." in said.out


@pytest.mark.parametrize("form", FORMS, ids=ascii)
def test_a_product_whose_number_is_typed_comes_first(place: Place, form: str) -> None:
    found = json.loads(place.says("catalog", form, "--json").out)
    assert [item["sku"] for item in found] == [SHOWN, "X-1"]


@pytest.mark.parametrize("form", ["すぐ便", "スグ便", "ｽｸﾞ便", " すぐ便 "])
def test_a_way_to_ship_is_found_in_every_form(place: Place, form: str) -> None:
    place.says("offline", "on")
    said = place.says("orders", "new", "--customer", "C-1", "--line", "P-2=1", "--ship-via", form)
    assert "by すぐ便" in said.out
