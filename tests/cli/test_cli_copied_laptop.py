"""A copy of a laptop, or one out of a drawer, brings nothing back and overwrites nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal

SKU = "BP-100"


@pytest.fixture
def laptop(company: Callable[[Path, str], Terminal]) -> Terminal:
    return company(sample_folder(), "anna")


def copy_of(laptop: Terminal) -> Terminal:
    """Another laptop with a copy of everything this one has."""
    home = laptop.home.with_name("copied home")
    shutil.copytree(laptop.home, home)
    return replace(laptop, home=home)


def placed(laptop: Terminal, quantity: int = 1) -> str:
    line = f"{SKU}={quantity}"
    return str(laptop.gives("orders", "new", "--customer", "G-1001", "--line", line)["order_id"])


def shown(laptop: Terminal, order: str) -> tuple[str, list[int]]:
    found = laptop.gives("orders", "show", order)
    return str(found["state"]), [line["quantity"] for line in found["lines"]]


def test_an_older_unsent_version_reverts_no_confirmed_one(laptop: Terminal) -> None:
    order = placed(laptop, 1)
    copy = copy_of(laptop)
    laptop.says("orders", "amend", order, "--line", f"{SKU}=7")
    laptop.says("sync")
    assert shown(laptop, order) == ("confirmed", [7])
    copy.says("sync")
    laptop.says("sync")
    for item in (laptop, copy):
        assert shown(item, order) == ("confirmed", [7])
        assert item.gives("conflicts") == []


def test_an_order_undone_before_it_was_sent_is_not_placed_by_a_copy(laptop: Terminal) -> None:
    order = placed(laptop)
    copy = copy_of(laptop)
    (entry,) = laptop.gives("outbox")
    laptop.says("outbox", "undo", entry["request_id"])
    assert "Withdrawing" in laptop.says("orders", "show", order)
    laptop.says("sync")
    assert shown(laptop, order)[0] == "draft"
    copy.says("sync")
    assert shown(copy, order)[0] == "cancelled"
    assert copy.gives("outbox") == []
    laptop.says("sync")
    assert shown(laptop, order)[0] == "draft"


def test_what_a_copy_sent_first_stays_and_can_be_cancelled(laptop: Terminal) -> None:
    order = placed(laptop)
    copy = copy_of(laptop)
    copy.says("sync")
    (entry,) = laptop.gives("outbox")
    laptop.says("outbox", "undo", entry["request_id"])
    laptop.says("sync")
    assert shown(laptop, order)[0] == "confirmed"
    laptop.says("orders", "cancel", order)
    laptop.says("sync")
    assert shown(laptop, order)[0] == "cancelled"
