"""The doctor on a laptop: checks everything the program needs, with advice about each fault."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smartclient.contract.operations import Operations
from smartclient.diagnostics.clock import file_clock_findings, offset_finding
from smartclient.diagnostics.finding import Check, Finding, driver_findings, failed
from smartclient.diagnostics.folders import folder_finding, office_disk_findings
from smartclient.diagnostics.https import CheckedService, called_findings, https_findings
from smartclient.diagnostics.restores import noticed_now, restore_findings
from smartclient.diagnostics.store import SIGN_IN, key_finding, store_finding
from smartclient.diagnostics.window import window_finding
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError, SmartClientError
from smartclient.gateway.gateway import Gateway
from smartclient.security.device_credentials import pinned_certificate
from smartclient.security.keyrings import usable_keyring
from smartclient.settings.file import load_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import STORE_FILE
from smartclient.settings.web_address import is_web
from smartclient.store.database.opening import is_older, open_store_file
from smartclient.store.unit_of_work import Store
from smartclient.sync.probe import Contact, probe
from smartclient.sync.restores import check_company, hello_of

if TYPE_CHECKING:
    from smartclient.headoffice.database.office_clock import KnownTime


class CheckedLink(Protocol):
    """The link to head office that is checked."""

    def connect(self) -> Operations:
        """The operations for the login that is signed in; raises a SmartClientError."""
        ...

    def over_https(self) -> CheckedService | None:
        """The link where it is one to head office's service."""
        ...

    def known_time(self) -> "KnownTime":
        """The latest time that a head office file holds; nothing of a server."""
        ...


LinkOpener = Callable[[Settings, bytes], AbstractContextManager[CheckedLink]]
"""Opens the link to the head office that the settings name, for as long as it is checked, with the
store's key, which is empty where there is none."""


def laptop_findings(
    home: Path,
    clock: Clock,
    open_link: LinkOpener,
    *,
    ask_passphrase: Callable[[bool], str] | None = None,
    key: bytes | None = None,
) -> tuple[Finding, ...]:
    """Check settings, store, key, keyring, driver, encryption, link and clock.

    ``key`` is that of a laptop that is open already; else it is looked up or prompted for. Nothing
    is created or changed, and while offline by choice head office is not called.
    """
    folder, window = folder_finding(home), window_finding()
    key, about_key = key_finding(home, ask_passphrase, key)
    try:
        settings = load_settings(home)
    except SmartClientError as error:
        store = store_finding(home, key, signed_in=True, folder=folder)
        return (failed(Check.SETTINGS, error), folder, store, about_key, _keyring(), window)
    store = store_finding(home, key, signed_in=settings.is_signed_in, folder=folder)
    findings = [_settings(settings), folder, store, about_key, _keyring(), window]
    findings += (*_way_findings(home, settings, clock), *office_disk_findings(settings.url))
    if not store.ok:
        return tuple(findings)
    with open_link(settings, key or b"") as link:
        return (*findings, *_link_and_clock(home, settings, key, link, clock))


def _way_findings(home: Path, settings: Settings, clock: Clock) -> tuple[Finding, ...]:
    """What the way to head office takes on this computer."""
    if not is_web(settings.url):
        return driver_findings(settings)
    try:
        certificate = pinned_certificate(home)
    except SmartClientError as error:
        return (failed(Check.CERTIFICATE, error),)
    return https_findings(settings, certificate, clock)


_NOT_CALLED = Finding(
    check=Check.LINK,
    ok=True,
    template="Head office was not called, because the store is to be upgraded first.",
)


def _settings(settings: Settings) -> Finding:
    if not settings.is_signed_in:
        return Finding(
            check=Check.SETTINGS, ok=False, template="Nobody signed in yet.", advice=SIGN_IN
        )
    return Finding(
        check=Check.SETTINGS,
        ok=True,
        template="{login} at {url}.",
        arguments={"login": settings.login, "url": settings.url},
    )


def _keyring() -> Finding:
    name = usable_keyring()
    if name is None:
        return Finding(
            check=Check.KEYRING,
            ok=True,
            template="There is no usable keyring; a passphrase locks the store.",
            advice="To do without the passphrase, set up the system's keyring before signing in.",
        )
    return Finding(
        check=Check.KEYRING, ok=True, template="{name} is usable.", arguments={"name": name}
    )


def _link_and_clock(
    home: Path, settings: Settings, key: bytes | None, link: CheckedLink, clock: Clock
) -> tuple[Finding, ...]:
    path = home / STORE_FILE
    if key is None or not settings.is_signed_in or not path.is_file():
        return ()
    try:
        if is_older(path, key):
            return (_NOT_CALLED,)
        store = open_store_file(path, key)
    except SmartClientError:
        return ()  # reported in the store's finding
    try:
        with store.view() as view:
            offline = view.meta.offline_by_choice
        found = _link_findings(store, link, clock)
    finally:
        store.close()
    return found if offline else (*found, *_service_findings(home, settings, link, clock))


def _service_findings(
    home: Path, settings: Settings, link: CheckedLink, clock: Clock
) -> tuple[Finding, ...]:
    """What head office's service says of itself; nothing where what leads to it is at fault."""
    try:
        service = link.over_https()
        is_pinned = bool(pinned_certificate(home))
        return (
            ()
            if service is None
            else called_findings(settings, service, clock, is_pinned=is_pinned)
        )
    except SmartClientError:
        return ()  # reported in the findings of the way and of the link


def _link_findings(store: Store, link: CheckedLink, clock: Clock) -> tuple[Finding, ...]:
    with store.view() as view:
        offline = view.meta.offline_by_choice
        offset = timedelta(seconds=view.meta.clock_offset_seconds)
        restores = restore_findings(view, clock)
    if offline:
        not_called = Finding(
            check=Check.LINK, ok=True, template="You work offline, so head office was not called."
        )
        return (not_called, *restores, offset_finding(offset))
    gateway = Gateway(link.connect, offline=lambda: False)
    try:
        with store.view() as view:
            hello = replace(hello_of(view, clock), went_back="")
        known_time = link.known_time()
        contact = probe(gateway, hello, clock)
        with store.view() as view:
            check_company(contact.pulse, view.meta)
            restores = noticed_now(view, contact.pulse) or restores
    except OutOfReachError as error:
        advice = "Go on working; everything is sent when head office is in reach again."
        return (failed(Check.LINK, error, advice), *restores, offset_finding(offset))
    except SmartClientError as error:
        return (failed(Check.LINK, error), *restores, offset_finding(offset))
    finally:
        gateway.close()
    found = (_reached(contact, gateway), *restores, *_feeds(contact))
    clocks = file_clock_findings(known_time, clock.now()) or (offset_finding(contact.clock_offset),)
    return (*found, *clocks)


def _reached(contact: Contact, gateway: Gateway) -> Finding:
    milliseconds = round((gateway.traffic.round_trip or 0.0) * 1_000)
    who = contact.pulse.identity.login
    return Finding(
        check=Check.LINK,
        ok=True,
        template="Head office answered {who} in {milliseconds} ms.",
        arguments={"who": who, "milliseconds": str(milliseconds)},
    )


def _feeds(contact: Contact) -> tuple[Finding, ...]:
    """A transaction that somebody left open: until it ends, laptops receive no news."""
    minutes = contact.pulse.held_seconds // 60
    if not minutes:
        return ()
    return (
        Finding(
            check=Check.FEEDS,
            ok=False,
            template="What changed at head office in the last {minutes} min is held back there.",
            arguments={"minutes": str(minutes)},
            advice="Tell your administrator: “smartclient headoffice status” says what holds it.",
        ),
    )
