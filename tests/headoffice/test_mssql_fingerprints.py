"""Fingerprints of what all share, on a live SQL Server: added up once, and never out of date."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from decimal import Decimal

import pytest
from sqlalchemy import delete, update

from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import WHOLE, Fingerprint
from smartclient.domain.clock import SystemClock
from tests.contract.laptop_mirror import Mirror
from tests.contract.test_operations_fingerprints import held
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import ANN, BEN

CLOCK = SystemClock()
MANY = 40
SHARED = "SELECT SUM([rows]) FROM sync.fingerprint_parts WHERE kind = 'products'"


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "sums") as created:
        yield created


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    company = found_live_company(live, CLOCK)
    company.add(
        "products",
        *({"sku": f"X{n:03}", "name": f"{n}", "list_price": Decimal(1)} for n in range(MANY)),
    )
    with live.as_admin() as admin:
        admin.execute("DELETE FROM sync.fingerprint_parts")
    return company


def asked(company: LiveCompany, login: str = ANN) -> Fingerprint:
    """What the products come to for a login."""
    link = company.link(login)
    watermark = Mirror(link).watermark()
    (found,) = link.fingerprints(FeedKind.PRODUCTS, watermark=watermark, width=WHOLE)
    return found


def counted(company: LiveCompany) -> tuple[int, int]:
    """What they come to on a laptop that reads them all."""
    mirror = Mirror(company.link(ANN), (FeedKind.PRODUCTS,))
    mirror.pull(500)
    return held(mirror, FeedKind.PRODUCTS)[0]


def is_right(company: LiveCompany) -> bool:
    found = asked(company)
    return (found.rows, found.total) == counted(company)


def test_what_was_added_up_is_used_for_everybody_until_a_row_changes(company: LiveCompany) -> None:
    right = asked(company)
    with company.live.as_admin() as admin:
        assert admin.execute(SHARED) == [[(right.rows,)]]
        # nobody would add this up: who is given it was given what is kept
        admin.execute("UPDATE sync.fingerprint_parts SET total = total + 1 WHERE kind = 'products'")
        kept = "SELECT 1 FROM sync.fingerprint_parts WHERE kind = 'products'"
        parts = len(admin.execute(kept)[0])
    assert asked(company, BEN).total == right.total + parts
    products = company.tables.products
    with company.office.engine.begin() as erp:
        erp.execute(update(products).values(name="New"))
    assert is_right(company)


def test_a_row_that_is_deleted_or_replaced_counts(company: LiveCompany) -> None:
    asked(company)
    products = company.tables.products
    with company.office.engine.begin() as erp:
        erp.execute(delete(products).where(products.c.sku == "X003"))
    assert is_right(company)
    company.add("products", {"sku": "X003", "name": "again", "list_price": Decimal(1)})
    assert is_right(company)


def test_what_is_written_and_not_yet_committed_is_not_lost(company: LiveCompany) -> None:
    """It has an older version than what was committed meanwhile, which is the newest there is."""
    products = company.tables.products
    asked(company)
    with company.office.engine.connect() as slow, slow.begin() as open_transaction:
        slow.execute(update(products).where(products.c.sku == "X001").values(name="Slow"))
        with company.office.engine.begin() as quick:
            quick.execute(update(products).where(products.c.sku == "X002").values(name="Quick"))
        asked(company)
        open_transaction.commit()
    assert is_right(company)


def test_of_many_who_ask_at_once_one_adds_up(company: LiveCompany) -> None:
    with company.live.as_admin() as admin:
        admin.execute("CREATE TABLE dbo.added_up ([rows] int NOT NULL)")
        admin.execute("GRANT INSERT, SELECT ON dbo.added_up TO PUBLIC")
        admin.execute(
            "CREATE TRIGGER sync.added_up ON sync.fingerprint_parts AFTER INSERT AS "
            "INSERT INTO dbo.added_up ([rows]) SELECT [rows] FROM inserted WHERE kind = 'products'"
        )
    logins = (ANN, BEN)
    for login in logins:
        # what it plans and opens it has then
        company.link(login).fingerprints(FeedKind.STOCK, watermark=0, width=WHOLE)
    with company.office.engine.connect() as holder, holder.begin() as holding:
        holder.exec_driver_sql("UPDATE sync.fingerprint_turn SET taken_at = SYSUTCDATETIME()")
        with ThreadPoolExecutor(len(logins)) as pool:
            answers = [pool.submit(asked, company, login) for login in logins]
            assert not wait(answers, timeout=8, return_when=FIRST_COMPLETED).done
            holding.commit()
            first, second = (answer.result() for answer in answers)
    assert first == second
    with company.live.as_admin() as admin:
        assert admin.execute("SELECT SUM([rows]) FROM dbo.added_up") == [[(first.rows,)]]
        admin.execute("DROP TRIGGER sync.added_up; DROP TABLE dbo.added_up")
