"""Names for the identifiers of the business, so that one can't be passed for another."""

import secrets
import time
from typing import NewType
from uuid import UUID

OrderId = NewType("OrderId", str)
CustomerNumber = NewType("CustomerNumber", str)
Sku = NewType("Sku", str)
Login = NewType("Login", str)
TaskId = NewType("TaskId", str)
RequestId = NewType("RequestId", str)
ConflictId = NewType("ConflictId", str)

ID_LENGTH = 36
"""How long the text of an identifier is that a program generates."""


def new_id() -> str:
    """A fresh identifier: a UUID of version 7 (RFC 9562) in its canonical lower-case text.

    It begins with the time in milliseconds and goes on with 74 random bits: what is saved later
    comes later in every index, whose last page is the only one an order has to touch. Nothing
    may be read from it; a laptop's clock can be wrong.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | random >> 62 << 64 | 2 << 62 | random & (1 << 62) - 1
    return str(UUID(int=number))
