"""A laptop among others: what head office calls it, and what becomes of a copy."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.domain.devices import own_code
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.sales.orders import OrderState
from smartclient.store.database.opening import open_store_file
from smartclient.store.work.assigned_numbers import AssignedNumbers
from smartclient.use_cases.use_cases import UseCases
from tests.small_company import ADMIN, SKUS
from tests.sync.sync_world import KEY, Company, Laptop
from tests.sync.test_sync_older_headoffice import meet_an_older_head_office, meet_it_upgraded


def device(laptop: Laptop) -> tuple[str, str]:
    with laptop.store.view() as view:
        return view.meta.device, view.meta.device_code


def number(laptop: Laptop) -> str:
    return laptop.order().order.provisional_number


def open_again(laptop: Laptop, numbers: AssignedNumbers | None = None) -> None:
    laptop.store.close()
    laptop.store = open_store_file(laptop.folder / "store.db", KEY, numbers=numbers)
    laptop.use_cases = UseCases(laptop.store, laptop.clock)


def copied(laptop: Laptop, folder: Path) -> Laptop:
    """Return a laptop on which a copy of another's store is opened."""
    copied_laptop = Laptop(laptop.company, folder, laptop.login)
    copied_laptop.store.close()
    laptop.store.close()
    shutil.copy(laptop.folder / "store.db", copied_laptop.folder / "store.db")
    open_again(laptop)
    open_again(copied_laptop)
    return copied_laptop


@pytest.fixture
def backup(laptop: Laptop, tmp_path: Path) -> Path:
    """Return a copy of the laptop's store with an order that was not sent yet."""
    laptop.sync()
    laptop.order()
    laptop.store.close()
    copy = tmp_path / "backup.db"
    shutil.copy(laptop.folder / "store.db", copy)
    open_again(laptop)
    return copy


def put_back(laptop: Laptop, backup: Path) -> None:
    laptop.store.close()
    shutil.copy(backup, laptop.folder / "store.db")
    open_again(laptop)


def test_a_laptop_learns_its_code_with_the_first_sync(laptop: Laptop) -> None:
    laptop.sync()
    _, code = device(laptop)
    assert number(laptop) == f"AN-{code}-0001"


def test_each_request_says_its_device_and_how_far_off_its_clock_was_taken_to_be(
    company: Company, laptop: Laptop
) -> None:
    laptop.link.pulses = lambda pulse: replace(pulse, clock=pulse.clock + timedelta(minutes=10))
    laptop.sync()
    laptop.order()
    laptop.sync()
    with company.office.engine.connect() as connection:
        said = connection.exec_driver_sql("SELECT device, clock_offset_seconds FROM sync_inbox")
        assert said.all() == [(device(laptop)[0], 600)]


def test_a_device_is_known_outside_its_store_from_the_first_contact_on(
    laptop: Laptop, tmp_path: Path
) -> None:
    outside = tmp_path / "numbers"
    open_again(laptop, AssignedNumbers(outside))
    laptop.sync()
    assert AssignedNumbers(outside).is_known(device(laptop)[0])


def test_an_older_head_office_assigns_no_code(laptop: Laptop) -> None:
    meet_an_older_head_office(laptop)
    laptop.sync()
    identity, code = device(laptop)
    assert code == ""
    first = number(laptop)
    assert first == f"AN-{own_code(identity)}-0001"
    meet_it_upgraded(laptop)
    laptop.sync()
    _, code = device(laptop)
    assert number(laptop) == f"AN-{code}-0002"
    assert laptop.use_cases.orders.get(first).order.provisional_number == first


def test_a_laptop_that_was_put_back_becomes_another_and_keeps_its_work(
    company: Company, laptop: Laptop, backup: Path
) -> None:
    before = device(laptop)
    laptop.sync()
    laptop.sync()
    put_back(laptop, backup)
    assert device(laptop) == before
    laptop.sync()
    assert device(laptop)[0] != before[0]
    assert device(laptop)[1] not in {"", before[1]}
    (order,) = laptop.use_cases.orders.search(state=OrderState.CONFIRMED)
    assert order.number
    assert company.orders() == 1


def test_an_answer_that_never_came_makes_no_other_device(laptop: Laptop) -> None:
    laptop.sync()
    before = device(laptop)

    def cut(name: str) -> None:
        if name == "pulse":
            raise OutOfReachError("The link was cut.")

    laptop.link.after = cut
    for _ in range(3):
        assert laptop.sync().why
    laptop.link.after = lambda _: None
    laptop.sync()
    assert device(laptop) == before


def take_blocks(laptop: Laptop) -> None:
    """Have a laptop hold a block of final numbers."""
    admin = Laptop(laptop.company, laptop.company.folder / "admin", ADMIN)
    admin.sync()
    admin.use_cases.admin.change_policy("numbering.orders", "block")
    admin.sync(), laptop.sync()
    admin.store.close()


def test_a_copy_gives_no_number_of_the_block_that_it_was_made_with(
    laptop: Laptop, tmp_path: Path
) -> None:
    laptop.sync()
    take_blocks(laptop)
    copied_laptop = copied(laptop, tmp_path / "copy")
    # the first contact of the original makes the copy a copy
    laptop.order(), laptop.sync(), laptop.sync()
    copied_laptop.sync()
    first, second = number(copied_laptop), number(laptop)
    assert first != second
    assert first.startswith("SO-")
    assert second.startswith("SO-")
    laptop.sync(), copied_laptop.sync()


def test_two_copies_that_gave_the_same_number_offline_lose_nothing(
    laptop: Laptop, tmp_path: Path
) -> None:
    laptop.sync()
    take_blocks(laptop)
    copied_laptop = copied(laptop, tmp_path / "copy")
    mine, theirs = laptop.order(SKUS[0]), copied_laptop.order(SKUS[1])
    given = mine.order.provisional_number
    assert given.startswith("SO-")
    assert theirs.order.provisional_number == given
    laptop.sync(), copied_laptop.sync(), laptop.sync(), copied_laptop.sync()
    numbers = [
        one.use_cases.orders.get(record.order.id).number
        for one, record in ((laptop, mine), (copied_laptop, theirs))
    ]
    assert numbers[0] == given
    assert len(set(numbers)) == 2
    assert [
        (change.before, change.after)
        for change in copied_laptop.use_cases.orders.history(theirs.order.id).report
    ] == [(given, numbers[1])]
