"""Conflicts: what collides, durable and complete enough to be resolved days later, offline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.ids import ConflictId, RequestId
from smartclient.domain.rules.problems import Action, FieldPolicy, Problem
from smartclient.domain.tasks import Subject


class ConflictKind(StrEnum):
    """Whether two people changed the same thing, or a rule is broken."""

    DATA = "data"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    """One field that both sides changed. ``by`` and ``at``: who changed theirs, and when."""

    field: str
    base: str
    mine: str
    theirs: str
    by: str = ""
    at: datetime | None = None
    settled_by: FieldPolicy = FieldPolicy.REP


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemAnswer:
    """An action chosen for one problem, named by its code and line."""

    code: str
    line: int | None
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAnswer:
    """The value chosen for one field, and head office's value as it was shown meanwhile."""

    field: str
    value: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Everything a person chose for one conflict."""

    problems: tuple[ProblemAnswer, ...] = ()
    fields: tuple[FieldAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDecision:
    """What was decided about a request, kept until what stands together is carried out."""

    resolution: Resolution
    by: str
    by_admin: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What head office could not resolve. One per request; answered by one new request.

    ``request_id`` is the request it answers. ``merged`` are fields that merged by themselves
    (field → value). ``note`` is the last note with it, ``note_by`` its author's login. ``holder``
    is the rep who had the customer checked out until ``held_until``, which makes it a conflict even
    where no field collides; "" where nobody had. ``together`` is the request that carries it with
    others, which are carried out with it or not at all; ``decision`` what is decided about it.
    """

    id: ConflictId
    kind: ConflictKind
    subject: Subject
    request_id: RequestId
    raised_at: datetime
    problems: tuple[Problem, ...] = ()
    fields: tuple[FieldConflict, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    note_by: str = ""
    holder: str = ""
    held_until: datetime | None = None
    together: RequestId | None = None
    decision: KeptDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSummary:
    """One row of a list of conflicts: with the record it is about, as it is known now.

    The numbers are an order's, "" for any other record; ``value`` is its total. ``beside`` are the
    records that stand together with it: taking this one back takes them back, too.
    """

    conflict: Conflict
    customer_name: str
    number: str = ""
    provisional_number: str = ""
    value: Decimal | None = None
    beside: tuple[Subject, ...] = ()
