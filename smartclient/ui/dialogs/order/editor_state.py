"""What the order editor is given before an order can be edited, and what it says of its origin."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from smartclient.domain.ids import Sku
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.catalog import ShipMethod
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import CustomerRecord, UnsavedEdit
from smartclient.ui.text import wording

translate = QCoreApplication.translate
_MOST_CHANGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorData:
    """What is looked up before an order can be edited."""

    order: Order
    customer: CustomerRecord
    methods: tuple[ShipMethod, ...]
    products: dict[Sku, OrderedProduct]
    restored: UnsavedEdit | None = None
    made_from: tuple[Origin, ...] = ()


def origin_text(origin: Origin) -> str:
    """Return what a draft was made from, "" for one that was only kept."""
    words = {
        OriginKind.REFUSED: translate("Origins", "Made from {order}, which was refused."),
        OriginKind.REPEATED: translate("Origins", "Made from {order}."),
        OriginKind.LINES_TAKEN: translate("Origins", "With the lines of {order}."),
        OriginKind.KEPT: "",
    }
    return words[origin.kind].format(order=origin.label)


def origins_text(made_from: tuple[Origin, ...], changes: tuple[Change, ...]) -> str:
    """Return what a draft was made from and the first of what changed since; "" for nothing.

    All changes stand at their lines, too.
    """
    said = [text for text in map(origin_text, made_from) if text]
    said += changes_texts(changes[:_MOST_CHANGES])
    if len(changes) > _MOST_CHANGES:
        more = len(changes) - _MOST_CHANGES
        said.append(translate("Origins", "And %Ln more, each said at its line.", "", more))
    return " ".join(said)


def changes_texts(changes: tuple[Change, ...]) -> list[str]:
    """Return what is not as the customer was quoted it before, line by line; [] for nothing."""
    said = [wording.change_text(change) for change in changes]
    return [translate("Origins", "Not as it was quoted before:"), *said] if said else []
