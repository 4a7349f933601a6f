"""The client's status, as the status bar shows it."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.domain.clock import Clock, proof_of
from smartclient.domain.devices import NewDevice
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.domain.sales.number_blocks import left_of
from smartclient.domain.tasks import AT_HEAD_OFFICE, STOPPED, TO_SEND, TaskStatus
from smartclient.domain.text.hidden_characters import without_hidden
from smartclient.read_models.availability import availability
from smartclient.read_models.connection import LinkHistory
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.number_supply import NumberSupply
from smartclient.read_models.server_restores import (
    RESTORE_SUBJECT,
    SHOWN_FOR,
    Restore,
    RestoreQuestion,
)
from smartclient.read_models.services import ServiceReport, connection_of, is_out_of_reach
from smartclient.read_models.sync_progress import ClientStatus, LinkState
from smartclient.read_models.worker_outage import WorkerOutage, outage_of
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.queries.link_terms import link_terms
from smartclient.use_cases.queries.lookup import open_cases
from smartclient.use_cases.queries.refusals import refusals
from smartclient.use_cases.queries.services import service_reports
from smartclient.use_cases.queries.usable_data import (
    NEEDED,
    check_can_be_used,
    check_can_begin_order,
    check_can_open_documents,
    shown_as_of,
)


def client_status(*, view: ReadView, clock: Clock) -> ClientStatus:
    """The state of the link, the counts of requests on their way, and the freshness of data."""
    identity = view.meta.identity()
    is_admin = identity is not None and identity.is_admin
    time = view.meta.learnt_time()
    history = (view.meta.link_history or LinkHistory()).at(clock.now())
    services = service_reports(view, clock)
    return ClientStatus(
        link=_link(services, by_choice=view.meta.offline_by_choice),
        offline_by_choice=view.meta.offline_by_choice,
        to_send=view.tasks.count(TO_SEND),
        at_head_office=view.tasks.count(AT_HEAD_OFFICE),
        being_decided=view.tasks.count({TaskStatus.AWAITING_DECISION}),
        stopped=view.tasks.count(STOPPED),
        conflicts=view.conflicts.count_open(),
        last_sync=view.meta.last_sync,
        cache=_held_data(view, is_admin=is_admin),
        taken_at=clock.now(),
        worker_seen=view.meta.worker_seen,
        clock_offset_seconds=time.offset.total_seconds(),
        login="" if identity is None else identity.login,
        is_admin=is_admin,
        company=view.meta.company,
        currency=view.meta.currency,
        cases=len(open_cases(view)),
        outage=worker_outage(view=view),
        restore=recent_restore(view=view, clock=clock),
        restore_question=_question(view) if is_admin else None,
        new_devices=_new_devices(view),
        begin_order=availability(lambda: check_can_begin_order(view, clock)),
        begin_task={
            kind: availability(partial(check_can_be_used, view, clock, kind)) for kind in NEEDED
        },
        open_documents=availability(lambda: check_can_open_documents(view, clock)),
        learnt_time=time,
        clock_proof=proof_of(clock),
        link_outage=_link_outage(view, clock),
        price=link_terms(view).price,
        connection=connection_of(services) if history.changes else None,
        connection_held_until=history.held_until,
        is_captive=_is_captive(view),
        services=services,
        refusals=refusals(view=view, now=clock.now()),
        numbers={numbered: _supply(view, numbered) for numbered in Numbered},
    )


def _supply(view: ReadView, numbered: Numbered) -> NumberSupply:
    way = view.rule_context.policies().numbered_by[numbered]
    is_of_block = way is NumberWay.BLOCK
    left = left_of(view.meta.number_blocks, numbered) if is_of_block else None
    return NumberSupply(numbered=numbered, way=way, left=left)


def _link(services: Collection[ServiceReport], *, by_choice: bool) -> LinkState:
    if by_choice:
        return LinkState.OFFLINE
    return LinkState.UNREACHABLE if is_out_of_reach(services) else LinkState.ONLINE


def _held_data(view: ReadView, *, is_admin: bool) -> dict[str, CacheState]:
    policies, counts = view.rule_context.policies(), view.feeds.counts()
    del counts[FeedKind.DOCUMENT_PARTS]
    counts[FeedKind.DOCUMENTS] = replace(
        counts[FeedKind.DOCUMENTS], as_of=shown_as_of(view, FeedKind.DOCUMENTS)
    )
    selection = view.data_sets.selection()
    taken = {FeedKind.PHOTOS: selection.any_photos, FeedKind.DOCUMENTS: selection.any_documents}
    return {
        kind: replace(
            state, policy=policies.for_kind(kind), taken_along=taken.get(FeedKind(kind), True)
        )
        for kind, state in counts.items()
        if is_admin or kind not in FOR_ADMINS
    }


def _is_captive(view: ReadView) -> bool:
    network = view.meta.network
    return view.meta.link is LinkState.UNREACHABLE and network is not None and bool(network.captive)


def _link_outage(view: ReadView, clock: Clock) -> LinkOutage | None:
    outage = view.meta.last_outage
    return outage if outage is not None and outage.is_recent(clock.now()) else None


def _new_devices(view: ReadView) -> tuple[NewDevice, ...]:
    dismissed = view.meta.dismissed_devices
    return tuple(
        replace(each, name=without_hidden(each.name))
        for each in view.meta.new_devices
        if each.device not in dismissed
    )


def dismiss_new_devices(devices: Collection[str], *, work: UnitOfWork) -> None:
    """Show these devices no more; those that head office does not name any more are forgotten."""
    with work:
        seen = {*work.meta.dismissed_devices, *devices}
        named = (each.device for each in work.meta.new_devices)
        work.meta.dismissed_devices = tuple(device for device in named if device in seen)
        work.commit()


def _question(view: ReadView) -> RestoreQuestion | None:
    """The question for an admin, unless the answer is on its way."""
    answering = view.tasks.unfinished_about(RESTORE_SUBJECT.type, RESTORE_SUBJECT.id)
    return None if answering else view.meta.restore_question


def recent_restore(*, view: ReadView, clock: Clock) -> Restore | None:
    """The last restore of head office, None where none was noticed of late."""
    restore = view.meta.restore
    if restore is None or abs(clock.now() - restore.noticed_at) > SHOWN_FOR:
        return None
    return restore


def worker_outage(*, view: ReadView) -> WorkerOutage | None:
    """The outage of head office's worker while it holds requests of the rep's, if there is one."""
    return outage_of(
        oldest=view.tasks.oldest(TaskStatus.RECEIVED),
        worker_seen=view.meta.worker_seen,
        contacted_at=view.meta.last_contact,
    )
