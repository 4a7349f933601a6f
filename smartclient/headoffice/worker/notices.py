"""Notices: what a serving worker reports of itself, each once when it becomes so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.errors import SmartClientError


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """The address disables what protects the link: encryption, or the check of the certificate."""

    server: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """More than one login uses a head office that is a plain file, in which nobody is checked."""

    logins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The worker has found its database, and answers from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundAnswered:
    """Requests were answered in one round."""

    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """So many rows that were over long enough were purged, and so many bytes of text with them."""

    rows: int
    saved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MayNotPurge:
    """The worker's login may not purge, and no other has done it lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A request was parked: it is kept, and has no other answer."""

    request_id: str
    sender: str
    lane: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkingFailed:
    """A request fails so that it can't even be parked. It is tried again now and then."""

    request_id: str
    lane: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockContention:
    """Somebody else's locks block the requests of ``lane``; "" for several lanes."""

    lane: str
    error: SmartClientError


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneTaken:
    """So many requests of these customers wait, and none can be taken although all are free."""

    requests: int
    customers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesLost:
    """The worker was too slow: another has taken over so many lanes, and answers them."""

    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseDown:
    """The database can't be reached or does not work, since ``since``; it is waited for."""

    since: datetime
    error: SmartClientError


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUp:
    """The database works again after an outage of so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReplaced:
    """Head office's file was replaced by another, and the worker continues with that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Head office was restored from a backup, noticed ``at``; ``why`` is a ``RestoreCause``."""

    at: datetime
    why: str


Openness = OpenLink | SharedFile
"""What is less safe than it could be."""

SetAside = Parked | ParkingFailed
"""What becomes of a request that head office could not answer."""

Purging = Purged | MayNotPurge
"""What becomes of the daily purge."""

Database = DatabaseDown | DatabaseUp | FileReplaced | Restored
"""What becomes of the database itself."""

Notice = (
    Openness
    | Database
    | Serving
    | RoundAnswered
    | Purging
    | SetAside
    | LockContention
    | NoneTaken
    | LanesLost
)
Notify = Callable[[Notice], None]


def ignore_notice(notice: Notice) -> None:
    """Do nothing with a notice."""
