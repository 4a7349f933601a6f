"""Refusals: what head office refused of late that no record's own page says."""

from dataclasses import dataclass, field
from datetime import datetime

from smartclient.domain.ids import RequestId
from smartclient.domain.rules.problems import Problem
from smartclient.domain.tasks import Subject, TaskKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A request that head office refused, with the reason: sentence templates, to be filled.

    It is neither about an order nor about a customer of the rep's, whose pages tell theirs.
    """

    task: TaskKind
    subject: Subject
    request_id: RequestId
    at: datetime
    reasons: tuple[Problem, ...] = ()
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
