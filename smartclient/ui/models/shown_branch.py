"""A branch as it is shown in the order editor, without any widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from smartclient.domain.errors import BlockedError, SmartClientError
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

    @property
    def blocked_by(self) -> str:
        """The id of the task that has to come before its order, "" for none."""
        return self.refusal.blocked_by if isinstance(self.refusal, BlockedError) else ""

    @property
    def needs_look(self) -> bool:
        """Whether its order is refused, or head office is going to ask about its customer."""
        return self.refusal is not None or any(not problem.line for problem in self.problems)
