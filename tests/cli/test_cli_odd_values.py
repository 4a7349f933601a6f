"""Nothing that is stored, in either database, can stop a screen, a command or a worker.

Values that no entry takes are put straight into both databases, as an older version or another
program may have left them there; then everything is looked at, and an order is placed.
"""

import json
import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from smartclient.bootstrap import open_session
from smartclient.database.transactions import writing
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.headoffice.opening import open_database
from smartclient.read_models.order_list import OrderFilter
from tests.cli.odd_place import Place, laptop_engine, write_files
from tests.examples import examples

PASSPHRASE = "a passphrase for tests"

DAYS = ("0001-01-01", "9999-12-31", "1900-01-01", "0000-00-00", "", "soon", 20260101)
AMOUNTS = (2**63 - 1, -(2**63), "NaN", "Infinity", float("inf"), 1.5, "", -1, 0)
NUMBERS = (2**63 - 1, -1, 0, "x", 1.5, float("inf"))
WEIGHTS = ("NaN LB", "Inf KG", "1e400", "-5 KG", "430G", "5 LBS", "1,5 KG", "1E+400 LB", "\x1b[2J")
TEXTS = ("", "\u200b", "\x1b[2J", "x" * 5000, "\u202e", 7)
WORDS = ("", "weird", "ACTIVE", 3)

Columns = Mapping[str, Sequence[object]]
"""Values to try, by column."""

REFERENCE: Mapping[str, Columns] = {
    "products": {
        **dict.fromkeys(("sell_from", "sell_until", "discontinued_on"), DAYS),
        "list_price": AMOUNTS,
        **dict.fromkeys(("min_order_quantity", "pack_size"), NUMBERS),
        "weight": WEIGHTS,
        **dict.fromkeys(("name", "category", "unit", "image"), TEXTS),
    },
    "prices": {"valid_from": DAYS, "valid_to": DAYS, "amount": AMOUNTS, "price_list": TEXTS},
    "offers": {
        **dict.fromkeys(("valid_from", "valid_to"), DAYS),
        "discount_percent": AMOUNTS,
        **dict.fromkeys(("min_quantity", "max_quantity"), NUMBERS),
        "audience": WORDS,
        "description": TEXTS,
    },
    "stock": {"on_hand": NUMBERS},
    "tax_rates": {"rate_percent": AMOUNTS, "applies_to": WORDS, "country": TEXTS, "name": TEXTS},
    "ship_methods": {"base": AMOUNTS, "rate": AMOUNTS},
    "customers": {
        **dict.fromkeys(("credit_limit", "balance"), AMOUNTS),
        "status": WORDS,
        **dict.fromkeys(("name", "contact", "phone", "email", "notes", "price_list"), TEXTS),
    },
    "addresses": dict.fromkeys(("kind", "city", "state", "country", "line1"), TEXTS),
}
ORDERS: Columns = {
    "order_date": ("0001-01-01", "9999-12-31"),
    "total": AMOUNTS,
    "fulfilled_on": DAYS,
}
CELLS = [
    (table, column, value)
    for table, columns in {**REFERENCE, "orders": ORDERS}.items()
    for column, values in columns.items()
    for value in values
]


