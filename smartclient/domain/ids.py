"""Names for the identifiers of the business, so that one can't be passed for another."""

from typing import NewType
from uuid import uuid4

OrderId = NewType("OrderId", str)
CustomerNumber = NewType("CustomerNumber", str)
Sku = NewType("Sku", str)
Login = NewType("Login", str)
TaskId = NewType("TaskId", str)
RequestId = NewType("RequestId", str)
ConflictId = NewType("ConflictId", str)


def new_id() -> str:
    """Return a fresh random identifier: a UUID in its canonical lower-case text."""
    return str(uuid4())
