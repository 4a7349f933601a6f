"""Blocks of numbers at head office: which were given to whom, and what came back of them.

No number of a block is ever given to another device: not when it was given back, because a copy
of the device may hold it still, and not when the device is gone.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from smartclient.domain.ids import Login, RequestId
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.number_blocks import NumberBlock
from smartclient.headoffice.database.tables import tables_for


class NumberBlocks:
    """The blocks, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name).number_blocks

    def may_give(self, sender: Login, numbered: Numbered, value: int) -> bool | None:
        """Whether a device of the sender's may give a number; None where no block has it."""
        row = self._with(numbered, value)
        if row is None:
            return None
        return row.login == sender and (row.unused_from is None or value < row.unused_from)

    def of_request(self, sender: Login, request_id: RequestId) -> NumberBlock | None:
        """The block that a request was given, None for none."""
        t = self._t
        row = self._connection.execute(
            select(t).where(t.c.login == sender, t.c.request_id == request_id)
        ).first()
        if row is None:
            return None
        return NumberBlock(
            numbered=Numbered(row.numbered), first=row.first_number, last=row.last_number
        )

    def is_free(self, block: NumberBlock) -> bool:
        """Whether no block has any of these numbers."""
        begun = self._begun_by(block.numbered, block.last, after=block.first)
        return begun is None and self._with(block.numbered, block.first) is None

    def add(
        self, block: NumberBlock, sender: Login, request_id: RequestId, device: str, at: datetime
    ) -> None:
        """Store that a device may give the numbers of a block from now on."""
        row = {
            "numbered": block.numbered.value,
            "first_number": block.first,
            "last_number": block.last,
            "login": sender,
            "device": device,
            "request_id": request_id,
            "issued_at": at,
        }
        self._connection.execute(insert(self._t), [row])

    def give_back(self, unused: NumberBlock, sender: Login, device: str) -> bool:
        """Store that a device gives none of these numbers any more; whether they were its own.

        Where a copy of the device gave back more, what is unused is what both say is.
        """
        t = self._t
        row = self._with(unused.numbered, unused.first)
        if row is None or (row.login, row.device) != (sender, device):
            return False
        if row.unused_from is None or unused.first > row.unused_from:
            self._connection.execute(
                update(t).where(t.c.id == row.id).values(unused_from=unused.first)
            )
        return True

    def _with(self, numbered: Numbered, value: int) -> Row[Any] | None:
        """The block that has a number, None for none."""
        row = self._begun_by(numbered, value)
        return None if row is None or row.last_number < value else row

    def _begun_by(self, numbered: Numbered, value: int, after: int = 0) -> Row[Any] | None:
        """The last block that begins with a number or before it, and not before ``after``."""
        t = self._t
        return self._connection.execute(
            select(t)
            .where(t.c.numbered == numbered.value, t.c.first_number.between(after, value))
            .order_by(t.c.first_number.desc())
            .limit(1)
        ).first()


def numbers_in_blocks(connection: Connection) -> dict[Numbered, int]:
    """How many numbers of each kind devices took ahead and did not give back, used or not."""
    t = tables_for(connection.dialect.name).number_blocks
    taken = func.coalesce(t.c.unused_from, t.c.last_number + 1) - t.c.first_number
    counting = select(t.c.numbered, func.sum(taken).label("taken")).group_by(t.c.numbered)
    return {Numbered(row.numbered): int(row.taken) for row in connection.execute(counting)}
