"""For admins: what they decide about devices, each a task like any other."""

from datetime import timedelta

from smartclient.contract.admin_bodies import (
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RevokeDevice,
)
from smartclient.contract.device_decisions import require_handed_over, require_revocable
from smartclient.contract.feeds import FeedKind
from smartclient.contract.listed_devices import DeviceList
from smartclient.contract.messages import POLICY_LANE, kind_of
from smartclient.contract.versions import DEVICES_SINCE, HANDED_OVER_SINCE
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import Login
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.domain.text.canonical import canonical_login
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.queries.lookup import current_identity, is_admin


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

    RefusedError for no admin, a head office that is too old, or a device that was revoked already.
    """
    with work:
        _check(work)
        found = work.admin_data.device(device)
        if found is not None:
            require_revocable(found.state, found.name or device, wipe=wipe)
        _decide(RevokeDevice(device=device, wipe=wipe), name, work=work, clock=clock)


def release_handed_over(device: str, name: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue that head office carries out what a device handed over.

    RefusedError for no admin, a head office that is too old, or where nothing waits.
    """
    with work:
        _check_handed_over(work, device)
        _decide(ReleaseHandedOver(device=device), name, work=work, clock=clock)


def drop_handed_over(device: str, name: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue that head office never carries out what a device handed over; as above."""
    with work:
        _check_handed_over(work, device)
        _decide(DropHandedOver(device=device), name, work=work, clock=clock)


def device_list(*, view: ReadView) -> DeviceList:
    """The enrolled devices as they are known here; none for someone who is no admin."""
    if not is_admin(view):
        return DeviceList()
    if view.meta.link_version < HANDED_OVER_SINCE:
        return DeviceList(is_offered=False)
    as_of = view.feeds.as_of(FeedKind.ENROLLED_DEVICES)
    return DeviceList(devices=view.admin_data.devices(), as_of=as_of)


def _decide(
    body: RevokeDevice | ReleaseHandedOver | DropHandedOver,
    name: str,
    *,
    work: UnitOfWork,
    clock: Clock,
) -> None:
    if work.tasks.unfinished_about(SubjectType.DEVICE, body.device):
        raise BlockedError("This is on its way to head office already.")
    create_task(
        work,
        clock,
        kind=TaskKind(kind_of(body)),
        subject=Subject(type=SubjectType.DEVICE, id=body.device, label=name or body.device),
        body=body,
        lane=POLICY_LANE,
    )
    work.commit()


def _check_handed_over(view: ReadView, device: str) -> None:
    _check(view, since=HANDED_OVER_SINCE)
    found = view.admin_data.device(device)
    if found is not None:
        require_handed_over(found.unsent, found.name or device)


def _check(view: ReadView, *, since: int = DEVICES_SINCE) -> None:
    if not current_identity(view).is_admin:
        raise RefusedError("Only an admin may do this. Ask one.")
    if view.meta.link_version < since:
        raise RefusedError(
            "This head office is too old to enrol or revoke devices. Nothing was changed; have "
            "head office upgraded."
        )
