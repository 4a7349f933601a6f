"""What a stolen rep's login says to SQL Server, and how it is answered."""

# ruff: noqa: ANN401 (attackers send whatever they like)

import json
from typing import Any

import pytest

from smartclient.contract.feed_versions import feed_version
from smartclient.contract.feeds import (
    FeedKind,
)
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.contract.versions import LINK_VERSION
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.rights import rights_in
from tests.live_company import LiveCompany
from tests.live_server import Raw
from tests.mssql_statements import defined
from tests.office_company import line

PROCEDURES = sorted(name.removeprefix("sync.") for name in defined("PROCEDURE"))
"""Every procedure of the schema."""

SURFACE = sorted(
    right.object.removeprefix("sync.")
    for right in rights_in(definition.grants())
    if (right.role, right.permission) == ("smartclient_rep", "EXECUTE")
)
"""Every procedure that a rep may call."""


DROP = "'); DROP TABLE sync.inbox; SELECT ('"


FAR = 2**62


def asking(company: LiveCompany, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def item(request: Request, n: int = 1, /, **other: Any) -> dict[str, Any]:
    """A request as it stands in a batch."""
    reported = {
        "n": n,
        "id": request.id,
        "kind": str(request.kind),
        "version": request.version,
        "lane": request.lane,
        "body": request.body,
        "digest": request.digest,
        "replaces": request.replaces,
        "given_number": "",
        "made_at": "2026-11-21T09:00:00.000000Z",
    }
    return {**reported, **other}


def submit(connection: Raw, *items: Any) -> list[tuple[Any, ...]]:
    return submit_text(connection, json.dumps(items))


def submit_text(connection: Raw, batch: str) -> list[tuple[Any, ...]]:
    (receipts,) = connection.execute_large("EXEC sync.submit_v1 ?", batch)
    return receipts


def refused(connection: Raw, statement: str, *values: object) -> str:
    """Run what must fail, and return the server's message."""
    with pytest.raises(connection.errors) as failure:
        connection.execute(statement, *values)
    return str(failure.value)


def done_by(connection: Raw, *statements: str) -> list[str]:
    """The statements that the server carried out."""
    done = []
    for statement in statements:
        try:
            connection.execute(statement)
        except connection.errors:
            continue
        done.append(statement)
    return done


def feed_procedure(kind: FeedKind) -> str:
    return f"feed_{kind}_v{feed_version(kind, LINK_VERSION)}"


def reported(connection: Raw, statement: str) -> str:
    """All that the server answers, rows or an error."""
    try:
        return str(connection.execute(statement))
    except connection.errors as error:
        return str(error)
