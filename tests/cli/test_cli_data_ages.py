"""Old data on the command line: its age stands below it, and what is too old is refused."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import SystemClock
from smartclient.domain.freshness_kinds import DEFAULT_FRESHNESS
from tests.cli.terminal import Terminal

NEW_ORDER = ("orders", "new", "--customer", "G-1002", "--line", "TR-100=2")


@pytest.fixture
def later(shop: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """The terminal eight days after its last sync, on a machine that was restarted since."""
    shop.says(
        *shop.at_head_office("policy", "freshness.prices", "1d mark, 7d refuse"), "--as", "anna"
    )
    shop.says("sync")
    with monkeypatch.context() as patch:
        patch.setattr(MachineClock, "uptime", lambda _self: None)
        in_time = SystemClock()
        patch.setattr(MachineClock, "now", lambda _self: in_time.now() + timedelta(days=8))
        yield shop
    shop.says(*shop.at_head_office("policy", "freshness.prices", "off"), "--as", "anna")
    shop.says("sync")


def test_the_age_of_what_is_old_stands_below_the_catalog(later: Terminal) -> None:
    page = " ".join(later.says("catalog", "trowel").split())
    assert "Prices: too old to be used, as of" in page
    assert "Products, offers, offer products, stock: old data, as of" in page
    (row, *_) = later.gives("catalog", "trowel")
    assert row["price_as_of"] == row["stock_as_of"]


def test_an_order_from_data_that_is_too_old_is_refused_with_which_and_since_when(
    later: Terminal,
) -> None:
    refusal = later.refuses(*NEW_ORDER)
    assert "has been too old since" in refusal
    assert refusal.endswith("prices. Sync, then do it again. What you saved is safe.")
    state = later.gives("status")["cache"]["prices"]
    assert (state["state"], state["policy"]) == ("expired", "1d mark, 7d refuse")
    assert "refused since" in later.says("status")
    assert later.gives("status")["clock"] == "unproven"


def test_customers_and_orders_say_their_age_too(later: Terminal) -> None:
    assert "Customers: old data, as of" in later.says("customers", "alder")
    shown = later.gives("customers", "show", "G-1001")["ages"]
    assert {age["kind"]: age["consequence"] for age in shown} == {
        "customers": "warn",
        "addresses": "mark",
        "orders": "warn",
    }


@pytest.fixture
def removed(shop: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """The terminal of a laptop on which products, customers and orders are past their removal."""
    kinds = ("products", "customers", "orders")
    for kind in kinds:
        policy = f"freshness.{kind}", "1d mark, 7d remove"
        shop.says(*shop.at_head_office("policy", *policy), "--as", "anna")
    shop.says("sync")
    with monkeypatch.context() as patch:
        patch.setattr(MachineClock, "uptime", lambda _self: None)
        in_time = SystemClock()
        patch.setattr(MachineClock, "now", lambda _self: in_time.now() + timedelta(days=8))
        yield shop
    for kind in kinds:
        policy = f"freshness.{kind}", str(DEFAULT_FRESHNESS[kind])
        shop.says(*shop.at_head_office("policy", *policy), "--as", "anna")
    shop.says("sync")


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("words", [("catalog", "trowel"), ("customers", "alder"), ("orders",)])
def test_a_list_that_is_empty_as_its_data_was_removed_is_refused_with_which_and_since_when(
    removed: Terminal, words: tuple[str, ...], more: tuple[str, ...]
) -> None:
    refusal = removed.refuses(*words, *more)
    kind = {"catalog": "products"}.get(words[0], words[0])
    assert "has been too old since" in refusal
    assert f": {kind}. Sync, then do it again." in refusal
