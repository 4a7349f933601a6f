"""Open work in the store: what is looked up in it at every sync is found by its index."""

import pytest

from smartclient.store.feeds import admin_data, open_work
from smartclient.store.unit_of_work import Store


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (open_work._UNKNOWN, ("rep",)),
        (open_work._UNAWARE, ("rep",)),
        (admin_data._STOPPED, ()),
    ],
    ids=["unknown", "unaware", "stopped"],
)
def test_what_is_open_of_a_login_is_found_by_the_index(
    store: Store, statement: str, values: tuple[str, ...]
) -> None:
    with store.view() as view:
        connection = view.open_work._connection
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    ways = [row.detail for row in plan if f"{row.detail} ".split()[1] in {"w", "open_work"}]
    assert len(ways) == 1
    assert ways[0].startswith("SEARCH w USING INDEX ix_open_work_request (sender=?")
