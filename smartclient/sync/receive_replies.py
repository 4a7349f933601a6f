"""Receiving replies: each page is applied with its cursor in one transaction."""

import logging
from collections.abc import Callable, Sequence
from typing import Final

from smartclient.contract.documents import NewerReplyError
from smartclient.contract.messages import Reply
from smartclient.contract.operations import Pulse
from smartclient.domain.errors import FatalError, StoreError, TransientError
from smartclient.read_models.sync_progress import SyncStep
from smartclient.store.database.meta import Meta, MetaReader
from smartclient.sync.batch_size import batch_size
from smartclient.sync.context import SyncContext
from smartclient.use_cases.replies.apply_reply import apply_reply

logger = logging.getLogger(__name__)

REPLY_ROWS: Final = 200
"""Replies fetched at once."""

_SET_ASIDE: Final = "replies_set_aside"

SaveProgress = Callable[[Meta, Reply], None]
"""Saves, where replies are applied, how far they were read; called with the last of them."""


def collect_replies(context: SyncContext, pulse: Pulse) -> int:
    """Apply every reply below the pulse's watermark; return how many changed something."""
    done = _apply_set_aside(context)
    rows = batch_size(REPLY_ROWS, context.halvings)
    read = 0
    while read < pulse.replies and not context.stopped():
        with context.store.view() as view:
            after = view.meta.replies_after
        try:
            page = context.gateway.replies(after=after, watermark=pulse.watermark, limit=rows)
        except NewerReplyError as error:
            _keep_for_later(context, error)
            read += 1
            continue
        if not page:
            break
        done += _apply_page(context, page)
        read += len(page)
        context.stats.report(SyncStep.COLLECTING, done=read, total=pulse.replies)
    return done


def _apply_page(context: SyncContext, page: Sequence[Reply]) -> int:
    applied = _try_to_apply(context, page, _read_up_to)
    if applied is not None:
        return applied
    # one reply that can't be applied must not keep the others from the rep
    return sum(_apply_or_set_aside(context, reply) for reply in page)


def _apply_or_set_aside(context: SyncContext, reply: Reply) -> int:
    applied = _try_to_apply(context, (reply,), _read_up_to)
    if applied is not None:
        return applied
    with context.store.work() as work:
        _save_set_aside(work.meta, {*_set_aside(work.meta), reply.row_version})
        _read_up_to(work.meta, reply)
        work.commit()
    _note_trouble(context)
    return 0


def _keep_for_later(context: SyncContext, newer: NewerReplyError) -> None:
    """Skip a reply that only a newer program reads; it is fetched again with each sync."""
    with context.store.work() as work:
        _save_set_aside(work.meta, {*_set_aside(work.meta), newer.row_version})
        work.meta.replies_after = newer.row_version
        work.meta.last_reply = newer.request_id
        work.commit()
    context.stats.note_trouble(newer)


def _apply_set_aside(context: SyncContext) -> int:
    """Fetch again the replies that could not be applied; some were replaced by newer ones."""
    with context.store.view() as view:
        versions = _set_aside(view.meta)
    done = 0
    for version in sorted(versions):
        try:
            found = context.gateway.replies(after=version - 1, watermark=version + 1, limit=1)
        except NewerReplyError as error:
            context.stats.note_trouble(error)
            continue
        applied = _try_to_apply(context, found, _no_longer_set_aside) if found else 0
        if applied is None:
            _note_trouble(context)
        elif not found:
            _forget_set_aside(context, version)
        done += applied or 0
    return done


def _try_to_apply(
    context: SyncContext, page: Sequence[Reply], save_progress: SaveProgress
) -> int | None:
    """Apply replies as one and return how many changed something, None when that is impossible."""
    try:
        with context.store.work() as work:
            statuses = [apply_reply(work, reply, context.clock) for reply in page]
            save_progress(work.meta, page[-1])
            work.commit()
    except (StoreError, TransientError):
        raise
    except Exception:
        # an error of a reply, or of this program, must not affect other replies
        logger.exception(
            "replies %s to %s can't be applied", page[0].row_version, page[-1].row_version
        )
        return None
    return sum(status is not None for status in statuses)


def _read_up_to(meta: Meta, reply: Reply) -> None:
    meta.replies_after = reply.row_version
    meta.last_reply = reply.request_id


def _no_longer_set_aside(meta: Meta, reply: Reply) -> None:
    _save_set_aside(meta, _set_aside(meta) - {reply.row_version})


def _forget_set_aside(context: SyncContext, version: int) -> None:
    with context.store.work() as work:
        _save_set_aside(work.meta, _set_aside(work.meta) - {version})
        work.commit()


def _set_aside(meta: MetaReader) -> frozenset[int]:
    return frozenset(int(version) for version in (meta.get(_SET_ASIDE) or "").split())


def _save_set_aside(meta: Meta, versions: set[int] | frozenset[int]) -> None:
    meta.set(_SET_ASIDE, " ".join(str(version) for version in sorted(versions)))


def _note_trouble(context: SyncContext) -> None:
    context.stats.note_trouble(
        FatalError(
            "An answer of head office can't be applied here. It is kept and tried again with each "
            "sync; call support."
        )
    )
