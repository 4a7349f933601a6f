"""Formats: every file of the import format, column by column."""

from dataclasses import dataclass
from decimal import Decimal

from smartclient.domain import fields
from smartclient.domain.sales.catalog import (
    Audience,
    TaxApplies,
)
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import (
    Fulfilment,
    OrderState,
)
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
_NOTHING = Decimal(0)
_STATES = {
    OrderState.CONFIRMED.value: OrderState.CONFIRMED.value,
    OrderState.CANCELLED.value: OrderState.CANCELLED.value,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``empty``: what an empty field means; where it may be, the file may lack it."""

    name: str
    parse: Parse
    empty: Value | NotEmpty = NOT_EMPTY
    field: str = ""

    @property
    def target(self) -> str:
        """The field this column fills: of the table, or of the row where it fills none."""
        return self.field or self.name

    @property
    def needed(self) -> bool:
        """Whether the file can't be without the column."""
        return isinstance(self.empty, NotEmpty)


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
        Column("name", values.text(fields.TERRITORY["name"])),
        Column("country", values.text(fields.TERRITORY["country"]), ""),
        Column("region", values.text(fields.TERRITORY["region"]), ""),
    ),
)

REPS = FileFormat(
    name="reps.csv",
    table="reps",
    key=("login",),
    columns=(
        Column("number", values.text(fields.REP["number"])),
        Column("login", values.login),
        Column("name", values.text(fields.REP["name"]), ""),
        Column("title", values.text(fields.REP["title"]), ""),
        Column("territory", values.text(fields.REP["territory"]), ""),
        Column("quota", values.amount(fields.CHARGE), None),
        Column("role", values.one_of(_ROLES), "rep"),
    ),
)

PRODUCTS = FileFormat(
    name="products.csv",
    table="products",
    key=("sku",),
    columns=(
        Column("sku", values.sku),
        Column("name", values.text(fields.PRODUCT["name"])),
        Column("category", values.text(fields.PRODUCT["category"]), ""),
        Column("subcategory", values.text(fields.PRODUCT["subcategory"]), ""),
        Column("description", values.text(fields.PRODUCT["description"]), ""),
        Column("unit", values.text(fields.PRODUCT["unit"]), "EA"),
        Column("color", values.text(fields.PRODUCT["color"]), ""),
        Column("size", values.text(fields.PRODUCT["size"]), ""),
        Column("weight", values.weight, ""),
        Column("list_price", values.amount(fields.PRICE)),
        Column("standard_cost", values.amount(fields.PRICE), None),
        Column("sell_from", values.day(fields.FIRST_DAY_OF_SALE), None),
        Column("sell_until", values.end(fields.LAST_DAY_OF_SALE), None),
        Column("discontinued_on", values.end(fields.LAST_DAY_OF_SALE), None),
        Column("image", values.file_name, ""),
        Column("replaced_by", values.sku, None),
        Column("former_sku", values.sku, None),
        Column("min_order_quantity", values.integer(fields.QUANTITY), 1),
        Column("pack_size", values.integer(fields.QUANTITY), 1),
        Column("ean", values.ean, ""),
    ),
)

PRICES = FileFormat(
    name="prices.csv",
    table="prices",
    key=("sku", "price_list", "valid_from"),
    columns=(
        Column("sku", values.sku),
        Column("valid_from", values.day(fields.FIRST_DAY_OF_SALE)),
        Column("valid_to", values.end(fields.LAST_DAY_OF_SALE), None),
        Column("amount", values.amount(fields.PRICE)),
        Column("currency", values.currency),
        Column("price_list", values.text(fields.CUSTOMER["price_list"]), ""),
    ),
)

OFFERS = FileFormat(
    name="offers.csv",
    table="offers",
    key=("code",),
    columns=(
        Column("code", values.text(fields.OFFER["code"])),
        Column("description", values.text(fields.OFFER["description"]), ""),
        Column("discount_percent", values.percent),
        Column("kind", values.text(fields.OFFER["kind"]), ""),
        Column("audience", values.one_of(_AUDIENCES), Audience.EVERYONE.value),
        Column("valid_from", values.day(fields.FIRST_DAY_OF_SALE)),
        Column("valid_to", values.end(fields.LAST_DAY_OF_SALE), None),
        Column("min_quantity", values.integer(fields.COUNT), 0),
        Column("max_quantity", values.integer(fields.COUNT), None),
    ),
)

OFFER_PRODUCTS = FileFormat(
    name="offer_products.csv",
    table="offer_products",
    key=("offer_code", "sku"),
    columns=(Column("offer_code", values.text(fields.OFFER["code"])), Column("sku", values.sku)),
)

