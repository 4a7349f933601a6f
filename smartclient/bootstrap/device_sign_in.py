"""Signing in with a code: this device is enrolled at head office's service."""

from dataclasses import replace
from pathlib import Path

from smartclient.bootstrap.code_exchange import exchange_code, needed_code
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.bootstrap.session import Session
from smartclient.bootstrap.session_factory import (
    check_same_head_office,
    created_store,
    has_store,
    keep_private_files,
    opened_store,
    prepared_home,
)
from smartclient.domain.clock import Clock
from smartclient.domain.text.canonical import canonical_login
from smartclient.security.device_credentials import (
    CredentialFile,
)
from smartclient.security.keys import AskPassphrase, load_or_make_key
from smartclient.settings.model import Settings
from smartclient.settings.web_address import split_link


def enroll_device(
    home: Path,
    *,
    url: str,
    code: str = "",
    device_name: str = "",
    ask_passphrase: AskPassphrase | None = None,
    clock: Clock | None = None,
) -> Session:
    """Sign in with a code at head office's service, and create the store in ``home``.

    ``url`` is the service's address, or a link that holds the code. A new code for the same login
    goes on with the store that is there. Nothing is pulled yet. Raises RefusedError where ``home``
    belongs to another head office, SignInError for a code that does not count or is another
    login's, and OutOfReachError; the same code may then be tried again.
    """
    clock = clock or MachineClock()
    before = prepared_home(home)
    link = split_link(url)
    read = needed_code(code or link.code)
    settings = replace(before, url=link.url)
    if not has_store(home, before):
        asked = _asked_once(ask_passphrase)
        key = load_or_make_key(home, asked)
        stored = CredentialFile(home, lambda: key)
        answer, credentials = exchange_code(
            settings, stored, read, device_name=device_name, login=""
        )
        stored.save(credentials)
        settings = replace(settings, login=canonical_login(answer.login))
        return _created(home, settings, stored, asked, clock)
    check_same_head_office(before, replace(settings, login=before.login))
    store, key = opened_store(home, ask_passphrase)
    try:
        stored = CredentialFile(home, lambda: key)
        _, credentials = exchange_code(
            settings, stored, read, device_name=device_name, login=before.login
        )
        stored.save(credentials)
    except BaseException:
        store.close()
        raise
    keep_private_files(home)
    opened = HeadOfficeLink(before, clock, known=True, credentials=stored, home=home)
    return Session(home=home, settings=before, store=store, key=key, link=opened, clock=clock)


def _created(
    home: Path,
    settings: Settings,
    stored: CredentialFile,
    ask_passphrase: AskPassphrase | None,
    clock: Clock,
) -> Session:
    """Create the store for who head office says this is."""
    link = HeadOfficeLink(settings, clock, credentials=stored, home=home)
    try:
        store, key = created_store(home, settings, ask_passphrase, link, clock)
    except BaseException:
        link.close()
        raise
    keep_private_files(home)
    return Session(home=home, settings=settings, store=store, key=key, link=link, clock=clock)


def _asked_once(ask: AskPassphrase | None) -> AskPassphrase | None:
    """Ask for the passphrase once, however often it is needed."""
    typed: list[str] = []

    def asked(is_new: bool) -> str:  # noqa: FBT001 (as it is asked for)
        if not typed and ask is not None:
            typed.append(ask(is_new))
        return typed[0]

    return None if ask is None else asked
