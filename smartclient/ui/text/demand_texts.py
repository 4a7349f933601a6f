"""What the window says of demand that is not confirmed."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.demand import DemandKind, StockDemand
from smartclient.ui.text import formats
from smartclient.wording.labels import demand_labels

translate = QCoreApplication.translate


def stock_text(demand: StockDemand) -> str:
    """How much of a product's stock other orders take."""
    text = translate("wording", demand_labels[DemandKind.STOCK])
    return text.format(
        stock=formats.count(demand.in_stock), taken=formats.count(demand.in_own_orders)
    )


def credit_text(used: Decimal) -> str:
    """How much of a customer's credit orders that are not confirmed use."""
    text = translate("wording", demand_labels[DemandKind.CREDIT])
    return text.format(amount=formats.money(used))
