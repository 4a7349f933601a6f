"""Rates: how often one device and one address may call, kept in the process's memory."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from smartclient.contract.web.wire import Failure
from smartclient.web.callers import network_of
from smartclient.web.failures import CallRefusedError
from smartclient.web.limits import Rate, WebLimits

_REMEMBERED: Final = 20_000

Seconds = Callable[[], float]


class TokenBuckets:
    """A bucket for each key: what is taken comes back at a rate. The longest unused is dropped."""

    def __init__(self, rate: Rate, seconds: Seconds = time.monotonic) -> None:
        self._rate = rate
        self._seconds = seconds
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: Hashable) -> bool:
        """Take one; False where the bucket is empty."""
        left = self._left(key)
        is_enough = left >= 1.0
        self._buckets[key] = (left - 1.0 if is_enough else left, self._seconds())
        self._buckets.move_to_end(key)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return is_enough

    def is_empty(self, key: Hashable) -> bool:
        """Whether nothing is left for ``key``."""
        return self._left(key) < 1.0

    def _left(self, key: Hashable) -> float:
        left, at = self._buckets.get(key, (float(self._rate.burst), self._seconds()))
        come_back = (self._seconds() - at) * self._rate.per_second
        return min(float(self._rate.burst), left + come_back)


class CallRates:
    """Refuses as busy who calls too often, before head office is asked.

    Whoever presents credentials that do not count is limited by address; devices whose credential
    did count of late are not held up by others behind the same address.
    """

    def __init__(self, limits: WebLimits, seconds: Seconds = time.monotonic) -> None:
        self._devices = TokenBuckets(limits.per_device, seconds)
        self._addresses = TokenBuckets(limits.per_address, seconds)
        self._refused = TokenBuckets(limits.refused, seconds)
        self._accepted: OrderedDict[bytes, None] = OrderedDict()

    def check_address(self, address: str) -> None:
        """Count a call from an address."""
        if not self._addresses.take(network_of(address)):
            raise CallRefusedError(Failure.BUSY, "too many calls from this address")

    def check_device(self, credential: bytes, address: str) -> None:
        """Count a call with a credential."""
        if not self._devices.take(credential):
            raise CallRefusedError(Failure.BUSY, "too many calls of this device")
        if credential not in self._accepted and self._refused.is_empty(network_of(address)):
            raise CallRefusedError(Failure.BUSY, "too many refused credentials from this address")

    def accept(self, credential: bytes) -> None:
        """Note that a credential counted."""
        self._accepted[credential] = None
        self._accepted.move_to_end(credential)
        if len(self._accepted) > _REMEMBERED:
            self._accepted.popitem(last=False)

    def refuse(self, credential: bytes, address: str) -> None:
        """Note that a credential did not count."""
        self._accepted.pop(credential, None)
        self._refused.take(network_of(address))
