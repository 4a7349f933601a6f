"""Expired data where the clock is wrong, the power fails, the disk is full, or a laptop slept."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from smartclient.domain.errors import OutOfReachError, RefusedError, StoreError
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.store.database.opening import open_store_file
from smartclient.store.feeds import expiry
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.commands.expiry import remove_expired
from tests.set_clock import SetClock
from tests.small_company import ADMIN, CUSTOMER, SKUS
from tests.sync.expiring import DAY, T, expiring_laptop, pass_days, rows, sync_offline
from tests.sync.power_cuts import Countdown, PowerCutError
from tests.sync.sync_world import KEY, Company
from tests.sync.test_sync_clock import MachineLaptop
from tests.sync.test_sync_repair import in_step


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    with expiring_laptop(company, tmp_path, clock) as laptop:
        yield laptop


def test_an_unproven_clock_hides_what_expired_until_the_next_contact_deletes_it(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    whole = rows(laptop)
    pass_days(laptop, clock, 4)
    laptop.machine.restart()
    laptop.start_program()
    sync_offline(laptop)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
    with laptop.store.view() as view:
        assert view.catalog.photo(f"{SKUS[0]}.png") is None
        assert view.feeds.counts()["customers"].rows == 0
    with pytest.raises(RefusedError, match="too old"):
        laptop.use_cases.orders.new(CUSTOMER)

    def cut(name: str) -> None:
        if name.startswith("feed"):
            raise OutOfReachError("cut")

    laptop.link.before = cut
    laptop.sync()
    assert rows(laptop) == {"prices": 1}
    laptop.link.before = lambda _name: None
    laptop.sync()
    assert rows(laptop) == whole
    assert in_step(laptop)


def test_a_clock_that_was_set_ahead_without_proof_loses_nothing(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    whole = rows(laptop)
    laptop.machine.restart()
    laptop.machine.set(laptop.machine.now() + 900 * DAY)
    laptop.start_program()
    sync_offline(laptop)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
    laptop.sync()
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing")
    assert not laptop.link.calls.count("feed")


def test_a_removal_that_is_cut_anywhere_goes_on_and_all_comes_back(
    company: Company,
    laptop: MachineLaptop,
    clock: SetClock,
    power: Countdown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expiry, "AT_ONCE", 2)
    whole = rows(laptop)
    draft = laptop.use_cases.orders.save_draft(laptop.use_cases.orders.new(CUSTOMER))
    cuts, step = 0, 0
    while True:
        step += 3
        pass_days(laptop, clock, 4)
        power.left = step
        with suppress(PowerCutError):
            remove_expired(laptop.store, laptop.clock)
        was_cut, power.left = power.left is None, None
        laptop.store.close()
        laptop.store = open_store_file(laptop.folder / "store.db", KEY)
        laptop.start_program()
        if was_cut and step % 2:
            remove_expired(laptop.store, laptop.clock)
            assert set(rows(laptop)) <= {"customers", "addresses", "prices"}
            assert rows(laptop)["customers"] == 1
        laptop.sync()
        assert rows(laptop) == whole
        assert in_step(laptop)
        assert laptop.use_cases.orders.get(draft.order.id).state is OrderState.DRAFT
        if not was_cut:
            break
        cuts += 1
    assert cuts > 2


def test_a_laptop_that_wakes_after_a_week_refreshes_what_expires_first_and_photos_last(
    company: Company, laptop: MachineLaptop, clock: SetClock
) -> None:
    policies = {"prices": "1d mark, 30d refuse", "stock": "1d mark, 8d refuse", "offers": "off"}
    for kind, policy in policies.items():
        set_policy(company.office.engine, f"freshness.{kind}", policy, clock=clock)
    set_policy(company.office.engine, "freshness.products", "1d mark, 9d refuse", clock=clock)
    laptop.sync()
    pass_days(laptop, clock, 7)
    with audited_transaction(company.office.engine, actor=ADMIN, at=clock.now()) as connection:
        named = T.products.c.sku == SKUS[1]
        connection.execute(update(T.products).where(named), {"name": "Another thing"})
        connection.execute(update(T.prices), {"amount": Decimal(9)})
        connection.execute(insert(T.stock), {"sku": SKUS[1], "on_hand": 5})
        connection.execute(update(T.photos), {"content": b"another"})
    laptop.link.calls.clear()
    laptop.sync()
    (at_once,) = [call for call in laptop.link.calls if call.startswith("at once: ")]
    kinds = [kind for kind in at_once.split() if kind in {"products", "prices", "stock", "photos"}]
    assert kinds == ["stock", "products", "prices"]
    # photos come after it, by themselves
    assert laptop.link.calls.index(at_once) < len(laptop.link.calls) - 1
    with laptop.store.view() as view:
        assert view.catalog.photo(f"{SKUS[1]}.png") == b"another"


def test_what_was_loaded_again_stays_wherever_the_sync_is_cut(
    laptop: MachineLaptop, clock: SetClock, power: Countdown
) -> None:
    seen, step, was_cut = set(), 0, True
    pass_days(laptop, clock, 30)
    laptop.sync()
    whole = rows(laptop)
    while was_cut:
        step += 4
        pass_days(laptop, clock, 4)
        sync_offline(laptop)
        power.left = step
        with suppress(PowerCutError):
            laptop.sync()
        was_cut, power.left = power.left is None, None
        laptop.store.close()
        laptop.store = open_store_file(laptop.folder / "store.db", KEY)
        laptop.start_program()
        loaded = rows(laptop)
        seen.add(len(loaded))
        remove_expired(laptop.store, laptop.clock)
        assert rows(laptop) == loaded
        laptop.sync()
        assert rows(laptop) == whole
        assert in_step(laptop)
    assert len(seen) > 2


def test_a_disk_that_is_full_hides_what_it_can_not_remove(
    laptop: MachineLaptop, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(laptop)
    pass_days(laptop, clock, 4)

    def is_full(_work: UnitOfWork) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "commit", is_full)
        remove_expired(laptop.store, laptop.clock)
    assert rows(laptop) == whole
    assert laptop.use_cases.catalog.search("Thing") == ()
