"""The age of what an order is priced from, on the command line."""

from datetime import timedelta

import pytest

from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import SystemClock
from tests.cli.terminal import Terminal


def test_an_unsent_order_says_how_old_the_data_is_that_it_is_priced_from(
    shop: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.says("offline", "on")
    order = shop.gives("orders", "new", "--customer", "G-1002", "--line", "TR-100=2")["order_id"]
    assert shop.gives("orders", "show", order)["ages"] == []
    in_time = SystemClock()
    with monkeypatch.context() as patch:
        patch.setattr(MachineClock, "now", lambda _self: in_time.now() + timedelta(days=8))
        patch.setattr(MachineClock, "uptime", lambda _self: None)
        ages = shop.gives("orders", "show", order)["ages"]
        assert {"products", "customers"} <= {age["kind"] for age in ages}
        assert "Customers" in shop.says("orders", "show", order)
    shop.says("offline", "off")
    shop.says("sync")
