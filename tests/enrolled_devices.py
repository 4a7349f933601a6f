"""Devices of the small company's reps that are enrolled, over the gate of either head office."""

import hashlib
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.gate import Gate, SignedIn
from smartclient.domain.errors import SignInError
from tests.office_company import ANN, Company

ADDRESS = "192.0.2.1"
_MINE = "ann's laptop"


def digest(credential: str) -> bytes:
    """Return what head office keeps of a credential."""
    return hashlib.sha256(credential.encode()).digest()


@dataclass
class EnrolledDevices(ABC):
    """The company's devices, each called by a credential that can be read."""

    company: Company
    gate: Gate

    @abstractmethod
    def code_for(self, login: str) -> EnrolmentCode:
        """Return a code for a login."""

    def sign_in(
        self,
        code: EnrolmentCode,
        credential: str = _MINE,
        *,
        login: str = "",
        address: str = ADDRESS,
        name: str = "Ann's laptop",
    ) -> SignedIn:
        return self.gate.sign_in(
            code=code.digest,
            credential=digest(credential),
            name=name,
            kind="laptop",
            login=login,
            address=address,
        )

    def enrolled(self, login: str = ANN, credential: str = _MINE) -> str:
        """A device that was just signed in; what head office calls it."""
        return self.sign_in(self.code_for(login), credential).device

    def guess_at_once(self, times: int, address: str = ADDRESS) -> list[str]:
        """Guess so many codes at the same moment; the names of the errors, sorted."""
        together = Barrier(times)

        def guess(_: int) -> str:
            together.wait()
            try:
                self.sign_in(new_code(), "a guesser", address=address)
            except SignInError as error:
                return type(error).__name__
            return "signed in"

        with ThreadPoolExecutor(times) as threads:
            return sorted(threads.map(guess, range(times)))

    def operations(self, credential: str = _MINE, address: str = ADDRESS) -> Operations:
        return self.gate.operations(digest(credential), address)

    def pulse(self, credential: str = _MINE, address: str = ADDRESS) -> Pulse:
        return self.operations(credential, address).pulse(PulseRequest())
