"""Signing in: a code is exchanged for a device's own credential, once, and guesses are limited.

``contract.web.limits`` says in which order a sign-in is judged.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from smartclient.contract.web.gate import (
    CodeRefusedError,
    DeviceState,
    OtherLoginError,
    SignedIn,
    TooManyGuessesError,
)
from smartclient.contract.web.limits import GUESS_WINDOW, GUESSES_OF_ADDRESS, GUESSES_OVERALL
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, new_id
from smartclient.domain.text.canonical import canonical_login
from smartclient.domain.text.hidden_characters import without_hidden
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.database.tables.enrolment import LONGEST_ADDRESS, LONGEST_NAME
from smartclient.headoffice.devices.credentials import (
    Credential,
    give_credential,
    note_contact,
    revoked,
)
from smartclient.headoffice.inbox.identity import require_identity

KINDS = ("laptop", "browser")
_PREFIX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A call to sign in, as ``Gate.sign_in`` describes it."""

    code: bytes
    credential: bytes
    name: str
    kind: str
    login: str
    address: str


def sign_in(connection: Connection, call: SignIn, now: datetime) -> SignedIn | CodeRefusedError:
    """Enrol a device with its credential.

    A code that is refused is returned and not raised: its guess is to be committed.
    """
    if call.kind not in KINDS:
        raise RefusedError("Head office does not know this kind of device.")
    t = tables_for(connection.dialect.name).enrolments
    enrolment = connection.execute(select(t).where(t.c.code_hash == call.code)).first()
    if enrolment is not None and enrolment.credential_hash == call.credential:
        return _same_again(connection, enrolment)
    source = source_of(call.address)
    _limit_guesses(connection, source, now)
    if enrolment is None or enrolment.used_at is not None or enrolment.expires_at <= now:
        _note_guess(connection, source, now)
        return CodeRefusedError("This code is unknown, was used, or has expired.")
    if call.login and _canonical(call.login) != enrolment.login:
        raise OtherLoginError("This code is for another login than this device's.")
    require_identity(connection, Login(enrolment.login))
    device = _enrol(connection, call, enrolment, now)
    connection.execute(
        update(t)
        .where(t.c.id == enrolment.id)
        .values(used_at=now, device=device, credential_hash=call.credential)
    )
    return SignedIn(device=device, login=Login(enrolment.login))


def _same_again(connection: Connection, enrolment: Row[tuple[object, ...]]) -> SignedIn:
    """The answer that a code had, unless its device was revoked since."""
    t = tables_for(connection.dialect.name).enrolled_devices
    state = connection.scalar(select(t.c.state).where(t.c.device == enrolment.device))
    if state != DeviceState.ACTIVE:
        raise revoked()
    return SignedIn(device=enrolment.device, login=Login(enrolment.login))


def _enrol(
    connection: Connection, call: SignIn, enrolment: Row[tuple[object, ...]], now: datetime
) -> str:
    t = tables_for(connection.dialect.name).enrolled_devices
    device = new_id()
    row = {
        "device": device,
        "login": enrolment.login,
        "name": shown_name(call.name),
        "kind": call.kind,
        "enrolled_at": now,
        "enrolled_by": enrolment.enrolled_by,
        "seen_on": now.date(),
    }
    connection.execute(insert(t), [row])
    give_credential(connection, device, call.credential, now)
    given = Credential(
        digest=call.credential,
        device=device,
        login=Login(enrolment.login),
        state=DeviceState.ACTIVE,
        given_at=now,
        seen_at=now,
        address="",
    )
    note_contact(connection, given, call.address, now)
    return device


def _canonical(login: str) -> str:
    try:
        return canonical_login(login)
    except RefusedError:
        return ""


def shown_name(name: str) -> str:
    """What a device is called, as far as it can be stored and shown."""
    return without_hidden(name).strip()[:LONGEST_NAME]


def source_of(address: str) -> str:
    """An address as guesses of it are counted: of IPv6 the network, which its owner has whole."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:LONGEST_ADDRESS]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _PREFIX), strict=False).network_address)


def _limit_guesses(connection: Connection, source: str, now: datetime) -> None:
    t = tables_for(connection.dialect.name).guesses
    recent = t.c.guessed_at > now - GUESS_WINDOW
    of_all = connection.scalar(select(func.count()).select_from(t).where(recent)) or 0
    of_source = (
        connection.scalar(select(func.count()).select_from(t).where(t.c.address == source, recent))
        or 0
    )
    most = 1 if of_all >= GUESSES_OVERALL else GUESSES_OF_ADDRESS
    if of_source < most:
        return
    counted = select(t.c.guessed_at).where(t.c.address == source, recent)
    newest = connection.scalars(counted.order_by(t.c.guessed_at.desc()).limit(most)).all()
    wait = newest[-1] + GUESS_WINDOW - now
    raise TooManyGuessesError(
        "Too many wrong codes were tried. Try again in an hour at the latest.",
        retry_after=math.ceil(wait.total_seconds()),
    )


def _note_guess(connection: Connection, source: str, now: datetime) -> None:
    t = tables_for(connection.dialect.name).guesses
    connection.execute(delete(t).where(t.c.guessed_at <= now - GUESS_WINDOW))
    connection.execute(insert(t), [{"address": source, "guessed_at": now}])
