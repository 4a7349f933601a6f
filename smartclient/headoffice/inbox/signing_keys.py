"""Signing keys: with which key each login's devices sign what is carried by hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from smartclient.contract.devices import MOST_DEVICES
from smartclient.domain.ids import Login
from smartclient.headoffice.database.tables import tables_for

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that a device of ``login`` signs with; ``enrolled_device`` is "" for a laptop's."""

    login: Login
    enrolled_device: str = ""


def public_key_of(text: str) -> bytes | None:
    """The public key that hexadecimal digits say, None for another text."""
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def note_signing_key(
    connection: Connection, login: Login, text: str, *, enrolled_device: str, at: datetime
) -> None:
    """Store the key that a device of ``login`` reports; one beyond MOST_DEVICES is not stored.

    ``enrolled_device`` is what head office calls the device, "" for one that is not enrolled.
    """
    key = public_key_of(text)
    if key is None:
        return
    t = tables_for(connection.dialect.name).signing_keys
    this = t.c.login == login, t.c.public_key == key
    device = enrolled_device or None
    row = connection.execute(select(t.c.enrolled_device).where(*this)).first()
    if row is None:
        known = select(func.count()).where(t.c.login == login)
        if int(connection.scalar(known) or 0) < MOST_DEVICES:
            new = {"public_key": key, "enrolled_device": device, "first_seen": at}
            connection.execute(insert(t), [{"login": login, **new}])
    elif row.enrolled_device != device:
        connection.execute(update(t).where(*this).values(enrolled_device=device))


def signing_key(connection: Connection, login: Login, text: str) -> SigningKey | None:
    """The key of a device of ``login`` with these hexadecimal digits, None for none."""
    key = public_key_of(text)
    if key is None:
        return None
    t = tables_for(connection.dialect.name).signing_keys
    finding = select(t.c.login, t.c.enrolled_device)
    row = connection.execute(finding.where(t.c.login == login, t.c.public_key == key)).first()
    if row is None:
        return None
    return SigningKey(login=Login(row.login), enrolled_device=row.enrolled_device or "")
