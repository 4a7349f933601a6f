"""Server restores: how a laptop notices one, and what it does then.

Head office may know it itself and begin a new epoch. Where it does not, the laptop notices by
row versions below those that it read, or by receipts and replies that are gone. Either way it
reads every feed again and offers its requests again, which is harmless; it changes nothing at
head office but that an admin is asked.
"""

import logging
import platform
from datetime import timedelta
from typing import Final

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SetUpError
from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import UNFINISHED
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.server_restores import (
    REPORTED_SIGNS,
    Restore,
    RestoreQuestion,
    RestoreSign,
)
from smartclient.store.database.meta import Meta, MetaReader
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.replies.apply_reply import requeue_forgotten_requests
from smartclient.use_cases.replies.server_restore import offered_since, requeue_unanswered

logger = logging.getLogger(__name__)

_NOT_AGAIN = timedelta(days=7)
"""How long after a restore was noticed rows that differ are no other one."""

UNANSWERED_AT_ONCE: Final = 30
"""About how many unanswered requests a hello asks: an earlier head office takes 4,000 bytes."""

_ASKED_UP_TO: Final = "unanswered_asked_up_to"
"""The last of the unanswered requests that a hello asked about."""

_REPORT = "restore_report"
"""The report of a restore for the next handshake."""


def hello_of(view: ReadView, clock: Clock) -> PulseRequest:
    """What this laptop reports of itself, and what it knows head office to hold.

    Each hello asks about the newest receipts, and about the next of the unanswered requests.
    """
    unanswered = view.outbox.next_unanswered(
        after=RequestId(view.meta.get(_ASKED_UP_TO) or ""), limit=UNANSWERED_AT_ONCE
    )
    newest = tuple(item for item in view.meta.recent_receipts if item not in unanswered)
    return PulseRequest(
        replies_after=view.meta.replies_after,
        waiting=view.outbox.count_unanswered(),
        clock=clock.now(),
        receipts=(*unanswered, *newest),
        unanswered=len(unanswered),
        position=view.meta.position,
        last_reply=view.meta.last_reply,
        went_back=view.meta.get(_REPORT) or "",
        device=_device(view),
        without_own_contact=True,
    )


def _device(view: ReadView) -> DeviceClaim | None:
    meta = view.meta
    if not meta.device:
        return None
    return DeviceClaim(
        id=meta.device,
        code=meta.device_code,
        token=meta.device_token,
        numbers=meta.provisional_numbers(),
        is_idle=not view.tasks.count(UNFINISHED),
        generation=meta.generation,
        name=platform.node(),
        signing_key=meta.signing_key,
    )


def check_company(pulse: Pulse, meta: MetaReader) -> None:
    """Raise SetUpError for another company's head office: nothing may be sent there."""
    if not meta.company_id:
        return
    if pulse.company_id:
        is_same = pulse.company_id == meta.company_id
    else:
        # an earlier version has no id, but its epoch, or at least the company's name
        is_same = pulse.generation == meta.generation or pulse.company == meta.company
    if is_same:
        return
    detail = f"company {pulse.company_id or pulse.generation}, not {meta.company_id}"
    if not pulse.company or not meta.company or pulse.company == meta.company:
        raise SetUpError(
            "The head office at this address belongs to another company than the work here. "
            "Nothing was sent. Check the address, or ask head office.",
            detail=detail,
        )
    raise SetUpError(
        "The head office at this address is {there}'s, and the work here is {here}'s. Nothing "
        "was sent. Check the address, or ask head office.",
        there=pulse.company,
        here=meta.company,
        detail=detail,
    )


def note_history(work: UnitOfWork, hello: PulseRequest, pulse: Pulse, clock: Clock) -> None:
    """Resync where head office was restored; store its epoch and company. The caller commits."""
    meta = work.meta
    sign = sign_of_restore(work, pulse)
    if hello.unanswered:
        meta.set(_ASKED_UP_TO, hello.receipts[hello.unanswered - 1])
    meta.position = pulse.position
    if sign is not None:
        start_over(work, clock, sign)
    else:
        # sent again, they are answered again
        requeue_unanswered(work, clock, pulse.forgotten, cause=TransitionReason.REPLY_LOST)
    if sign is None and meta.get(_REPORT) and pulse.link_version > 1:
        # it was reported in this handshake
        meta.delete(_REPORT)
    if sign in REPORTED_SIGNS and pulse.link_version > 1:
        meta.set(_REPORT, str(sign))
    meta.generation = pulse.generation
    meta.company_id = pulse.company_id or meta.company_id
    since = pulse.suspected_at
    meta.restore_question = (
        None if since is None else RestoreQuestion(since=since, logins=pulse.suspected_by)
    )


def has_restore_to_report(meta: MetaReader) -> bool:
    """Whether the next handshake reports a restore of head office."""
    return bool(meta.get(_REPORT))


def sign_of_restore(view: ReadView, pulse: Pulse) -> RestoreSign | None:
    """The sign that head office was restored since the last contact, None for none."""
    meta = view.meta
    if not meta.generation:
        return None
    if meta.generation != pulse.generation:
        return RestoreSign.EPOCH
    if max(view.feeds.highest_read(), meta.replies_after) >= pulse.watermark:
        return RestoreSign.ROW_VERSIONS
    return RestoreSign.RECEIPTS if pulse.missing else None


def start_over(work: UnitOfWork, clock: Clock, sign: RestoreSign) -> None:
    """Requeue what head office may have lost, and reload every feed."""
    now = clock.now()
    offered = requeue_forgotten_requests(work, clock, since=offered_since(work, clock))
    work.feeds.restart()
    # what is not brought now is offered again
    work.meta.is_reloading_orders = False
    work.meta.replies_after = 0
    forget_what_is_held(work.meta)
    work.meta.restore = Restore(noticed_at=now, sign=sign, offered=offered)
    logger.info(
        "head office was restored from a backup (%s); %s requests are offered again", sign, offered
    )


def forget_what_is_held(meta: Meta) -> None:
    """Forget which receipts head office is asked about: those requests are offered again."""
    meta.delete("recent_receipts")
    meta.delete("last_reply")


def requeue_possibly_lost(work: UnitOfWork, clock: Clock) -> None:
    """Requeue requests where rows that they changed differ at head office. The caller commits.

    The rows themselves were compared, and read again where they differ.
    """
    now, last = clock.now(), work.meta.restore
    if last is not None and abs(now - last.noticed_at) < _NOT_AGAIN:
        return
    offered = requeue_forgotten_requests(work, clock, since=offered_since(work, clock))
    # a second answer may lie below what was read before; nothing else would bring it
    work.meta.replies_after = 0
    work.meta.restore = Restore(noticed_at=now, sign=RestoreSign.FINGERPRINTS, offered=offered)
    logger.info("rows differ without a cause; %s requests are offered again", offered)
