"""Enrolments: what head office answered about a code that this laptop made."""

from datetime import timedelta

from smartclient.contract.admin_bodies import EnrolDevice
from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import AnswerStatus, ServiceAddress
from smartclient.contract.web.codes import EnrolmentCode, pin_of, sign_in_link
from smartclient.domain.ids import Login
from smartclient.domain.tasks import FINISHED, WITHDRAWN, SubjectType, TaskKind
from smartclient.read_models.enrolment import AnsweredCode
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.stored_request import StoredRequest


def answered_code(login: Login, code: EnrolmentCode, *, view: ReadView) -> AnsweredCode | None:
    """What became of a code that was made here; None while head office has not answered."""
    for task in reversed(view.tasks.about(SubjectType.DEVICE, login)):
        if task.kind is not TaskKind.ENROL_DEVICE:
            continue
        for stored in view.outbox.of_task(task.id):
            body = decode_body(stored.request)
            if isinstance(body, EnrolDevice) and body.code_hash == code.digest.hex():
                return _answer(stored, body, code, is_over=task.status in FINISHED | WITHDRAWN)
    return _useless()


def _answer(
    stored: StoredRequest, body: EnrolDevice, code: EnrolmentCode, *, is_over: bool
) -> AnsweredCode | None:
    answer, at = stored.answer, stored.answered_at
    if answer is None or at is None:
        return _useless() if is_over else None
    if answer.status is not AnswerStatus.CONFIRMED or answer.withdrawn:
        return (
            AnsweredCode(why=answer.why, arguments=answer.arguments) if answer.why else _useless()
        )
    whole, service = _pinned(code, answer.service), answer.service
    return AnsweredCode(
        code=str(whole),
        link="" if service is None else sign_in_link(service.url, whole),
        expires_at=at + timedelta(seconds=body.valid_seconds),
    )


def _useless() -> AnsweredCode:
    """The answer about a code that was taken back, or that nothing is known of any more."""
    return AnsweredCode(why="This code does not count. Make another one.")


def _pinned(code: EnrolmentCode, service: ServiceAddress | None) -> EnrolmentCode:
    """The code with the beginning of the certificate that the device is to pin."""
    certificate = "" if service is None else service.certificate
    return EnrolmentCode(code.secret, pin_of(bytes.fromhex(certificate)) if certificate else "")
