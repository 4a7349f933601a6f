"""Text is searched in one folded form (``search_text``), scripts without spaces by characters."""

STATEMENTS: tuple[str, ...] = (
    "DROP TABLE products_search",
    "DROP TABLE customers_search",
    """
CREATE VIRTUAL TABLE products_search USING fts5 (
    sku, name, category,
    content = '', contentless_delete = 1, tokenize = 'ascii'
)
""",
    """
CREATE VIRTUAL TABLE customers_search USING fts5 (
    number, name, contact, phone, email, city,
    content = '', contentless_delete = 1, tokenize = 'ascii'
)
""",
    """
INSERT INTO products_search (rowid, sku, name, category)
SELECT id, search_text(sku), search_text(name), search_text(category || ' ' || subcategory)
FROM products
""",
    """
INSERT INTO customers_search (rowid, number, name, contact, phone, email, city)
SELECT id,
    search_text(number || ' ' || ltrim(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), '0')),
    search_text(name), search_text(contact), search_text(phone), search_text(email),
    search_text(
        (SELECT group_concat(a.city, ' ') FROM addresses a WHERE a.customer = customers.number)
    )
FROM customers
""",
)
