"""Policy: who settles what, which settings there are, and settling collided fields by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from smartclient.domain.problems import Change, Policies
from smartclient.domain.records import PolicySetting
from smartclient.reconcile.conflict import FieldConflict


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledFields:
    """What the policies make of collided fields.

    ``values`` are settled, ``left`` wait for the rep or an admin (as each one's ``settled_by``
    says), ``refused`` names the fields whose policy refuses the request.
    """

    values: dict[str, str] = field(default_factory=dict)
    left: tuple[FieldConflict, ...] = ()
    report: tuple[Change, ...] = ()
    refused: tuple[str, ...] = ()


def settle_fields(
    conflicts: Sequence[FieldConflict], policies: Policies, *, received_at: datetime | None = None
) -> SettledFields:
    """Settle each collided field by its policy.

    ``received_at`` is when head office got the request (for the policy ``latest``); None means
    after everything else.
    """
    raise NotImplementedError


def policy_settings(rows: Mapping[str, str] | None = None) -> tuple[PolicySetting, ...]:
    """Return every policy with its setting in ``rows`` (else the default) and its choices."""
    raise NotImplementedError


def parse_policy(key: str, setting: str) -> tuple[str, str]:
    """Return the canonical key and setting; RefusedError when there is no such one."""
    raise NotImplementedError


def policies_from(rows: Mapping[str, str]) -> Policies:
    """Return the policies that stored rows (key → setting) make; what can't be read is default."""
    raise NotImplementedError
