"""Version 5: customers are found by their numbers without the letters and noughts in front."""

STATEMENTS: tuple[str, ...] = (
    "INSERT INTO customers_search (customers_search) VALUES ('delete-all')",
    """
INSERT INTO customers_search (rowid, number, name, contact, phone, email, city)
SELECT id, number || ' ' || ltrim(ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), '0'),
    name, contact, phone, email,
    (SELECT group_concat(a.city, ' ') FROM addresses a WHERE a.customer = customers.number)
FROM customers
""",
)
