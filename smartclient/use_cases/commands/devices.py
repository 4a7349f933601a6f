"""For admins: letting devices sign in and revoking them, each a task like any other."""

from datetime import timedelta

from smartclient.contract.admin_bodies import EnrolDevice, RevokeDevice
from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.versions import DEVICES_SINCE
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import Login
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.domain.text.canonical import canonical_login
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.queries.lookup import current_identity


def enrol_device(login: str, valid: timedelta, *, work: UnitOfWork, clock: Clock) -> EnrolmentCode:
    """Make a code for a login, and queue that head office has it count.

    Only its hash is stored and sent. RefusedError for no admin, or a head office that is too old.
    """
    code, canonical = new_code(), Login(canonical_login(login))
    with work:
        _check(work)
        create_task(
            work,
            clock,
            kind=TaskKind.ENROL_DEVICE,
            subject=Subject(type=SubjectType.DEVICE, id=canonical, label=canonical),
            body=EnrolDevice(
                login=canonical,
                code_hash=code.digest.hex(),
                valid_seconds=int(valid.total_seconds()),
            ),
            lane=POLICY_LANE,
        )
        work.commit()
    return code


def revoke_device(device: str, name: str, *, wipe: bool, work: UnitOfWork, clock: Clock) -> None:
    """Queue that head office revokes a device, and has it wiped with ``wipe``.

    RefusedError for no admin, or a head office that is too old.
    """
    with work:
        _check(work)
        if work.tasks.unfinished_about(SubjectType.DEVICE, device):
            raise BlockedError("This is on its way to head office already.")
        create_task(
            work,
            clock,
            kind=TaskKind.REVOKE_DEVICE,
            subject=Subject(type=SubjectType.DEVICE, id=device, label=name or device),
            body=RevokeDevice(device=device, wipe=wipe),
            lane=POLICY_LANE,
        )
        work.commit()


def _check(view: ReadView) -> None:
    if not current_identity(view).is_admin:
        raise RefusedError("Only an admin may do this. Ask one.")
    if view.meta.link_version < DEVICES_SINCE:
        raise RefusedError(
            "This head office is too old to enrol or revoke devices. Nothing was changed; have "
            "head office upgraded."
        )
