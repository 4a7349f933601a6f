"""How an upgrade keeps calls away from what it changes, read without a server."""

import re
from typing import Any

import pytest

from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql import code, definition


def longest_wait(statement: str) -> float:
    """For how many seconds a procedure waits for one lock."""
    found = re.findall(r"SET LOCK_TIMEOUT (\d+)", statement)
    assert found, statement[:80]
    return max(map(int, found)) / 1_000


def test_a_call_that_waits_for_the_upgrade_gives_up_before_anything_is_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It went on in the procedure of before, and a released laptop set its request aside."""
    events: list[str | float] = []
    there = {"sync.submit_v1": "CREATE PROCEDURE sync.submit_v1"}
    monkeypatch.setattr(code, "_there", lambda _: there)
    monkeypatch.setattr(code, "sales_schema", lambda _: "sales")
    monkeypatch.setattr(code, "run_batch", lambda _, statement: events.append(statement))
    monkeypatch.setattr(code, "sleep", events.append)
    nowhere: Any = None
    code.hold_callers(nowhere)
    *held, waited = events
    assert held[0] == "ALTER PROCEDURE sync.submit_v1"
    assert any(str(item).endswith("DROP INDEX ix_upgrade ON sync.rep_identity") for item in held)
    assert isinstance(waited, float), "it waits once it holds everything"
    released = (item for migration in MIGRATIONS["mssql"] for item in migration())
    submitting = [
        statement
        for statement in (*definition.procedures(), *released)
        if re.match(r"\s*(?:CREATE|ALTER) PROCEDURE sync\.submit_v", statement)
    ]
    assert len(submitting) > 1
    for statement in submitting:
        # before it comes to the lock, it reads what was sent
        assert waited >= 2 * longest_wait(statement)
