"""Comparing what is held with head office, when a person asks for it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal

GONE = "BP-100"


def held(laptop: Terminal) -> set[str]:
    return {row["sku"] for row in laptop.gives("catalog", GONE)}


def test_what_left_head_office_without_a_trace_is_found_when_asked_for(
    company: Callable[[Path, str], Terminal],
) -> None:
    laptop = company(sample_folder(), "anna")
    assert held(laptop) == {GONE}
    file = Path(laptop.url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as office:
        office.execute("DELETE FROM sales_products WHERE sku = ?", (GONE,))
        office.execute("DELETE FROM sync_tombstones")
        office.commit()
    laptop.says("sync")
    assert held(laptop) == {GONE}
    assert laptop.gives("sync", "--check")["link"] == "online"
    assert held(laptop) == set()
    assert laptop.gives("sync", "--check")["pulled"] == 0
