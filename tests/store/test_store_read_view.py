"""A view of the store can only be read; what a unit of work writes is written by its own types."""

import pytest
from sqlalchemy import text

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import OrderId, RequestId
from smartclient.store.unit_of_work import Store

WRITERS = {
    "composed_tasks",
    "conflicts",
    "customers",
    "draft_plans",
    "feeds",
    "message_ids",
    "meta",
    "orders",
    "outbox",
    "overviews",
    "tasks",
    "unsaved_edits",
}
"""The repositories of a unit of work that write."""

READERS = {
    "admin_data",
    "cases",
    "catalog",
    "data_sets",
    "documents",
    "history",
    "open_work",
    "pinned_customers",
    "rule_context",
}
"""Those that only read."""


def test_a_view_refuses_to_write_and_leaves_the_store_writable(store: Store) -> None:
    with store.view() as view, pytest.raises(SmartClientError):
        view._on.execute(text("DELETE FROM orders"))
    with store.work() as work:
        work._on.execute(text("DELETE FROM orders"))
        work.commit()
    with store.view() as view:
        assert not view._on.execute(text("SELECT * FROM orders")).all()


def test_the_type_checker_refuses_to_write_with_a_view(store: Store) -> None:
    # each comment is an error of its own where the type checker finds nothing to ignore
    with store.view() as view:
        with pytest.raises(AttributeError):
            view.orders.delete(OrderId("O"))  # type: ignore[attr-defined]
        with pytest.raises(AttributeError):
            view.outbox.retry_now(RequestId("R"))  # type: ignore[attr-defined]
        with pytest.raises(AttributeError):
            view.meta.company = "Acme"  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            view.numbering.device()  # type: ignore[attr-defined]


def test_a_view_has_no_repository_that_writes(store: Store) -> None:
    """Every method that a unit of work has and a view has not, is one that writes."""
    with store.work() as work, store.view() as view:
        for name in WRITERS:
            writer, reader = type(getattr(work, name)), type(getattr(view, name))
            assert reader in writer.__bases__, name
            own = {method for method in vars(writer) if not method.startswith("_")}
            assert own, name
            assert not own & set(dir(reader)), name
        for name in READERS:
            assert type(getattr(work, name)) is type(getattr(view, name)), name
        named = {name for name in {*dir(view), *dir(work)} if not name.startswith("_")}
        assert named == WRITERS | READERS | {"numbering", "commit", "as_another"}
