"""Cases and policies in the store: what the feeds bring to an admin."""

from sqlalchemy import Connection, exists, select

from smartclient.contract.cases import Case, CaseState
from smartclient.domain.ids import ConflictId
from smartclient.domain.tasks import FINISHED, WITHDRAWN, SubjectType
from smartclient.store.database.json_codec import from_document
from smartclient.store.database.tables import cases, policies, tasks


class Cases:
    """The cases of an admin, and the policies, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self) -> tuple[Case, ...]:
        """The open cases for which no decision is on its way, oldest first."""
        being_decided = exists().where(
            tasks.c.subject_type == str(SubjectType.CASE),
            tasks.c.subject_id == cases.c.conflict_id,
            tasks.c.status.not_in([str(status) for status in FINISHED | WITHDRAWN]),
        )
        rows = self._connection.execute(
            select(cases.c.document).where(cases.c.state == str(CaseState.OPEN), ~being_decided)
        ).scalars()
        found = [from_document(document, Case) for document in rows]
        return tuple(sorted(found, key=lambda case: (case.opened_at, case.conflict.id)))

    def decided(self) -> tuple[Case, ...]:
        """The decided cases, the latest decision first."""
        rows = self._connection.execute(
            select(cases.c.document).where(cases.c.state == str(CaseState.DECIDED))
        ).scalars()
        found = [from_document(document, Case) for document in rows]
        return tuple(sorted(found, key=lambda case: case.decided_at or case.opened_at)[::-1])

    def get(self, conflict_id: ConflictId) -> Case | None:
        """The case of a conflict, open or decided, or None."""
        document = self._connection.execute(
            select(cases.c.document).where(cases.c.conflict_id == conflict_id)
        ).scalar_one_or_none()
        return None if document is None else from_document(document, Case)

    def policy_rows(self) -> dict[str, str]:
        """The settings of the policies that head office has changed, by key."""
        rows = self._connection.execute(select(policies.c.key, policies.c.setting))
        return {row.key: row.setting for row in rows}