def put(engine: Engine, prefix: str, cells: list[tuple[str, str, object]]) -> None:
    with writing(engine) as (connection, transaction):
        for table, column, value in cells:
            # what one of the company's own constraints keeps out is not there to be read
            with suppress(IntegrityError):
                connection.exec_driver_sql(
                    f"UPDATE OR IGNORE {prefix}{table} SET {column} = ?", (value,)
                )
        transaction.commit()
    engine.dispose()


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a company once: with orders confirmed, tentative and in conflict."""
    folder = tmp_path_factory.mktemp("company")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
        place = Place(folder, NoCapture())
        place.office("init")
        place.office("import", str(write_files(folder / "data")))
        place.says("sign-in", "--url", place.url, "--login", "anna")
        for line in ("P-1=2", "P-2=1", "P-3=20"):
            place.says("orders", "new", "--customer", "C-1", "--line", line)
        place.office("change", "product", "P-3", "--discontinue", "2020-01-01")
        place.says("sync")
        place.says("offline", "on")
        place.says("orders", "new", "--customer", "C-2", "--line", "P-2=3")
        place.says("customers", "edit", "C-2", "--phone", "555")
        yield folder


class NoCapture:
    """Takes what is printed nowhere: what is printed is looked at by other tests."""

    def readouterr(self) -> tuple[str, str]:
        return "", ""


@pytest.fixture(autouse=True)
def _no_logbooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
    yield
    logger = logging.getLogger("smartclient")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def visit(place: Place) -> None:
    """Look at everything a window or a command looks at, and price and save an order."""
    session = open_session(place.home, ask_passphrase=None, ask_password=None)
    try:
        use_cases = session.use_cases
        for summary in use_cases.customers.search():
            number = CustomerNumber(summary.number)
            use_cases.customers.get(number)
            use_cases.customers.overview(number)
            use_cases.catalog.search(customer=number)
            use_cases.catalog.product(Sku("P-1"), number)
            use_cases.orders.prices_paid(
                number, Sku("P-1"), without=use_cases.orders.search()[0].id, limit=5
            )
        use_cases.catalog.search()
        use_cases.catalog.search("pump")
        use_cases.catalog.product(Sku("P-1"))
        use_cases.catalog.ship_methods()
        use_cases.orders.matching(OrderFilter(), limit=10, offset=0)
        use_cases.orders.sums(OrderFilter())
        use_cases.orders.records()
        for order in use_cases.orders.search():
            use_cases.orders.get(order.id)
            use_cases.orders.history(order.id)
            use_cases.orders.allowed_actions(order.id)
            use_cases.orders.products(use_cases.orders.get(order.id).order)
            try:
                use_cases.orders.document(order.id)
                use_cases.orders.repeat(order.id)
                use_cases.orders.quote(use_cases.orders.get(order.id).order)
            except RefusedError as error:
                assert "exceeds the maximum" in error.user_message  # noqa: PT017
        for conflict in use_cases.conflicts.open():
            use_cases.conflicts.get(conflict.id)
            use_cases.conflicts.order(conflict.id)
        for look in (
            *(
                use_cases.outbox.entries,
                use_cases.conflicts.waiting,
                use_cases.admin.cases,
                use_cases.admin.policies,
                use_cases.admin.decided_cases,
            ),
            *(
                use_cases.admin.reps,
                use_cases.admin.stopped_requests,
                use_cases.admin.policy_statuses,
                use_cases.admin.policy_history,
            ),
            *(
                use_cases.status.today,
                use_cases.status.readiness,
                use_cases.status.current,
                use_cases.edits.all,
            ),
        ):
            look()
    finally:
        session.close()


@settings(
    max_examples=examples(4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=12))
def test_no_stored_value_stops_a_screen_or_a_worker(
    company: Path, tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(company, folder, dirs_exist_ok=True)
    place = Place(folder, NoCapture())
    text = (place.home / "settings.json").read_text(encoding="utf-8")
    settings_text = text.replace(str(company), str(folder))
    (place.home / "settings.json").write_text(settings_text, encoding="utf-8")
    put(open_database(place.url), "sales_", cells)
    put(laptop_engine(place), "", cells)
    visit(place)
    place.says("offline", "off")
    place.says("sync")
    visit(place)
    place.says("orders", "new", "--customer", "C-2", "--line", "P-1=1", status=None)
    place.says("sync")
    place.office("status")
    place.office("cases")
    assert not parked(place), parked(place)
    shutil.rmtree(folder)


def parked(place: Place) -> list[tuple[str, str]]:
    engine = open_database(place.url)
    with writing(engine) as (connection, _):
        rows = connection.exec_driver_sql(
            "SELECT kind, error FROM sync_inbox WHERE status = 'parked' OR attempts > 0"
        ).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_no_stored_value_stops_a_command(
    company: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    which: int,
) -> None:
    shutil.copytree(company, tmp_path, dirs_exist_ok=True)
    place = Place(tmp_path, capsys)
    settings_file = place.home / "settings.json"
    text = settings_file.read_text(encoding="utf-8").replace(str(company), str(tmp_path))
    settings_file.write_text(text, encoding="utf-8")
    cells = [
        (table, column, values[which])
        for table, columns in {**REFERENCE, "orders": ORDERS}.items()
        for column, values in columns.items()
        if which < len(values)
    ]
    put(open_database(place.url), "sales_", cells)
    put(laptop_engine(place), "", cells)
    numbers = [
        item["provisional_number"] for item in json.loads(place.says("orders", "--json").out)
    ]
    for words in (
        *(("status",), ("customers",), ("catalog",), ("catalog", "--customer", "C-1")),
        *(("customers", "show", "C-1"), ("orders",), ("outbox",), ("conflicts",), ("doctor",)),
        *(("orders", "show", number) for number in numbers),
        *(("offline", "off"), ("sync",), ("sync", "--check"), ("catalog",), ("orders",)),
    ):
        for more in ((), ("--json",)):
            said = place.says(*words, *more, status=None)
            assert "went wrong" not in said.err, said
            assert said.status == 0 or words == ("doctor",), said
    for words in (("status",), ("cases",), ("policy",), ("import", str(tmp_path / "data"))):
        place.office(*words)
    assert not parked(place)
