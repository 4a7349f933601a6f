"""Bundles: work that is carried to head office by hand, and the answers that are carried back.

A bundle of work is signed by its device; a bundle of answers is sealed under a secret that the
bundle of work brought. Both hold JSON: a key that one side does not know is ignored, and one that
is missing has its default, so that either side may be upgraded first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.batches import batch_item
from smartclient.contract.documents import document_json, replies_from
from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Receipt
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId

BUNDLE_VERSION = 1
"""The version of bundles that this program writes, and the newest that it reads."""

MAX_BUNDLE_BYTES = 500_000_000
"""The largest bundle that is read; a device has at most 20,000 unanswered requests."""

_Bundle = TypeVar("_Bundle", bound="WorkBundle | AnswerBundle")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRequest:
    """A request as it is submitted, and the requests that are to be confirmed before it."""

    request: BatchItem
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkBundle:
    """The unsent work of a device.

    ``generation`` is the epoch of head office that the device knows. ``answer_key`` are 32 bytes in
    hexadecimal digits, known to the device alone: the answers are sealed under it.
    ``awaited`` are requests that head office received before and whose answer is not known.
    """

    version: int = BUNDLE_VERSION
    company_id: str
    generation: str
    login: str
    signing_key: str
    answer_key: str
    made_at: datetime
    requests: tuple[CarriedRequest, ...]
    awaited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedReceipt:
    """Head office's proof that it holds a request; ``refusal`` names a limit it broke, or ""."""

    request_id: str
    digest: str
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedReply:
    """A reply as it is collected over the link; ``answer`` is a document."""

    request_id: str
    row_version: int
    answered_at: datetime
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBundle:
    """What head office made of a bundle of work by now."""

    version: int = BUNDLE_VERSION
    company_id: str
    generation: str
    login: str
    made_at: datetime
    receipts: tuple[CarriedReceipt, ...] = ()
    replies: tuple[CarriedReply, ...] = ()


class _Header(msgspec.Struct):
    version: int = BUNDLE_VERSION


def carried_request(request: Request, needs: Sequence[RequestId]) -> CarriedRequest:
    """A request as it stands in a bundle."""
    return CarriedRequest(request=batch_item(request), needs=tuple(needs))


def carried_receipt(receipt: Receipt) -> CarriedReceipt:
    """A receipt as it stands in a bundle."""
    return CarriedReceipt(
        request_id=receipt.request_id, digest=receipt.digest, refusal=receipt.refusal
    )


def receipts_in(bundle: AnswerBundle) -> tuple[Receipt, ...]:
    """The receipts of a bundle."""
    return tuple(
        Receipt(request_id=RequestId(item.request_id), digest=item.digest, refusal=item.refusal)
        for item in bundle.receipts
    )


def carried_reply(reply: Reply) -> CarriedReply:
    """A reply as it stands in a bundle."""
    return CarriedReply(
        request_id=reply.request_id,
        row_version=reply.row_version,
        answered_at=reply.answered_at,
        answer=document_json(reply.answer),
    )


def replies_in(bundle: AnswerBundle) -> tuple[Reply, ...]:
    """The replies of a bundle; NewerVersionError for one that only a newer program reads."""
    return tuple(
        reply
        for item in bundle.replies
        for reply in replies_from(
            [(RequestId(item.request_id), item.row_version, item.answered_at, item.answer)]
        )
    )


def bundle_bytes(bundle: WorkBundle | AnswerBundle) -> bytes:
    """A bundle as ASCII text."""
    return ascii_json(bundle).encode()


def bundle_from(content: bytes, kind: type[_Bundle]) -> _Bundle:
    """The bundle that ``content`` holds.

    Raises RefusedError for one of a newer program, and for what is no bundle.
    """
    try:
        version = msgspec.json.decode(content, type=_Header).version
        if version > BUNDLE_VERSION:
            raise RefusedError(
                "This file was written by a newer Smart Client. Upgrade Smart Client here; nothing "
                "was changed.",
                detail=f"bundle version {version} > {BUNDLE_VERSION}",
            )
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise RefusedError(
            "This file can't be read. Have it written again; nothing was changed.",
            detail=str(error),
        ) from error
