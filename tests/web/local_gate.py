"""A gate in memory over a head office that is a file: who a device is stands in a dictionary."""

from collections.abc import Mapping, Sequence

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.messages import Request
from smartclient.contract.operations import Operations, PulseRequest, Receipt
from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    DeviceState,
    Gauges,
    News,
    SignedIn,
    Waiting,
    WipeRequestedError,
)
from smartclient.domain.ids import Login
from smartclient.headoffice.admin.service import HeadOffice


class LocalGate:
    """Lets in the devices of ``logins``, by the hash of their credential."""

    def __init__(self, office: HeadOffice) -> None:
        self.office = office
        self.logins: dict[bytes, str] = {}
        self.states: dict[bytes, DeviceState] = {}
        self.codes: dict[bytes, str] = {}
        self.address = ("", "")
        self.asked: list[int] = []
        self.handed_over: list[Request] = []

    def sign_in(
        self, *, code: bytes, credential: bytes, name: str, kind: str, login: str, address: str
    ) -> SignedIn:
        if code not in self.codes:
            raise CodeRefusedError("This code is unknown, used or expired.")
        self.logins[credential] = self.codes[code]
        self.states[credential] = DeviceState.ACTIVE
        return SignedIn(device="D-1", login=Login(self.codes[code]))

    def operations(self, credential: bytes, address: str) -> Operations:
        self._check(credential)
        return self.office.operations(self.logins[credential])

    def is_old(self, credential: bytes) -> bool:
        return False

    def renew(self, credential: bytes, new: bytes) -> None:
        self._check(credential)
        self.logins[new] = self.logins[credential]
        self.states[new] = DeviceState.ACTIVE

    def hand_over(self, credential: bytes, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        if self.states.get(credential) is not DeviceState.WIPING:
            self._check(credential)
        self.handed_over += batch
        return tuple(Receipt(request_id=item.id, digest=item.digest) for item in batch)

    def wiped(self, credential: bytes) -> None:
        if self.states.get(credential) is not DeviceState.WIPING:
            self._check(credential)
        self.states[credential] = DeviceState.WIPED

    def news(self, waiting: Sequence[Waiting]) -> Mapping[bytes, News]:
        self.asked.append(len(waiting))
        return {item.credential: self._news(item) for item in waiting}

    def shared_page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int
    ) -> FeedPage:
        raise NotImplementedError

    def bounds(self) -> tuple[int, str]:
        raise NotImplementedError

    def shared_heads(self) -> Mapping[FeedKind, int]:
        raise NotImplementedError

    def gauges(self) -> Gauges:
        counts = {state: list(self.states.values()).count(state) for state in DeviceState}
        return Gauges(
            waiting=len(self.office.waiting()),
            oldest_waiting=None,
            parked=0,
            cases=0,
            oldest_case=None,
            workers=0,
            newest_worker=None,
            devices=counts,
            seen_last_day=0,
        )

    def public_address(self) -> tuple[str, str]:
        return self.address

    def set_public_address(self, url: str, fingerprint: str) -> None:
        self.address = (url, fingerprint)

    def check(self) -> None:
        self.office.waiting(limit=1)

    def close(self) -> None:
        pass

    def _check(self, credential: bytes) -> None:
        state = self.states.get(credential)
        if state is None:
            raise CredentialRefusedError("This device's credential is unknown or expired.")
        if state is DeviceState.WIPING:
            raise WipeRequestedError("This device is to be wiped.")
        if state is not DeviceState.ACTIVE:
            raise DeviceRevokedError("This device was revoked.")

    def _news(self, waiting: Waiting) -> News:
        if self.states.get(waiting.credential) is not DeviceState.ACTIVE:
            return News(is_refused=True)
        operations = self.office.operations(self.logins[waiting.credential])
        pulse = operations.pulse(PulseRequest(replies_after=waiting.replies_after))
        newest = waiting.replies_after + (1 if pulse.replies else 0)
        return News(heads=pulse.heads, newest_reply=newest)
