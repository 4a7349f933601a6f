"""Two laptops of one rep change the same order: nothing either did is lost without a word."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal

FIRST, SECOND = "BP-100", "WD-100"


@pytest.fixture
def laptops(company: Callable[[Path, str], Terminal]) -> tuple[Terminal, Terminal, str]:
    """Two laptops that hold the same order, and its id."""
    one = company(sample_folder(), "anna")
    other = replace(one, home=one.home.with_name("other home"))
    order = one.gives("orders", "new", "--customer", "G-1001", "--line", f"{FIRST}=1")
    one.says("sync")
    other.says("sign-in", "--url", other.url, "--login", "anna")
    return one, other, str(order["order_id"])


def amend(laptop: Terminal, number: str, sku: str, quantity: int) -> None:
    laptop.says("orders", "amend", number, "--line", f"{sku}={quantity}")
    laptop.says("sync")


def lines(laptop: Terminal, number: str) -> dict[str, int]:
    order: dict[str, Any] = laptop.gives("orders", "show", number)
    return {line["sku"]: line["quantity"] for line in order["lines"]}


def test_changes_of_an_order_on_two_laptops_are_merged_reported_or_a_conflict(
    laptops: tuple[Terminal, Terminal, str],
) -> None:
    one, other, number = laptops
    amend(one, number, FIRST, 3)
    amend(other, number, SECOND, 1)
    assert lines(other, number) == {FIRST: 3, SECOND: 1}
    assert f"Line 1, {FIRST}: the quantity is 3 instead of 1" in " ".join(
        other.says("orders", "show", number).split()
    )
    # the first laptop still has the order without the second line
    amend(one, number, FIRST, 4)
    assert lines(one, number) == {FIRST: 4, SECOND: 1}
    amend(other, number, FIRST, 5)
    (conflict,) = other.gives("conflicts")
    (field,) = conflict["fields"]
    assert field["field"] == f"line 1 {FIRST} quantity"
    assert (field["base"], field["mine"], field["theirs"]) == ("3", "5", "4")
    take = f"{field['field']}=mine"
    other.says("conflicts", "resolve", conflict["conflict_id"], "--take", take)
    other.says("sync")
    assert lines(other, number) == {FIRST: 5, SECOND: 1}


def test_a_customer_shows_what_head_office_kept_instead_of_what_was_entered(
    laptops: tuple[Terminal, Terminal, str],
) -> None:
    one, other, _ = laptops
    policy = ("policy", "phone", "latest")
    one.says(*one.at_head_office(*policy))
    one.says("customers", "edit", "G-1001", "--phone", "111-EARLY")
    other.says("customers", "edit", "G-1001", "--phone", "222-LATE")
    other.says("sync")
    one.says("sync")
    shown = one.gives("customers", "show", "G-1001")
    assert shown["phone"] == "222-LATE"
    (change,) = shown["report"]
    assert (change["field"], change["before"]) == ("phone", "111-EARLY")
    assert change["after"] == "222-LATE"
    page = one.says("customers", "show", "G-1001")
    reported = page[page.index("What was changed") : page.index("What happened")]
    assert "111-EARLY" in reported
    assert "222-LATE" in reported
    assert "What was changed" not in other.says("customers", "show", "G-1001")
    assert other.gives("customers", "show", "G-1001")["report"] == []
