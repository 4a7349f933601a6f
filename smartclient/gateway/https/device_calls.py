"""The calls of a device about itself: signing in, renewing its credential, and being wiped."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.contract.web.codes import EnrolmentCode
from smartclient.contract.web.wire import (
    Done,
    HandOverAnswer,
    Path,
    RenewCall,
    SignInAnswer,
    SignInCall,
    credential_hash,
)
from smartclient.gateway.batch_parts import submit_in_parts
from smartclient.gateway.https.lines import receipt_of
from smartclient.gateway.https.service import Service
from smartclient.gateway.persistent_connection import timeout_of
from smartclient.gateway.receipts import checked_receipts


class HandedOver(NamedTuple):
    """Receipts for a batch, and whether head office kept only what it did not have already."""

    receipts: tuple[Receipt, ...] = ()
    tells_known: bool = False


class DeviceCalls:
    """What a device asks head office's service about itself; each call may be made again."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def sign_in(
        self, code: EnrolmentCode, credential: str, *, device_name: str, login: str
    ) -> SignInAnswer:
        """Exchange a code for a credential; ``login`` is whose store is here, "" for none.

        Raises CodeRefusedError, TooManyGuessesError or OtherLoginError.
        """
        call = SignInCall(
            code=code.secret,
            credential_hash=credential_hash(credential),
            device_name=device_name,
            login=login,
        )
        return self._service.answer(Path.SIGN_IN, msgspec.json.encode(call), SignInAnswer)

    def renew(self, credential: str, following: str) -> None:
        """Have ``following`` count, too, and instead of ``credential`` once it was used."""
        call = RenewCall(credential_hash=credential_hash(following))
        self._service.answer(Path.RENEW, msgspec.json.encode(call), Done, credential=credential)

    def hand_over(self, credential: str, batch: Sequence[Request]) -> HandedOver:
        """Hand over what was not sent before this device is wiped; receipts that prove it."""
        tells_known: list[bool] = []

        def send(text: str) -> tuple[Receipt, ...]:
            answer = self._service.answer(
                Path.HAND_OVER,
                text.encode(),
                HandOverAnswer,
                credential=credential,
                timeout=timeout_of(len(text)),
            )
            tells_known.append(answer.tells_known)
            return tuple(map(receipt_of, answer.receipts))

        receipts = checked_receipts(batch, submit_in_parts(batch, send))
        return HandedOver(receipts, all(tells_known))

    def confirm_wiped(self, credential: str) -> None:
        """Confirm that this device removed its data."""
        self._service.answer(Path.WIPED, msgspec.json.encode(Done()), Done, credential=credential)
