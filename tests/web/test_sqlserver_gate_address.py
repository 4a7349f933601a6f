"""Storing the public address in a SQL Server database that was not upgraded yet."""

import pytest

from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.raw_connection import Statement
from smartclient.domain.errors import SchemaError
from smartclient.web.sqlserver_gate import SqlServerGate

URL = "mssql+pyodbc://service:secret@127.0.0.1:1/office?TrustServerCertificate=no"


def test_a_database_that_can_t_compare_addresses_stores_what_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate = SqlServerGate(address_of(URL))
    called: list[tuple[object, ...]] = []

    def call(statement: Statement, values: tuple[object, ...]) -> list[object]:
        called.append(values)
        if len(statement.parameters) > 2:
            raise SchemaError("Procedure web_set_address_v1 has too many arguments specified.")
        return []

    monkeypatch.setattr(gate, "_call", call)
    assert gate.set_public_address("https://office.example", "AB" * 32, ("", ""))
    address = ("https://office.example", "ab" * 32)
    assert called == [(*address, "", ""), address]
    gate.close()
