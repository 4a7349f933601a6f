"""How fast a link is, measured over HTTPS through one that delays and throttles."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert

from smartclient.domain.clock import SystemClock
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.connection import ConnectionState
from tests.link.link_world import BadLink, ServiceOffice
from tests.small_company import REP

CLOCK = SystemClock()
TABLES = tables_for("sqlite")
KBIT = 1_000 / 8
"""Bytes in a second at one kbit/s."""

pytestmark = pytest.mark.parametrize("office", ["https"], indirect=True)


@pytest.fixture
def incompressible(service_office: ServiceOffice) -> None:
    """Products whose names take about 160 KB on the wire."""
    drawn = random.Random(12)
    rows = [
        {
            "sku": f"Q-{number:04}",
            "name": f"{drawn.getrandbits(380):x}",
            "list_price": Decimal(1),
        }
        for number in range(3_000)
    ]
    with audited_transaction(service_office.engine, actor="erp", at=CLOCK.now()) as connection:
        connection.execute(insert(TABLES.products).prefix_with("OR IGNORE"), rows)


def measured(bad_link: BadLink, home: Path) -> tuple[LinkQuality, ConnectionState]:
    """Load a new laptop over the link, and return what is known of the link then."""
    with bad_link.office.enroll(home, REP, bad_link.link, CLOCK) as session:
        session.sync_now()
        report = session.use_cases.status.connection()
        return report.quality, report.observed


@pytest.mark.usefixtures("incompressible")
def test_a_throttled_link_is_measured_and_is_poor(bad_link: BadLink, tmp_path: Path) -> None:
    bad_link.link.delay = 0.15
    # far from the next band: on a busy machine what was held up comes at once, and seems quick
    bad_link.link.bytes_per_second = 60 * KBIT
    quality, state = measured(bad_link, tmp_path / "home")
    assert quality.kbit_per_s is not None
    assert quality.round_trip_ms is not None
    assert 30 < quality.kbit_per_s < 150
    assert quality.round_trip_ms >= 280
    assert quality.band is LinkBand.POOR
    assert state is ConnectionState.POOR


@pytest.mark.usefixtures("incompressible")
def test_a_link_that_is_neither_throttled_nor_delayed_is_not_poor(
    bad_link: BadLink, tmp_path: Path
) -> None:
    quality, state = measured(bad_link, tmp_path / "home")
    assert quality.kbit_per_s is not None
    assert quality.kbit_per_s > 2_000
    assert state is ConnectionState.ONLINE
