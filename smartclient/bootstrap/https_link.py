"""The link to head office's service: one persistent connection, in the name of this device."""

import logging
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from filelock import FileLock, Timeout

from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.web.gate import CredentialRefusedError
from smartclient.domain.errors import SmartClientError
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.network.authorities import trusting
from smartclient.security.device_credentials import (
    CREDENTIAL_FILE,
    CredentialFile,
    DeviceCredentials,
    new_credential,
)
from smartclient.settings.durable import OWNERS_ALONE
from smartclient.settings.model import Settings
from smartclient.settings.web_address import web_address

logger = logging.getLogger(__name__)

_LOCK_FILE: Final = f"{CREDENTIAL_FILE}.lock"


class StoredCredentials(Protocol):
    """Where this device's credentials are: in a file, or in memory while one is tried."""

    def load(self) -> DeviceCredentials:
        """The credentials as they are now."""
        ...


class _CurrentCredential:
    """The credential that this device calls with, read when it is first needed."""

    def __init__(self, stored: StoredCredentials) -> None:
        self._stored = stored
        self._read: str | None = None

    def current(self) -> str:
        if self._read is None:
            self._read = self._stored.load().current
        if not self._read:
            raise CredentialRefusedError(
                "This device must be signed in again. Your work is kept. Ask head office for a new "
                "code, and sign in with it.",
                detail="no credential is stored here",
            )
        return self._read

    def was_replaced(self, used: str) -> bool:
        self._read = None
        return self.current() != used


class HttpsLink:
    """Head office's service as the settings name it; nothing is opened before the first call."""

    def __init__(
        self, settings: Settings, stored: StoredCredentials, home: Path | None = None
    ) -> None:
        """``home`` is where credentials are renewed, None where that is left to others."""
        self._settings = settings
        self._stored = stored
        self._home = home
        self._credential = _CurrentCredential(stored)
        self._open_service: Service | None = None
        self._news: Service | None = None

    def find_password(self) -> None:
        """Nothing is asked for: the credential is stored."""

    def connect(self) -> Operations:
        """The operations; the connection is opened by the first call."""
        return HttpsOperations(self.service, self._credential, self._renew)

    @property
    def credentials(self) -> DeviceCredentials:
        """This device's credentials as they are stored now."""
        return self._stored.load()

    @property
    def service(self) -> Service:
        """Head office's service, at the address and with the trust of the settings."""
        if self._open_service is None:
            self._open_service = opened_service(self._settings, self._stored.load().certificate)
        return self._open_service

    def wait_for_news(
        self,
        known: Callable[[], tuple[PulseRequest, Mapping[FeedKind, int]]],
        *,
        seconds: float,
    ) -> Pulse:
        """A pulse once there is more than ``known`` returns, on a connection of its own.

        That is called once ``stop_waiting`` would end this wait: what it raises keeps every byte
        from being sent.
        """
        service = self._news
        if service is None:
            service = opened_service(self._settings, self._stored.load().certificate)
            self._news = service
        hello, heads = known()
        return HttpsOperations(service, self._credential).wait_for_news(
            hello, heads, seconds=seconds
        )

    def stop_waiting(self) -> None:
        """End a wait for news at once; the next one opens another connection."""
        news, self._news = self._news, None
        if news is not None:
            news.close()

    def release(self) -> None:
        """Close the connection; the next call opens another."""
        if self._open_service is not None:
            self._open_service.release()

    def abort(self) -> None:
        """Abort the call in progress."""
        if self._open_service is not None:
            self._open_service.abort()

    def close(self) -> None:
        """Close the connections for good."""
        self.stop_waiting()
        if self._open_service is not None:
            self._open_service.close()

    def _renew(self) -> None:
        """Renew the credential; where that fails, the next pulse asks for it again."""
        if self._home is None or not isinstance(self._stored, CredentialFile):
            return
        try:
            with FileLock(self._home / _LOCK_FILE, timeout=0, mode=OWNERS_ALONE):
                renew_credential(
                    self._stored, DeviceCalls(self.service), self._credential.current()
                )
        except Timeout:
            logger.info("another program renews the credential of this device")
        except SmartClientError as error:
            logger.warning("the credential was not renewed: %s", error.detail or error)
        self._credential.was_replaced("")


def renew_credential(stored: CredentialFile, calls: DeviceCalls, used: str) -> None:
    """Renew the credential ``used``, unless another program did so.

    The next one is stored before head office learns of it, and is the current one once it did:
    whatever comes between, one that counts is stored, and the same renewal goes on.
    """
    credentials = stored.load()
    if credentials.current != used:
        return
    if not credentials.next or credentials.code:
        credentials = replace(credentials, next=new_credential(), code="")
        stored.save(credentials)
    calls.renew(used, credentials.next)
    stored.save(replace(credentials, current=credentials.next, next=""))
    logger.info("the credential of this device was renewed")


def opened_service(settings: Settings, certificate: str) -> Service:
    """The service of the settings, whose certificate is pinned, in base64, "" for none."""
    address = web_address(settings.url)
    if not address.is_encrypted:
        return Service(address, None)
    context = pinned_to(b64decode(certificate)) if certificate else trusting(settings.ca_file)
    return Service(address, context)
