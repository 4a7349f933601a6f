"""Restores of head office from a backup, as a laptop noticed them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from smartclient.domain.tasks import Subject, SubjectType

RESTORE_SUBJECT = Subject(type=SubjectType.POLICY, id="restore", label="restore")
"""The subject of an admin's answer to the question whether head office was restored."""

OFFERED_AGAIN = timedelta(days=90)
"""How long an answered request is kept, to be offered again to a head office that was restored."""

SHOWN_FOR = timedelta(days=90)
"""How long a restore is shown after it was noticed."""


class RestoreSign(StrEnum):
    """The sign by which a laptop noticed that head office was restored."""

    EPOCH = "epoch"
    ROW_VERSIONS = "row_versions"
    RECEIPTS = "receipts"
    FINGERPRINTS = "fingerprints"


REPORTED_SIGNS = frozenset({RestoreSign.ROW_VERSIONS, RestoreSign.RECEIPTS})
"""Signs that a client reports to head office: versions below its own, receipts or replies gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A restore of head office: when it was noticed, by the laptop's clock, and by which sign.

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
