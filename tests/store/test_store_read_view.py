"""A view of the store reads; whatever would write in it is refused, and a later unit writes."""

import pytest
from sqlalchemy import text

from smartclient.domain.errors import SmartClientError
from smartclient.store.unit_of_work import Store


def test_a_view_refuses_to_write_and_leaves_the_store_writable(store: Store) -> None:
    with store.view() as view, pytest.raises(SmartClientError):
        view._on.execute(text("DELETE FROM orders"))
    with store.work() as work:
        work._on.execute(text("DELETE FROM orders"))
        work.commit()
    with store.view() as view:
        assert not view._on.execute(text("SELECT * FROM orders")).all()
