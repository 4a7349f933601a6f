"""A rep's window on a laptop of the small company, with head office in a file beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog

from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.records import OrderRecord
from tests.ui.driver import UserDriver

SHOP = CustomerNumber("N-001")


@dataclass(kw_only=True)
class Place:
    """A rep's window, the laptop under it and head office."""

    office: HeadOffice
    session: Session
    driver: UserDriver

    def order(self, *lines: tuple[str, int], customer: CustomerNumber = SHOP) -> OrderRecord:
        order = self.session.use_cases.orders.new(customer)
        for index, (sku, quantity) in enumerate(lines, start=1):
            order = order.with_line(OrderLine(line=index, sku=Sku(sku), quantity=quantity))
        return self.session.use_cases.orders.place(order)

    def sync(self) -> None:
        """Sync, and let the window show what came."""
        self.session.sync_now()
        self.driver.window.context.changed.emit()
        self.driver.wait()

    def open(self, order: OrderRecord) -> QDialog:
        self.driver.window.context.navigator.open_order(order.order.id)
        return self.driver.dialog("dialogOrderView")

    def edit_new(self, customer: str = SHOP) -> QDialog:
        self.driver.window.context.navigator.new_order(customer)
        return self.driver.dialog("dialogOrder")


def noting(opened: list[Path]) -> Callable[[Path], bool]:
    """Return what stands for the system's viewer: it notes the file, and opened it."""

    def note(file: Path) -> bool:
        opened.append(file)
        return True

    return note
