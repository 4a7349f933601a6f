"""Opening: signing in a laptop, opening it again, and opening head office."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.bootstrap.number_files import given_numbers
from smartclient.bootstrap.preload import StorePreloader
from smartclient.bootstrap.session import Session
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.clock import Clock, LearntTime
from smartclient.domain.errors import DeviceWipedError, RefusedError, SetUpError, StoreError
from smartclient.domain.text.canonical import canonical_login
from smartclient.read_models.sync_progress import SyncProgress
from smartclient.security.device_credentials import CREDENTIAL_FILE, CredentialFile
from smartclient.security.device_keys import SIGNING_FILE
from smartclient.security.keyrings import usable_keyring
from smartclient.security.keys import (
    KEY_FILE,
    AskPassphrase,
    key_record,
    load_or_make_key,
    open_with_key,
)
from smartclient.security.mail_passwords import mail_password
from smartclient.security.passwords import AskPassword
from smartclient.settings.durable import keep_private
from smartclient.settings.file import SETTINGS_FILE, load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import (
    LOG_FILE,
    STORE_FILE,
    SYNC_LOCK_FILE,
    WIPING_FILE,
    is_file,
    is_server,
    lasting_url,
    same_place,
    unconfirmed_wipes,
)
from smartclient.settings.web_address import is_web, web_address
from smartclient.store.database.opening import create_store, open_store_file
from smartclient.store.unit_of_work import Store

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice


def sign_in(
    home: Path,
    *,
    url: str,
    login: str,
    ask_password: AskPassword | None = None,
    ask_passphrase: AskPassphrase | None = None,
    clock: Clock | None = None,
    progress: Callable[[SyncProgress], None] | None = None,
) -> Session:
    """Sign in at head office, create the store in ``home``, and sync for the first time.

    Raises what ``enroll`` raises, and what a sync raises.
    """
    session = enroll(
        home,
        url=url,
        login=login,
        ask_password=ask_password,
        ask_passphrase=ask_passphrase,
        clock=clock,
    )
    try:
        session.sync_now(progress)
    except BaseException:
        session.close()
        raise
    return session


def enroll(
    home: Path,
    *,
    url: str,
    login: str,
    ask_password: AskPassword | None = None,
    ask_passphrase: AskPassphrase | None = None,
    clock: Clock | None = None,
) -> Session:
    """Sign in at head office and create the store in ``home``; nothing is pulled yet.

    Enrolling again as the same login continues where it stopped. Raises RefusedError when ``home``
    belongs to another login or head office, SignInError, and OutOfReachError when head office
    can't be reached before the store was created.
    """
    clock = clock or MachineClock()
    before = prepared_home(home)
    kept_url, password = split_credentials(url, login)
    settings = replace(before, url=kept_url, login=canonical_login(login))
    if before.is_signed_in:
        check_same_head_office(before, settings)
        settings = before
    link = HeadOfficeLink(settings, clock, ask_password, password=password)
    try:
        if has_store(home, before):
            store, key = opened_store(home, ask_passphrase)
        else:
            store, key = created_store(home, settings, ask_passphrase, link, clock)
    except BaseException:
        link.close()
        raise
    keep_private_files(home)
    return Session(home=home, settings=settings, store=store, key=key, link=link, clock=clock)


def is_signed_in(home: Path) -> bool:
    """Whether there is a laptop in ``home``. SetUpError for settings that are wrong.

    One that is being wiped is none.
    """
    return not is_wiping(home) and has_store(home, load_settings(home))


def open_session(
    home: Path,
    *,
    ask_passphrase: AskPassphrase | None = None,
    ask_password: AskPassword | None = None,
    clock: Clock | None = None,
    ahead: StorePreloader | None = None,
) -> Session:
    """Open the laptop in ``home``; nothing is sent by that.

    ``ahead`` may have opened its store already. Raises RefusedError when nobody has signed in
    there yet.
    """
    clock = clock or MachineClock()
    _finish_wiping(home)
    settings = load_settings(home)
    _check_signed_in(home, settings)
    opened = ahead.claim() if ahead is not None else None
    store, key = opened or opened_store(home, ask_passphrase)
    keep_private_files(home)
    credentials = CredentialFile(home, lambda: key)
    link = HeadOfficeLink(
        settings, clock, ask_password, known=True, credentials=credentials, home=home
    )
    return Session(home=home, settings=settings, store=store, key=key, link=link, clock=clock)


def signed_in_store(
    home: Path, settings: Settings, ask_passphrase: AskPassphrase | None
) -> tuple[Store, bytes]:
    """Open the store of the laptop in ``home``, and return it with its key.

    Raises RefusedError when nobody has signed in there.
    """
    _check_signed_in(home, settings)
    return opened_store(home, ask_passphrase)


def is_wiping(home: Path) -> bool:
    """Whether a wipe was begun whose data is not removed yet, or after which nothing is here."""
    was_wiped = not is_file(home / STORE_FILE) and bool(unconfirmed_wipes(home))
    return is_file(home / WIPING_FILE) or was_wiped


def _finish_wiping(home: Path) -> None:
    """Go on with a wipe that was begun; DeviceWipedError where there was one."""
    if not is_wiping(home):
        return
    from smartclient.bootstrap.wiping import finish_wiping  # noqa: PLC0415 (seldom needed)

    wiped = finish_wiping(home)
    if wiped is not None:
        raise wiped


def _check_signed_in(home: Path, settings: Settings) -> None:
    if not has_store(home, settings):
        raise RefusedError(
            "Not signed in yet. Sign in first: smartclient sign-in --url URL --login LOGIN, or "
            "--code CODE at an address that begins with https."
        )


def open_head_office(
    url: str, clock: Clock, ask_password: AskPassword | None = None
) -> "HeadOffice":
    """The head office at ``url``, for its own commands.

    A password that the address lacks comes from SMARTCLIENT_PASSWORD, the keyring or the person.
    """
    from smartclient.headoffice.admin.service import HeadOffice  # noqa: PLC0415 (as in the link)

    if is_server(url):
        from smartclient.bootstrap.server import url_with_password  # noqa: PLC0415 (needs ODBC)

        url = url_with_password(url, ask_password)
    return HeadOffice.open(lasting_url(url), clock, mail_password)


def split_credentials(url: str, login: str) -> tuple[str, str]:
    """The address as it is stored, and the password that was in it."""
    if is_web(url):
        return web_address(url).url, ""
    if not is_server(url):
        return lasting_url(url), ""
    from smartclient.bootstrap.server import split_url  # noqa: PLC0415 (needs ODBC)

    return split_url(url, login)


def prepared_home(home: Path) -> Settings:
    """Create the folder and return the settings in it."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SetUpError(
            "The folder {home} can't be created. Choose another with --home.",
            home=home,
            detail=str(error),
        ) from error
    with suppress(DeviceWipedError):
        # nothing of a laptop is left: the next sign-in creates another
        _finish_wiping(home)
    if is_file(home / WIPING_FILE):
        # it would remove what is created now
        raise SetUpError(
            "The data that head office had removed is still in use. Close every other Smart "
            "Client on this computer, and sign in again."
        )
    return load_settings(home)


