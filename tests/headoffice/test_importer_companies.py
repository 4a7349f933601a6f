"""The two companies the importer must take: AdventureWorks as it is, and the sample of our own."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, func, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import SAMPLE_LOGIN, import_folder, sample_folder

TABLES = tables_for("sqlite")
ROOT = Path(__file__).parents[2]
REFERENCE_DAY = date(2026, 11, 21)


def rows(name: str) -> list[dict[str, str]]:
    with (sample_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_adventureworks_is_imported_as_it_is(
    engine: Engine, adventureworks: Path, clock: Clock
) -> None:
    result = import_folder(engine, adventureworks, clock=clock)
    assert not result.skipped
    assert not result.notes
    assert result.counts == {
        "territories": 10,
        "reps": 17,
        "products": 295,
        "prices": 395,
        "offers": 16,
        "offer_products": 538,
        "stock": 223,
        "tax_rates": 29,
        "ship_methods": 5,
        "customers": 701,
        "addresses": 712,
        "orders": 0,
        "order_lines": 0,
        "photos": 41,
        "documents": 0,
    }
    assert set(import_folder(engine, adventureworks, clock=clock).changed.values()) == {0}


def test_adventureworks_keeps_its_gaps(engine: Engine, adventureworks: Path, clock: Clock) -> None:
    import_folder(engine, adventureworks, clock=clock)
    t = TABLES
    with reading(engine) as connection:
        customer = connection.execute(
            select(t.customers).where(t.customers.c.number == "AW00000582")
        ).one()
        assert customer.rep == "adventure-works\\linda3"
        assert (customer.credit_limit, customer.balance) == (None, Decimal(0))
        assert (customer.status, customer.tax_exempt, customer.phone) == ("active", False, "")
        assert customer.email == "catherine0@adventure-works.com"
        logins = set(connection.scalars(select(t.reps.c.login)))
        assert "adventure-works\\josé1" in logins
        assert set(connection.scalars(select(t.reps.c.role))) == {"rep"}
        audiences = set(connection.scalars(select(t.offers.c.audience)))
        assert audiences == {"everyone", "reseller", "consumer"}
        method = t.ship_methods.c
        assert connection.scalar(select(method.rate).where(method.base == Decimal("3.95"))) == (
            Decimal("0.99")
        )
        members = connection.scalar(select(func.count()).select_from(t.membership))
        assert members == 701


def test_the_sample_company_is_imported_whole(engine: Engine, clock: Clock) -> None:
    result = import_folder(engine, sample_folder(), clock=clock)
    assert not result.skipped
    assert not result.notes
    assert result.counts["products"] > 200
    assert result.counts["customers"] == 150
    assert result.counts["orders"] > 500
    assert result.counts["photos"] == 13


def test_the_sample_company_has_what_a_rep_meets() -> None:
    today = REFERENCE_DAY.isoformat()
    later = f"{REFERENCE_DAY.year + 5}-01-01"
    reps = {row["login"]: row["role"] for row in rows("reps.csv")}
    assert reps[SAMPLE_LOGIN] == "rep"
    assert [login for login, role in reps.items() if role == "admin"] == ["head"]
    assert any(row["valid_from"] > today for row in rows("prices.csv"))
    offers = rows("offers.csv")
    brackets = [
        row for row in offers if row["min_quantity"] > "0" and row["audience"] == "Reseller"
    ]
    assert all(row["valid_from"] <= today and row["valid_to"] > later for row in brackets)
    assert any(row["valid_to"] and row["valid_to"] < today for row in offers)
    customers = rows("customers.csv")
    assert {row["status"] for row in customers} == {"active", "on_hold", "closed"}
    assert any(row["merged_into"] for row in customers)
    assert any(row["price_list"] for row in customers)
    assert any(not row["credit_limit"] for row in customers)
    assert all(row["contact"] and row["phone"] for row in customers)
    products = rows("products.csv")
    assert any(row["pack_size"] > "1" for row in products)
    assert any(row["sell_from"] > today for row in products)
    assert any(row["discontinued_on"] and row["replaced_by"] for row in products)
    assert any(row["former_sku"] for row in products)


def test_the_tour_can_be_played_on_the_sample_company() -> None:
    products = {row["sku"]: row for row in rows("products.csv")}
    stock = {row["sku"]: int(row["on_hand"]) for row in rows("stock.csv")}
    for sku in ("PR-100", "PR-200", "NZ-100", "TR-100"):
        product = products[sku]
        assert product["discontinued_on"] == product["replaced_by"] == ""
        assert product["pack_size"] == product["min_order_quantity"] == "1"
        assert stock[sku] >= 100
        now = [row for row in rows("prices.csv") if row["sku"] == sku and not row["valid_to"]]
        assert len(now) == 1
    customer = next(row for row in rows("customers.csv") if row["number"] == "G-1001")
    assert (customer["rep_login"], customer["status"]) == (SAMPLE_LOGIN, "active")
    assert Decimal(customer["credit_limit"]) - Decimal(customer["balance"]) > 10_000


def test_the_history_is_a_year_long_and_recent() -> None:
    days = sorted(date.fromisoformat(row["order_date"]) for row in rows("orders.csv"))
    assert days[0] < date(2025, 12, 15)
    assert date(2026, 11, 15) < days[-1] < REFERENCE_DAY
    assert {row["fulfilment"] for row in rows("orders.csv")} == {
        "",
        "back_ordered",
        "shipped",
        "invoiced",
    }


def test_the_sample_company_is_what_its_generator_makes(tmp_path: Path) -> None:
    generator = ROOT / "packaging" / "sample" / "make_sample_company.py"
    subprocess.run(
        [sys.executable, str(generator), str(tmp_path)],
        check=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "7"},
    )
    written = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    carried = {path.name: path.read_bytes() for path in sample_folder().glob("*.csv")}
    assert written == carried
    assert {path.name for path in tmp_path.glob("images/*")} == {
        path.name for path in sample_folder().glob("images/*")
    }
