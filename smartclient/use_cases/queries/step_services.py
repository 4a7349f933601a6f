"""Steps by the service that carries them out."""

from smartclient.domain.services import HEAD_OFFICE, MAIL, ServiceName
from smartclient.domain.tasks import TaskKind
from smartclient.store.work.composed_tasks import StoredStep


def service_of(step: StoredStep) -> ServiceName:
    """The service that carries a step out: mail, also where it goes by way of head office."""
    is_mail = step.task.kind is TaskKind.SEND_MAIL
    return MAIL if is_mail and step.service == HEAD_OFFICE else step.service


def is_mail_of_task(step: StoredStep) -> bool:
    """Whether a step is the mail about another step: the task can do without it."""
    return step.task.kind is TaskKind.SEND_MAIL and step.is_optional
