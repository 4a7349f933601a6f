"""Numbering: the provisional numbers that a device assigns, each once."""

from smartclient.domain.devices import own_code, provisional_number
from smartclient.domain.ids import new_id
from smartclient.store.database.meta import Meta
from smartclient.store.work.assigned_numbers import AssignedNumbers, Claim

_KEPT_OUTSIDE = "numbers_kept_outside"
"""The device whose numbers are known outside the store, too."""


class Numbering:
    """Assigns provisional numbers in one transaction; each contains the device's code."""

    def __init__(self, meta: Meta, outside: AssignedNumbers | None) -> None:
        self._meta = meta
        self._outside = outside

    def next_number(self, kind: str, letters: str, mark: str = "") -> str:
        """The next number for a record of ``kind``.

        A store that turns out to be a copy of another, or one that was put back, becomes a device
        of its own: its numbers are no longer those of the other.
        """
        device = self.device()
        count = self._meta.next_provisional_number(kind)
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
