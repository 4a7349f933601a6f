"""Open work in the store: found by its index at every sync, and read as far as it is known."""

from datetime import UTC, datetime

import pytest

from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import DeleteCustomer, RequestKind
from smartclient.contract.versions import current_version
from smartclient.domain.ids import CustomerNumber
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


def test_what_is_disputed_in_a_newer_version_is_not_read() -> None:
    body = DeleteCustomer(number=CustomerNumber("C-1"))
    kind, at = RequestKind.DELETE_CUSTOMER, datetime(2026, 11, 21, tzinfo=UTC)
    version = current_version(kind)
    assert open_work.body_in(f"{kind}/{version}", ascii_json(body), at) == body
    assert open_work.body_in(f"{kind}/{version + 1}", "{}", at) is None
    assert open_work.body_in("of_a_newer_kind/1", "{}", at) is None
