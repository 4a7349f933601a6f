"""The way of some laptops to head office: a web service, which revokes and renews as fate will."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from smartclient.contract.operations import Operations
from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import DeviceState, Gate
from smartclient.contract.web.limits import CODE_VALID
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SignInError
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.devices import credentials
from tests.https_company import StoredCredential, WebOffice
from tests.web_service import new_credential

_REVOKED, _RENEWED, _SIGNED_IN_AGAIN, _QUICK = 0.3, 0.3, 0.5, 0.1
"""How often each happens when a laptop turns to head office."""


@dataclass
class WebLinks:
    """Which laptops come over HTTPS, with which credentials."""

    web: WebOffice
    logins: frozenset[str]
    rng: random.Random
    is_calm: Callable[[], bool]
    """Whether nothing goes wrong any more."""
    gate: Callable[[HeadOffice, Clock], Gate]
    """The service's way to head office as it is now."""
    held: dict[str, StoredCredential] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    revoked: int = 0
    renewed: int = 0

    def operations(self, office: HeadOffice, clock: Clock, login: str, name: str) -> Operations:
        """The operations of the laptop ``name``; who was signed out may sign in again."""
        self.web.switch.gate = self.gate(office, clock)
        is_unlucky = not self.is_calm() and self.rng.random() < _REVOKED
        if is_unlucky and self._state(office, clock, name) is DeviceState.ACTIVE:
            self.revoke(office, clock, name, wipe=False)
        state = self._state(office, clock, name)
        if state is not DeviceState.ACTIVE and self._has_code(state, name):
            self._sign_in(office, clock, login, name)
        elif self.rng.random() < _RENEWED:
            self.renew(name)
        return HttpsOperations(self.web.service(name), self.held[name])

    def _has_code(self, state: DeviceState | None, name: str) -> bool:
        """Whether a laptop that is signed out has a new code now."""
        if name not in self.held:
            return True
        if state is DeviceState.WIPING:
            # most turn to head office before
            return not self.is_calm() and self.rng.random() < _QUICK
        return self.is_calm() or self.rng.random() < _SIGNED_IN_AGAIN

    def _state(self, office: HeadOffice, clock: Clock, name: str) -> DeviceState | None:
        """What the device of a laptop may do; None where its credential counts no more."""
        if name not in self.held:
            return None
        digest = sha256(self.held[name].credential.encode()).digest()
        with suppress(SignInError), reading(office.engine) as connection:
            return credentials.find_credential(connection, digest, clock.now()).state
        return None

    def _sign_in(self, office: HeadOffice, clock: Clock, login: str, name: str) -> None:
        code, engine = new_code(), office.engine
        backend_of(engine).devices.enrol(
            engine, login, code.digest, valid=CODE_VALID, as_login="", at=clock.now()
        )
        credential, digest = new_credential()
        assert self.web.switch.gate is not None
        signed_in = self.web.switch.gate.sign_in(
            code=code.digest,
            credential=digest,
            name=name,
            kind="laptop",
            login=login,
            address="127.0.0.1",
        )
        self.held[name] = StoredCredential(credential=credential)
        self.devices[name] = signed_in.device

    def renew(self, name: str) -> None:
        """Give a laptop another credential in the place of the one that it has."""
        credential, _ = new_credential()
        with suppress(SignInError):
            DeviceCalls(self.web.service(name)).renew(self.held[name].credential, credential)
            self.held[name] = StoredCredential(credential=credential)
            self.renewed += 1

    def revoke(self, office: HeadOffice, clock: Clock, name: str, *, wipe: bool) -> None:
        """Revoke the device of a laptop that has one."""
        engine = office.engine
        backend_of(engine).devices.revoke(
            engine, self.devices[name], wipe=wipe, as_login="", at=clock.now()
        )
        self.revoked += 1
