"""The third schema on SQLite, frozen: a product's barcode and a rep's name."""


def statements() -> list[str]:
    """Return what adds the columns."""
    return [
        "ALTER TABLE sales_products ADD COLUMN ean VARCHAR(20) DEFAULT '' NOT NULL",
        "ALTER TABLE sales_reps ADD COLUMN name VARCHAR(120) DEFAULT '' NOT NULL",
    ]
