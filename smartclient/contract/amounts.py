"""Amounts in the body of a request: text in plain digits, or they are refused.

The decoder takes for a number all that Python does: ``1e3``, ``1_000``, digits of other scripts.
"""

import msgspec

from smartclient.contract.versions import Json
from smartclient.domain.money import amount_from

AMOUNT_FIELDS = frozenset(
    {"unit_price", "discount_percent", "amount", "net", "tax", "freight", "total"}
)
"""The fields of a body that hold an amount or a percentage."""


def check_amounts(body: str) -> None:
    """Look at every amount in the body of a request; RefusedError for one that is not plain."""
    waiting: list[Json] = [msgspec.json.decode(body)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            for name, value in part.items():
                if name in AMOUNT_FIELDS and isinstance(value, str):
                    amount_from(value)
            waiting.extend(value for value in part.values() if isinstance(value, (dict, list)))
        elif isinstance(part, list):
            waiting.extend(part)
