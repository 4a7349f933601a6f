"""The rights of a service on SQL Server: its procedures, which nobody else may execute."""

from collections.abc import Iterator

import pytest

from smartclient.database.mssql.address import address_of
from smartclient.domain.errors import SetUpError
from smartclient.headoffice.database.tables import tables_for
from smartclient.web.sqlserver_gate import SqlServerGate
from tests.headoffice.attacker import PROCEDURES, SURFACE, done_by
from tests.live_gate import BARE_SERVICE, LiveDevices, service_login
from tests.live_server import LiveOffice, Raw
from tests.mssql_statements import defined
from tests.office_company import BEN

TABLES = sorted(
    f"{table.schema}.{table.name}"
    for table in tables_for("mssql").metadata.tables.values()
    if table.name != "session"
)
FOR_ADMINS = ("enrol_v1", "revoke_device_v1", "release_v1", "drop_handed_over_v1")


@pytest.fixture
def bare(live: LiveOffice) -> Iterator[Raw]:
    """A connection of a login that has just what head office grants to a service."""
    with live.as_login(service_login(live, BARE_SERVICE)) as connection:
        yield connection


def call_of(name: str) -> str:
    """A call of a procedure with nothing in its parameters."""
    marks = defined("PROCEDURE")[f"sync.{name}"].partition("\nAS\n")[0].count("@")
    return f"EXEC sync.{name} {', '.join(['NULL'] * marks)}"


def test_the_service_is_refused_everything_but_its_procedures(bare: Raw) -> None:
    attacks = (
        "SELECT TOP 1 * FROM {}",
        "UPDATE {} SET row_version = row_version",
        "DELETE FROM {}",
        "TRUNCATE TABLE {}",
        "DROP TABLE {}",
    )
    assert not done_by(bare, *(attack.format(table) for table in TABLES for attack in attacks))
    others = [name for name in PROCEDURES if not name.startswith("web_")]
    assert {*SURFACE, *FOR_ADMINS} < set(others)
    for name in others:
        with pytest.raises(bare.errors) as refused:
            bare.execute(call_of(name))
        assert "permission" in str(refused.value).casefold(), name
    assert not done_by(
        bare,
        "INSERT INTO sync.rep_identity (name, rep_number) VALUES (SUSER_SNAME(), N'8')",
        "ALTER ROLE smartclient_admin ADD MEMBER smartclient_web",
        "ALTER PROCEDURE sync.web_bounds_v1 AS SELECT * FROM sales.customers",
        "CREATE PROCEDURE sync.mine AS SELECT 1",
    )


def test_a_login_of_a_rep_is_refused_what_the_service_may_call(devices: LiveDevices) -> None:
    live = devices.company.live
    devices.enrolled()
    services = [name for name in PROCEDURES if name.startswith("web_")]
    assert len(services) > 30
    with live.as_login(live.bare_login()) as connection:
        for name in services:
            with pytest.raises(connection.errors) as refused:
                connection.execute(call_of(name))
            assert "permission" in str(refused.value).casefold(), name


def test_a_rep_enrols_and_revokes_nobody(devices: LiveDevices) -> None:
    live = devices.company.live
    device = devices.enrolled()
    with live.as_login(live.logins[BEN]) as connection:
        call = f'{{"device": "{device}"}}'
        calls: dict[str, tuple[str, ...]] = dict.fromkeys(FOR_ADMINS, (call,))
        calls |= dict.fromkeys(("worker_release_v1", "worker_drop_v1"), (BEN, call))
        for name, values in calls.items():
            marks = ", ".join("?" for _ in values)
            with pytest.raises(connection.errors) as refused:
                connection.execute(f"EXEC sync.{name} {marks}", *values)
            assert "permission" in str(refused.value).casefold(), name


def test_a_login_without_the_role_can_not_serve(devices: LiveDevices) -> None:
    live = devices.company.live
    gate = SqlServerGate(address_of(live.url_of(live.new_login("no_service", user=True))))
    try:
        with pytest.raises(SetUpError, match="has no rights"):
            gate.check()
    finally:
        gate.close()
