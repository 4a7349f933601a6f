"""Accepting: head office takes in the work of a device from a file, and writes the answers."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartclient.bootstrap.bundle_paths import read_bundle, write_bundle
from smartclient.bootstrap.office_keys import key_file_of
from smartclient.contract.batches import request_of
from smartclient.contract.bundles import (
    AnswerBundle,
    WorkBundle,
    bundle_bytes,
    bundle_from,
    carried_receipt,
    carried_reply,
)
from smartclient.contract.members import carried_ids, weight
from smartclient.contract.messages import Reply
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.inbox.signing_keys import SigningKey, public_key_of
from smartclient.security.bundle_files import answers_file, is_signed_by, opened_work_file
from smartclient.security.office_keys import OfficeKeyFile

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice

_POLL_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedWork:
    """What became of a file of work: how many requests it holds, and what is known of them.

    What stands together counts one by one, as in the outbox of its device.
    ``new`` were not at head office before, ``held`` wait for another to be confirmed. Of all that
    the file names, ``answered`` have an answer by now, and ``unanswered`` are to have one later.
    ``for_admin``: an admin decides, because the device was revoked.
    """

    login: Login
    requests: int
    new: int
    held: int
    refused: int
    answered: int
    unanswered: int
    for_admin: bool


def accept_work(
    office: "HeadOffice",
    url: str,
    file: Path,
    *,
    answers: Path | None,
    wait_seconds: float,
    clock: Clock,
    answer_now: Callable[[], object] = lambda: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> AcceptedWork:
    """Take in what a device wrote to ``file``, and write to ``answers`` what is known by then.

    It waits up to ``wait_seconds`` for the worker, and gives ``progress`` how many of how many are
    answered. Again changes nothing, and writes the answers that came since. Raises RefusedError,
    with nothing changed, for any other file.
    """
    if answers is not None and answers.exists():
        raise RefusedError(
            "There is a file {path} already. Name another for the answers; nothing was changed.",
            path=answers,
        )
    identities = OfficeKeyFile(path=key_file_of(office, url)).identities()
    content, signature = opened_work_file(read_bundle(file), identities)
    bundle = bundle_from(content, WorkBundle)
    signed_by = _signer(office, bundle, content, signature)
    steps = [(request_of(item.request), item.needs) for item in bundle.requests]
    taken = office.carried.take_in(signed_by, steps)
    answer_now()
    ids = sorted({*(request.id for request, _ in steps), *bundle.awaited})
    weights = {request.id: weight(request) for request, _ in steps}
    refused = {receipt.request_id for receipt in taken.receipts if receipt.refusal}
    expected = set(ids) - refused
    # an admin decides another day about what a revoked device wrote
    enough = 0 if taken.for_admin else len(expected)
    replies = _awaited_replies(
        lambda: office.carried.replies(signed_by.login, ids), enough, wait_seconds, progress
    )
    # what a request carried is answered with that one
    carried = [member for request, _ in steps for member in carried_ids(request)]
    carried_replies = office.carried.replies(signed_by.login, carried)
    if answers is not None:
        _, generation = office.carried.company()
        answer = AnswerBundle(
            company_id=bundle.company_id,
            generation=generation,
            login=signed_by.login,
            made_at=clock.now(),
            receipts=tuple(map(carried_receipt, taken.receipts)),
            replies=tuple(map(carried_reply, (*replies, *carried_replies))),
        )
        write_bundle(answers, answers_file(bundle_bytes(answer), bundle.answer_key))
    return AcceptedWork(
        login=signed_by.login,
        requests=sum(weights.values()),
        new=taken.new,
        held=taken.held,
        refused=_count(weights, refused),
        answered=_count(weights, (reply.request_id for reply in replies)),
        unanswered=_count(weights, expected.difference(reply.request_id for reply in replies)),
        for_admin=taken.for_admin,
    )


def _count(weights: Mapping[RequestId, int], of: Iterable[str]) -> int:
    """How many requests these are to a person; what an earlier file named counts as one."""
    return sum(weights.get(RequestId(each), 1) for each in of)


def _signer(
    office: "HeadOffice", bundle: WorkBundle, content: bytes, signature: bytes
) -> SigningKey:
    """The known key of the device that signed a bundle; RefusedError for another's."""
    company_id, _ = office.carried.company()
    if bundle.company_id != company_id:
        raise RefusedError(
            "This file holds work for another company's head office. Nothing was changed."
        )
    if not is_signed_by(bundle.signing_key, content, signature):
        raise RefusedError(
            "The signature of this file is not that of the device that it names: somebody may have "
            "changed it. Nothing was changed."
        )
    if public_key_of(bundle.answer_key) is None:
        raise RefusedError("This file can't be read. Have it written again; nothing was changed.")
    return office.carried.signing_key(bundle.login, bundle.signing_key)


def _awaited_replies(
    known: Callable[[], tuple[Reply, ...]],
    enough: int,
    wait_seconds: float,
    progress: Callable[[int, int], None],
) -> tuple[Reply, ...]:
    """The answers to all that a bundle names, once there are ``enough`` or the time is over."""
    end = time.monotonic() + wait_seconds
    while True:
        replies = known()
        progress(min(len(replies), enough), enough)
        if len(replies) >= enough or time.monotonic() >= end:
            return replies
        time.sleep(_POLL_SECONDS)
