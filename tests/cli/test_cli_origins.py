"""Drafts made from other orders by command line: what changed is shown before they are placed."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal


def test_a_draft_is_not_placed_at_prices_that_were_not_shown(
    company: Callable[[Path, str], Terminal],
) -> None:
    shop = company(sample_folder(), "anna")
    first = shop.gives("orders", "new", "--customer", "G-1097", "--line", "TR-100=2")
    again = shop.gives("orders", "new", "--from", first["provisional_number"])
    assert again["state"] == "tentative"
    assert again["customer"] == "G-1097"
    shown = shop.gives("orders", "show", again["order_id"])
    assert shown["made_from"] == [
        {"kind": "repeated", "order_id": first["order_id"], "order": first["provisional_number"]}
    ]
    assert f"Made from {first['provisional_number']}." in shop.says(
        "orders", "show", again["order_id"]
    )

    shop.says(*shop.at_head_office("change", "product", "TR-120", "--price", "99.90"))
    priced = ("orders", "new", "--customer", "G-1097", "--line", "TR-120=2")
    second = shop.gives(*priced)
    shop.says("sync")
    draft = shop.gives("orders", "new", "--from", second["provisional_number"])
    assert draft["state"] == "draft"
    said = [warning["message"] for warning in draft["warnings"]]
    assert any("the price is 99.90 instead of" in item for item in said), said
    refused = shop.refuses("orders", "amend", draft["order_id"])
    assert "99.90 instead of" in refused
    assert "99.90 instead of" in shop.says("orders", "show", draft["order_id"])

    shop.says(*shop.at_head_office("change", "product", "TR-120", "--price", "109.90"))
    shop.says("sync")
    shown = shop.gives("orders", "show", draft["order_id"])
    [listed] = shop.gives("orders", "--state", "draft")
    for order in (shown, listed):
        assert [line["unit_price"] for line in order["lines"]] == ["109.90"]
        assert order["net"] > draft["net"]
    assert [change["after"] for change in shown["changes"]] == ["109.90"]
    assert f"{Decimal(shown['total']):,}" in shop.says("orders", "--state", "draft")
    page = shop.says("orders", "show", draft["order_id"])
    assert "Not as it was quoted before:" in page
    assert "the price is 109.90 instead of" in page

    placed = shop.gives("orders", "amend", draft["order_id"], "--accept-changes")
    assert placed["state"] == "tentative"
    assert [line["unit_price"] for line in placed["lines"]] == ["109.90"]
