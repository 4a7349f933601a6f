"""A product's barcode and a rep's name."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE products ADD COLUMN ean TEXT",
    "ALTER TABLE reps ADD COLUMN name TEXT",
)
