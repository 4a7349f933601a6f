"""Restores: that head office went back to a backup, as a laptop noticed it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from smartclient.domain.tasks import Subject, SubjectType

RESTORE_SUBJECT = Subject(type=SubjectType.POLICY, id="restore", label="restore")
"""What an admin's answer is about to the question whether head office was restored."""

OFFERED_AGAIN = timedelta(days=90)
"""How far back answered requests are offered again to a head office restored from a backup."""

SHOWN_FOR = timedelta(days=90)
"""How long a restore is shown after it was noticed."""


class RestoreSign(StrEnum):
    """By what a laptop noticed that head office was restored."""

    EPOCH = "epoch"
    ROW_VERSIONS = "row_versions"
    RECEIPTS = "receipts"
    FINGERPRINTS = "fingerprints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """That head office was restored: when that was noticed, by the laptop's clock, and by what.

    ``offered`` is how many requests were offered again.
    """

    noticed_at: datetime
    sign: RestoreSign
    offered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreQuestion:
    """The question for an admin: since when so many logins report what only a restore explains."""

    since: datetime
    logins: int
