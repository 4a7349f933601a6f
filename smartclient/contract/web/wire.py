"""The wire: paths, headers and bodies by which the operations cross HTTPS.

Every call but a snapshot's is a POST of JSON (``JSON_TYPE``), compressed as zstd where that makes
it smaller. A device names itself by ``Authorization: Bearer`` and its credential, a browser by a
cookie that holds it, and each request by a fresh nonce. An answer of head office has ``MEDIA_TYPE``
and repeats the nonce; whatever lacks either of them comes from somebody on the way and says
nothing. A key that one side does not know is ignored, and one that is missing has its default.

Feeds and replies are streamed: one JSON object a line (``PAGES_TYPE``), each a whole page or reply,
so that a cut costs only what was in flight. The last line is ``End``; without it the stream was
cut. What fails before the first line is answered by ``Failed``.

A snapshot (``SNAPSHOT_TYPE``) is got by its name, whole or in ranges of bytes, over the same
proof: a nonce in the request, and the same in its answer.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

import msgspec

from smartclient.contract.operations import LARGEST_PAGE_ROWS
from smartclient.contract.versions import CLIENT_VERSION, LINK_VERSION

PROTOCOL: Final = 1
"""The version of what this module describes. It is the first part of every path."""

JSON_TYPE: Final = "application/json"
"""The content type of a call."""

MEDIA_TYPE: Final = "application/vnd.smartclient+json"
PAGES_TYPE: Final = "application/vnd.smartclient.pages+json"
SNAPSHOT_TYPE: Final = "application/vnd.smartclient.snapshot"

NONCE: Final = "Smartclient-Nonce"
"""Header of a request, 16 to 64 characters of base64url; its answer repeats it."""

SPEAKS: Final = "Smartclient-Speaks"
"""Header of each answer: the versions of the protocol that the service speaks, as in ``1 2``."""

MAX_WAIT_SECONDS: Final = 25.0
"""How long a pulse waits for news at most."""

MOST_PAGES: Final = 1_000
"""How many pages of a feed one call may ask for at most."""

Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Before = Annotated[int, msgspec.Meta(ge=-1, le=2**63 - 1)]
"""The id after which is read; -1 stands before the first, as earlier clients call it."""

Rows = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PAGE_ROWS)]
Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Credential = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{43}$")]
"""256 random bits in base64url."""


def credential_hash(credential: str) -> str:
    """The SHA-256 of a credential's text in hexadecimal: all that head office keeps of it."""
    return sha256(credential.encode()).hexdigest()


class Path(StrEnum):
    """Where each call goes."""

    SUBMIT = "/v1/submit"
    PULSE = "/v1/pulse"
    REPLIES = "/v1/replies"
    FEED = "/v1/feed"
    FEEDS = "/v1/feeds"
    FINGERPRINTS = "/v1/fingerprints"
    SNAPSHOTS = "/v1/snapshots"
    SIGN_IN = "/v1/sign-in"
    RENEW = "/v1/renew"
    HAND_OVER = "/v1/hand-over"
    WIPED = "/v1/wiped"
    PAGE_SIGN_IN = "/v1/page/sign-in"
    PAGE_RENEW = "/v1/page/renew"
    PAGE_SIGN_OUT = "/v1/page/sign-out"
    ORDER_PAD = "/"
    SERVICE_WORKER = "/service-worker.js"
    VERSIONS = "/versions"
    HEALTH = "/healthz"
    OPENAPI = "/openapi.json"


class Failure(StrEnum):
    """Why head office does not do what was asked; ``FAILURE_STATUS`` has the status of each."""

    CODE_REFUSED = "code_refused"
    """The enrolment code is unknown, used or expired."""
    TOO_MANY_GUESSES = "too_many_guesses"
    CREDENTIAL_REFUSED = "credential_refused"
    """The credential is unknown, or was not used for too long: a new code is needed."""
    REVOKED = "revoked"
    WIPE = "wipe"
    """Revoked, and to be wiped: only ``HAND_OVER`` and ``WIPED`` may be called."""
    OTHER_LOGIN = "other_login"
    """The code is for another login than the device that was signed in before."""
    UNKNOWN_LOGIN = "unknown_login"
    """The credential's login is no rep any more."""
    CLIENT_TOO_OLD = "client_too_old"
    UPGRADE_CLIENT = "upgrade_client"
    UPGRADE_HEAD_OFFICE = "upgrade_head_office"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    CONTENDED = "contended"
    BUSY = "busy"
    """Try again after ``retry_after`` seconds."""
    AWAY = "away"
    """The service runs, and its database can't be reached."""
    NOT_SET_UP = "not_set_up"
    """The database is no head office of this version, or is being upgraded."""
    NO_SNAPSHOT = "no_snapshot"
    """There is no snapshot of that name, or none any more."""
    NO_SUCH_RANGE = "no_such_range"
    """The range that was asked for is outside the snapshot."""
    FAILED = "failed"


