"""Checkpoints: evidence with which head office recognises that it went back, whoever put it back.

A checkpoint is a row with a random name, recorded by workers now and then. A *position* is a
watermark with the newest checkpoint below it. Every pulse gives the laptop the current position,
signed with a key that only the database holds, and the laptop names it in its next hello. Below a
watermark nothing is written any more, so the same checkpoint is the newest below it for ever,
unless what head office had given was lost and its row versions are given again.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from sqlalchemy import Connection, delete, insert, select

from smartclient.headoffice.database.concurrent_inserts import first_of_its_key
from smartclient.headoffice.database.tables import tables_for

KEY: Final = "history_key"
"""The name of the secret that is the key: one half for the inner hash, one for the outer."""

LOST: Final = "history_lost"
"""The name of the info that holds the epoch of which a laptop proved that a part is lost."""

KEPT: Final = 200_000
"""How many checkpoints are kept: with one a minute those of 138 days."""

_DIGITS, _NAME, _TAG = 20, 32, 64
POSITION_LENGTH: Final = _DIGITS + _NAME + _TAG
"""Characters of a signed position: the watermark, the checkpoint's name, and the signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A checkpoint as it was recorded."""

    id: int
    name: str
    row_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A watermark, and the name of the newest checkpoint below it."""

    watermark: int
    checkpoint: str

    @classmethod
    def verified(cls, text: str, *, epoch: str, key: str) -> Self | None:
        """The position in ``text``, None unless head office signed it in ``epoch``."""
        if len(text) != POSITION_LENGTH or not text.isascii() or not key:
            return None
        content, tag = text[:-_TAG], text[-_TAG:]
        if not hmac.compare_digest(tag, _tag(content, epoch=epoch, key=key)):
            return None
        return cls(watermark=int(content[:_DIGITS]), checkpoint=content[_DIGITS:])

    def signed(self, *, epoch: str, key: str) -> str:
        """The position as a laptop is given it in ``epoch``."""
        content = f"{self.watermark:0{_DIGITS}}{self.checkpoint}"
        return content + _tag(content, epoch=epoch, key=key)


def _tag(content: str, *, epoch: str, key: str) -> str:
    """The signature: a hash within a hash, each with a key of its own, as procedures make it."""
    half = len(key) // 2
    inner = hashlib.sha256((key[:half] + epoch + content).encode()).hexdigest()
    return hashlib.sha256((key[half:] + inner).encode()).hexdigest()


def signed_position(connection: Connection, stored: Mapping[str, str], watermark: int) -> str:
    """The current position as a laptop is given it, "" before the first checkpoint.

    ``stored`` is ``schema.all_info``; the ``watermark`` was read before.
    """
    newest = newest_checkpoint(connection, below=watermark)
    if newest is None:
        return ""
    here = Position(watermark=watermark, checkpoint=newest.name)
    return here.signed(epoch=stored["generation"], key=_key(connection))


def lost_position(
    connection: Connection, stored: Mapping[str, str], watermark: int, text: str
) -> Position | None:
    """The position in ``text`` where head office signed it once and no longer holds it."""
    position = Position.verified(text, epoch=stored["generation"], key=_key(connection))
    if position is None:
        return None
    if position.watermark > watermark:
        return position
    newest = newest_checkpoint(connection, below=position.watermark)
    # of those that are no longer kept nothing is known
    is_other = newest is not None and newest.name != position.checkpoint
    return position if is_other else None


def _key(connection: Connection) -> str:
    """The key of a file, "" before its first checkpoint; on a server procedures alone read it."""
    s = tables_for(connection.dialect.name).secrets
    return connection.scalar(select(s.c.value).where(s.c.name == KEY)) or ""


def newest_checkpoint(connection: Connection, *, below: int | None = None) -> Checkpoint | None:
    """The newest checkpoint, or the newest below a row version; None for none."""
    t = tables_for(connection.dialect.name).checkpoints
    finding = select(t.c.id, t.c.name, t.c.row_version).order_by(t.c.row_version.desc()).limit(1)
    if below is not None:
        finding = finding.where(t.c.row_version < below)
    row = connection.execute(finding).first()
    return (
        None if row is None else Checkpoint(id=row.id, name=row.name, row_version=row.row_version)
    )


def holds_checkpoint(connection: Connection, checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint is still there."""
    t = tables_for(connection.dialect.name).checkpoints
    name = connection.scalar(select(t.c.name).where(t.c.id == checkpoint.id))
    return bool(name == checkpoint.name)


def record_checkpoint(connection: Connection) -> None:
    """Record a checkpoint; the first one makes the key. The caller commits.

    Raises ContendedError where another worker makes the key at the same time.
    """
    t = tables_for(connection.dialect.name).checkpoints
    connection.execute(insert(t).values(name=secrets.token_hex(_NAME // 2)))
    # a worker may not read what the key is
    s = tables_for(connection.dialect.name).secrets
    if connection.scalar(select(s.c.name).where(s.c.name == KEY)) is None:
        with first_of_its_key():
            connection.execute(insert(s).values(name=KEY, value=secrets.token_hex(_TAG)))
    _delete_oldest(connection)


def _delete_oldest(connection: Connection) -> None:
    """Delete the checkpoints beyond those that are kept: all up to a row version, and no other.

    Were one left below another that is deleted, it would seem that a newer one was lost.
    """
    t = tables_for(connection.dialect.name).checkpoints
    newest = newest_checkpoint(connection)
    if newest is None:
        return
    over = select(t.c.row_version).where(t.c.id <= newest.id - KEPT)
    last = connection.scalar(over.order_by(t.c.row_version.desc()).limit(1))
    if last is not None:
        connection.execute(delete(t).where(t.c.row_version <= last))
