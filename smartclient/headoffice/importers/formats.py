"""Formats: every file of the import format, column by column."""

from dataclasses import dataclass

from smartclient.domain.catalog import Audience, TaxApplies
from smartclient.domain.customers import CustomerStatus
from smartclient.domain.limits import MOST_PIECES
from smartclient.domain.orders import Fulfilment, OrderState
from smartclient.headoffice.importers import values
from smartclient.headoffice.importers.values import Parse, Value


class NotEmpty:
    """Marks a column in which a field may not be empty."""


NOT_EMPTY = NotEmpty()

_AUDIENCES = {
    "reseller": Audience.RESELLER.value,
    "customer": Audience.CONSUMER.value,
    "consumer": Audience.CONSUMER.value,
    "everyone": Audience.EVERYONE.value,
    "no discount": Audience.EVERYONE.value,
}
_ROLES = {"rep": "rep", "admin": "admin"}
_STATES = {
    OrderState.CONFIRMED.value: OrderState.CONFIRMED.value,
    OrderState.CANCELLED.value: OrderState.CANCELLED.value,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``optional``: the file may lack it; ``empty``: what an empty field means."""

    name: str
    parse: Parse
    empty: Value | NotEmpty = NOT_EMPTY
    field: str = ""
    optional: bool = False

    @property
    def target(self) -> str:
        """The field this column fills: of the table, or of the row where it fills none."""
        return self.field or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """One file. ``key`` are the fields by which a row is found again."""

    name: str
    table: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False


TERRITORIES = FileFormat(
    name="territories.csv",
    table="territories",
    key=("name",),
    columns=(
        Column("name", values.text(60)),
        Column("country", values.text(10), ""),
        Column("region", values.text(60), ""),
    ),
)

REPS = FileFormat(
    name="reps.csv",
    table="reps",
    key=("login",),
    columns=(
        Column("number", values.text(20)),
        Column("login", values.login),
        Column("title", values.text(100), ""),
        Column("territory", values.text(60), ""),
        Column("quota", values.charge, None),
        Column("role", values.one_of(_ROLES), "rep", optional=True),
    ),
)

PRODUCTS = FileFormat(
    name="products.csv",
    table="products",
    key=("sku",),
    columns=(
        Column("sku", values.sku),
        Column("name", values.text(200)),
        Column("category", values.text(100), ""),
        Column("subcategory", values.text(100), ""),
        Column("description", values.text(10_000), ""),
        Column("unit", values.text(20), "EA"),
        Column("color", values.text(40), ""),
        Column("size", values.text(40), ""),
        Column("weight", values.text(40), ""),
        Column("list_price", values.charge),
        Column("standard_cost", values.charge, None),
        Column("sell_from", values.day, None),
        Column("sell_until", values.day, None),
        Column("discontinued_on", values.day, None),
        Column("image", values.file_name, ""),
        Column("replaced_by", values.sku, None, optional=True),
        Column("former_sku", values.sku, None, optional=True),
        Column("min_order_quantity", values.integer(1), 1, optional=True),
        Column("pack_size", values.integer(1), 1, optional=True),
    ),
)

PRICES = FileFormat(
    name="prices.csv",
    table="prices",
    key=("sku", "price_list", "valid_from"),
    columns=(
        Column("sku", values.sku),
        Column("valid_from", values.day),
        Column("valid_to", values.day, None),
        Column("amount", values.charge),
        Column("currency", values.text(3)),
        Column("price_list", values.text(40), "", optional=True),
    ),
)

OFFERS = FileFormat(
    name="offers.csv",
    table="offers",
    key=("code",),
    columns=(
        Column("code", values.text(40)),
        Column("description", values.text(200), ""),
        Column("discount_percent", values.percent),
        Column("kind", values.text(60), ""),
        Column("audience", values.one_of(_AUDIENCES), Audience.EVERYONE.value),
        Column("valid_from", values.day),
        Column("valid_to", values.day, None),
        Column("min_quantity", values.integer(0), 0),
        Column("max_quantity", values.integer(0), None),
    ),
)

OFFER_PRODUCTS = FileFormat(
    name="offer_products.csv",
    table="offer_products",
    key=("offer_code", "sku"),
    columns=(Column("offer_code", values.text(40)), Column("sku", values.sku)),
)

STOCK = FileFormat(
    name="stock.csv",
    table="stock",
    key=("sku",),
    columns=(Column("sku", values.sku), Column("on_hand", values.integer(0))),
)

TAX_RATES = FileFormat(
    name="tax_rates.csv",
    table="tax_rates",
    key=("country", "state", "applies_to"),
    columns=(
        Column("country", values.text(10)),
        Column("state", values.text(20)),
        Column("applies_to", values.choice(TaxApplies)),
        Column("rate_percent", values.percent),
        Column("name", values.text(100), ""),
    ),
)

SHIP_METHODS = FileFormat(
    name="ship_methods.csv",
    table="ship_methods",
    key=("name",),
    columns=(
        Column("name", values.text(60)),
        Column("base", values.charge),
        Column("rate", values.charge),
    ),
)

CUSTOMERS = FileFormat(
    name="customers.csv",
    table="customers",
    key=("number",),
    columns=(
        Column("number", values.customer_number),
        Column("name", values.text(160)),
        Column("rep_login", values.login, field="rep"),
        Column("territory", values.text(60), ""),
        Column("contact_email", values.text(254), "", field="email"),
        Column("business_type", values.text(20), ""),
        Column("specialty", values.text(60), ""),
        Column("square_feet", values.integer(0), None),
        Column("annual_sales", values.charge, None),
        Column("phone", values.text(40), "", optional=True),
        Column("contact", values.text(120), "", optional=True),
        Column("credit_limit", values.charge, None, optional=True),
        Column("balance", values.amount, values.amount("0"), optional=True),
        Column("status", values.choice(CustomerStatus), "active", optional=True),
        Column("merged_into", values.customer_number, None, optional=True),
        Column("price_list", values.text(40), "", optional=True),
        Column("payment_terms", values.text(60), "", optional=True),
        Column("tax_exempt", values.flag, empty=False, optional=True),
    ),
)

ADDRESSES = FileFormat(
    name="addresses.csv",
    table="addresses",
    key=("customer", "kind"),
    columns=(
        Column("customer_number", values.customer_number, field="customer"),
        Column("kind", values.text(20)),
        Column("line1", values.text(120), ""),
        Column("line2", values.text(120), ""),
        Column("city", values.text(80), ""),
        Column("state", values.text(20), ""),
        Column("postal_code", values.text(20), ""),
        Column("country", values.text(10), ""),
    ),
)

ORDERS = FileFormat(
    name="orders.csv",
    table="orders",
    key=("number",),
    optional=True,
    columns=(
        Column("number", values.order_number),
        Column("customer_number", values.customer_number, field="customer"),
        Column("rep_login", values.login, field="rep"),
        Column("order_date", values.day),
        Column("state", values.one_of(_STATES), OrderState.CONFIRMED.value, optional=True),
        Column("fulfilment", values.choice(Fulfilment), None, optional=True),
        Column("fulfilled_on", values.day, None, optional=True),
        Column("ship_via", values.text(60), "", optional=True),
        Column("ship_to", values.text(20), "", optional=True),
        Column("deliver_on", values.day, None, optional=True),
        Column("reference", values.text(60), "", optional=True),
        Column("note", values.text(1000), "", optional=True),
        Column("tax", values.charge, values.amount("0"), optional=True),
        Column("freight", values.charge, values.amount("0"), optional=True),
    ),
)

ORDER_LINES = FileFormat(
    name="order_lines.csv",
    table="order_lines",
    key=("order_number", "line"),
    optional=True,
    columns=(
        Column("order_number", values.order_number),
        Column("line", values.integer(1)),
        Column("sku", values.sku),
        Column("quantity", values.integer(1, MOST_PIECES)),
        Column("unit_price", values.charge),
        Column("discount_percent", values.percent, values.amount("0"), optional=True),
        Column("offer", values.text(40), "", optional=True),
    ),
)

FORMATS = (
    TERRITORIES,
    REPS,
    PRODUCTS,
    PRICES,
    OFFERS,
    OFFER_PRODUCTS,
    STOCK,
    TAX_RATES,
    SHIP_METHODS,
    CUSTOMERS,
    ADDRESSES,
    ORDERS,
    ORDER_LINES,
)
"""Every file, in the order in which they are read and written: what is named comes first."""

FILES = tuple(file_format.name for file_format in FORMATS)