FAILURE_STATUS: Final[dict[Failure, int]] = {
    Failure.CODE_REFUSED: 403,
    Failure.TOO_MANY_GUESSES: 429,
    Failure.CREDENTIAL_REFUSED: 401,
    Failure.REVOKED: 403,
    Failure.WIPE: 403,
    Failure.OTHER_LOGIN: 409,
    Failure.UNKNOWN_LOGIN: 403,
    Failure.CLIENT_TOO_OLD: 403,
    Failure.UPGRADE_CLIENT: 400,
    Failure.UPGRADE_HEAD_OFFICE: 400,
    Failure.UNREADABLE: 400,
    Failure.TOO_LARGE: 413,
    Failure.CONTENDED: 503,
    Failure.BUSY: 503,
    Failure.AWAY: 503,
    Failure.NOT_SET_UP: 503,
    Failure.NO_SNAPSHOT: 404,
    Failure.NO_SUCH_RANGE: 416,
    Failure.FAILED: 500,
}


class Failed(msgspec.Struct, kw_only=True):
    """The answer to what was not done. ``detail`` is for the log, never shown."""

    failure: Failure
    retry_after: int = 0
    detail: str = ""


class SnapshotPiece(msgspec.Struct, array_like=True, frozen=True):
    """A part of a snapshot that is read on its own: ``size`` bytes, one frame of zstd.

    It holds the rows up to the id ``last``; ``digest`` is its SHA-256 in hexadecimal.
    """

    size: Annotated[int, msgspec.Meta(ge=1)]
    last: Number
    digest: Hash


class SnapshotEntry(msgspec.Struct, kw_only=True, frozen=True):
    """A prepared file of a feed that is the same for everybody.

    ``name`` is the SHA-256 of the file in hexadecimal, the last part of its path below
    ``Path.SNAPSHOTS``. The file is its pieces one after the other, which come to the lines of a
    stream, read by key below ``watermark`` in the epoch ``generation``.
    """

    kind: str
    name: Hash
    size: int
    rows: int
    watermark: int
    generation: str
    pieces: tuple[SnapshotPiece, ...]
    link_version: int = LINK_VERSION


