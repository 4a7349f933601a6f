"""Delivery to services that this device sends to by itself: claimed, handed over, and noted.

A request is noted as handed over just before its service has it. Where nothing is known after
that, be it because the program was ended, nothing sends it again by itself (RFC 1047). Each
function takes a unit of work that is not entered yet, and commits.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from smartclient.contract.encoding import decode_body
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import Answer, Reply
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.domain.mail import MailSentBy, check_recipient
from smartclient.domain.services import RegisteredService, ServiceName
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import LinkTerms
from smartclient.read_models.request_status import UNDELIVERED, RequestStatus
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.outcomes import SENT, UNKNOWN, refused
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import Reason, StoredRequest
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.replies.apply_reply import apply_reply

_DAY: Final = timedelta(days=1)
_ANOTHER_LOOK: Final = timedelta(hours=1)


def close_without_answer(work: UnitOfWork, clock: Clock, service: ServiceName) -> int:
    """Note that nobody knows what became of what was handed over when the program was ended.

    The caller holds the lock of the sync, so that nobody else is sending.
    """
    with work:
        lost = work.outbox.of_service(service).handed_over()
        for stored in lost:
            _answer(work, clock, stored, UNKNOWN)
        work.commit()
    return len(lost)


def next_to_deliver(
    work: UnitOfWork, clock: Clock, service: RegisteredService, terms: LinkTerms
) -> StoredRequest | None:
    """The next request for a service that may go now, None for none.

    What exceeds the limit of the day waits.
    """
    with work:
        now, queue = clock.now(), work.outbox.of_service(service.name)
        stored = next(iter(queue.to_send(now, knows_withdrawals=True, terms=terms)), None)
        if stored is None or queue.count_handed_over(now - _DAY) < service.most_per_day:
            return stored
        reason = Reason(
            why="This device has sent {most} of these within a day, which is as many as it may. "
            "The rest goes tomorrow.",
            arguments={"most": str(service.most_per_day)},
        )
        queue.note_failure(stored.request.id, reason, now + _ANOTHER_LOOK)
        work.commit()
    return None


def check_may_be_sent(view: ReadView, stored: StoredRequest) -> None:
    """Raise RefusedError for a mail that head office's policies do not let go by now."""
    body = decode_body(stored.request)
    if not isinstance(body, SendMail):
        return
    policies = view.rule_context.policies()
    if policies.mail_sent_by is MailSentBy.OFFICE:
        raise RefusedError(
            "Head office no longer lets mails go from your own mailbox. Write it again, and head "
            "office sends it."
        )
    customer = get_customer(view, body.customer).customer
    check_recipient(body.recipient, customer.email, policies.mail_recipients)


def hand_over(work: UnitOfWork, clock: Clock, stored: StoredRequest) -> bool:
    """Note that a service has a request from now on; False where it is not to go any more."""
    with work:
        request_id, current = stored.request.id, work.outbox.get(stored.request.id)
        if current is None or current.status is not RequestStatus.QUEUED:
            return False
        work.outbox.mark_sending([request_id], clock.now())
        work.tasks.move_by_request(
            [request_id],
            TaskStatus.QUEUED,
            TaskStatus.SENDING,
            at=clock.now(),
            cause=TransitionReason.HANDED_OVER,
        )
        work.commit()
    return True


def note_delivery(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredRequest,
    delivery: Delivery,
    backoff: Callable[[int], timedelta],
) -> None:
    """Note the outcome of an attempt, which releases what waits for it."""
    with work:
        current = work.outbox.get(stored.request.id)
        if current is None or current.status not in UNDELIVERED:
            # it was taken back before it was handed over
            return
        match delivery.outcome:
            case Outcome.SENT:
                _answer(work, clock, stored, SENT)
            case Outcome.UNKNOWN:
                _answer(work, clock, stored, UNKNOWN)
            case Outcome.REFUSED:
                _answer(work, clock, stored, refused(delivery.why, delivery.arguments))
            case Outcome.LATER | Outcome.SERVICE_AWAY:
                reason = Reason(why=delivery.why, arguments=delivery.arguments)
                next_try = clock.now() + backoff(stored.attempts + 1)
                work.outbox.note_not_taken(stored.request.id, reason, next_try)
                work.tasks.move_by_request(
                    [stored.request.id],
                    TaskStatus.SENDING,
                    TaskStatus.QUEUED,
                    at=clock.now(),
                    cause=TransitionReason.RETRIED,
                )
        work.commit()


def out_of_reach(delivery: Delivery) -> OutOfReachError:
    """Why a service could not be used."""
    error = OutOfReachError(delivery.why)
    error.arguments.update(delivery.arguments)
    return error


def _answer(work: UnitOfWork, clock: Clock, stored: StoredRequest, answer: Answer) -> None:
    known = work.outbox.get(stored.request.id) or stored
    reply = Reply(
        request_id=stored.request.id,
        row_version=(known.answer_version or 0) + 1,
        answered_at=clock.now(),
        answer=answer,
    )
    apply_reply(work, reply, clock)
