"""Fingerprints of another link version: they are of other columns, and never compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import WHOLE, Fingerprint, compared_at
from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SchemaError
from smartclient.gateway.https import operations as client
from smartclient.headoffice.database.sqlite import feed_pages
from smartclient.headoffice.inbox import operations as inbox
from smartclient.sync.repair import schedule_check
from smartclient.web import calls as service
from tests.contract.synced_laptop import SyncedLaptop
from tests.https_company import HttpsCompany, WebOffice, found_https_company
from tests.office_company import ANN

BARCODE = "4006381333931"
EVERY_VERSION = range(1, LINK_VERSION + 1)
WITH_OTHER_COLUMNS = [
    version
    for version in EVERY_VERSION
    if not compared_at(version).items() <= compared_at(LINK_VERSION).items()
]


class FirstVersionPulses:
    """A link as a laptop of version 1 sees it: whatever head office speaks beyond is nothing."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations

    def __getattr__(self, name: str) -> object:
        return getattr(self._operations, name)

    def pulse(self, hello: PulseRequest) -> Pulse:
        return replace(self._operations.pulse(hello), link_version=1)


class Laptop(SyncedLaptop):
    """A laptop that checks its rows when it is told to."""

    def rows_reloaded(self) -> int:
        """Return how many rows a sync with a check fetches when there is nothing new."""
        schedule_check(self.store)
        return self.sync().pulled


class OlderLaptop(Laptop):
    """A laptop of version 1, at a head office that has more columns."""

    @property
    def link(self) -> Operations:
        return FirstVersionPulses(super().link)  # type: ignore[return-value]


@pytest.fixture
def company(web: WebOffice, tmp_path: Path, clock: Clock) -> Iterator[HttpsCompany]:
    company = found_https_company(web, tmp_path, clock)
    products = company.tables.products
    with company.office.engine.begin() as connection:
        connection.execute(update(products).values(ean=BARCODE))
    yield company
    company.office.close()


@pytest.fixture
def _older_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A service of version 1, which adds up the columns of that version."""
    feed_pages._texts.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "LINK_VERSION", 1)
        patch.setattr(service, "LINK_VERSION", 1)
        patch.setattr(feed_pages, "COMPARED", compared_at(1))
        yield
    feed_pages._texts.cache_clear()


def asked(link: Operations) -> tuple[Fingerprint, ...]:
    return link.fingerprints(FeedKind.PRODUCTS, watermark=10**9, width=WHOLE)


def test_there_are_versions_with_other_columns() -> None:
    assert WITH_OTHER_COLUMNS
    assert compared_at(WITH_OTHER_COLUMNS[-1]) != compared_at(LINK_VERSION)


@pytest.mark.parametrize("version", EVERY_VERSION)
def test_the_service_gives_only_those_of_its_own_columns(
    company: HttpsCompany, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    expected = asked(company.link(ANN))
    monkeypatch.setattr(client, "LINK_VERSION", version)
    company.links.clear()
    if version in WITH_OTHER_COLUMNS:
        with pytest.raises(SchemaError):
            asked(company.link(ANN))
    else:
        assert asked(company.link(ANN)) == expected


def test_the_service_gives_none_of_a_version_that_it_does_not_know(
    company: HttpsCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LINK_VERSION", LINK_VERSION + 1)
    with pytest.raises(SchemaError):
        asked(company.link(ANN))


def test_an_older_laptop_goes_on_without_the_check(
    company: HttpsCompany, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LINK_VERSION", 1)
    laptop = OlderLaptop(company, tmp_path / "laptop")
    laptop.sync()
    assert laptop.rows_reloaded() == 0


@pytest.mark.usefixtures("_older_service")
def test_a_newer_laptop_compares_the_columns_that_its_head_office_has(
    company: HttpsCompany, tmp_path: Path
) -> None:
    laptop = Laptop(company, tmp_path / "laptop")
    laptop.sync()
    assert laptop.rows_reloaded() == 0
    with laptop.store.work() as work:
        assert work._connection is not None
        work._connection.exec_driver_sql("UPDATE products SET name = 'Thing' WHERE sku = 'A'")
        work.commit()
    assert laptop.rows_reloaded() > 0
    assert laptop.rows_reloaded() == 0
