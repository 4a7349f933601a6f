"""Moving: a laptop is given the new address of the head office that it belongs to."""

from dataclasses import dataclass, replace
from pathlib import Path

from smartclient.bootstrap.code_exchange import exchange_code, needed_code
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.bootstrap.session_factory import first_pulse, signed_in_store, split_credentials
from smartclient.contract.operations import Pulse
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.security.device_credentials import CredentialFile, DeviceCredentials
from smartclient.security.keys import AskPassphrase
from smartclient.security.passwords import AskPassword
from smartclient.settings.file import load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import SYNC_LOCK_FILE
from smartclient.settings.web_address import is_web, split_link, web_address
from smartclient.store.database.meta import Meta
from smartclient.store.unit_of_work import Store
from smartclient.sync.lock import SyncLock
from smartclient.sync.restores import check_company


def move_head_office(
    home: Path,
    *,
    url: str,
    code: str = "",
    device_name: str = "",
    ask_password: AskPassword | None = None,
    ask_passphrase: AskPassphrase | None = None,
    clock: Clock | None = None,
) -> Settings:
    """Move the laptop in ``home`` to the address ``url`` of its head office; return its settings.

    Head office is called there first: it must be the same company's, and know the same login.
    ``code`` is what head office's service takes for this device, whose ``url`` may hold it, too;
    no service has this device's credential before its certificate proved whose it is.
    Everything that was not sent stays and goes there. Raises RefusedError otherwise, and where
    the rep works offline; OutOfReachError or SignInError where the login is refused there.
    """
    clock = clock or MachineClock()
    before = load_settings(home)
    store, key = signed_in_store(home, before, ask_passphrase)
    stored = CredentialFile(home, lambda: key)
    try:
        address, password = split_credentials(url.partition("#")[0], before.login)
        after = replace(before, url=address)
        with SyncLock(home / SYNC_LOCK_FILE):
            _check_online(store)
            given = None
            if code or (is_web(url) and _needs_code(before, url, stored)):
                given = _exchanged(after, stored, url, code, device_name)
            link = HeadOfficeLink(
                after, clock, ask_password, password=password, credentials=given or stored
            )
            try:
                pulse = first_pulse(link, clock)
            finally:
                link.close()
            _keep(store, home, after, pulse)
            if given is not None:
                stored.save(given.load())
    finally:
        store.close()
    return after


@dataclass(frozen=True, slots=True)
class _TriedCredentials:
    """Credentials that are stored once head office turned out to be the right one."""

    credentials: DeviceCredentials

    def load(self) -> DeviceCredentials:
        return self.credentials


def _needs_code(before: Settings, url: str, stored: CredentialFile) -> bool:
    """Whether a service is signed in at with a code, as nothing proves that it knows this device.

    The pinned certificate proves it wherever it is met; a trusted one, for the same server alone.
    """
    link = split_link(url)
    if link.code or not is_web(before.url):
        return True
    there, here = web_address(link.url), web_address(before.url)
    if there.is_encrypted and stored.certificate():
        return False
    return (there.scheme, there.server) != (here.scheme, here.server)


def _exchanged(
    settings: Settings, stored: CredentialFile, url: str, code: str, device_name: str
) -> _TriedCredentials:
    """Credentials at the service for the code that was given."""
    _, credentials = exchange_code(
        settings,
        stored,
        needed_code(code or split_link(url).code),
        device_name=device_name,
        login=settings.login,
    )
    return _TriedCredentials(credentials)


def _check_online(store: Store) -> None:
    with store.view() as view:
        if view.meta.offline_by_choice:
            raise RefusedError(
                "You work offline, and head office must be asked at its new address. Go online "
                "first: smartclient offline off."
            )


def _keep(store: Store, home: Path, settings: Settings, pulse: Pulse) -> None:
    with store.work() as work:
        _check_same(pulse, work.meta)
        work.meta.url = settings.url
        work.commit()
    save_settings(home, settings)


def _check_same(pulse: Pulse, meta: Meta) -> None:
    """Raise an error unless this is certainly the head office that the store belongs to."""
    check_company(pulse, meta)
    known_by_id = bool(pulse.company_id and pulse.company_id == meta.company_id)
    if not known_by_id and pulse.generation != meta.generation:
        raise RefusedError(
            "It is unclear whether that is your company's head office. Sync once more at the "
            "old address, or ask head office."
        )
    known = meta.identity()
    if known is not None and known.login != pulse.identity.login:
        raise RefusedError(
            "At that address you are {there}, and the work here is {here}'s. Nothing was changed.",
            there=pulse.identity.login,
            here=known.login,
        )
