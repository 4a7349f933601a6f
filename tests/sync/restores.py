"""Head office's file as it was some time ago, and what a test compares after it was restored."""

import shutil
from dataclasses import replace
from pathlib import Path

from smartclient.contract.operations import PulseRequest
from smartclient.domain.sales.orders import OrderState
from tests.small_company import ADMIN
from tests.sync.sync_world import Company, Laptop


def back_up(company: Company) -> None:
    backup = company.folder / "backup.db"
    backup.unlink(missing_ok=True)
    with company.office.engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(backup),))


def put_back(company: Company, *, alone: bool = False) -> None:
    """Put the backup in the place of the file, under whoever has that open.

    With ``alone`` head office has nothing left that knows better, as on another machine.
    """
    copy = company.folder / "copy.db"
    shutil.copy(company.folder / "backup.db", copy)
    for suffix in ("-wal", "-shm"):
        Path(f"{company.file}{suffix}").unlink(missing_ok=True)
    if alone:
        Path(f"{company.file}.history").unlink()
    copy.replace(company.file)


def keep_no_position(*laptops: Laptop) -> None:
    """Let laptops hold nothing that head office signed, as those of an earlier version."""
    for laptop in laptops:
        laptop.link.pulses = lambda given: replace(given, position="")


def epoch(company: Company) -> str:
    return company.office.operations(ADMIN).pulse(PulseRequest()).generation


def numbers(company: Company) -> list[str]:
    with company.office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM sales_orders ORDER BY number")
        return list(rows.scalars())


def states(laptop: Laptop) -> dict[str, OrderState]:
    return {item.number or "none": item.state for item in laptop.use_cases.orders.search()}


def write_much(company: Company) -> None:
    """Give out more row versions at head office than were given since the backup."""
    with company.office.engine.begin() as connection:
        for _ in range(60):
            connection.exec_driver_sql("UPDATE sales_products SET color = color")
