"""The operations: the whole of what crosses the link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from smartclient.contract.devices import AssignedDevice, DeviceClaim
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.versions import CLIENT_VERSION, LINK_VERSION, OLDEST_LINK
from smartclient.domain.devices import NewDevice
from smartclient.domain.ids import Login, RequestId
from smartclient.domain.mail import MailReadiness

MAX_BATCH_BYTES = 8_000_000
MAX_BATCH_REQUESTS = 5_000
MAX_BODY_BYTES = 256_000
MAX_UNANSWERED = 20_000
"""Limits of the inbox: bytes and requests of a batch (a laptop sends a thousand at most), bytes of
one body, unanswered requests per sender."""

MOST_WITHDRAWN = 1_200
"""How many requests one request may withdraw."""

LONGEST_KIND = 30
LONGEST_LANE = 180
DIGEST_LENGTH = 64
"""Lengths of a request's texts at head office; a lane is at most a login and a number."""

PAGE_ROWS = 2_000
"""Rows requested in the first page of a feed."""

LARGEST_PAGE_ROWS = 10_000
"""Rows requested in one page of plain rows at most, where those before came fast. Each page is a
transaction of the store: fewer cost less, and none may keep a rep who saves waiting for long."""

CONTENT_PAGE_ROWS = 50
"""Photos and parts of documents requested in one page at most: they are large and least urgent."""

LARGEST_PHOTO = 1_000_000
"""The largest photo that head office accepts, in bytes: photos travel over the reps' links."""

DOCUMENT_PART = 250_000
"""How many bytes of a document travel as one: a link that is cut costs no more of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Head office's proof that it holds a request. ``refusal`` names a limit it broke, or ""."""

    request_id: RequestId
    digest: str
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who head office says is signed in. ``rep_number`` is "" for someone who is no rep.

    ``name`` is the person's, "" where head office keeps none or speaks link version 1.
    """

    login: Login
    rep_number: str = ""
    name: str = ""
    title: str = ""
    is_admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseRequest:
    """What a client reports of itself with each pulse; head office shows it to its admins.

    ``link_version`` is the version of the operations it speaks, ``oldest_link`` the oldest that
    it can do with. ``receipts`` are requests that head office acknowledged, ``last_reply`` is
    the one whose reply was collected last: what is gone of them was lost with a restore. The first
    ``unanswered`` of the receipts are of requests whose answer the client still waits for.
    ``position`` is the one that the last pulse gave. ``went_back`` reports, once, by what the
    client noticed that head office went back. ``without_own_contact``: the head of
    ``OWN_CONTACT`` is to leave out the login's own row, which the client reads with other news.
    """

    client_version: int = CLIENT_VERSION
    link_version: int = LINK_VERSION
    oldest_link: int = OLDEST_LINK
    replies_after: int = 0
    waiting: int = 0
    clock: datetime | None = None
    receipts: tuple[RequestId, ...] = ()
    last_reply: RequestId | None = None
    unanswered: int = 0
    position: str = ""
    went_back: str = ""
    device: DeviceClaim | None = None
    without_own_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What is new at head office, in one round trip.

    ``watermark``: every row version below it is committed and visible, none below it will ever
    appear later. ``heads``: the highest row version of each feed (0 = empty). ``replies``: how many
    replies wait above ``PulseRequest.replies_after``. ``worker_seen``: the last sign of life of any
    worker, None for never. ``held_seconds``: how long the watermark has been held back by a
    transaction that somebody left open at head office, as far as was noticed. ``link_version`` is
    the newest version of the operations that head office speaks: what came later must not be sent
    to it. ``company_id`` distinguishes one company's head office from another's, "" for an earlier
    version. ``missing`` counts what head office does not hold of the receipts and the reply that
    the hello names. ``forgotten`` are the unanswered requests that head office answered, and whose
    replies are gone. ``position`` is what head office signs of its history, for the next hello, ""
    for an earlier version. For an admin ``suspected_at`` is since when laptops report that head
    office went back to a backup without knowing it, ``suspected_by`` how many logins do.
    ``time_zone`` is the company's, "" where it has none. ``device`` is what head office assigned to
    the device that the hello names. ``tombstones_purged_to`` and ``membership_purged_to`` are the
    highest row versions that were purged of these feeds, 0 for none: a client that read less of
    them than that reloads by key. ``new_devices`` are the login's active devices that were signed
    in within ``limits.SHOWN_AFTER_ENROLMENT``, without the one that asks.
    ``bundle_key`` is the public key that carried work is encrypted to, "" for none.
    ``mail``: whether head office sends mail, and can now.
    """

    watermark: int
    generation: str
    clock: datetime
    identity: Identity
    heads: Mapping[FeedKind, int] = field(default_factory=dict)
    replies: int = 0
    worker_seen: datetime | None = None
    oldest_client: int = 1
    company: str = ""
    currency: str = "USD"
    held_seconds: int = 0
    link_version: int = 1
    company_id: str = ""
    missing: int = 0
    forgotten: tuple[RequestId, ...] = ()
    position: str = ""
    suspected_at: datetime | None = None
    suspected_by: int = 0
    time_zone: str = ""
    device: AssignedDevice | None = None
    tombstones_purged_to: int = 0
    membership_purged_to: int = 0
    new_devices: tuple[NewDevice, ...] = ()
    bundle_key: str = ""
    mail: MailReadiness = MailReadiness.OFF


class Operations(Protocol):
    """The operations, as one signed-in login may call them.

    Every call may raise OutOfReachError or ContendedError (try again), SignInError,
    ClientTooOldError or FatalError.
    """

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Put requests in the inbox; a request that is already there gets its receipt again.

        One receipt for each request, in any order. A request that can't be taken (too large,
        other content under an id already used) gets a receipt with a ``refusal`` and does not
        touch the others.
        """
        ...

    def pulse(self, hello: PulseRequest) -> Pulse:
        """What is new, and who is asking."""
        ...

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """This login's replies with after < row_version < watermark, oldest first."""
        ...

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed, each row below ``watermark``.

        ``by_key`` False: rows changed after ``cursor``, in the order (row_version, id). True, for
        a first load: rows with id > cursor.id in the order of id, whatever their row version.
        """
        ...

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds at once, one each, in the order of FeedKind.

        What many feeds have that is new costs one call where it is little. No kind twice;
        ``limit`` is for each page.
        """
        ...

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """What the rows of a feed come to as far as this login may see it, part by part.

        For ``kind`` None every feed's that is compared; parts without rows are left out.
        ``width`` is how many ids make a part, ``fingerprints.SMALLEST_PART`` at least.
        """
        ...

    def close(self) -> None:
        """Give back what the connection holds."""
        ...
