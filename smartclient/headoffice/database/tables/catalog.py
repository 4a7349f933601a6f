"""Head office's tables: what is sold, at which price, and from where."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Unicode, UnicodeText, UniqueConstraint

from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import DIGEST_LENGTH
from smartclient.database.types import Amount, Day
from smartclient.domain.fields import CUSTOMER, DOCUMENT, OFFER, PRODUCT, SHIP_METHOD, TAX_RATE
from smartclient.domain.text.canonical import LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import (
    TableMaker,
    added_columns,
    row_id,
    row_version,
    text,
)

LONGEST_FORMAT = 10
"""The length of what the format of a document is called."""


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        "products": make.table(
            "sales",
            "products",
            row_id(),
            row_version(),
            Column("sku", Unicode(LONGEST_NUMBER), nullable=False, unique=True),
            Column("name", Unicode(PRODUCT["name"].longest), nullable=False),
            text("category", PRODUCT["category"].longest),
            text("subcategory", PRODUCT["subcategory"].longest),
            Column("description", UnicodeText, nullable=False, server_default=""),
            text("unit", PRODUCT["unit"].longest),
            text("color", PRODUCT["color"].longest),
            text("size", PRODUCT["size"].longest),
            text("weight", PRODUCT["weight"].longest),
            Column("list_price", Amount, nullable=False),
            Column("standard_cost", Amount),
            Column("sell_from", Day),
            Column("sell_until", Day),
            Column("discontinued_on", Day),
            Column("replaced_by", Unicode(LONGEST_NUMBER)),
            Column("former_sku", Unicode(LONGEST_NUMBER), index=True),
            Column("min_order_quantity", Integer, nullable=False, server_default="1"),
            Column("pack_size", Integer, nullable=False, server_default="1"),
            text("image", PRODUCT["image"].longest),
            *added_columns(FeedKind.PRODUCTS, PRODUCT),
        ),
        "prices": make.table(
            "sales",
            "prices",
            row_id(),
            row_version(),
            Column("sku", Unicode(LONGEST_NUMBER), nullable=False),
            text("price_list", CUSTOMER["price_list"].longest),
            Column("valid_from", Day, nullable=False),
            Column("valid_to", Day),
            Column("amount", Amount, nullable=False),
            UniqueConstraint("sku", "price_list", "valid_from"),
        ),
        "offers": make.table(
            "sales",
            "offers",
            row_id(),
            row_version(),
            Column("code", Unicode(LONGEST_NUMBER), nullable=False, unique=True),
            text("description", OFFER["description"].longest),
            Column("discount_percent", Amount, nullable=False),
            text("kind", OFFER["kind"].longest),
            Column("audience", Unicode(20), nullable=False),
            Column("valid_from", Day, nullable=False),
            Column("valid_to", Day),
            Column("min_quantity", Integer, nullable=False, server_default="0"),
            Column("max_quantity", Integer),
            *added_columns(FeedKind.OFFERS, OFFER),
        ),
        "offer_products": make.table(
            "sales",
            "offer_products",
            row_id(),
            row_version(),
            Column("offer_code", Unicode(LONGEST_NUMBER), nullable=False),
            Column("sku", Unicode(LONGEST_NUMBER), nullable=False, index=True),
            UniqueConstraint("offer_code", "sku"),
        ),
        "stock": make.table(
            "sales",
            "stock",
            row_id(),
            row_version(),
            Column("sku", Unicode(LONGEST_NUMBER), nullable=False, unique=True),
            Column("on_hand", Integer, nullable=False),
        ),
        "tax_rates": make.table(
            "sales",
            "tax_rates",
            row_id(),
            row_version(),
            Column("country", Unicode(TAX_RATE["country"].longest), nullable=False),
            Column("state", Unicode(TAX_RATE["state"].longest), nullable=False),
            Column("applies_to", Unicode(20), nullable=False),
            Column("rate_percent", Amount, nullable=False),
            text("name", TAX_RATE["name"].longest),
            UniqueConstraint("country", "state", "applies_to"),
        ),
        "ship_methods": make.table(
            "sales",
            "ship_methods",
            row_id(),
            row_version(),
            Column("name", Unicode(SHIP_METHOD["name"].longest), nullable=False, unique=True),
            Column("base", Amount, nullable=False),
            Column("rate", Amount, nullable=False),
        ),
        "photos": make.table(
            "sales",
            "photos",
            row_id(),
            row_version(),
            Column("name", Unicode(PRODUCT["image"].longest), nullable=False, unique=True),
            Column("hash", Unicode(DIGEST_LENGTH), nullable=False),
            Column("content", LargeBinary, nullable=False),
        ),
        # of a product where there is a SKU, else of a category
        "documents": make.table(
            "sales",
            "documents",
            row_id(),
            row_version(),
            text("sku", LONGEST_NUMBER),
            text("category", PRODUCT["category"].longest),
            Column("title", Unicode(DOCUMENT["title"].longest), nullable=False),
            Column("format", Unicode(LONGEST_FORMAT), nullable=False),
            Column("hash", Unicode(DIGEST_LENGTH), nullable=False),
            Column("size", Integer, nullable=False),
        ),
        # the bytes of documents by their hashes, so each is there once
        "document_parts": make.table(
            "sales",
            "document_parts",
            row_id(),
            row_version(),
            Column("hash", Unicode(DIGEST_LENGTH), nullable=False),
            Column("part", Integer, nullable=False),
            Column("content", LargeBinary, nullable=False),
            UniqueConstraint("hash", "part"),
        ),
    }