class PulseCall(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A pulse. ``hello`` is what ``contract.pulses.hello_json`` writes, decoded.

    With ``wait`` seconds the answer comes once there is news: a reply above the hello's
    ``replies_after``, or a feed whose head is above the one in ``heads``; or when the time is over.
    ``known`` is the tag of the lasting facts and the heads of the last pulse, "" for none.
    ``snapshots``: the device has nothing yet, and wants the list of the snapshots as well.
    """

    hello: dict[str, Any]
    wait: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    heads: dict[str, Number] = {}
    known: Annotated[str, msgspec.Meta(max_length=64)] = ""
    snapshots: bool = False


class PulseAnswer(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A pulse: its facts as in ``contract.pulses.PulseFacts``, and the heads of the feeds.

    A feed without rows has no head. ``renew``: the credential is old enough to be renewed.
    ``is_known``: the lasting facts and the heads are those that the call named, and are left out;
    a position that is that of the hello is, too. ``snapshots`` are those that are ready, None where
    they were not asked for.
    """

    facts: dict[str, Any]
    heads: dict[str, int] = {}
    renew: bool = False
    is_known: bool = False
    snapshots: tuple[SnapshotEntry, ...] | None = None


LASTING_FACTS: Final = frozenset(
    {
        *("generation", "login", "is_admin", "rep_number", "name", "title", "oldest_client"),
        *("company", "currency", "link_version", "company_id", "time_zone", "device_code"),
    }
)
"""Facts of a pulse that are the same in the next one on most days."""


def tag_of(facts: Mapping[str, Any], heads: Mapping[str, int]) -> str:
    """The tag of the lasting ones among a pulse's facts, and of its heads."""
    lasting = {name: facts[name] for name in facts if name in LASTING_FACTS}
    return sha256(msgspec.json.encode([lasting, heads], order="sorted")).hexdigest()[:16]


class SubmitAnswer(msgspec.Struct, kw_only=True):
    """Receipts of a batch, which is the text of ``contract.batches.batch_json`` itself."""

    receipts: tuple["ReceiptLine", ...]


class ReceiptLine(msgspec.Struct, kw_only=True):
    """A ``contract.operations.Receipt``."""

    request_id: str
    digest: str
    refusal: str = ""


class RepliesCall(msgspec.Struct, kw_only=True):
    """This login's replies with after < row_version < watermark, ``limit`` at most."""

    after: Number
    watermark: Number
    limit: Rows


class ReplyLine(msgspec.Struct, kw_only=True, tag="reply", tag_field="line"):
    """A reply; ``answer`` is the document that head office stores, as text."""

    request_id: str
    row_version: int
    answered_at: str
    answer: str


class Place(msgspec.Struct, kw_only=True):
    """Where a feed is read on; ``cursor`` is (row version, id)."""

    kind: str
    cursor: tuple[Number, Before]
    by_key: bool = False


class FeedCall(msgspec.Struct, kw_only=True):
    """Up to ``pages`` pages of one feed, each of ``limit`` rows at most, in one stream.

    ``link_version`` says which columns the device knows.
    """

    place: Place
    watermark: Number
    limit: Rows
    pages: Annotated[int, msgspec.Meta(ge=1, le=MOST_PAGES)] = 1
    link_version: Version = LINK_VERSION


class FeedsCall(msgspec.Struct, kw_only=True):
    """The next page of several feeds, in the order of FeedKind."""

    places: tuple[Place, ...]
    watermark: Number
    limit: Rows
    link_version: Version = LINK_VERSION


class PageLine(msgspec.Struct, kw_only=True, tag="page", tag_field="line"):
    """A ``contract.feeds.FeedPage``; bytes are base64."""

    kind: str
    rows: tuple[tuple[Any, ...], ...]
    cursor: tuple[int, int]
    more: bool


class End(msgspec.Struct, kw_only=True, tag="end", tag_field="line"):
    """The end of a stream. ``failed`` says why it ends early, None where it is whole."""

    failed: Failed | None = None


class FingerprintsCall(msgspec.Struct, kw_only=True):
    """``kind`` "" stands for every feed's that is compared."""

    kind: str
    watermark: Number
    width: Number
    link_version: Version = LINK_VERSION


class FingerprintLine(msgspec.Struct, kw_only=True):
    """A ``contract.fingerprints.Fingerprint``."""

    kind: str
    part: int
    rows: int
    total: int
    moving: int


class FingerprintsAnswer(msgspec.Struct, kw_only=True):
    """The fingerprints of one call; parts without rows are left out."""

    fingerprints: tuple[FingerprintLine, ...]


class SignInCall(msgspec.Struct, kw_only=True):
    """A code, exchanged for a credential that the device made: head office keeps its hash.

    ``code`` are the symbols of its secret. ``credential_hash`` is 64 hexadecimal digits, the
    SHA-256 of the credential's text. ``login`` is whose store the device holds already, "" for
    none. Sending the same call again gives the same answer.
    """

    code: Annotated[str, msgspec.Meta(max_length=100)]
    credential_hash: Hash
    device_name: Annotated[str, msgspec.Meta(max_length=100)]
    kind: Literal["laptop", "browser"] = "laptop"
    login: Annotated[str, msgspec.Meta(max_length=200)] = ""
    client_version: Version = CLIENT_VERSION


class SignInAnswer(msgspec.Struct, kw_only=True):
    """Who the device acts as from now on, and what head office calls it."""

    device: str
    login: str


class RenewCall(msgspec.Struct, kw_only=True):
    """The hash of the next credential; the present one stays good until the new one was used."""

    credential_hash: Hash


class PageSignInCall(msgspec.Struct, kw_only=True):
    """A code, exchanged for the credential of a browser, which keeps it where no script reads it.

    As ``SignInCall``, but the answer brings the credential itself as a cookie: the page keeps
    ``credential`` only until it was answered, so that it can send the same call again.
    """

    code: Annotated[str, msgspec.Meta(max_length=100)]
    credential: Credential
    device_name: Annotated[str, msgspec.Meta(max_length=100)]
    login: Annotated[str, msgspec.Meta(max_length=200)] = ""
    client_version: Version = CLIENT_VERSION


class PageRenewCall(msgspec.Struct, kw_only=True):
    """The next credential of a browser, which the answer brings as a cookie."""

    credential: Credential


class HandOverAnswer(msgspec.Struct, kw_only=True):
    """Receipts of what a device that is to be wiped handed over; the call is as a submit's.

    ``tells_known`` says that of what is handed over only what the inbox does not hold waits for an
    admin: a device may hand over again what was sent.
    """

    receipts: tuple[ReceiptLine, ...]
    tells_known: bool = False


class Done(msgspec.Struct, kw_only=True):
    """The answer, an empty object, to a call that gives nothing back, such as ``WIPED``."""


class Health(msgspec.Struct, kw_only=True):
    """Whether the service can do its work. ``worker``: one answered requests of late."""

    database: bool
    worker: bool


class Versions(msgspec.Struct, kw_only=True):
    """Which versions of the protocol and of the operations the service speaks."""

    speaks: tuple[int, ...]
    link_version: int


class SnapshotList(msgspec.Struct, kw_only=True):
    """The snapshots that are ready, at most one for each feed."""

    snapshots: tuple[SnapshotEntry, ...]
