"""Decisions of an admin at head office: sent as requests, like everybody's."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Engine

from smartclient.contract.admin_bodies import CloseStopped, DecideCase, RetryStopped, TakeOver
from smartclient.contract.check_outs import BreakCheckOut
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import POLICY_LANE, Answer
from smartclient.contract.take_along import ChangeDataSet
from smartclient.database.transactions import reading
from smartclient.domain.errors import ContendedError, NotFoundError, RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, RequestId, new_id
from smartclient.domain.rules.problems import Action
from smartclient.domain.text.canonical import canonical_login
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.inbox.replies import reply_to
from smartclient.headoffice.sales.conflicts import ConflictTable, OfficeConflict
from smartclient.headoffice.worker.readiness import ReadinessCheck
from smartclient.headoffice.worker.serving import WorkerService
from smartclient.reconcile.actions import parse_field_choices
from smartclient.reconcile.conflict import Resolution

_NO_WORKER: Final = (
    "The decision is kept at head office. No worker is running there now; the next to start "
    "(smartclient headoffice serve) carries it out."
)
_POLL_SECONDS: Final = 0.2
_ANSWER_SECONDS: Final = 30.0

Decision = DecideCase | TakeOver | RetryStopped | CloseStopped | ChangeDataSet | BreakCheckOut
"""A request that an admin sends at head office."""


class Decisions:
    """Sends an admin's requests and waits for their answers.

    Every method raises RefusedError for a field or login that is no good, and ContendedError when
    the serving process did not answer in time.
    """

    def __init__(
        self,
        engine: Engine,
        clock: OfficeClock,
        readiness: ReadinessCheck,
        service: WorkerService,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._readiness = readiness
        self._service = service

    def decide(
        self,
        conflict_id: ConflictId,
        action: Action,
        *,
        resolution: Resolution = Resolution(),
        choices: Sequence[str] = (),
        note: str = "",
        as_login: str,
    ) -> Answer:
        """Decide a case as ``as_login`` and return head office's answer to that.

        ``choices`` are the ``FIELD=…`` of a data conflict. Raises NotFoundError for no such
        conflict.
        """
        stored = self._conflict(conflict_id)
        fields = (*resolution.fields, *parse_field_choices(stored.conflict, choices))
        body = DecideCase(
            conflict_id=conflict_id, action=action, resolution=replace(resolution, fields=fields)
        )
        return self._send(body, lane=stored.lane, note=note, as_login=as_login)

    def take_over(self, conflict_id: ConflictId, *, note: str = "", as_login: str) -> Answer:
        """Open a case for a conflict that waits for its rep, as ``as_login``.

        Raises NotFoundError for no such conflict.
        """
        stored = self._conflict(conflict_id)
        body = TakeOver(conflict_id=conflict_id)
        return self._send(body, lane=stored.lane, note=note, as_login=as_login)

    def retry_stopped(
        self, sender: Login, request_id: RequestId, *, confirmed: bool, as_login: str
    ) -> Answer:
        """Have a stopped request tried again, as ``as_login``."""
        self._readiness.check()
        body = RetryStopped(sender=sender, request_id=request_id, confirmed=confirmed)
        return self._send(body, lane=POLICY_LANE, note="", as_login=as_login)

    def close_stopped(
        self, sender: Login, request_id: RequestId, *, note: str = "", as_login: str
    ) -> Answer:
        """Refuse a stopped request, as ``as_login``."""
        self._readiness.check()
        body = CloseStopped(sender=sender, request_id=request_id)
        return self._send(body, lane=POLICY_LANE, note=note, as_login=as_login)

    def change_data_set(self, body: ChangeDataSet, *, as_login: str) -> Answer:
        """Define or remove a data set, as ``as_login``."""
        self._readiness.check()
        return self._send(body, lane=POLICY_LANE, note="", as_login=as_login)

    def break_check_out(self, number: CustomerNumber, *, as_login: str) -> Answer:
        """End the check-out of a customer, as ``as_login``."""
        self._readiness.check()
        return self._send(BreakCheckOut(number=number), lane=number, note="", as_login=as_login)

    def _conflict(self, conflict_id: ConflictId) -> OfficeConflict:
        self._readiness.check()
        with reading(self._engine) as connection:
            stored = ConflictTable(connection).get(conflict_id)
        if stored is None:
            raise NotFoundError("There is no case {case}. List the cases first.", case=conflict_id)
        return stored

    def _send(self, body: Decision, *, lane: str, note: str, as_login: str) -> Answer:
        """Send a request as ``as_login``, and return head office's answer."""
        submission, behalf = backend_of(self._engine).submission, canonical_login(as_login)
        login = submission.sender(self._engine, behalf)
        if isinstance(body, DecideCase | TakeOver | CloseStopped):
            # who sends is who is connected; the note names on whose behalf
            note = NOTE.read(note)
            signed = note if login == behalf else f"({behalf}) {note}".strip()
            body = replace(body, note=signed)
        now = self._clock.now()
        request = request_for(body, request_id=RequestId(new_id()), lane=lane, made_at=now)
        receipt = submission.submit(self._engine, login, request, now)
        if receipt.refusal:
            raise RefusedError(receipt.refusal)
        return self._answer_to(login, request.id)

    def _answer_to(self, login: Login, request_id: RequestId) -> Answer:
        deadline = time.monotonic() + _ANSWER_SECONDS
        while time.monotonic() < deadline:
            if not self._service.is_served():
                if not backend_of(self._engine).in_file:
                    # an admin has no worker's rights, and needs none
                    raise ContendedError(_NO_WORKER, advice="")
                self._service.answer_waiting()
            with reading(self._engine) as connection:
                answer = reply_to(connection, login, request_id)
            if answer is not None:
                return answer
            time.sleep(_POLL_SECONDS)
        raise ContendedError(
            "Head office is busy. The decision is kept and will be carried out.", advice=""
        )
