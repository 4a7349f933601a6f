"""Numbering: the numbers that a device gives, provisional or for good, each once."""

from smartclient.domain.devices import own_code, provisional_number
from smartclient.domain.ids import new_id
from smartclient.domain.sales.given_numbers import (
    MARK,
    NEW_LETTERS,
    Numbered,
    NumberWay,
    guid_number,
    prefixed_number,
    serial_number,
)
from smartclient.store.database.meta import Meta
from smartclient.store.work.assigned_numbers import AssignedNumbers, Claim

_KEPT_OUTSIDE = "numbers_kept_outside"
"""The device whose numbers are known outside the store, too."""

_COUNTED = {Numbered.ORDERS: "order", Numbered.CUSTOMERS: "customer"}


class Numbering:
    """Assigns numbers in one transaction; each is counted, whichever way it is made."""

    def __init__(self, meta: Meta, outside: AssignedNumbers | None) -> None:
        self._meta = meta
        self._outside = outside
        self._count = 0

    def number_for(self, numbered: Numbered, way: NumberWay, *, letters: str, identity: str) -> str:
        """The next number, given in a ``way``; a provisional one where that can't be done now.

        ``letters`` are those of the rep, ``identity`` is the random one of the record.
        """
        number = self.next_number(
            _COUNTED[numbered],
            NEW_LETTERS if way is NumberWay.SERVER else letters,
            MARK[numbered],
        )
        if way is NumberWay.GUID:
            return guid_number(numbered, identity)
        if way is NumberWay.BLOCK:
            return self._next_of_block(numbered) or number
        if way is NumberWay.PREFIX and self._meta.device_code:
            return prefixed_number(numbered, self._meta.device_code, self._count)
        return number

    def _next_of_block(self, numbered: Numbered) -> str:
        """The next number of the blocks that this device holds, "" where they are used up."""
        blocks = list(self._meta.number_blocks)
        for place, block in enumerate(blocks):
            if block.numbered is numbered and block.left:
                blocks[place] = block.after_next()
                self._meta.number_blocks = tuple(blocks)
                return serial_number(numbered, block.next)
        return ""

    def next_number(self, kind: str, letters: str, mark: str = "") -> str:
        """The next provisional number for a record of ``kind``.

        A store that turns out to be a copy of another, or one that was put back, becomes a device
        of its own: its numbers are no longer those of the other.
        """
        device = self.device()
        count = self._count = self._meta.next_provisional_number(kind)
        if not self._claimed(device, kind, count):
            device = self.become_another_device()
            self._claimed(device, kind, count)
        code = self._meta.device_code or own_code(device)
        return provisional_number(letters, code, count, mark)

    def keep(self) -> None:
        """Keep the numbers that were assigned: the transaction is committed."""
        if self._outside is not None:
            self._outside.keep()

    def release(self) -> None:
        """Release the numbers that were to be assigned: the transaction is rolled back."""
        if self._outside is not None:
            self._outside.release()

    def device(self) -> str:
        """The identity of this device, drawn at random the first time.

        It is known outside the store from then on, so that a copy made before the first number
        finds nothing of itself where it was taken.
        """
        return self._meta.device or self.become_another_device()

    def become_another_device(self) -> str:
        """Make this store a device of its own, without code and key, and return its identity."""
        meta = self._meta
        meta.device = new_id()
        meta.device_code = meta.device_token = meta.signing_key = ""
        # the numbers are those of the device that this one was taken for
        meta.number_blocks = tuple(block.closed() for block in meta.number_blocks)
        if self._outside is not None and self._outside.make_known(meta.device):
            meta.set(_KEPT_OUTSIDE, meta.device)
        return meta.device

    def _claimed(self, device: str, kind: str, count: int) -> bool:
        if self._outside is None:
            return True
        if self._meta.get(_KEPT_OUTSIDE) == device and not self._outside.is_known(device):
            # it was copied to where nothing is known of it
            return False
        claim = self._outside.claim(device, kind, count)
        if claim is Claim.OURS:
            self._meta.set(_KEPT_OUTSIDE, device)
        return claim is not Claim.TAKEN
