"""Devices of the small company's reps that are enrolled, over the gate of either head office."""

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass

from smartclient.contract.operations import Operations, Pulse, PulseRequest
from smartclient.contract.web.codes import EnrolmentCode
from smartclient.contract.web.gate import Gate, SignedIn
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

    def operations(self, credential: str = _MINE, address: str = ADDRESS) -> Operations:
        return self.gate.operations(digest(credential), address)

    def pulse(self, credential: str = _MINE, address: str = ADDRESS) -> Pulse:
        return self.operations(credential, address).pulse(PulseRequest())
