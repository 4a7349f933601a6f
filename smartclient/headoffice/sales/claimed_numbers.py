"""Claimed numbers: those that a device gave for good, and whether it was to give them."""

from sqlalchemy import Connection, select

from smartclient.domain.ids import Login
from smartclient.domain.sales.given_numbers import Numbered, is_guid, prefix_of, value_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.number_blocks import NumberBlocks
from smartclient.headoffice.sales.numbers import Numbers


class ClaimedNumbers:
    """Judges numbers that requests claim for new records, on one connection.

    Whichever way the policy says now, a number counts that a device of the sender's was to give:
    it may be printed, and the order may come long after the policy was changed.
    """

    def __init__(
        self, connection: Connection, numbers: Numbers, number_blocks: NumberBlocks
    ) -> None:
        self._connection = connection
        self._numbers = numbers
        self._blocks = number_blocks
        self._codes: dict[tuple[Login, str], bool] = {}

    def may_give(self, sender: Login, numbered: Numbered, number: str) -> bool:
        """Whether a number is one that a device of the sender's gives for good.

        After a restore of head office a block may be forgotten: its numbers are among those that
        are passed over, and are taken for the sender's while no other device has them.
        """
        value = value_of(numbered, number)
        if value is not None:
            known = self._blocks.may_give(sender, numbered, value)
            return self._numbers.was_lost(numbered, value) if known is None else known
        code = prefix_of(numbered, number)
        return self._is_code_of(sender, code) if code else is_guid(numbered, number)

    def _is_code_of(self, sender: Login, code: str) -> bool:
        if (sender, code) not in self._codes:
            t = tables_for(self._connection.dialect.name).devices
            found = select(t.c.id).where(t.c.code == code, t.c.login == sender)
            self._codes[sender, code] = self._connection.scalar(found) is not None
        return self._codes[sender, code]
