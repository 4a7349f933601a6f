"""Requests as an earlier version wrote them: rows of the table ``requests`` of its store.

An order placed for a customer of the small company, and the request to cancel it. A kind whose
body gets another version has a row here in the version before.
"""

import json
from datetime import datetime
from pathlib import Path

from smartclient.contract.messages import Request, RequestKind
from smartclient.domain.ids import RequestId

_ROWS = Path(__file__).with_suffix(".json")


def recorded_requests() -> tuple[Request, ...]:
    """Return the requests, oldest first."""
    rows = json.loads(_ROWS.read_text(encoding="utf-8"))
    return tuple(
        Request(
            id=RequestId(row["id"]),
            kind=RequestKind(row["kind"]),
            version=row["version"],
            lane=row["lane"],
            body=row["body"],
            digest=row["digest"],
            made_at=datetime.fromisoformat(row["made_at"]),
            replaces=row["replaces"],
        )
        for row in rows
    )


def recorded(kind: RequestKind, version: int) -> Request | None:
    """Return the request of a kind that was written in ``version``, None where there is none."""
    found = (
        request
        for request in recorded_requests()
        if (request.kind, request.version) == (kind, version)
    )
    return next(found, None)
