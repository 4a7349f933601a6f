"""The gate of a head office on SQL Server: procedures that find the sender by a credential's hash.

The service connects as a login of its own, which may execute these procedures and nothing else.
Its connections belong to nobody: whose call it is, is said with each call.
"""

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.contract.messages import Request
from smartclient.contract.operations import Operations, Receipt
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.contract.web.gate import (
    DeviceState,
    Gauges,
    News,
    SignedIn,
    TooManyGuessesError,
    Waiting,
)
from smartclient.database.mssql.address import ServerAddress, address_of
from smartclient.database.mssql.connecting import warn_if_insecure
from smartclient.database.mssql.raw_connection import WIDEST, Kind, RawConnection, Statement, Take
from smartclient.domain.errors import SchemaError
from smartclient.domain.ids import Login
from smartclient.gateway import procedures
from smartclient.gateway.batch_parts import submit_in_parts
from smartclient.gateway.connection_pool import ConnectionPool
from smartclient.gateway.feed_reader import FeedQuery, PageReader
from smartclient.gateway.persistent_connection import TIMEOUT_SECONDS, timeout_of
from smartclient.gateway.procedure_results import only_result, receipts_in, twice, typed
from smartclient.gateway.procedures import DEVICES, procedure
from smartclient.gateway.sqlserver import Caller, SqlServerOperations, heads_in
from smartclient.gateway.statement_connection import Results
from smartclient.headoffice.devices.public_address import checked_address
from smartclient.headoffice.devices.signing_in import shown_name, source_of

logger = logging.getLogger(__name__)

CONNECTIONS: Final = 16
"""How many connections a service holds at most: one for each of its threads."""

_LONGEST_ADDRESS: Final = 45
_ASKED_AGAIN_AFTER: Final = 3_600.0
_REMEMBERED: Final = 20_000
"""After how many seconds, and of how many credentials, it is asked again whether they are old."""

_DEVICE: Final = DEVICES.caller
_SIGN_IN: Final = procedure(
    "web_sign_in_v1", (Kind.HASH, *_DEVICE, Kind.TEXT, Kind.TEXT, Kind.WIDE, Kind.WIDE)
)
_WAIT: Final = re.compile(r"too many guesses, wait (\d+) s")
"""How head office says in how many seconds a code is judged again; before schema 9 it did not."""
_IS_OLD: Final = procedure("web_is_old_v1", _DEVICE)
_RENEW: Final = procedure("web_renew_v1", (*_DEVICE, Kind.HASH))
_HAND_OVER: Final = procedure("web_hand_over_v1", (*_DEVICE, Kind.LARGE))
_WIPED: Final = procedure("web_wiped_v1", _DEVICE)
_NEWS: Final = procedure("web_news_v1", (Kind.LARGE,))
_BOUNDS: Final = procedure("web_bounds_v1", ())
_GAUGES: Final = procedure("web_gauges_v1", ())
_ADDRESS: Final = procedure("web_address_v1", ())
_SET_ADDRESS: Final = procedure("web_set_address_v1", (Kind.WIDE, Kind.TEXT, Kind.WIDE, Kind.TEXT))
_SET_ADDRESS_ANYWAY: Final = procedure("web_set_address_v1", (Kind.WIDE, Kind.TEXT))


