"""Products are found by their barcode."""

STATEMENTS: tuple[str, ...] = ("CREATE INDEX ix_products_ean ON products (ean) WHERE ean <> ''",)
