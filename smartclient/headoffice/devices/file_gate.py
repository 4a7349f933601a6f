"""The gate of a head office that is a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Identity, Operations, Pulse, PulseRequest, Receipt
from smartclient.contract.web.gate import DeviceState, Gauges, News, SignedIn, Waiting
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.ids import Login
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.sqlite.feed_pages import feed_page
from smartclient.headoffice.database.sqlite.feed_scopes import heads
from smartclient.headoffice.devices import credentials, handing_over, news, public_address
from smartclient.headoffice.devices.credentials import Credential
from smartclient.headoffice.devices.gauges import read_gauges
from smartclient.headoffice.devices.signing_in import SignIn, sign_in
from smartclient.headoffice.inbox.operations import EmbeddedOperations, check_reach

_NOBODY = Identity(login=Login(""))


class FileGate:
    """The contract's gate over a file; may be called from several threads."""

    def __init__(self, engine: Engine, clock: Clock, *, file: Path | None = None) -> None:
        """``file`` is the database's, where it is one: without it head office is out of reach."""
        self._engine = engine
        self._machine = clock
        self._clock = OfficeClock(engine, clock)
        self._file = file

    def sign_in(
        self, *, code: bytes, credential: bytes, name: str, kind: str, login: str, address: str
    ) -> SignedIn:
        """Exchange a code for a credential; a wrong one is counted before it is refused."""
        check_reach(self._file)
        call = SignIn(
            code=code, credential=credential, name=name, kind=kind, login=login, address=address
        )
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            outcome = sign_in(connection, call, now)
        if isinstance(outcome, SignedIn):
            return outcome
        raise outcome

    def operations(self, credential: bytes, address: str) -> Operations:
        """The operations for the device with this credential."""
        return _DeviceOperations(self._engine, credential, address, self._machine, self._file)

    def is_old(self, credential: bytes) -> bool:
        """Whether the credential is old enough to be renewed."""
        check_reach(self._file)
        now = self._clock.now()
        with reading(self._engine) as connection:
            found = credentials.find_credential(connection, credential, now)
            return credentials.require_active(found).is_old(now)

    def renew(self, credential: bytes, new: bytes) -> None:
        """Have ``new`` count, too, and instead of ``credential`` once it was used."""
        check_reach(self._file)
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            found = credentials.find_credential(connection, credential, now)
            device = credentials.require_active(found).device
            credentials.note_contact(connection, found, found.address, now)
            credentials.give_credential(connection, device, new, now)

    def hand_over(self, credential: bytes, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Take what a device that is to be wiped did not send."""
        check_reach(self._file)
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            found = credentials.find_credential(connection, credential, now)
            device = credentials.require_wiping(found).device
            credentials.note_contact(connection, found, found.address, now)
            return handing_over.hand_over(connection, device, batch, now)

    def wiped(self, credential: bytes) -> None:
        """Record that a device removed its data; again changes nothing."""
        check_reach(self._file)
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            found = credentials.find_credential(connection, credential, now)
            if found.state is not DeviceState.WIPED:
                device = credentials.require_wiping(found).device
                credentials.note_contact(connection, found, found.address, now)
                credentials.set_wiped(connection, device, now)

    def news(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        """What is new for all who wait."""
        check_reach(self._file)
        now = self._clock.now()
        with reading(self._engine) as connection:
            return news.news_for(connection, waiting, now)

    def shared_page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int
    ) -> FeedPage:
        """A page, by key, of a feed that is the same for everybody."""
        check_reach(self._file)
        if SCOPES[kind] is not Scope.EVERYBODY:
            message = f"the feed {kind} is not the same for everybody"
            raise ValueError(message)
        with reading(self._engine) as connection:
            return feed_page(
                connection,
                kind,
                identity=_NOBODY,
                cursor=cursor,
                watermark=watermark,
                limit=limit,
                by_key=True,
            )

    def bounds(self) -> tuple[int, str]:
        """The watermark and the epoch."""
        check_reach(self._file)
        with reading(self._engine) as connection:
            watermark = backend_of(connection).feeds.watermark(connection)
            return watermark, schema.info(connection, "generation")

    def shared_heads(self) -> Mapping[FeedKind, int]:
        """The newest row version of each feed that is the same for everybody."""
        check_reach(self._file)
        with reading(self._engine) as connection:
            found = heads(connection, _NOBODY.login, is_admin=False)
        return {kind: head for kind, head in found.items() if SCOPES[kind] is Scope.EVERYBODY}

    def gauges(self) -> Gauges:
        """How head office stands."""
        check_reach(self._file)
        now = self._clock.now()
        with reading(self._engine) as connection:
            return read_gauges(connection, now)

    def public_address(self) -> tuple[str, str]:
        """The service's public URL and its pinned certificate's SHA-256 in hexadecimal, or ""."""
        check_reach(self._file)
        with reading(self._engine) as connection:
            return public_address.public_address(connection)

    def set_public_address(
        self, url: str, fingerprint: str, was: tuple[str, str] | None = None
    ) -> bool:
        """Store where devices reach the service, and which certificate they pin.

        Where ``was`` is not None, only while that is what is stored. Whether it was stored.
        """
        check_reach(self._file)
        with audited_transaction(self._engine, actor="", at=self._clock.now()) as connection:
            if was is not None and was != public_address.public_address(connection):
                return False
            public_address.set_public_address(connection, url, fingerprint)
            return True

    def check(self) -> None:
        """Raise OutOfReachError without the file, SchemaError for another version of it."""
        check_reach(self._file)
        schema.check(self._engine)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


class _DeviceOperations:
    """The operations of whoever holds a credential; each call finds out again who that is."""

    def __init__(
        self, engine: Engine, credential: bytes, address: str, clock: Clock, file: Path | None
    ) -> None:
        self._engine = engine
        self._credential = credential
        self._address = address
        self._machine = clock
        self._clock = OfficeClock(engine, clock)
        self._file = file

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Put requests in the inbox."""
        return self._admitted().submit(batch)

    def pulse(self, hello: PulseRequest) -> Pulse:
        """What is new, and who is asking."""
        return self._admitted().pulse(hello)

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        """This login's replies."""
        return self._admitted().replies(after=after, watermark=watermark, limit=limit)

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """A page of a feed."""
        return self._admitted().feed(
            kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key
        )

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        """The next page of several feeds."""
        return self._admitted().feeds(places, watermark=watermark, limit=limit)

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        """The checksums of feeds' rows."""
        return self._admitted().fingerprints(kind, watermark=watermark, width=width)

    def close(self) -> None:
        """Give back nothing: the connections are the engine's."""

    def _admitted(self) -> EmbeddedOperations:
        """The operations of the credential's login; its contact is stored."""
        check_reach(self._file)
        now = self._clock.now()
        with reading(self._engine) as connection:
            found = _active(connection, self._credential, now)
        if found.is_to_be_noted(self._address, now):
            with audited_transaction(self._engine, actor="", at=now) as connection:
                # what another call of the device stored meanwhile counts
                found = _active(connection, self._credential, now)
                credentials.note_contact(connection, found, self._address, now)
        return _AdmittedOperations(self._engine, found, self._machine, file=self._file)


class _AdmittedOperations(EmbeddedOperations):
    """The operations of a login, whose device is looked up in the transaction of each call."""

    def __init__(
        self, engine: Engine, credential: Credential, clock: Clock, *, file: Path | None
    ) -> None:
        super().__init__(engine, credential.login, clock, file=file)
        self._credential = credential.digest
        self._device_id = credential.device

    def _identity(self, connection: Connection) -> Identity:
        _active(connection, self._credential, self._clock.within(connection).now())
        return super()._identity(connection)


def _active(connection: Connection, digest: bytes, now: datetime) -> Credential:
    return credentials.require_active(credentials.find_credential(connection, digest, now))
