"""Carrying by hand: the unsent work as a bundle, and the answers that come back in one."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartclient.contract.bundles import (
    AnswerBundle,
    WorkBundle,
    carried_request,
    receipts_in,
    replies_in,
)
from smartclient.contract.messages import Reply
from smartclient.contract.operations import Receipt
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, StoreError, TransientError
from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.request_status import UNDELIVERED
from smartclient.read_models.sync_progress import Report, SyncProgress, SyncStep, no_report
from smartclient.store.unit_of_work import ReadView, Store, UnitOfWork
from smartclient.use_cases.replies.apply_reply import apply_reply
from smartclient.use_cases.replies.delivery import note_receipts
from smartclient.use_cases.together import Outgoing, mark_carried, outgoing

logger = logging.getLogger(__name__)

_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedWork:
    """What was exported: the bundle, and the key that it is to be encrypted to.

    ``requests`` of the outbox are in it, and ``held_back`` of them wait for another: several that
    stand together are one request there.
    """

    bundle: WorkBundle
    bundle_key: str
    requests: int
    held_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAnswers:
    """What a bundle of answers brought: requests received, and answers that changed something."""

    received: int = 0
    answered: int = 0


def export_work(
    work: UnitOfWork,
    clock: Clock,
    *,
    signing_key: str,
    answer_key: str,
    report: Report = no_report,
) -> ExportedWork:
    """Freeze everything unsent, and return it: from now on head office may have it.

    Raises RefusedError where nothing is unsent and no answer is missing, or where head office
    does not know this device's ``signing_key`` yet.
    """
    now = clock.now()
    with work:
        meta = work.meta
        _check_known(work, signing_key)
        exportable = work.outbox.to_export(now)
        awaited = tuple(stored.request.id for stored in work.outbox.held_unanswered())
        if not exportable and not awaited:
            raise RefusedError("Nothing waits for head office. No file was written.")
        identity = meta.identity()
        unsent = [item.stored for item in exportable]
        needs = {item.stored.request.id: item.needs for item in exportable}
        device = work.numbering.device()
        exported_as = _reported(
            outgoing(work, unsent, device=device, may_go=lambda: unsent), len(unsent), report
        )
        bundle = WorkBundle(
            company_id=meta.company_id,
            generation=meta.generation,
            login="" if identity is None else identity.login,
            signing_key=signing_key,
            answer_key=answer_key,
            made_at=now,
            requests=tuple(
                carried_request(item.request, _needs(item, needs)) for item in exported_as
            ),
            awaited=awaited,
        )
        exported = ExportedWork(
            bundle=bundle,
            bundle_key=meta.bundle_key,
            requests=sum(len(item.stored) for item in exported_as),
            held_back=sum(len(item.stored) for item in exported_as if _needs(item, needs)),
        )
        ids = [stored.request.id for item in exported_as for stored in item.stored]
        work.outbox.mark_exported(ids, now)
        mark_carried(work, exported_as)
        work.tasks.move_by_request(
            ids, TaskStatus.QUEUED, TaskStatus.SENDING, at=now, cause=TransitionReason.EXPORTED
        )
        work.commit()
    return exported


def _reported(items: Iterable[Outgoing], total: int, report: Report) -> tuple[Outgoing, ...]:
    """All of ``items``, with a report after each of how many of ``total`` requests they hold."""
    gathered = []
    done = 0
    for item in items:
        gathered.append(item)
        done += len(item.stored)
        report(SyncProgress(step=SyncStep.WRITING, done=done, total=total))
    return tuple(gathered)


def _needs(item: Outgoing, needs: Mapping[RequestId, Sequence[RequestId]]) -> list[RequestId]:
    """The requests that are to be confirmed before one, or before any that it carries."""
    found = [needed for stored in item.stored for needed in needs.get(stored.request.id, ())]
    return list(dict.fromkeys(found))


def _check_known(view: ReadView, signing_key: str) -> None:
    if not view.meta.bundle_key:
        raise RefusedError(
            "Head office takes in no files from this device yet. Connect to head office once; if "
            "this is said again, ask head office to upgrade. No file was written."
        )
    if view.meta.reported_signing_key != signing_key:
        raise RefusedError(
            "Head office does not know the key of this device yet. Connect to head office once, "
            "then export again. No file was written."
        )


def import_answers(
    store: Store, clock: Clock, bundle: AnswerBundle, report: Report = no_report
) -> ImportedAnswers:
    """Apply the answers of a bundle; again changes nothing.

    Raises RefusedError for another login's or company's, and for answers of another epoch of head
    office than the one that is known here.
    """
    with store.view() as view:
        _check_ours(view, bundle)
        receipts = _wanted(view, receipts_in(bundle))
    replies = replies_in(bundle)
    received = note_receipts(store.work(), receipts, clock) if receipts else 0
    answered = 0
    for start in range(0, len(replies), _AT_ONCE):
        page = replies[start : start + _AT_ONCE]
        answered += _apply_page(store, clock, page)
        done = start + len(page)
        report(SyncProgress(step=SyncStep.COLLECTING, done=done, total=len(replies)))
    return ImportedAnswers(received=received, answered=answered)


def _check_ours(view: ReadView, bundle: AnswerBundle) -> None:
    identity = view.meta.identity()
    is_ours = identity is not None and identity.login == bundle.login
    if bundle.company_id != view.meta.company_id or not is_ours:
        raise RefusedError(
            "These answers are for {login}, and not for the work here. Nothing was changed.",
            login=bundle.login,
        )
    if bundle.generation != view.meta.generation:
        raise RefusedError(
            "Head office was restored from a backup between this device's last contact and these "
            "answers, or since. Connect to head office once; the answers come with that. Nothing "
            "was changed."
        )


def _wanted(view: ReadView, receipts: Iterable[Receipt]) -> list[Receipt]:
    """The receipts for what still waits here, and proves the very bytes that were exported."""
    wanted = []
    for receipt in receipts:
        carried = view.outbox.carried_in(receipt.request_id)
        stored = view.outbox.get(carried[0] if carried else receipt.request_id)
        if stored is None or stored.status not in UNDELIVERED:
            continue
        # the id of what carries others follows from its content
        if carried or stored.request.digest == receipt.digest:
            wanted.append(receipt)
    return wanted


def _apply_page(store: Store, clock: Clock, page: Sequence[Reply]) -> int:
    applied = _try_to_apply(store, clock, page)
    if applied is not None:
        return applied
    # one that can't be applied must not keep the others from the rep; the link brings it again
    return sum(_try_to_apply(store, clock, [reply]) or 0 for reply in page)


def _try_to_apply(store: Store, clock: Clock, page: Sequence[Reply]) -> int | None:
    """Apply replies as one; how many changed something, None where that is impossible."""
    try:
        with store.work() as work:
            statuses = [apply_reply(work, reply, clock) for reply in page]
            work.commit()
    except (StoreError, TransientError):
        raise
    except Exception:
        logger.exception("%d carried answers can't be applied", len(page))
        return None
    return sum(status is not None for status in statuses)
