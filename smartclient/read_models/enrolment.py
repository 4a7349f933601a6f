"""Enrolment: a login that a code was given for."""

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.ids import Login


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A login that a device may sign in as, with a code that counts until ``expires_at``."""

    login: Login
    expires_at: datetime