STOCK = FileFormat(
    name="stock.csv",
    table="stock",
    key=("sku",),
    columns=(Column("sku", values.sku), Column("on_hand", values.integer(fields.STOCK))),
)

TAX_RATES = FileFormat(
    name="tax_rates.csv",
    table="tax_rates",
    key=("country", "state", "applies_to"),
    columns=(
        Column("country", values.text(fields.TAX_RATE["country"])),
        Column("state", values.text(fields.TAX_RATE["state"])),
        Column("applies_to", values.choice(TaxApplies)),
        Column("rate_percent", values.percent),
        Column("name", values.text(fields.TAX_RATE["name"]), ""),
    ),
)

SHIP_METHODS = FileFormat(
    name="ship_methods.csv",
    table="ship_methods",
    key=("name",),
    columns=(
        Column("name", values.text(fields.SHIP_METHOD["name"])),
        Column("base", values.amount(fields.PRICE)),
        Column("rate", values.amount(fields.PRICE)),
    ),
)

CUSTOMERS = FileFormat(
    name="customers.csv",
    table="customers",
    key=("number",),
    columns=(
        Column("number", values.customer_number),
        Column("name", values.text(fields.CUSTOMER["name"])),
        Column("rep_login", values.login, field="rep"),
        Column("territory", values.text(fields.CUSTOMER["territory"]), ""),
        Column("contact_email", values.text(fields.CUSTOMER["email"]), "", field="email"),
        Column("business_type", values.text(fields.CUSTOMER["business_type"]), ""),
        Column("specialty", values.text(fields.CUSTOMER["specialty"]), ""),
        Column("square_feet", values.integer(fields.COUNT), None),
        Column("annual_sales", values.amount(fields.CHARGE), None),
        Column("phone", values.text(fields.CUSTOMER["phone"]), ""),
        Column("contact", values.text(fields.CUSTOMER["contact"]), ""),
        Column("credit_limit", values.amount(fields.CHARGE), None),
        Column("balance", values.amount(fields.BALANCE), _NOTHING),
        Column("status", values.choice(CustomerStatus), "active"),
        Column("merged_into", values.customer_number, None),
        Column("price_list", values.text(fields.CUSTOMER["price_list"]), ""),
        Column("payment_terms", values.text(fields.CUSTOMER["payment_terms"]), ""),
        Column("tax_exempt", values.flag, empty=False),
    ),
)

ADDRESSES = FileFormat(
    name="addresses.csv",
    table="addresses",
    key=("customer", "kind"),
    columns=(
        Column("customer_number", values.customer_number, field="customer"),
        Column("kind", values.text(fields.ADDRESS["kind"])),
        Column("line1", values.text(fields.ADDRESS["line1"]), ""),
        Column("line2", values.text(fields.ADDRESS["line2"]), ""),
        Column("city", values.text(fields.ADDRESS["city"]), ""),
        Column("state", values.text(fields.ADDRESS["state"]), ""),
        Column("postal_code", values.text(fields.ADDRESS["postal_code"]), ""),
        Column("country", values.text(fields.ADDRESS["country"]), ""),
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
        Column("order_date", values.day(fields.ORDER_DAY)),
        Column("state", values.one_of(_STATES), OrderState.CONFIRMED.value),
        Column("fulfilment", values.choice(Fulfilment), None),
        Column("fulfilled_on", values.day(fields.ORDER_DAY), None),
        Column("ship_via", values.text(fields.ORDER["ship_via"]), ""),
        Column("ship_to", values.text(fields.ORDER["ship_to"]), ""),
        Column("deliver_on", values.day(fields.ORDER_DAY), None),
        Column("reference", values.text(fields.ORDER["reference"]), ""),
        Column("note", values.text(fields.ORDER["note"]), ""),
        Column("tax", values.amount(fields.CHARGE), _NOTHING),
        Column("freight", values.amount(fields.CHARGE), _NOTHING),
    ),
)

ORDER_LINES = FileFormat(
    name="order_lines.csv",
    table="order_lines",
    key=("order_number", "line"),
    optional=True,
    columns=(
        Column("order_number", values.order_number),
        Column("line", values.integer(fields.LINE_NUMBER)),
        Column("sku", values.sku),
        Column("quantity", values.integer(fields.QUANTITY)),
        Column("unit_price", values.amount(fields.PRICE)),
        Column("discount_percent", values.percent, _NOTHING),
        Column("offer", values.text(fields.OFFER["code"]), ""),
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
