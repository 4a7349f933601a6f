"""Cases: the conflicts that wait for an admin, and how the earlier ones were decided."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.contract.cases import Case, CaseState
from smartclient.contract.documents import document_from_json, document_json
from smartclient.contract.messages import AmendOrder, PlaceOrder
from smartclient.domain.ids import ConflictId, Login
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.conflicts import OfficeConflict


class CaseTable:
    """The cases, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name).cases

    def get(self, conflict_id: ConflictId) -> Case | None:
        """The case of a conflict, open or decided."""
        t = self._t
        document = self._connection.scalar(
            select(t.c.document).where(t.c.conflict_id == conflict_id)
        )
        return None if document is None else document_from_json(document, Case)

    def open_cases(self) -> tuple[Case, ...]:
        """The open cases, oldest first."""
        t = self._t
        documents = self._connection.scalars(
            select(t.c.document)
            .where(t.c.state == CaseState.OPEN.value)
            .order_by(t.c.opened_at, t.c.id)
        )
        return tuple(document_from_json(document, Case) for document in documents)

    def open(
        self, stored: OfficeConflict, *, note: str, at: datetime, customer: Customer | None
    ) -> None:
        """Open the case of a conflict, or bring an open one up to date."""
        earlier = self.get(stored.conflict.id)
        still_open = earlier is not None and earlier.state is CaseState.OPEN
        order = stored.body.order if isinstance(stored.body, PlaceOrder | AmendOrder) else None
        self._put(
            Case(
                conflict=stored.conflict,
                rep=stored.sender,
                note=note or (earlier.note if earlier is not None else ""),
                opened_at=earlier.opened_at if earlier is not None and still_open else at,
                value=None if order is None else order.totals.total,
                order=order,
                customer=customer,
            )
        )

    def decide(
        self, conflict_id: ConflictId, decision: str, *, by: Login, at: datetime, note: str = ""
    ) -> None:
        """Record how a case was decided and by whom; nothing for a conflict without one."""
        case = self.get(conflict_id)
        if case is not None and case.state is CaseState.OPEN:
            self._put(
                replace(
                    case,
                    state=CaseState.DECIDED,
                    decided_by=by,
                    decided_at=at,
                    decision=decision,
                    decision_note=note,
                )
            )

    def _put(self, case: Case) -> None:
        row = {
            "conflict_id": case.conflict.id,
            "state": case.state.value,
            "rep": case.rep,
            "opened_at": case.opened_at,
            "document": document_json(case),
        }
        backend_of(self._connection).rows.upsert(
            self._connection, self._t, keys=("conflict_id",), rows=[row]
        )