def keep_private_files(home: Path) -> None:
    """Revoke the rights that an older version, or the folder, gave others on our files."""
    secret = (STORE_FILE, KEY_FILE, CREDENTIAL_FILE, SIGNING_FILE)
    ours = (*secret, SETTINGS_FILE, SYNC_LOCK_FILE, LOG_FILE)
    for name in ours:
        for file in home.glob(f"{name}*"):
            keep_private(file)


def has_store(home: Path, settings: Settings) -> bool:
    """Whether somebody signed in in ``home``, and their store is there."""
    return settings.is_signed_in and (home / STORE_FILE).is_file()


def check_same_head_office(before: Settings, now: Settings) -> None:
    """Raise RefusedError where a folder belongs to another head office or login."""
    if not same_place(before.url, now.url) or before.login != now.login:
        raise RefusedError(
            "This folder belongs to {login} at {url}. Choose another folder with --home.",
            login=before.login,
            url=before.url,
        )


def opened_store(home: Path, ask_passphrase: AskPassphrase | None) -> tuple[Store, bytes]:
    """The store in ``home``, and its key."""
    _check_record(home)
    path = home / STORE_FILE
    return open_with_key(
        home, ask_passphrase, lambda key: open_store_file(path, key, numbers=given_numbers())
    )


def created_store(
    home: Path,
    settings: Settings,
    ask_passphrase: AskPassphrase | None,
    link: HeadOfficeLink,
    clock: Clock,
) -> tuple[Store, bytes]:
    """Create the store for who head office says this is; one left by a cut sign-in is used."""
    pulse = first_pulse(link, clock)
    path = home / STORE_FILE
    if path.is_file() and path.stat().st_size:
        store, key = opened_store(home, ask_passphrase)
    else:
        key = load_or_make_key(home, ask_passphrase)
        store = create_store(path, key, given_numbers())
    try:
        _remember(store, settings, pulse)
        save_settings(home, settings)
    except BaseException:
        store.close()
        raise
    return store, key


def _check_record(home: Path) -> None:
    """Raise StoreError where the key record of the store is lost: a new key doesn't fit."""
    if key_record(home) is None and usable_keyring() is None:
        raise StoreError(
            "The file {name}, which tells how the data is locked, is missing. Put back a copy of "
            "this one file; the data is kept as it is.",
            name=KEY_FILE,
        )


def first_pulse(link: HeadOfficeLink, clock: Clock) -> Pulse:
    """Head office's first pulse, which says who this is. Raises OutOfReachError or SignInError."""
    from smartclient.gateway.gateway import Gateway  # noqa: PLC0415 (a first sign-in's alone)

    gateway = Gateway(link.connect, offline=_never_offline)
    try:
        return gateway.pulse(PulseRequest(clock=clock.now()))
    finally:
        gateway.close()


def _never_offline() -> bool:
    return False


def _remember(store: Store, settings: Settings, pulse: Pulse) -> None:
    with store.work() as work:
        known = work.meta.identity()
        if known is not None:
            # head office's name for who is signed in, which need not be what was typed
            check_same_head_office(
                replace(settings, url=work.meta.url, login=known.login),
                replace(settings, login=pulse.identity.login),
            )
        work.meta.url = settings.url
        work.meta.set_identity(pulse.identity)
        work.meta.company = pulse.company
        work.meta.currency = pulse.currency
        work.meta.set_learnt_time(LearntTime(seen=pulse.clock, zone=pulse.time_zone))
        work.commit()
