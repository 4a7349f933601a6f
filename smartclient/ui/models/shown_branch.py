"""A branch as it is shown in the order editor, without any widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBranch:
    """A branch with what it is to get, by line, and what is known of its order.

    ``total`` is None while it is not quoted; ``has_lines`` is False for one that gets nothing.
    """

    customer: CustomerNumber
    name: str
    quantities: Mapping[int, int]
    total: Decimal | None = None
    problems: tuple[Problem, ...] = ()
    refusal: SmartClientError | None = None
    has_lines: bool = True
