"""Draft plans in the store: the branches of a draft, and orders for customers not opened yet."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import Order
from smartclient.read_models.tasks import DraftPlan, KeptAccountOrder
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.database.tables import draft_plans

_insert = insert(draft_plans)
_save = _insert.on_conflict_do_update(
    index_elements=[draft_plans.c.order_id],
    set_={name: _insert.excluded[name] for name in ("kept_at", "plan", "document")},
)


class DraftPlanReader:
    """Reads what drafts are to become, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, order_id: OrderId) -> DraftPlan:
        """What a draft is to become; the empty plan for one order."""
        found = select(draft_plans.c.plan).where(draft_plans.c.order_id == order_id)
        text = self._connection.execute(found).scalar_one_or_none()
        return DraftPlan() if text is None else from_document(text, DraftPlan)

    def for_new_accounts(self) -> tuple[KeptAccountOrder, ...]:
        """The orders for customers not opened yet, the last changed first."""
        found = (
            select(draft_plans)
            .where(draft_plans.c.document.is_not(None))
            .order_by(draft_plans.c.kept_at.desc())
        )
        return tuple(
            KeptAccountOrder(
                order=from_document(row.document, Order), plan=from_document(row.plan, DraftPlan)
            )
            for row in self._connection.execute(found)
        )


class DraftPlans(DraftPlanReader):
    """Reads and writes what drafts are to become."""

    def save(self, order_id: OrderId, plan: DraftPlan, at: datetime) -> None:
        """Write the plan of a draft, in the place of the one before."""
        if plan == DraftPlan():
            self.drop(order_id)
        else:
            self._save(order_id, plan, at, None)

    def save_account_order(self, kept: KeptAccountOrder, at: datetime) -> None:
        """Write an order for a customer not opened yet, in the place of the one before."""
        self._save(kept.order.id, kept.plan, at, to_document(kept.order))

    def drop(self, order_id: OrderId) -> None:
        """Delete what a draft was to become."""
        self._connection.execute(delete(draft_plans).where(draft_plans.c.order_id == order_id))

    def _save(self, order_id: OrderId, plan: DraftPlan, at: datetime, document: str | None) -> None:
        values = {
            "order_id": order_id,
            "kept_at": at,
            "plan": to_document(plan),
            "document": document,
        }
        self._connection.execute(_save, values)
