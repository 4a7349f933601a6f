"""Importing again changes what the import owns, doubles nothing, and leaves the rest alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, func, select, update

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.sales.orders import Fulfilment, OrderState, PlacedOrder
from smartclient.headoffice.admin.maintenance import change_order_fulfilment, change_product
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import ImportRefusedError, import_folder, preview_import
from tests.headoffice.company_to_import import change, write_company, write_photo
from tests.prepared import new_office_database

TABLES = tables_for("sqlite")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_company(tmp_path / "company")


def row_version(engine: Engine) -> int:
    c = TABLES.counters.c
    with reading(engine) as connection:
        return int(connection.scalar(select(c.value).where(c.name == "row_version")) or 0)


def one(engine: Engine, table: str, key: str, value: str) -> dict[str, Any]:
    rows = TABLES.table_named(table)
    with reading(engine) as connection:
        found = connection.execute(select(rows).where(rows.c[key] == value)).one()
    return dict(found._mapping)


def prices(engine: Engine) -> list[tuple[date, date | None, Decimal]]:
    c = TABLES.prices.c
    with reading(engine) as connection:
        found = connection.execute(
            select(c.valid_from, c.valid_to, c.amount).where(c.sku == "A-1").order_by(c.valid_from)
        )
        return [tuple(row) for row in found]


def test_the_same_folder_again_writes_nothing(engine: Engine, folder: Path, clock: Clock) -> None:
    first = import_folder(engine, folder, clock=clock)
    before = row_version(engine)
    again = import_folder(engine, folder, clock=clock)
    assert set(again.changed.values()) == {0}
    assert again.counts == first.counts
    assert row_version(engine) == before


def test_only_the_row_that_differs_is_written(engine: Engine, folder: Path, clock: Clock) -> None:
    import_folder(engine, folder, clock=clock)
    before = row_version(engine)
    change(folder, "customers.csv", "Kiosk", "Kiosk & Sons")
    result = import_folder(engine, folder, clock=clock)
    assert {name: count for name, count in result.changed.items() if count} == {"customers": 1}
    assert row_version(engine) == before + 1
    assert one(engine, "customers", "number", "K1")["name"] == "Kiosk & Sons"


def test_a_column_the_file_lacks_is_not_the_imports_to_change(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    customers = TABLES.customers
    with audited_transaction(engine, actor="", at=clock.now()) as connection:
        connection.execute(
            update(customers)
            .where(customers.c.number == "K1")
            .values(contact="Lee", credit_limit=Decimal(900), phone="555-9999")
        )
    import_folder(engine, folder, clock=clock)
    customer = one(engine, "customers", "number", "K1")
    assert (customer["contact"], customer["credit_limit"]) == ("Lee", Decimal(900))
    assert customer["phone"] == "555-0100"


def test_a_row_the_file_lacks_stays(engine: Engine, folder: Path, clock: Clock) -> None:
    import_folder(engine, folder, clock=clock)
    for file in ("addresses.csv", "orders.csv", "order_lines.csv", "stock.csv"):
        header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
        (folder / file).write_text(header + "\n", encoding="utf-8")
    change(
        folder,
        "customers.csv",
        "K1,Kiosk,kim,North,k@example.com,BM,Fruit,100,5000",
        "K3,Kim,kim,,,,,,",
    )
    import_folder(engine, folder, clock=clock)
    with reading(engine) as connection:
        assert set(connection.scalars(select(TABLES.customers.c.number))) == {"K1", "K2", "K3"}
        assert connection.scalar(select(func.count()).select_from(TABLES.orders)) == 1


def test_a_price_that_overlaps_one_of_the_folder_makes_way(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    change_product(engine, "A-1", price=Decimal("2.50"), price_from=date(2026, 12, 1), clock=clock)
    assert len(prices(engine)) == 3
    import_folder(engine, folder, clock=clock)
    assert prices(engine) == [
        (date(2025, 1, 1), date(2025, 12, 31), Decimal("1.90")),
        (date(2026, 1, 1), None, Decimal("2.00")),
    ]


def test_a_product_leaves_an_offer_that_no_longer_lists_it(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    change(folder, "offer_products.csv", "V10,A-1", "V10,B-1")
    result = import_folder(engine, folder, clock=clock)
    assert result.changed["offer_products"] == 2
    with reading(engine) as connection:
        assert list(connection.scalars(select(TABLES.offer_products.c.sku))) == ["B-1"]


def test_a_second_price_list_has_a_history_of_its_own(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "prices.csv", "amount,currency", "amount,currency,price_list")
    change(folder, "prices.csv", "1.90,USD", "1.90,USD,")
    change(folder, "prices.csv", "2.00,USD\n", "2.00,USD,\nA-1,2025-06-01,,1.50,usd,KEY\n")
    assert import_folder(engine, folder, clock=clock).counts["prices"] == 3


def test_a_second_import_may_name_what_only_head_office_has(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    header = (folder / "products.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "products.csv").write_text(header + "\n", encoding="utf-8")
    assert import_folder(engine, folder, clock=clock).counts["prices"] == 2


def test_prices_in_another_currency_than_head_offices_are_refused(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    text = (folder / "prices.csv").read_text(encoding="utf-8")
    (folder / "prices.csv").write_text(text.replace("USD", "EUR"), encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="EUR"):
        import_folder(engine, folder, clock=clock)


def test_the_first_import_sets_the_currency(engine: Engine, folder: Path, clock: Clock) -> None:
    text = (folder / "prices.csv").read_text(encoding="utf-8")
    (folder / "prices.csv").write_text(text.replace("USD", "EUR"), encoding="utf-8")
    import_folder(engine, folder, clock=clock)
    with reading(engine) as connection:
        assert schema.info(connection, "currency") == "EUR"


def test_history_becomes_confirmed_orders_with_their_sums(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "orders.csv", "fulfilled_on", "fulfilled_on,tax,freight,reference")
    change(folder, "orders.csv", "2026-03-09", "2026-03-09,0.39,5.25,PO 7")
    change(folder, "order_lines.csv", "unit_price", "unit_price,discount_percent,offer")
    change(folder, "order_lines.csv", "3,2.00", "3,2.005,5,V10")
    import_folder(engine, folder, clock=clock)
    row = one(engine, "orders", "number", "SO-1")
    placed = msgspec.json.decode(row["document"], type=PlacedOrder)
    (line,) = placed.order.lines
    # 3 times 2.005 less 5 % is 5.71425
    assert line.amount == Decimal("5.71")
    assert (placed.order.totals.net, placed.order.totals.total) == (
        Decimal("5.71"),
        Decimal("11.35"),
    )
    assert row["total"] == Decimal("11.35")
    assert (placed.state, placed.fulfilment) == (OrderState.CONFIRMED, Fulfilment.INVOICED)
    assert (placed.number, placed.order.reference, line.offer) == ("SO-1", "PO 7", "V10")
    assert row["order_id"] == placed.order.id


@pytest.mark.parametrize(
    ("currency", "tax", "freight", "notes", "total"),
    [
        ("USD", "0.3900", "5.2500", [], "11.64"),
        ("USD", "0.3857", "5.25", [("tax", "0.3857", "0.39")], "11.64"),
        ("JPY", "0.50", "5", [("tax", "0.5", "1")], "12"),
        (
            "KWD",
            "0.3855",
            "5.2501",
            [("freight", "5.2501", "5.250"), ("tax", "0.3855", "0.386")],
            "11.636",
        ),
    ],
)
def test_tax_and_freight_beyond_the_currencys_decimals_are_rounded_and_that_is_noted(
    engine: Engine,
    folder: Path,
    clock: Clock,
    currency: str,
    tax: str,
    freight: str,
    notes: list[tuple[str, str, str]],
    total: str,
) -> None:
    change(folder, "prices.csv", "1.90,USD", f"1.90,{currency}")
    change(folder, "prices.csv", "2.00,USD", f"2.00,{currency}")
    change(folder, "orders.csv", "fulfilled_on", "fulfilled_on,tax,freight")
    change(folder, "orders.csv", "2026-03-09", f"2026-03-09,{tax},{freight}")
    for said in (preview_import(engine, folder), import_folder(engine, folder, clock=clock)):
        assert [(note.line, note.column, note.reason) for note in said.notes] == [
            (2, column, f"{before} is rounded to {after}, as amounts in {currency} are.")
            for column, before, after in notes
        ]
    stored = one(engine, "orders", "number", "SO-1")["total"]
    assert stored == Decimal(total)
    # an order that is there is not imported again
    assert not import_folder(engine, folder, clock=clock).notes


def test_an_imported_order_is_the_same_order_everywhere(
    engine: Engine, folder: Path, clock: Clock, tmp_path: Path
) -> None:
    import_folder(engine, folder, clock=clock)
    other = new_office_database(tmp_path / "other.db")
    import_folder(other, folder, clock=clock)
    assert (
        one(engine, "orders", "number", "SO-1")["order_id"]
        == (one(other, "orders", "number", "SO-1")["order_id"])
    )
    other.dispose()


def test_an_order_that_is_there_only_goes_on_and_never_back(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    change(folder, "orders.csv", "invoiced,2026-03-09", "back_ordered,2026-03-02")
    import_folder(engine, folder, clock=clock)
    change_order_fulfilment(engine, "SO-1", Fulfilment.SHIPPED, clock=clock)
    import_folder(engine, folder, clock=clock)
    assert one(engine, "orders", "number", "SO-1")["fulfilment"] == "shipped"
    change(folder, "orders.csv", "back_ordered,2026-03-02", "invoiced,2026-03-20")
    change(folder, "order_lines.csv", "3,2.00", "9,2.00")
    import_folder(engine, folder, clock=clock)
    row = one(engine, "orders", "number", "SO-1")
    assert (row["fulfilment"], row["fulfilled_on"]) == ("invoiced", date(2026, 3, 20))
    assert row["total"] == Decimal("6.00")
    # customers.csv states no balance, so head office keeps it
    assert one(engine, "customers", "number", "K1")["balance"] == Decimal("6.00")


def test_photos_are_kept_once_and_replaced_when_they_differ(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    (folder / "images").mkdir()
    write_photo(folder / "images" / "apple.png", "red")
    change(folder, "products.csv", "2024-01-01,,,,,", "2024-01-01,,,apple.png,,")
    change(folder, "products.csv", "2024-01-01,,,,A-1", "2024-01-01,,,apple.png,A-1")
    assert import_folder(engine, folder, clock=clock).changed["photos"] == 1
    assert import_folder(engine, folder, clock=clock).changed["photos"] == 0
    green = write_photo(folder / "images" / "apple.png", "green")
    assert import_folder(engine, folder, clock=clock).changed["photos"] == 1
    assert one(engine, "photos", "name", "apple.png")["content"] == green


def test_what_an_import_changed_is_logged_under_its_name(
    engine: Engine, folder: Path, clock: Clock
) -> None:
    import_folder(engine, folder, clock=clock)
    change(folder, "customers.csv", "555-0100", "555-0111")
    import_folder(engine, folder, clock=clock)
    c = TABLES.change_log.c
    with reading(engine) as connection:
        logged = connection.execute(select(c.key, c.field, c.before, c.after, c.by, c.at)).all()
    assert [tuple(row) for row in logged] == [
        ("K1", "phone", "555-0100", "555-0111", "import", clock.now())
    ]
