"""Values of the order editor: what it begins with, and what an input or its end leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.catalog import ShipMethod
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.mail_form import MailOffer
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import CustomerRecord, UnsavedEdit
from smartclient.read_models.tasks import DraftPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorData:
    """What is looked up before an order can be edited; ``number`` is its final one, if any.

    ``is_kept`` is for an order for a new account that was typed before. ``branch_names`` are those
    of the customers in ``plan``, by number. ``mail`` is None for an order that was placed before.
    """

    order: Order
    customer: CustomerRecord
    methods: tuple[ShipMethod, ...]
    products: dict[Sku, OrderedProduct]
    restored: UnsavedEdit | None = None
    origins: tuple[Origin, ...] = ()
    number: str = ""
    is_kept: bool = False
    plan: DraftPlan = field(default_factory=DraftPlan)
    branch_names: dict[CustomerNumber, str] = field(default_factory=dict)
    mail: MailOffer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesChange:
    """Whether the lines were changed, and the number of the line to show now, if any."""

    changed: bool = False
    line: int | None = None


class CloseAction(StrEnum):
    """What has to be done about the order when its editor is closed."""

    NOTHING = "nothing"
    SAVE_DRAFT = "save_draft"
    DISCARD_DRAFT = "discard_draft"
    DISCARD_EDIT = "discard_edit"
    ASK = "ask"


class LinesHint(StrEnum):
    """The hint that is shown while there are no lines."""

    CHOOSE_CUSTOMER = "choose_customer"
    ADD_PRODUCT = "add_product"
