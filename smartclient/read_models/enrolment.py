"""Enrolment: a login that a code was given for, and the code as an admin gives it on."""

from dataclasses import dataclass, field
from datetime import datetime

from smartclient.domain.ids import Login


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A login that a device may sign in as, with a code that counts until ``expires_at``."""

    login: Login
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCode:
    """What head office answered about a code: the code as it is read out, and its link.

    ``link`` is "" where head office's service has no public address. ``why`` is the template of
    the sentence, with ``arguments``, that says why the code does not count; then ``code`` is "".
    """

    code: str = ""
    link: str = ""
    expires_at: datetime | None = None
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
