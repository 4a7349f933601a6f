"""Formats: every file of the import format, column by column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from smartclient.contract.customer_columns import WRITTEN_OTHERWISE
from smartclient.contract.feeds import FEED_COLUMNS, FeedColumn, FeedKind
from smartclient.domain import fields
from smartclient.domain.sales.catalog import Audience, TaxApplies
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.headoffice.database.tables.parts import entry_field
from smartclient.headoffice.importers import values
from smartclient.headoffice.importers.values import Parse, Value


class NotEmpty:
    """Marks a column in which a field may not be empty."""


NOT_EMPTY = NotEmpty()

IMAGES, DOCUMENT_FILES = "images", "documents"
"""The folders in the folder to import that hold photos and documents."""

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
class CsvColumn:
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
    columns: tuple[CsvColumn, ...]
    optional: bool = False


def _added(
    kind: FeedKind, texts: Mapping[str, fields.TextField], *, but: Collection[str] = ()
) -> tuple[CsvColumn, ...]:
    """Return a column for each that was added to a feed, ``but`` some; a file may lack it."""
    added = (column for column in FEED_COLUMNS[kind] if column.since > 1 and column.name not in but)
    return tuple(_column(column, texts) for column in added)


def _column(column: FeedColumn, texts: Mapping[str, fields.TextField]) -> CsvColumn:
    match entry_field(column, texts):
        case fields.TextField() as field:
            return CsvColumn(column.name, values.text(field), "")
        case fields.AmountField() as field:
            return CsvColumn(column.name, values.amount(field), None)
        case fields.DayField() as field:
            return CsvColumn(column.name, values.day(field), None)
        case fields.WholeNumberField() as field:
            return CsvColumn(column.name, values.integer(field), None)
    return CsvColumn(column.name, values.flag, empty=False)


TERRITORIES = FileFormat(
    name="territories.csv",
    table="territories",
    key=("name",),
    columns=(
        CsvColumn("name", values.text(fields.TERRITORY["name"])),
        CsvColumn("country", values.text(fields.TERRITORY["country"]), ""),
        CsvColumn("region", values.text(fields.TERRITORY["region"]), ""),
    ),
)

REPS = FileFormat(
    name="reps.csv",
    table="reps",
    key=("login",),
    columns=(
        CsvColumn("number", values.text(fields.REP["number"])),
        CsvColumn("login", values.login),
        CsvColumn("title", values.text(fields.REP["title"]), ""),
        CsvColumn("territory", values.text(fields.REP["territory"]), ""),
        CsvColumn("quota", values.amount(fields.CHARGE), None),
        CsvColumn("role", values.one_of(_ROLES), "rep"),
        *_added(FeedKind.REPS, fields.REP),
    ),
)

PRODUCTS = FileFormat(
    name="products.csv",
    table="products",
    key=("sku",),
    columns=(
        CsvColumn("sku", values.sku),
        CsvColumn("name", values.text(fields.PRODUCT["name"])),
        CsvColumn("category", values.text(fields.PRODUCT["category"]), ""),
        CsvColumn("subcategory", values.text(fields.PRODUCT["subcategory"]), ""),
        CsvColumn("description", values.text(fields.PRODUCT["description"]), ""),
        CsvColumn("unit", values.text(fields.PRODUCT["unit"]), "EA"),
        CsvColumn("color", values.text(fields.PRODUCT["color"]), ""),
        CsvColumn("size", values.text(fields.PRODUCT["size"]), ""),
        CsvColumn("weight", values.weight, ""),
        CsvColumn("list_price", values.amount(fields.PRICE)),
        CsvColumn("standard_cost", values.amount(fields.PRICE), None),
        CsvColumn("sell_from", values.day(fields.FIRST_DAY_OF_SALE), None),
        CsvColumn("sell_until", values.end(fields.LAST_DAY_OF_SALE), None),
        CsvColumn("discontinued_on", values.end(fields.LAST_DAY_OF_SALE), None),
        CsvColumn("image", values.file_in(IMAGES, fields.PRODUCT["image"]), ""),
        CsvColumn("replaced_by", values.sku, None),
        CsvColumn("former_sku", values.sku, None),
        CsvColumn("min_order_quantity", values.integer(fields.QUANTITY), 1),
        CsvColumn("pack_size", values.integer(fields.QUANTITY), 1),
        CsvColumn("ean", values.ean, ""),
        *_added(FeedKind.PRODUCTS, fields.PRODUCT, but="ean"),
    ),
)

PRICES = FileFormat(
    name="prices.csv",
    table="prices",
    key=("sku", "price_list", "valid_from"),
    columns=(
        CsvColumn("sku", values.sku),
        CsvColumn("valid_from", values.day(fields.FIRST_DAY_OF_SALE)),
        CsvColumn("valid_to", values.end(fields.LAST_DAY_OF_SALE), None),
        CsvColumn("amount", values.amount(fields.PRICE)),
        CsvColumn("currency", values.currency),
        CsvColumn("price_list", values.text(fields.CUSTOMER["price_list"]), ""),
    ),
)

OFFERS = FileFormat(
    name="offers.csv",
    table="offers",
    key=("code",),
    columns=(
        CsvColumn("code", values.text(fields.OFFER["code"])),
        CsvColumn("description", values.text(fields.OFFER["description"]), ""),
        CsvColumn("discount_percent", values.percent),
        CsvColumn("kind", values.text(fields.OFFER["kind"]), ""),
        CsvColumn("audience", values.one_of(_AUDIENCES), Audience.EVERYONE.value),
        CsvColumn("valid_from", values.day(fields.FIRST_DAY_OF_SALE)),
        CsvColumn("valid_to", values.end(fields.LAST_DAY_OF_SALE), None),
        CsvColumn("min_quantity", values.integer(fields.COUNT), 0),
        CsvColumn("max_quantity", values.integer(fields.COUNT), None),
        *_added(FeedKind.OFFERS, fields.OFFER),
    ),
)

OFFER_PRODUCTS = FileFormat(
    name="offer_products.csv",
    table="offer_products",
    key=("offer_code", "sku"),
    columns=(
        CsvColumn("offer_code", values.text(fields.OFFER["code"])),
        CsvColumn("sku", values.sku),
    ),
)

STOCK = FileFormat(
    name="stock.csv",
    table="stock",
    key=("sku",),
    columns=(CsvColumn("sku", values.sku), CsvColumn("on_hand", values.integer(fields.STOCK))),
)

TAX_RATES = FileFormat(
    name="tax_rates.csv",
    table="tax_rates",
    key=("country", "state", "applies_to"),
    columns=(
        CsvColumn("country", values.text(fields.TAX_RATE["country"])),
        CsvColumn("state", values.text(fields.TAX_RATE["state"])),
        CsvColumn("applies_to", values.choice(TaxApplies)),
        CsvColumn("rate_percent", values.percent),
        CsvColumn("name", values.text(fields.TAX_RATE["name"]), ""),
    ),
)

SHIP_METHODS = FileFormat(
    name="ship_methods.csv",
    table="ship_methods",
    key=("name",),
    columns=(
        CsvColumn("name", values.text(fields.SHIP_METHOD["name"])),
        CsvColumn("base", values.amount(fields.PRICE)),
        CsvColumn("rate", values.amount(fields.PRICE)),
    ),
)

CUSTOMERS = FileFormat(
    name="customers.csv",
    table="customers",
    key=("number",),
    columns=(
        CsvColumn("number", values.customer_number),
        CsvColumn("name", values.text(fields.CUSTOMER["name"])),
        CsvColumn("rep_login", values.first_login, field="rep"),
        CsvColumn("rep_login", values.other_logins, field="more_reps"),
        CsvColumn("territory", values.text(fields.CUSTOMER["territory"]), ""),
        CsvColumn("contact_email", values.text(fields.CUSTOMER["email"]), "", field="email"),
        CsvColumn("business_type", values.text(fields.CUSTOMER["business_type"]), ""),
        CsvColumn("specialty", values.text(fields.CUSTOMER["specialty"]), ""),
        CsvColumn("square_feet", values.integer(fields.COUNT), None),
        CsvColumn("annual_sales", values.amount(fields.CHARGE), None),
        CsvColumn("phone", values.text(fields.CUSTOMER["phone"]), ""),
        CsvColumn("contact", values.text(fields.CUSTOMER["contact"]), ""),
        CsvColumn("credit_limit", values.amount(fields.CHARGE), None),
        CsvColumn("balance", values.amount(fields.BALANCE), _NOTHING),
        CsvColumn("status", values.choice(CustomerStatus), "active"),
        CsvColumn("merged_into", values.customer_number, None),
        CsvColumn("price_list", values.text(fields.CUSTOMER["price_list"]), ""),
        CsvColumn("payment_terms", values.text(fields.CUSTOMER["payment_terms"]), ""),
        CsvColumn("tax_exempt", values.flag, empty=False),
        *_added(FeedKind.CUSTOMERS, fields.CUSTOMER, but=WRITTEN_OTHERWISE),
    ),
)

ADDRESSES = FileFormat(
    name="addresses.csv",
    table="addresses",
    key=("customer", "kind"),
    columns=(
        CsvColumn("customer_number", values.customer_number, field="customer"),
        CsvColumn("kind", values.text(fields.ADDRESS["kind"])),
        CsvColumn("line1", values.text(fields.ADDRESS["line1"]), ""),
        CsvColumn("line2", values.text(fields.ADDRESS["line2"]), ""),
        CsvColumn("city", values.text(fields.ADDRESS["city"]), ""),
        CsvColumn("state", values.text(fields.ADDRESS["state"]), ""),
        CsvColumn("postal_code", values.text(fields.ADDRESS["postal_code"]), ""),
        CsvColumn("country", values.text(fields.ADDRESS["country"]), ""),
        *_added(FeedKind.ADDRESSES, fields.ADDRESS),
    ),
)

ORDERS = FileFormat(
    name="orders.csv",
    table="orders",
    key=("number",),
    optional=True,
    columns=(
        CsvColumn("number", values.order_number),
        CsvColumn("customer_number", values.customer_number, field="customer"),
        CsvColumn("rep_login", values.login, field="rep"),
        CsvColumn("order_date", values.day(fields.ORDER_DAY)),
        CsvColumn("state", values.one_of(_STATES), OrderState.CONFIRMED.value),
        CsvColumn("fulfilment", values.choice(Fulfilment), None),
        CsvColumn("fulfilled_on", values.day(fields.ORDER_DAY), None),
        CsvColumn("ship_via", values.text(fields.ORDER["ship_via"]), ""),
        CsvColumn("ship_to", values.text(fields.ORDER["ship_to"]), ""),
        CsvColumn("deliver_on", values.day(fields.ORDER_DAY), None),
        CsvColumn("reference", values.text(fields.ORDER["reference"]), ""),
        CsvColumn("note", values.text(fields.ORDER["note"]), ""),
        CsvColumn("tax", values.amount(fields.CHARGE), _NOTHING),
        CsvColumn("freight", values.amount(fields.CHARGE), _NOTHING),
    ),
)

ORDER_LINES = FileFormat(
    name="order_lines.csv",
    table="order_lines",
    key=("order_number", "line"),
    optional=True,
    columns=(
        CsvColumn("order_number", values.order_number),
        CsvColumn("line", values.integer(fields.LINE_NUMBER)),
        CsvColumn("sku", values.sku),
        CsvColumn("quantity", values.integer(fields.QUANTITY)),
        CsvColumn("unit_price", values.amount(fields.PRICE)),
        CsvColumn("discount_percent", values.percent, _NOTHING),
        CsvColumn("offer", values.text(fields.OFFER["code"]), ""),
    ),
)

DOCUMENTS = FileFormat(
    name="documents.csv",
    table="documents",
    key=("sku", "category", "title"),
    optional=True,
    columns=(
        CsvColumn("sku", values.sku, ""),
        CsvColumn("category", values.text(fields.PRODUCT["category"]), ""),
        CsvColumn("title", values.text(fields.DOCUMENT["title"])),
        CsvColumn("file", values.file_in(DOCUMENT_FILES, fields.DOCUMENT["file"])),
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
    DOCUMENTS,
    ORDERS,
    ORDER_LINES,
)
"""Every file, in the order in which they are read and written: what is named comes first."""

FILES = tuple(file_format.name for file_format in FORMATS)
