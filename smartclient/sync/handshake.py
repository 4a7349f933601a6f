"""The handshake: fetches head office's pulse, checks both identities, and stores the pulse."""

import logging
from datetime import datetime

from smartclient.contract.feed_versions import changed_feeds
from smartclient.contract.operations import Identity, Pulse
from smartclient.contract.versions import CLIENT_VERSION, LINK_VERSION
from smartclient.domain.clock import LearntTime
from smartclient.domain.errors import ClientTooOldError, OutOfReachError, SignInError
from smartclient.domain.mail import MailReadiness
from smartclient.domain.services import HEAD_OFFICE, MAIL, ServiceName
from smartclient.domain.text.canonical import canonical_login
from smartclient.read_models.link_outage import outage_after, reached
from smartclient.store.database.meta import Meta
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.sync.context import SyncContext
from smartclient.sync.link_state import Link, LinkEvent
from smartclient.sync.probe import Contact, probe
from smartclient.sync.purged import reload_beyond_purge
from smartclient.sync.restores import check_company, has_restore_to_report, hello_of, note_history
from smartclient.use_cases.commands.connection import note_link_state, note_link_states

logger = logging.getLogger(__name__)


def handshake(context: SyncContext) -> Pulse:
    """Head office's pulse, once it is sure that work may be exchanged with it.

    Raises ClientTooOldError, and SignInError when the link is signed in as another than the
    store belongs to: then the work in it would be sent in another's name.
    """
    contact = _checked_contact(context)
    if contact.pulse.device is not None and contact.pulse.device.is_copy:
        # the other one stays the device that both were
        _become_another_device(context)
        contact = _checked_contact(context)
    if _save_contact(context, contact):
        # reported before anything is sent, so that head office assigns no number meanwhile
        contact = _checked_contact(context)
        _save_contact(context, contact)
    return contact.pulse


def _save_contact(context: SyncContext, contact: Contact) -> bool:
    """Store the pulse; return whether a restore is to be reported to head office."""
    with context.store.work() as work:
        _write_contact(work, contact, context)
        work.commit()
        return has_restore_to_report(work.meta)


def _checked_contact(context: SyncContext) -> Contact:
    """The pulse, once it is sure that both sides are the right ones."""
    with context.store.view() as view:
        is_known = bool(view.meta.device)
    if not is_known:
        with context.store.work() as work:
            work.numbering.device()
            work.commit()
    with context.store.view() as view:
        known = view.meta.identity()
        hello = hello_of(view, context.clock.device)
    contact = probe(context.gateway, hello, context.clock.device)
    with context.store.view() as view:
        check_company(contact.pulse, view.meta)
    _check_identity(contact.pulse.identity, known)
    # last, so that what is sent in spite of that goes to the right head office in the right name
    _check_version(contact.pulse)
    return contact


def _become_another_device(context: SyncContext) -> None:
    with context.store.work() as work:
        work.numbering.become_another_device()
        work.commit()
    logger.warning(
        "this laptop is a copy of another, or was restored from one: it becomes a new device"
    )


def note_link(meta: Meta, event: LinkEvent, service: ServiceName = HEAD_OFFICE) -> None:
    """Store the state of the link to a service after an event."""
    stored = meta.of_service(service)
    link = Link(reached=stored.reached, by_choice=meta.offline_by_choice).after(event)
    stored.reached, meta.offline_by_choice = link.reached, link.by_choice


def note_outage(
    work: UnitOfWork,
    error: OutOfReachError | SignInError | ClientTooOldError,
    now: datetime,
    service: ServiceName = HEAD_OFFICE,
) -> None:
    """Store that a service was not reached, or refused this device, and why."""
    note_link(work.meta, LinkEvent.OUT_OF_REACH, service)
    if not work.meta.offline_by_choice:
        link = work.meta.of_service(service)
        link.last_outage = outage_after(link.last_outage, error, now)
    note_link_state(work, now, service)


def note_switch(work: UnitOfWork, now: datetime, *, offline: bool) -> None:
    """Store that the rep works offline by choice from now on, or no more."""
    note_link(work.meta, LinkEvent.SWITCHED_OFF if offline else LinkEvent.SWITCHED_ON)
    note_link_states(work, now, switched=True)


def note_reached(meta: Meta, now: datetime, service: ServiceName = HEAD_OFFICE) -> None:
    """Store a contact with a service, which ends an outage."""
    link = meta.of_service(service)
    link.last_contact = now
    note_link(meta, LinkEvent.REACHED, service)
    if not meta.offline_by_choice:
        link.last_outage = reached(link.last_outage, now)


def _check_version(pulse: Pulse) -> None:
    if pulse.oldest_client > CLIENT_VERSION:
        raise ClientTooOldError(
            "Head office no longer serves this version of Smart Client. Upgrade it; your work is "
            "kept and will be sent then.",
            detail=f"client {CLIENT_VERSION}, oldest served {pulse.oldest_client}",
        )


def _check_identity(now: Identity, known: Identity | None) -> None:
    if known is not None and canonical_login(now.login) != canonical_login(known.login):
        raise SignInError(
            "Head office knows this connection as {now}, but the work here is {known}'s. Sign in "
            "as {known}; nothing was sent.",
            now=now.login,
            known=known.login,
        )


def _write_contact(work: UnitOfWork, contact: Contact, context: SyncContext) -> None:
    pulse, meta = contact.pulse, work.meta
    # first, so that what follows goes by head office's clock, whatever the laptop's does meanwhile
    learnt = LearntTime(
        offset=contact.clock_offset,
        seen=pulse.clock,
        zone=pulse.time_zone,
        uptime=contact.uptime,
    )
    meta.set_learnt_time(learnt)
    context.clock.correct(learnt)
    note_history(work, contact.hello, pulse, context.clock)
    reload_beyond_purge(work, pulse)
    link_version = min(LINK_VERSION, pulse.link_version)
    work.feeds.restart(changed_feeds(meta.link_version, link_version))
    meta.link_version = link_version
    meta.set_identity(pulse.identity)
    meta.company = pulse.company
    meta.currency = pulse.currency
    meta.worker_seen = pulse.worker_seen
    meta.new_devices = pulse.new_devices
    meta.bundle_key = pulse.bundle_key
    claim = contact.hello.device
    meta.reported_signing_key = claim.signing_key if claim and pulse.bundle_key else ""
    _note_mail(work, pulse.mail, context.clock.now())
    if pulse.device is not None:
        meta.device_code, meta.device_token = pulse.device.code, pulse.device.token
    note_reached(meta, context.clock.now())
    note_link_state(work, context.clock.now())
    if contact.clock_is_off:
        logger.info("the laptop's clock is off by %s", contact.clock_offset)


def _note_mail(work: UnitOfWork, readiness: MailReadiness, now: datetime) -> None:
    """Store whether head office sends mail, and can now, as the state of that service."""
    work.meta.mail = str(readiness)
    if readiness is MailReadiness.DOWN:
        error = OutOfReachError("Head office can't use its mail server now. Mails wait for it.")
        note_outage(work, error, now, MAIL)
    elif readiness is not MailReadiness.OFF:
        note_reached(work.meta, now, MAIL)
        note_link_state(work, now, MAIL)
