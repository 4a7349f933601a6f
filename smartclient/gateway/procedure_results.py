"""What procedures return, in the types that are expected of them."""

from collections.abc import Callable
from typing import TypeVar

from smartclient.contract.feeds import Row
from smartclient.contract.operations import Receipt
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.database.mssql.errors import DEADLOCK, DUPLICATE
from smartclient.database.mssql.raw_connection import native_error_codes
from smartclient.domain.errors import ContendedError, UnforeseenError
from smartclient.domain.ids import RequestId
from smartclient.gateway.statement_connection import Results

T = TypeVar("T")


def twice(call: Callable[[], T]) -> T:
    """Return what a call returns that writes; repeat it where another came between.

    It put in the same requests, or the same device, at that very moment: now they are there.
    """
    try:
        return call()
    except (ContendedError, UnforeseenError) as error:
        if not native_error_codes(error) & {*DUPLICATE, DEADLOCK}:
            raise
        return call()


def only_result(results: Results, what: str) -> tuple[Row, ...]:
    """The rows of the one result set of a procedure."""
    if len(results) != 1:
        raise unreadable_answer(what)
    return results[0]


def receipts_in(results: Results) -> tuple[Receipt, ...]:
    """The receipts of a batch."""
    return tuple(
        Receipt(
            request_id=RequestId(typed(str, request_id)),
            digest=typed(str, digest).strip(),
            refusal=typed(str, refusal or ""),
        )
        for request_id, digest, refusal in only_result(results, "receipts")
    )


def typed(kind: type[T], value: object) -> T:
    """A value that must be of this type."""
    if not isinstance(value, kind):
        raise unreadable_answer(f"{type(value).__name__} instead of {kind.__name__}")
    return value
