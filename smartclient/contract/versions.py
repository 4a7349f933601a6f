"""Versions of request bodies, and how an old one becomes a current one.

A conversion takes the decoded JSON of one version and returns that of the next. A version that
was ever sent by a released client keeps its conversion for as long as head office serves that
client.
"""

from collections.abc import Callable, Mapping
from typing import Any

from smartclient.domain.errors import RefusedError

Json = Any
"""Decoded JSON: what ``msgspec.json.decode`` returns without a type."""

CURRENT_VERSION: Mapping[str, int] = {
    "place_order": 1,
    "amend_order": 1,
    "cancel_order": 1,
    "create_customer": 1,
    "update_customer": 1,
    "delete_customer": 1,
    "escalate_conflict": 1,
    "resolve_conflict": 1,
    "decide_case": 1,
    "change_policy": 1,
    "retry_stopped": 1,
    "withdraw": 1,
    "take_over": 1,
    "close_stopped": 1,
    "answer_restore": 1,
}

CONVERSIONS: dict[tuple[str, int], Callable[[Json], Json]] = {}
"""(kind, version) → the function that makes the next version of it."""

WITHDRAWALS_SINCE = 2
"""The version of the link since which head office knows withdrawals."""

CLIENT_VERSION = 1
"""What this client calls itself in a pulse; head office names the oldest it still serves."""

LINK_VERSION = 2
"""The version of the operations that this client speaks; a head office may speak an earlier one."""

OLDEST_LINK = 1
"""The oldest version of them at head office that this client can work with."""


def upgrade_body(kind: str, version: int, body: Json) -> Json:
    """Return ``body`` in the current version of its kind.

    Raises RefusedError for a version that is newer than this program, or too old.
    """
    current = CURRENT_VERSION[kind]
    if version > current:
        raise RefusedError(
            "This request was made by a newer Smart Client than head office runs. "
            "It is kept; head office must be upgraded.",
            detail=f"{kind} version {version} > {current}",
        )
    while version < current:
        convert = CONVERSIONS.get((kind, version))
        if convert is None:
            raise RefusedError(
                "This request was made by a Smart Client that is too old. It is kept. Upgrade "
                "Smart Client and take the request back; when that is answered, enter it again.",
                detail=f"{kind} version {version} has no conversion",
            )
        body = convert(body)
        version += 1
    return body
