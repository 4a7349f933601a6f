"""What tests of given numbers ask of a head office and a laptop that syncs with it."""

from smartclient.contract.messages import (
    Answer,
)
from smartclient.domain.sales.given_numbers import (
    Numbered,
    NumberWay,
)
from smartclient.domain.sales.order_diff import REFUSED_NUMBER_FIELD
from smartclient.read_models.records import OrderRecord
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import Company


def choose(company: Company, laptop: SyncedLaptop, way: NumberWay) -> None:
    for numbered in Numbered:
        company.policy(f"numbering.{numbered}", str(way))
    laptop.sync()


def now(laptop: SyncedLaptop, order: OrderRecord) -> OrderRecord:
    return laptop.use_cases.orders.get(order.order.id)


def report_of(answer: Answer) -> list[tuple[str, str]]:
    return [
        (change.before, change.after)
        for change in answer.report
        if change.field == REFUSED_NUMBER_FIELD
    ]


def code_of(laptop: SyncedLaptop) -> str:
    with laptop.store.view() as view:
        return view.meta.device_code