class SqlServerGate:
    """The contract's gate over SQL Server; may be called from several threads."""

    def __init__(self, address: ServerAddress, *, connections: int = CONNECTIONS) -> None:
        warn_if_insecure(address)
        self._address = address
        self._pool = ConnectionPool(self._opened, size=connections)
        self._young = _YoungCredentials()

    def sign_in(
        self, *, code: bytes, credential: bytes, name: str, kind: str, login: str, address: str
    ) -> SignedIn:
        """Exchange a code for a credential; a wrong one is counted before it is refused."""
        from_where = address[:_LONGEST_ADDRESS]
        values = (code, credential, from_where, source_of(address), kind[:10])
        texts = (login[:WIDEST], shown_name(name))
        try:
            results = twice(lambda: self._call(_SIGN_IN, (*values, *texts)))
        except TooManyGuessesError as error:
            wait = _WAIT.search(error.detail)
            error.retry_after = int(wait[1]) if wait else error.retry_after
            raise
        ((device, owner),) = only_result(results, "sign-in")
        return SignedIn(device=typed(str, device), login=Login(typed(str, owner)))

    def operations(self, credential: bytes, address: str) -> Operations:
        """The operations for the device with this credential, over any connection."""
        caller = Caller(DEVICES, (credential, address[:_LONGEST_ADDRESS]))
        return SqlServerOperations(self._pool, caller, PageReader)

    def is_old(self, credential: bytes) -> bool:
        """Whether the credential is old enough to be renewed; one that is not is so for a while."""
        if self._young.knows(credential):
            return False
        ((is_old,),) = only_result(self._call(_IS_OLD, (credential, None)), "credential")
        if not is_old:
            self._young.add(credential)
        return bool(is_old)

    def renew(self, credential: bytes, new: bytes) -> None:
        """Have ``new`` count, too, and instead of ``credential`` once it was used."""
        twice(lambda: self._call(_RENEW, (credential, None, new)))

    def hand_over(self, credential: bytes, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        """Take what a device that is to be wiped did not send."""

        def taken(text: str) -> tuple[Receipt, ...]:
            values, timeout = (credential, None, text), timeout_of(len(text))
            return receipts_in(twice(lambda: self._pool.call(_HAND_OVER, values, timeout=timeout)))

        return submit_in_parts(batch, taken)

    def wiped(self, credential: bytes) -> None:
        """Record that a device removed its data; again changes nothing."""
        self._call(_WIPED, (credential, None))

    def news(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        """What is new for all who wait, in one statement."""
        listed = ",".join(f'"{each.credential.hex()}"' for each in waiting)
        results = self._call(_NEWS, (f"[{listed}]",))
        if len(results) != 2:  # noqa: PLR2004 (devices and heads)
            raise unreadable_answer("news")
        known = {_bytes(credential): (rep, reply) for credential, rep, reply in results[0]}
        heads = _heads_by_rep(results[1])
        return {each.credential: _news(known.get(each.credential), heads) for each in waiting}

    def shared_page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int
    ) -> FeedPage:
        """A page, by key, of a feed that is the same for everybody."""

        def fetch(query: FeedQuery, take: Take) -> None:
            values = (1, *query.cursor, query.watermark, query.rows)
            statement = procedures.shared_feed(kind)
            self._pool.call(statement, values, timeout=TIMEOUT_SECONDS, take=take)

        return PageReader(fetch).page(
            kind, cursor=cursor, watermark=watermark, limit=limit, by_key=True
        )

    def bounds(self) -> tuple[int, str]:
        """The watermark and the epoch."""
        (((watermark, generation),), _) = self._bounds()
        return typed(int, watermark), typed(str, generation).strip()

    def shared_heads(self) -> Mapping[FeedKind, int]:
        """The newest row version of each feed that is the same for everybody."""
        return heads_in(self._bounds()[1])

    def gauges(self) -> Gauges:
        """How head office stands."""
        (counts,), states = self._call(_GAUGES, ())
        waiting, oldest_waiting, parked, cases, oldest_case, workers, newest_worker, seen = counts
        devices = {str(state): typed(int, count) for state, count in states}
        return Gauges(
            waiting=typed(int, waiting),
            oldest_waiting=_age(oldest_waiting),
            parked=typed(int, parked),
            cases=typed(int, cases),
            oldest_case=_age(oldest_case),
            workers=typed(int, workers),
            newest_worker=_age(newest_worker),
            devices={state: devices.get(state.value, 0) for state in DeviceState},
            seen_last_day=typed(int, seen),
        )

    def public_address(self) -> tuple[str, str]:
        """The service's public URL and its pinned certificate's SHA-256 in hexadecimal, or ""."""
        ((url, fingerprint),) = only_result(self._call(_ADDRESS, ()), "address")
        return typed(str, url), typed(str, fingerprint)

    def set_public_address(
        self, url: str, fingerprint: str, was: tuple[str, str] | None = None
    ) -> bool:
        """Store where devices reach the service, and which certificate they pin.

        Where ``was`` is not None, only while that is what is stored. Whether it was stored.
        """
        address = checked_address(url), fingerprint.lower()
        if was is not None:
            try:
                results = self._call(_SET_ADDRESS, (*address, *was))
            except SchemaError:
                logger.info("the database is to be upgraded: it can't compare addresses")
            else:
                ((is_stored,),) = only_result(results, "address")
                return bool(is_stored)
        self._call(_SET_ADDRESS_ANYWAY, address)
        return True

    def check(self) -> None:
        """Raise what a call would raise where head office can't be used now."""
        self._bounds()

    def close(self) -> None:
        """End the calls that are being made, and close every connection."""
        self._pool.close()

    def _bounds(self) -> Results:
        results = self._call(_BOUNDS, ())
        if len(results) != 2:  # noqa: PLR2004 (bounds and heads)
            raise unreadable_answer("bounds")
        return results

    def _call(self, statement: Statement, values: Sequence[object]) -> Results:
        return self._pool.call(statement, values, timeout=TIMEOUT_SECONDS)

    def _opened(self) -> RawConnection:
        wire = RawConnection(self._address)
        # from now on a missing database is one that is being moved or restored
        self._address = replace(self._address, known=True)
        return wire


class _YoungCredentials:
    """The credentials that were not old when they were asked about lately."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def knows(self, credential: bytes) -> bool:
        """Whether it was not old within the last hour."""
        with self._lock:
            return self._until.get(credential, 0.0) > time.monotonic()

    def add(self, credential: bytes) -> None:
        """Remember one, and forget whom nobody asked about for longest."""
        with self._lock:
            self._until[credential] = time.monotonic() + _ASKED_AGAIN_AFTER
            self._until.move_to_end(credential)
            while len(self._until) > _REMEMBERED:
                self._until.popitem(last=False)


def open_sqlserver_gate(url: str, password: str) -> SqlServerGate:
    """The gate of the head office at ``url``, an address of SQL Server; nothing is opened yet.

    ``password`` is the service's login's, where it needs one.
    """
    address = address_of(url)
    return SqlServerGate(replace(address, password=password or address.password))


def _heads_by_rep(rows: Sequence[Row]) -> dict[str, dict[FeedKind, int]]:
    """The heads of each rep; "" has those of the feeds that are the same for everybody."""
    of_reps: dict[str, list[Row]] = {"": []}
    for rep, kind, head in rows:
        of_reps.setdefault(typed(str, rep), []).append((kind, head))
    return {rep: heads_in(found) for rep, found in of_reps.items()}


def _news(known: tuple[object, object] | None, heads: Mapping[str, Mapping[FeedKind, int]]) -> News:
    if known is None:
        return News(is_refused=True)
    rep, newest_reply = known
    return News(
        heads={**heads[""], **heads.get(typed(str, rep), {})},
        newest_reply=typed(int, newest_reply),
    )


def _bytes(value: object) -> bytes:
    return bytes(typed(bytes, value))


def _age(value: object) -> float | None:
    return None if value is None else max(0.0, float(typed(int, value)))
