"""The doctor: looks at everything the program needs, and says what to do about each."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from smartclient.bootstrap.findings import Finding, driver_findings, failed
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.restore_checkup import noticed_now, restore_findings
from smartclient.connectivity.probe import CLOCK_TOLERANCE, Contact, probe
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.errors import OutOfReachError, SmartClientError
from smartclient.gateway.gateway import Gateway
from smartclient.security.keyrings import usable_keyring
from smartclient.security.keys import KeyWay, key_record, load_or_make_key
from smartclient.security.passwords import AskPassword
from smartclient.settings.file import load_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import STORE_FILE
from smartclient.store.opening import check_store, open_store_file
from smartclient.store.unit_of_work import Store
from smartclient.sync.restores import check_company, hello_of

_SIGN_IN = "Sign in: smartclient sign-in --url URL --login LOGIN."


def doctor(
    home: Path,
    clock: Clock | None = None,
    ask_passphrase: Callable[[bool], str] | None = None,
    ask_password: AskPassword | None = None,
    *,
    key: bytes | None = None,
    link: HeadOfficeLink | None = None,
) -> tuple[Finding, ...]:
    """Check settings, store, key, keyring, driver, encryption, link and clock.

    ``key`` and ``link`` are those of a laptop that is open already; else the key is looked up or
    asked for, and a link is opened and closed. Nothing is made or changed, and while offline by
    choice head office is not called.
    """
    try:
        settings = load_settings(home)
    except SmartClientError as error:
        return (failed("settings", error), _keyring())
    key, key_finding = _key(home, ask_passphrase, key)
    findings = [_settings(settings), *_store(home, key), key_finding, _keyring()]
    clock = clock or SystemClock()
    findings += driver_findings(settings)
    if link is not None:
        return (*findings, *_link_and_clock(home, settings, key, link, clock))
    with closing(HeadOfficeLink(settings, clock, ask_password)) as opened:
        return (*findings, *_link_and_clock(home, settings, key, opened, clock))


def _settings(settings: Settings) -> Finding:
    if not settings.signed_in:
        return Finding(
            check="settings", ok=False, template="Nobody signed in yet.", advice=_SIGN_IN
        )
    return Finding(
        check="settings",
        ok=True,
        template="{login} at {url}.",
        arguments={"login": settings.login, "url": settings.url},
    )


def _key(
    home: Path, ask_passphrase: Callable[[bool], str] | None, known: bytes | None
) -> tuple[bytes | None, Finding]:
    try:
        record = key_record(home)
        if record is None:
            return None, Finding(
                check="key", ok=False, template="There is no key yet.", advice=_SIGN_IN
            )
        key = known or load_or_make_key(home, ask_passphrase)
    except SmartClientError as error:
        return None, failed("key", error)
    ways = {
        KeyWay.KEYRING: "The key is in the operating system's keyring.",
        KeyWay.PASSPHRASE: "The key is derived from a passphrase.",
    }
    return key, Finding(check="key", ok=True, template=ways[record.way])


def _store(home: Path, key: bytes | None) -> tuple[Finding, ...]:
    path = home / STORE_FILE
    if not path.is_file():
        return (
            Finding(check="store", ok=False, template="There is no store yet.", advice=_SIGN_IN),
        )
    if key is None:
        return (
            Finding(
                check="store",
                ok=False,
                template="The store can't be opened without its key.",
                advice="See what is said about the key. The store is kept as it is.",
            ),
        )
    try:
        damage = check_store(path, key)
    except SmartClientError as error:
        return (failed("store", error, "Keep the file, and put back a copy of it."),)
    if damage:
        return (
            Finding(
                check="store",
                ok=False,
                template="The store is damaged: {damage}.",
                arguments={"damage": damage[0]},
                advice="Keep the file, and call support: what was not sent yet is still in it.",
            ),
        )
    return (
        Finding(
            check="store",
            ok=True,
            template="The store is sound: {path}.",
            arguments={"path": str(path)},
        ),
    )


def _keyring() -> Finding:
    name = usable_keyring()
    if name is None:
        return Finding(
            check="keyring",
            ok=True,
            template="There is no usable keyring; a passphrase locks the store.",
            advice="To do without the passphrase, set up the system's keyring before signing in.",
        )
    return Finding(check="keyring", ok=True, template="{name} is usable.", arguments={"name": name})


def _link_and_clock(
    home: Path, settings: Settings, key: bytes | None, link: HeadOfficeLink, clock: Clock
) -> tuple[Finding, ...]:
    path = home / STORE_FILE
    if key is None or not settings.signed_in or not path.is_file():
        return ()
    try:
        store = open_store_file(path, key)
    except SmartClientError:
        return ()  # told as the store's finding
    try:
        return _asked(store, link, clock)
    finally:
        store.close()


def _asked(store: Store, link: HeadOfficeLink, clock: Clock) -> tuple[Finding, ...]:
    with store.view() as view:
        offline = view.meta.offline_by_choice
        offset = timedelta(seconds=view.meta.clock_offset_seconds)
        restores = restore_findings(view, clock)
    if offline:
        resting = Finding(
            check="link", ok=True, template="You work offline, so head office was not called."
        )
        return (resting, *restores, _clock(offset))
    gateway = Gateway(link.connect, offline=lambda: False)
    try:
        with store.view() as view:
            hello = replace(hello_of(view, clock), went_back="")
        contact = probe(gateway, hello, clock)
        with store.view() as view:
            check_company(contact.pulse, view.meta)
            restores = (*noticed_now(view, contact.pulse), *restores)
    except OutOfReachError as error:
        advice = "Go on working; everything is sent when head office is in reach again."
        return (failed("link", error, advice), *restores, _clock(offset))
    except SmartClientError as error:
        return (failed("link", error), *restores, _clock(offset))
    finally:
        gateway.close()
    found = (_reached(contact, gateway), *restores, *_feeds(contact))
    return (*found, _clock(contact.clock_offset))


def _reached(contact: Contact, gateway: Gateway) -> Finding:
    milliseconds = round((gateway.traffic.round_trip or 0.0) * 1_000)
    who = contact.pulse.identity.login
    return Finding(
        check="link",
        ok=True,
        template="Head office answered {who} in {milliseconds} ms.",
        arguments={"who": who, "milliseconds": str(milliseconds)},
    )


def _feeds(contact: Contact) -> tuple[Finding, ...]:
    """Tell of a transaction that somebody left open: until it ends, news is told to nobody."""
    minutes = contact.pulse.held_seconds // 60
    if not minutes:
        return ()
    return (
        Finding(
            check="feeds",
            ok=False,
            template="What changed at head office in the last {minutes} min is held back there.",
            arguments={"minutes": str(minutes)},
            advice="Tell your administrator: “smartclient headoffice status” says what holds it.",
        ),
    )


def _clock(offset: timedelta) -> Finding:
    if abs(offset) <= CLOCK_TOLERANCE:
        return Finding(check="clock", ok=True, template="The clock is right.")
    return Finding(
        check="clock",
        ok=False,
        template="The clock of this computer is off by {seconds} s.",
        arguments={"seconds": str(round(offset.total_seconds()))},
        advice="Set the clock, or let the system set it. Nothing that you entered is wrong.",
    )
