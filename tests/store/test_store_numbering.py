"""Numbering: every provisional number says its device, and none is given twice."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartclient.domain.devices import CODE_LENGTH, own_code, provisional_number, says_device
from smartclient.domain.ids import new_id
from smartclient.store.database.opening import create_store, open_store_file
from smartclient.store.unit_of_work import Store
from smartclient.store.work.assigned_numbers import AssignedNumbers, Claim

KEY = bytes(range(32))

Open = Callable[..., Store]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    return tmp_path / "outside"


@pytest.fixture
def opened(tmp_path: Path, outside: Path) -> Iterator[Open]:
    """Return what opens a store in a folder, as a program of its own does."""
    stores: list[Store] = []

    def open_in(folder: str, known: Path = outside) -> Store:
        path = tmp_path / folder / "store.db"
        numbers = AssignedNumbers(known)
        if path.exists():
            store = open_store_file(path, KEY, numbers=numbers)
        else:
            path.parent.mkdir()
            store = create_store(path, KEY, numbers)
        stores.append(store)
        return store

    yield open_in
    for store in stores:
        store.close()


def number(store: Store, kind: str = "order") -> str:
    with store.work() as work:
        given = work.numbering.next_number(kind, "AN")
        work.commit()
    return given


def assign_code(store: Store, code: str = "7K2Q") -> None:
    with store.work() as work:
        work.meta.device, work.meta.device_code = new_id(), code
        work.commit()


def copy_of(tmp_path: Path, store: Store, folder: str) -> None:
    """Copy a laptop's folder as a backup does, when the store was closed."""
    store.close()
    shutil.copytree(tmp_path / "laptop", tmp_path / folder)


def test_numbers_are_counted_by_kind_and_say_the_device(opened: Open) -> None:
    store = opened("laptop")
    assign_code(store)
    assert [number(store), number(store), number(store, "customer")] == [
        *("AN-7K2Q-0001", "AN-7K2Q-0002"),
        "AN-7K2Q-0001",
    ]


def test_a_device_that_was_assigned_no_code_says_its_own_identity(opened: Open) -> None:
    one, other = opened("laptop"), opened("other")
    numbers = [number(one), number(other)]
    assert len(set(numbers)) == len(numbers)
    assert all(says_device(item) for item in numbers)
    with one.view() as view:
        assert numbers[0] == f"AN-{own_code(view.meta.device)}-0001"


def test_a_code_that_is_assigned_later_counts_on(opened: Open) -> None:
    store = opened("laptop")
    number(store)
    with store.work() as work:
        work.meta.device_code = "7K2Q"
        work.commit()
    assert number(store) == "AN-7K2Q-0002"


def test_a_store_that_was_put_back_gives_no_number_again(tmp_path: Path, opened: Open) -> None:
    store = opened("laptop")
    assign_code(store)
    first = number(store)
    copy_of(tmp_path, store, "backup")
    printed = number(opened("laptop"))
    shutil.rmtree(tmp_path / "laptop")
    shutil.copytree(tmp_path / "backup", tmp_path / "laptop")
    after = [number(opened("laptop")), number(opened("laptop"))]
    assert len({first, printed, *after}) == 4


def test_two_copies_that_are_used_give_no_number_twice(tmp_path: Path, opened: Open) -> None:
    store = opened("laptop")
    assign_code(store)
    number(store)
    copy_of(tmp_path, store, "copy")
    one, other = opened("laptop"), opened("copy")
    numbers = [number(store) for _ in range(3) for store in (one, other)]
    assert len(set(numbers)) == len(numbers)


def test_a_copy_on_another_machine_is_a_device_of_its_own(tmp_path: Path, opened: Open) -> None:
    store = opened("laptop")
    assign_code(store)
    number(store)
    copy_of(tmp_path, store, "copy")
    there = opened("copy", tmp_path / "another machine")
    assert number(there) != number(opened("laptop"))


def test_a_copy_made_before_the_first_number_is_a_device_of_its_own_elsewhere(
    tmp_path: Path, opened: Open
) -> None:
    store = opened("laptop")
    with store.work() as work:
        work.numbering.device()
        work.meta.device_code = "7K2Q"
        work.commit()
    copy_of(tmp_path, store, "copy")
    there = opened("copy", tmp_path / "another machine")
    assert number(there) != number(opened("laptop"))


def test_a_number_that_was_rolled_back_is_given_by_the_same_program(opened: Open) -> None:
    store = opened("laptop")
    assign_code(store)
    with store.work() as work:
        assert work.numbering.next_number("order", "AN") == "AN-7K2Q-0001"
    assert number(store) == "AN-7K2Q-0001"


def test_a_number_that_was_rolled_back_is_given_by_the_next_program(opened: Open) -> None:
    store = opened("home")
    device = number(store).split("-")[1]
    with store.work() as work:
        assert work.numbering.next_number("order", "AN").endswith("-0002")
        assert work.numbering.next_number("order", "AN").endswith("-0003")
    store.close()
    assert number(opened("home")) == f"AN-{device}-0002"


def test_a_copy_finds_the_number_before_one_that_was_rolled_back(
    tmp_path: Path, opened: Open
) -> None:
    store = opened("home")
    number(store)
    shutil.copytree(tmp_path / "home", tmp_path / "copy")
    second = number(store)
    with store.work() as work:
        work.numbering.next_number("order", "AN")
    assert number(opened("copy")) != second


def test_where_nothing_can_be_stored_outside_numbers_are_assigned_all_the_same(
    tmp_path: Path, opened: Open
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    store = opened("laptop", blocked)
    assign_code(store)
    assert [number(store), number(store)] == ["AN-7K2Q-0001", "AN-7K2Q-0002"]


def test_only_the_highest_number_is_kept_outside(outside: Path) -> None:
    numbers = AssignedNumbers(outside)
    assert [numbers.claim("d", "order", count) for count in (1, 2, 3)] == [Claim.OURS] * 3
    assert [file.name for file in (outside / "d").iterdir()] == ["order.3"]
    assert AssignedNumbers(outside).claim("d", "order", 2) is Claim.TAKEN
    assert AssignedNumbers(outside).claim("d", "order", 3) is Claim.TAKEN
    assert AssignedNumbers(outside).claim("d", "order", 4) is Claim.OURS


@pytest.mark.parametrize("given", ["AN-0001", "AN-C0001", "SO-10001", "", "AN-7K2-0001"])
def test_a_number_of_an_older_laptop_says_no_device(given: str) -> None:
    assert not says_device(given)


def test_every_number_contains_its_device() -> None:
    for code in ("7K2Q", own_code(new_id())):
        for mark in ("", "C"):
            assigned = provisional_number("ÄX", code, 1_234_567, mark)
            assert says_device(assigned)
            assert len(assigned) <= 20
    assert len("7K2Q") == CODE_LENGTH
