"""Head office restored from a backup, and by the time a laptop asks it is past all it knew."""

from pathlib import Path

from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.server_restores import RestoreSign
from tests.small_company import SKUS
from tests.sync.restores import back_up, put_back, write_much
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_devices import copied
from tests.sync.test_sync_open_work import compare, discontinue


def test_a_second_answer_is_read_though_it_lies_below_what_was_read_before(
    company: Company, laptop: Laptop, tmp_path: Path
) -> None:
    """Copies of the laptop bring back all that it sent: it misses none of its receipts."""
    laptop.sync()
    back_up(company)
    order = laptop.order(*SKUS[:2]).order
    first = copied(laptop, tmp_path / "first")
    laptop.order(SKUS[0], SKUS[2])
    second = copied(laptop, tmp_path / "second")
    laptop.sync()
    assert laptop.use_cases.orders.get(order.id).number
    put_back(company, alone=True)
    discontinue(company, SKUS[0])
    first.sync()
    write_much(company)
    second.sync()
    laptop.sync()
    assert laptop.use_cases.status.current().restore is None
    compare(laptop)
    restore = laptop.use_cases.status.current().restore
    assert restore is not None
    assert restore.sign is RestoreSign.FINGERPRINTS
    laptop.sync()
    assert laptop.use_cases.orders.get(order.id).task is TaskStatus.IN_CONFLICT
    assert len(laptop.use_cases.conflicts.open()) == 2
