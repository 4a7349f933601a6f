"""Derivation: from a passphrase to the key that wraps another, at a cost for every guess."""

from dataclasses import dataclass
from hashlib import scrypt
from typing import Final

from smartclient.domain.errors import SetUpError

KEY_BYTES: Final = 32
_ROOM = 16 * 1024 * 1024
# a cost beyond these is a damaged record, and would need all of the memory
_LARGEST_N, _LARGEST_R, _LARGEST_P = 2**20, 32, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The parameters of scrypt, as RFC 7914 calls them."""

    n: int
    r: int
    p: int

    @property
    def believable(self) -> bool:
        """Whether these can be parameters that a version of this program wrote."""
        power_of_two = self.n > 1 and self.n & (self.n - 1) == 0
        known = ((self.n, _LARGEST_N), (self.r, _LARGEST_R), (self.p, _LARGEST_P))
        return power_of_two and all(1 <= value <= largest for value, largest in known)


FIRST_COST: Final = Cost(n=2**15, r=8, p=1)
"""The cost of records that don't name one: those of the first version."""

COST: Final = Cost(n=2**17, r=8, p=1)
"""128 MB and some tenths of a second: the least that OWASP's Password Storage Cheat Sheet gives."""


def derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes; SetUpError where this machine has not the memory for that."""
    try:
        return scrypt(
            # a variable of the environment may hold bytes that are no text
            passphrase.encode("utf-8", "surrogatepass"),
            salt=salt,
            n=cost.n,
            r=cost.r,
            p=cost.p,
            maxmem=128 * cost.n * cost.r + _ROOM,
            dklen=KEY_BYTES,
        )
    except MemoryError as error:
        raise SetUpError(
            "This computer has not enough free memory to open the data. Close other programs, "
            "then start again.",
            detail=f"scrypt with {cost}",
        ) from error
