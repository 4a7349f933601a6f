"""Which of some names are most like one that does not exist: a refusal names them."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from smartclient.domain.text.canonical import name_key

_MOST = 3


def nearest_names(name: str, existing: Iterable[str]) -> tuple[str, ...]:
    """The names that are most like ``name``, at most three, the likest first."""
    key = name_key(name)

    def order(other: str) -> tuple[float, str]:
        return -SequenceMatcher(None, key, name_key(other)).ratio(), other

    return tuple(sorted({other for other in existing if other}, key=order)[:_MOST])
