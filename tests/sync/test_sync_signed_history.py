"""Head office that went back and holds no evidence of its own: what laptops hold proves it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.read_models.server_restores import RestoreSign
from tests.small_company import ADMIN, SKUS
from tests.sync.restores import back_up, epoch, numbers, put_back, states, write_much
from tests.sync.sync_world import Company, Laptop


def start_again(company: Company) -> None:
    """Start head office's programs again, as after its machine was put back."""
    company.reopen()
    company.office.answer_waiting()


def write_nothing(_: Company) -> None:
    """Write nothing."""


@pytest.mark.parametrize("since", [write_nothing, write_much])
def test_a_head_office_that_went_back_begins_an_epoch_whatever_was_written_since(
    company: Company, laptop: Laptop, other: Laptop, since: Callable[[Company], None]
) -> None:
    """As after a failover that lost the last seconds: receipts, replies and rows of feeds."""
    laptop.sync(), other.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync()
    waiting = laptop.order(SKUS[1])
    laptop.sync(answer_now=None)
    given = laptop.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    start_again(company)
    before = epoch(company)
    since(company)
    laptop.sync()
    assert epoch(company) != before
    restores = status(company.office.engine).restores
    assert (restores.restored_why, restores.suspected_by) == (RestoreCause.POSITION_LOST, 0)
    laptop.sync(), other.sync()
    assert not laptop.use_cases.outbox.entries()
    there = laptop.use_cases.orders.get(waiting.order.id)
    assert there.number not in {"", given}
    assert states(laptop) == {given: OrderState.CONFIRMED, there.number: OrderState.CONFIRMED}
    assert sorted(states(laptop)) == numbers(company)
    restore = laptop.use_cases.status.current().restore
    assert restore is not None
    assert restore.sign is RestoreSign.EPOCH


def test_a_laptop_that_only_read_what_is_lost_proves_it(company: Company, laptop: Laptop) -> None:
    """It sent nothing: neither a receipt nor a reply of its own is gone."""
    reader = Laptop(company, company.folder / "reader", laptop.login)
    laptop.sync(), reader.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync(), reader.sync()
    given = states(reader)
    put_back(company, alone=True)
    start_again(company)
    write_much(company)
    before = epoch(company)
    reader.sync()
    assert epoch(company) != before
    laptop.sync(), laptop.sync(), reader.sync()
    assert states(reader) == states(laptop) == given


def test_one_that_missed_what_is_lost_proves_nothing(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    start_again(company)
    before = epoch(company)
    other.sync(), other.sync()
    assert epoch(company) == before
    laptop.sync()
    assert epoch(company) != before


@pytest.fixture
def copied(company: Company, tmp_path: Path) -> Iterator[Company]:
    """A copy of head office as it is when its file is copied, to go on by itself."""
    folder = tmp_path / "copied"
    folder.mkdir()
    copy = Company(folder, company.clock)
    yield copy
    copy.office.close()


def copy_over(company: Company, copied: Company) -> None:
    """Let the copy be what head office is now: with its id, its epoch and its key."""
    back_up(company)
    copied.office.close()
    for left in copied.folder.glob("office.db*"):
        left.unlink()
    shutil.copy(company.folder / "backup.db", copied.file)
    copied.reopen()
    copied.office.answer_waiting()


def test_laptops_of_two_copies_of_one_head_office_are_each_given_what_is_at_the_other(
    company: Company, copied: Company, laptop: Laptop, other: Laptop
) -> None:
    """Both go on, and then the laptops of each call the other."""
    admin = Laptop(copied, company.folder / "admin", ADMIN)
    laptop.sync(), other.sync()
    copy_over(company, copied)
    mine = laptop.order(SKUS[0])
    laptop.sync()
    other.company = copied
    customer = other.use_cases.customers.search()[0].number
    theirs = other.order(SKUS[1], customer=customer)
    other.sync()
    before = epoch(company), epoch(copied)
    assert before[0] == before[1]
    laptop.company, other.company = copied, company
    for _ in range(2):
        laptop.sync(), other.sync()
    assert epoch(copied) != before[1]
    assert epoch(company) != before[0]
    admin.sync()
    for placed, rep in ((mine, laptop), (theirs, other)):
        record = rep.use_cases.orders.get(placed.order.id)
        assert record.state is OrderState.CONFIRMED
        assert not rep.use_cases.outbox.entries()
    # each order is at the head office to which it was sent first, and at the one called last
    assert (len(numbers(company)), len(numbers(copied))) == (2, 2)
