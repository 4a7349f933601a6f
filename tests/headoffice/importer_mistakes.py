"""Mistakes that people make in files to import, and how each must be reported."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One mistake in one file, and how it must be reported."""

    file: str
    old: str
    new: str
    line: int
    column: str
    reason: str


MISTAKES = {
    "unknown sku": Mistake(
        "prices.csv", "A-1,2025", "Z-9,2025", 2, "sku", "There is no product Z-9."
    ),
    "unknown sku in stock": Mistake("stock.csv", "A-1", "Z-9", 2, "sku", "no product Z-9"),
    "unknown sku in an offer": Mistake("offer_products.csv", ",A-1", ",Z-9", 2, "sku", "Z-9"),
    "unknown offer": Mistake("offer_products.csv", "V10", "V11", 2, "offer_code", "no offer V11"),
    "unknown replacement": Mistake("products.csv", ",A-1,B-0", ",Z-9,B-0", 3, "replaced_by", "Z-9"),
    "replaced by itself": Mistake("products.csv", ",A-1,B-0", ",b-1,", 3, "replaced_by", "itself"),
    "former number in use": Mistake("products.csv", "B-0", "a-1", 3, "former_sku", "A-1"),
    "malformed date": Mistake(
        "prices.csv", "2026-01-01", "01/01/2026", 3, "valid_from", "“01/01/2026” is not a date"
    ),
    "no such day": Mistake("prices.csv", "2025-12-31", "2025-11-31", 2, "valid_to", "not a date"),
    "week date": Mistake("prices.csv", "2026-01-01", "2026-W01-1", 3, "valid_from", "not a date"),
    "malformed amount": Mistake("prices.csv", "1.90", "1.9O", 2, "amount", "not an amount"),
    "thousands separator": Mistake("prices.csv", "1.90", '"1,900"', 2, "amount", "not an amount"),
    "not a number": Mistake("products.csv", "2.00", "NaN", 2, "list_price", "not an amount"),
    "exponent": Mistake("products.csv", "2.00", "2e3", 2, "list_price", "not an amount"),
    "negative price": Mistake("prices.csv", "1.90", "-1.90", 2, "amount", "negative"),
    "too many decimals": Mistake("prices.csv", "1.90", "1.90001", 2, "amount", "four decimals"),
    "too large": Mistake("prices.csv", "1.90", "1" + "0" * 12, 2, "amount", "too large"),
    "percentage": Mistake("offers.csv", ",5,", ",105,", 2, "discount_percent", "percentage"),
    "whole number": Mistake("stock.csv", "50", "50.5", 2, "on_hand", "whole number"),
    "more stock than can be stored": Mistake(
        "stock.csv", "50", "99999999999", 2, "on_hand", "99999999999 is too large"
    ),
    "negative stock": Mistake("stock.csv", "50", "-1", 2, "on_hand", "at least 0"),
    "empty field": Mistake("products.csv", "Apple", " ", 2, "name", "may not be empty"),
    "too long": Mistake("products.csv", "Apple", "A" * 201, 2, "name", "too long"),
    "duplicate key": Mistake(
        "products.csv", "B-1,Bean", "a-1 ,Bean", 3, "sku", "already on line 2"
    ),
    "duplicate price": Mistake(
        "prices.csv", "A-1,2026-01-01", "A-1,2025-01-01", 3, "sku, price_list, valid_from", "line 2"
    ),
    "number of another rep": Mistake("reps.csv", "2,boss", "1,boss", 3, "number", "kim"),
    "overlapping prices": Mistake(
        "prices.csv",
        "2025-12-31",
        "2026-01-01",
        3,
        "valid_from",
        "From 2026-01-01 on the price overlaps the one on line 2, which is valid to 2026-01-01.",
    ),
    "endless price overlaps": Mistake(
        "prices.csv", "2025-12-31", "", 3, "valid_from", "without end"
    ),
    "ends before it begins": Mistake(
        "prices.csv", "2025-12-31", "2024-12-31", 2, "valid_to", "before"
    ),
    "other currency": Mistake("prices.csv", "2.00,USD", "2.00,EUR", 3, "currency", "EUR"),
    "bracket": Mistake("offers.csv", ",10,", ",10,9", 2, "max_quantity", "9 is less than 10"),
    "unknown audience": Mistake("offers.csv", "Reseller", "Martians", 2, "audience", "Martians"),
    "unknown rep": Mistake("customers.csv", "K1,Kiosk,kim", "K1,Kiosk,tim", 2, "rep_login", "tim"),
    "unknown other rep": Mistake(
        "customers.csv", "K1,Kiosk,kim", "K1,Kiosk,kim; tim", 2, "rep_login", "tim"
    ),
    "no rep between semicolons": Mistake(
        "customers.csv", "K1,Kiosk,kim", "K1,Kiosk,;", 2, "rep_login", "names no login"
    ),
    "unknown territory": Mistake("reps.csv", "Rep,North", "Rep,Moon", 2, "territory", "Moon"),
    "unknown customer": Mistake("addresses.csv", "K1", "K9", 2, "customer_number", "K9"),
    "merged into nobody": Mistake(
        "customers.csv", "on_hold,K1", "on_hold,K9", 3, "merged_into", "K9"
    ),
    "unknown status": Mistake("customers.csv", "on_hold", "asleep", 3, "status", "asleep"),
    "unknown role": Mistake("reps.csv", "admin", "king", 3, "role", "king"),
    "tax group": Mistake("tax_rates.csv", "all", "some", 2, "applies_to", "some"),
    "order of nobody": Mistake("orders.csv", "K1", "K9", 2, "customer_number", "K9"),
    "order line of no order": Mistake(
        "order_lines.csv", "SO-1,1", "SO-2,1", 2, "order_number", "SO-2"
    ),
    "order line without a product": Mistake("order_lines.csv", "A-1", "Z-9", 2, "sku", "Z-9"),
    "order of more than a line may hold": Mistake(
        "order_lines.csv", "3,2.00", "1000001,2.00", 2, "quantity", "at most 1000000"
    ),
    "order of nothing": Mistake("order_lines.csv", "3,2.00", "0,2.00", 2, "quantity", "at least 1"),
    "a photo elsewhere": Mistake(
        "products.csv", "2024-01-01,,,,,", "2024-01-01,,,../../secret,,", 2, "image", "plain name"
    ),
    "a field missing": Mistake(
        "stock.csv", "A-1,50", "A-1", 2, "on_hand", "is 1, and in the header 2"
    ),
    "a field too many": Mistake(
        "stock.csv", "A-1,50", "A-1,50,1", 2, "", "is 3, and in the header 2"
    ),
    "quotation marks": Mistake("stock.csv", "A-1", '"A"-1', 2, "", "quotation marks"),
    "column missing": Mistake(
        "prices.csv", "amount", "amounts", 1, "amount", "is called “amounts”"
    ),
    "column twice": Mistake("stock.csv", "sku,on_hand", "sku,on_hand,sku", 1, "sku", "twice"),
    "semicolons": Mistake("stock.csv", "sku,on_hand", "sku;on_hand", 1, "", "separated by commas"),
    "the smallest day of other systems": Mistake(
        "products.csv", "2024-01-01,,,,,", "2024-01-01,,0001-01-01,,,", 2, "discontinued_on", "1990"
    ),
    "a day of two thousand years ago": Mistake(
        "prices.csv", "2026-01-01", "0026-01-01", 3, "valid_from", "not a day from 1900-01-01"
    ),
    "an order before there were any": Mistake(
        "orders.csv", "2026-03-01", "1026-03-01", 2, "order_date", "not a day from 1990-01-01"
    ),
    **{
        f"the weight {weight}": Mistake(
            "products.csv", "1 LB", weight, 2, "weight", "is not a weight"
        )
        for weight in (
            *("NaN LB", "Inf KG", "1e400", "-5 KG", "430G", "5 LBS", '"1,5 KG"', "1E+40 LB", "5"),
            *("1000001 LB", "LB", "sNaN OZ", "٣ KG"),
        )
    },
    "no currency": Mistake("prices.csv", "2.00,USD", "2.00,US$", 3, "currency", "three letters"),
    "a price that no order can hold": Mistake(
        "prices.csv", "1.90", "1000000000.01", 2, "amount", "too large"
    ),
    "an escape sequence": Mistake(
        "customers.csv", "Kiosk", "Ki\x1b[2Josk", 2, "name", "can't be seen: \\x1b"
    ),
    "an invisible blank": Mistake(
        "customers.csv", "Kiosk", "Ki\u200bosk", 2, "name", "can't be seen: \\u200b"
    ),
    "text turned around": Mistake(
        "products.csv", "Apple", "\u202eelppA", 2, "name", "can't be seen: \\u202e"
    ),
    "a line break in a name": Mistake(
        "products.csv", "Apple", '"App\nle"', 2, "name", "can't be seen: \\n"
    ),
    "the same place in another case": Mistake(
        "tax_rates.csv",
        "US,WA,all,6.5,Sales tax",
        "US,WA,all,6.5,Sales tax\nus,wa,all,7,",
        3,
        "country, state, applies_to",
        "already on line 2",
    ),
}
