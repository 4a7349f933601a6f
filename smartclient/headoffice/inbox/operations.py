"""The operations on a head office that is a file, as one signed-in login.

Only there may a login be named: on a server everybody is who the server says, and its procedures
are the operations.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from smartclient.contract.devices import AssignedDevice
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Identity, Pulse, PulseRequest, Receipt
from smartclient.contract.versions import LINK_VERSION
from smartclient.database.errors import OFFICE_FILE_AWAY
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import ClientTooOldError, OutOfReachError
from smartclient.domain.mail import mail_readiness
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.database import restore_detection, schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.checkpoints import lost_position, signed_position
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.portions import PurgedKind, horizon_of
from smartclient.headoffice.database.sqlite.feed_pages import feed_page, fingerprints
from smartclient.headoffice.database.sqlite.feed_scopes import heads
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import inbox, replies
from smartclient.headoffice.inbox.devices import Devices
from smartclient.headoffice.inbox.identity import require_identity
from smartclient.headoffice.inbox.new_devices import new_devices
from smartclient.headoffice.inbox.receive import receive_requests
from smartclient.headoffice.inbox.signing_keys import note_signing_key
from smartclient.read_models.server_restores import REPORTED_SIGNS
from smartclient.settings.places import office_file_is_there

_SEEN_AGAIN_AFTER = timedelta(minutes=1)


class EmbeddedOperations:
    """The contract's operations; who calls is ``login``, whatever a message says."""

    _device_id = ""
    """What head office calls the enrolled device that calls, "" for one that is not enrolled."""

    def __init__(
        self, engine: Engine, login: str, clock: Clock, *, file: Path | None = None
    ) -> None:
        """``file`` is the database's, where it is one: without it head office is out of reach."""
        self._engine = engine
        self._file = file
        self._login = canonical_login(login)
        self._clock = OfficeClock(engine, clock)

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Put requests in the inbox, each once; the receipts are returned after the commit."""
        self._check_reach()
        now = self._clock.now()
        with audited_transaction(self._engine, actor=self._login, at=now) as connection:
            self._identity(connection)
            return receive_requests(connection, self._login, batch, now)

    def pulse(self, hello: PulseRequest) -> Pulse:
        """Report what is new, and store when this laptop was last seen."""
        self._check_reach()
        now = self._clock.now()
        self._recognise_loss(hello, now)
        with reading(self._engine) as connection:
            # the watermark first, on its own: nothing read later may be older than it
            watermark = backend_of(connection).feeds.watermark(connection)
            identity = self._identity(connection)
            stored = schema.all_info(connection)
            oldest = int(stored["oldest_client"] or 1)
            if hello.client_version < oldest:
                raise ClientTooOldError(
                    "Head office no longer serves this version of Smart Client. Upgrade it; "
                    "what you entered is kept."
                )
            restores = restore_detection.restore_status(connection, stored)
            pulse = Pulse(
                watermark=watermark,
                generation=stored["generation"],
                clock=now,
                identity=identity,
                heads=heads(
                    connection,
                    self._login,
                    is_admin=identity.is_admin,
                    without_own_contact=hello.without_own_contact,
                ),
                replies=replies.count_after(connection, self._login, hello.replies_after),
                worker_seen=_worker_seen(connection),
                oldest_client=oldest,
                company=stored["company"],
                currency=stored["currency"] or DEFAULT_CURRENCY,
                link_version=LINK_VERSION,
                company_id=stored["company_id"],
                missing=self._missing(connection, hello),
                forgotten=inbox.answered_without_reply(
                    connection, self._login, hello.receipts[: hello.unanswered]
                ),
                position=signed_position(connection, stored, watermark),
                suspected_at=restores.suspected_at if identity.is_admin else None,
                suspected_by=restores.suspected_by if identity.is_admin else 0,
                time_zone=stored[schema.TIME_ZONE],
                tombstones_purged_to=int(stored[horizon_of(PurgedKind.TOMBSTONES)] or 0),
                membership_purged_to=int(stored[horizon_of(PurgedKind.MEMBERSHIP)] or 0),
                new_devices=new_devices(connection, self._login, now, besides=self._device_id),
                bundle_key=stored[schema.BUNDLE_KEY],
                mail=mail_readiness(stored[schema.MAIL_STATE]),
            )
            known = self._known_already(connection, hello, now)
        suspects = _suspects_restore(hello, pulse.generation)
        if known and not suspects and hello.device is None:
            return pulse
        with audited_transaction(self._engine, actor=self._login, at=now) as connection:
            if not known:
                self._remember(connection, hello, now)
            if suspects:
                restore_detection.suspect(connection, self._login, hello.went_back, now)
            self._note_signing_key(connection, hello, now)
            return replace(pulse, device=self._device(connection, hello, pulse))

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """This login's replies with after < row_version < watermark, oldest first."""
        self._check_reach()
        with reading(self._engine) as connection:
            self._identity(connection)
            return replies.replies_between(
                connection, self._login, after=after, watermark=watermark, limit=limit
            )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed, as far as this login may see it."""
        self._check_reach()
        with reading(self._engine) as connection:
            return feed_page(
                connection,
                kind,
                identity=self._identity(connection),
                cursor=cursor,
                watermark=watermark,
                limit=limit,
                by_key=by_key,
            )

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds, as far as this login may see them."""
        return tuple(
            self.feed(kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key)
            for kind, cursor, by_key in places
        )

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """The checksums of feeds' rows, as far as this login may see them."""
        self._check_reach()
        with reading(self._engine) as connection:
            return fingerprints(
                connection,
                kind,
                identity=self._identity(connection),
                watermark=watermark,
                width=width,
            )

    def close(self) -> None:
        """Give back nothing: the connections are the engine's."""

    def _identity(self, connection: Connection) -> Identity:
        """Who is calling, read in each transaction; SignInError for nobody."""
        return require_identity(connection, self._login)

    def _check_reach(self) -> None:
        check_reach(self._file)

    def _recognise_loss(self, hello: PulseRequest, now: datetime) -> None:
        """Begin a new epoch where a laptop holds a position that was given and is lost."""
        if not hello.position:
            return
        with reading(self._engine) as connection:
            self._identity(connection)
            watermark = backend_of(connection).feeds.watermark(connection)
            stored = schema.all_info(connection)
            lost = lost_position(connection, stored, watermark, hello.position)
        if lost is None:
            return
        with audited_transaction(self._engine, actor="", at=now) as connection:
            # another laptop's pulse may have done so at the same time
            if schema.info(connection, "generation") == stored["generation"]:
                why, beyond = restore_detection.RestoreCause.POSITION_LOST, lost.watermark
                restore_detection.begin_epoch(connection, why, now, beyond=beyond)

    def _missing(self, connection: Connection, hello: PulseRequest) -> int:
        """How many of the requests and replies that the laptop knows are missing here."""
        gone = len(hello.receipts) - inbox.count_held(connection, self._login, hello.receipts)
        if hello.last_reply is not None:
            version = replies.version_of(connection, self._login, hello.last_reply)
            gone += version is None or version < hello.replies_after
        return gone

    def _known_already(self, connection: Connection, hello: PulseRequest, now: datetime) -> bool:
        t = tables_for(connection.dialect.name).laptops
        row = connection.execute(
            select(t.c.seen_at, t.c.client_version, t.c.waiting).where(t.c.login == self._login)
        ).first()
        return (
            row is not None
            and abs(now - row.seen_at) < _SEEN_AGAIN_AFTER
            and (row.client_version, row.waiting) == (hello.client_version, hello.waiting)
        )

    def _device(
        self, connection: Connection, hello: PulseRequest, pulse: Pulse
    ) -> AssignedDevice | None:
        if hello.device is None:
            return None
        return Devices(connection).contact(
            self._login,
            hello.device,
            at=pulse.clock,
            offset=_offset(hello, pulse.clock),
            generation=pulse.generation,
        )

    def _note_signing_key(self, connection: Connection, hello: PulseRequest, now: datetime) -> None:
        key = "" if hello.device is None else hello.device.signing_key
        note_signing_key(connection, self._login, key, enrolled_device=self._device_id, at=now)

    def _remember(self, connection: Connection, hello: PulseRequest, now: datetime) -> None:
        row = {
            "login": self._login,
            "seen_at": now,
            "client_version": hello.client_version,
            "waiting": hello.waiting,
            "clock_offset_seconds": _offset(hello, now),
        }
        t = tables_for(connection.dialect.name).laptops
        backend_of(connection).rows.upsert(connection, t, keys=("login",), rows=[row])


def _suspects_restore(hello: PulseRequest, generation: str) -> bool:
    """Whether a laptop reports a restore, and not one of which the new epoch says as much."""
    is_over = hello.device is not None and hello.device.generation != generation
    return hello.went_back in REPORTED_SIGNS and not is_over


def _offset(hello: PulseRequest, now: datetime) -> int:
    """The laptop's clock less head office's, in seconds."""
    return 0 if hello.clock is None else round((hello.clock - now).total_seconds())


def check_reach(file: Path | None) -> None:
    """Raise OutOfReachError when the database's file is gone."""
    if file is not None and not office_file_is_there(file):
        raise OutOfReachError(OFFICE_FILE_AWAY, detail=str(file))


def _worker_seen(connection: Connection) -> datetime | None:
    t = tables_for(connection.dialect.name).workers
    seen: datetime | None = connection.scalar(select(func.max(t.c.seen_at)))
    return seen
