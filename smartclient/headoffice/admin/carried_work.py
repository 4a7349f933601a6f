"""Carried work: what devices have carried to head office by hand, and the answers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from smartclient.contract.members import weight
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Receipt
from smartclient.contract.web.gate import DeviceState
from smartclient.database.transactions import reading
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, RequestId
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.concurrent_inserts import first_of_its_key
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.devices.administration import device_with_id
from smartclient.headoffice.devices.handing_over import hand_over, waiting_of
from smartclient.headoffice.inbox import held_requests, inbox
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.inbox.replies import replies_to
from smartclient.headoffice.inbox.signing_keys import SigningKey, signing_key
from smartclient.headoffice.worker.readiness import ReadinessCheck

_AT_ONCE = 500

CarriedStep = tuple[Request, Sequence[str]]
"""A request, and the ids of those that are to be confirmed before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of carried requests: receipts of the inbox, and how many are held for others.

    ``new`` are those that head office did not have; both count what stands together one by one.
    ``for_admin``: they wait for an admin, because their device was revoked.
    """

    receipts: tuple[Receipt, ...] = ()
    held: int = 0
    new: int = 0
    for_admin: bool = False


class CarriedWork:
    """Takes in what was carried by hand; the caller has checked its signature."""

    def __init__(self, engine: Engine, clock: OfficeClock, readiness: ReadinessCheck) -> None:
        self._engine = engine
        self._clock = clock
        self._readiness = readiness

    def company(self) -> tuple[str, str]:
        """The id of the company, and head office's epoch."""
        self._readiness.check()
        with reading(self._engine) as connection:
            stored = schema.all_info(connection)
        return stored["company_id"], stored["generation"]

    def bundle_key(self) -> str:
        """The public key that devices encrypt to, "" where there is none yet."""
        self._readiness.check()
        with reading(self._engine) as connection:
            return schema.info(connection, schema.BUNDLE_KEY)

    def set_bundle_key(self, public_key: str) -> None:
        """Have devices encrypt to another key from their next contact on, as an owner."""
        with audited_transaction(self._engine, actor="", at=self._clock.now()) as connection:
            backend_of(self._engine).accounts.require_owner(connection)
            schema.set_info(connection, schema.BUNDLE_KEY, public_key)

    def signing_key(self, login: str, public_key: str) -> SigningKey:
        """The key that a device of ``login`` reported.

        Raises RefusedError for a key that head office does not know, and for a login that it
        knows no more.
        """
        self._readiness.check()
        with reading(self._engine) as connection:
            found = signing_key(connection, canonical_login(login), public_key)
            if found is None:
                raise RefusedError(
                    "Head office does not know the device that signed this file. Have {login} "
                    "connect once and write it again; nothing was changed.",
                    login=login,
                )
            if identity_of(connection, found.login) is None:
                raise RefusedError(
                    "The login {login}, whose device wrote this file, is not known at head office "
                    "any more. Nothing was changed.",
                    login=login,
                )
        return found

    def take_in(self, signed_by: SigningKey, steps: Sequence[CarriedStep]) -> TakenIn:
        """Take in what a device had carried, each request once, whatever else brings it.

        A revoked device's waits for an admin, like the last batch of one that is wiped. Raises
        SetUpError for who does not own the database.
        """
        with reading(self._engine) as connection:
            backend_of(self._engine).accounts.require_owner(connection)
            device = signed_by.enrolled_device
            is_revoked = bool(device) and (
                device_with_id(connection, device).state is not DeviceState.ACTIVE
            )
        parts = [steps[start : start + _AT_ONCE] for start in range(0, len(steps), _AT_ONCE)]
        if is_revoked:
            return _together([self._hand_over(device, part) for part in parts], for_admin=True)
        return _together([self._receive(signed_by.login, part) for part in parts])

    def replies(self, login: Login, ids: Sequence[str]) -> tuple[Reply, ...]:
        """The newest answers to these requests of ``login``."""
        keys = [RequestId(key) for text in ids if (key := canonical_id(text)) is not None]
        with reading(self._engine) as connection:
            return replies_to(connection, login, keys)

    def _hand_over(self, device: str, part: Sequence[CarriedStep]) -> TakenIn:
        now = self._clock.now()
        requests = [request for request, _ in part]
        with (
            audited_transaction(self._engine, actor="", at=now) as connection,
            first_of_its_key(),
        ):
            before = waiting_of(connection, device)
            receipts = hand_over(connection, device, requests, now)
            taken = waiting_of(connection, device) - before
        new = sum(weight(request) for request in requests if canonical_id(request.id) in taken)
        return TakenIn(receipts=receipts, new=new)

    def _receive(self, login: Login, part: Sequence[CarriedStep]) -> TakenIn:
        now = self._clock.now()
        weights = {request.id: weight(request) for request, _ in part}
        with reading(self._engine) as connection:
            arrived = frozenset(inbox.arrived_requests(connection, login, list(weights)))
            known = arrived | held_requests.held_of(connection, login, list(weights))
        # what has arrived needs nothing any more
        direct = [request for request, needs in part if not needs or request.id in arrived]
        waiting = [step for step in part if step[1] and step[0].id not in arrived]
        refused = self._hold(login, waiting, now) if waiting else ()
        not_held = sum(weights[receipt.request_id] for receipt in refused)
        submission = backend_of(self._engine).submission
        received = submission.accept(self._engine, login, direct, now) if direct else ()
        return TakenIn(
            receipts=(*received, *refused),
            held=sum(weights[request.id] for request, _ in waiting) - not_held,
            new=sum(found for of, found in weights.items() if of not in known) - not_held,
        )

    def _hold(
        self, login: Login, waiting: Sequence[CarriedStep], now: datetime
    ) -> tuple[Receipt, ...]:
        """Hold requests; the receipts of those that are refused."""
        with (
            audited_transaction(self._engine, actor=login, at=now) as connection,
            first_of_its_key(),
        ):
            return held_requests.hold(connection, login, waiting, now)


def _together(parts: Sequence[TakenIn], *, for_admin: bool = False) -> TakenIn:
    return TakenIn(
        receipts=tuple(receipt for part in parts for receipt in part.receipts),
        held=sum(part.held for part in parts),
        new=sum(part.new for part in parts),
        for_admin=for_admin,
    )
