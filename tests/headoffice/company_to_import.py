"""A company as small as one can be, in the import format, for tests to spoil."""

from io import BytesIO
from pathlib import Path

from PIL import Image

GOOD = {
    "territories.csv": "name,country,region\nNorth,US,West\n",
    "reps.csv": "number,login,title,territory,quota,role\n1,Kim,Rep,North,,\n2,boss,,,,admin\n",
    "products.csv": (
        "sku,name,category,subcategory,description,unit,color,size,weight,list_price,"
        "standard_cost,sell_from,sell_until,discontinued_on,image,replaced_by,former_sku\n"
        "A-1,Apple,Fruit,,,EA,,,1 LB,2.00,1.0000,2024-01-01,,,,,\n"
        "B-1,Bean,Seed,,,EA,,,,.9900,,2024-01-01,,,,A-1,B-0\n"
    ),
    "prices.csv": (
        "sku,valid_from,valid_to,amount,currency\n"
        "A-1,2025-01-01,2025-12-31,1.90,USD\n"
        "A-1,2026-01-01,,2.00,USD\n"
    ),
    "offers.csv": (
        "code,description,discount_percent,kind,audience,valid_from,valid_to,min_quantity,"
        "max_quantity\nV10,Ten or more,5,Volume,Reseller,2026-01-01,,10,\n"
    ),
    "offer_products.csv": "offer_code,sku\nV10,A-1\n",
    "stock.csv": "sku,on_hand\nA-1,50\n",
    "tax_rates.csv": "country,state,applies_to,rate_percent,name\nUS,WA,all,6.5,Sales tax\n",
    "ship_methods.csv": "name,base,rate\nGROUND,5,.25\n",
    "customers.csv": (
        "number,name,rep_login,territory,contact_email,business_type,specialty,square_feet,"
        "annual_sales,phone,status,merged_into\n"
        "K1,Kiosk,kim,North,k@example.com,BM,Fruit,100,5000,555-0100,active,\n"
        "K2,Corner,kim,North,,,,,,,on_hold,K1\n"
    ),
    "addresses.csv": (
        "customer_number,kind,line1,line2,city,state,postal_code,country\n"
        "K1,main,1 Main St,,Salem,OR,97301,US\n"
    ),
    "orders.csv": (
        "number,customer_number,rep_login,order_date,fulfilment,fulfilled_on\n"
        "SO-1,K1,kim,2026-03-01,invoiced,2026-03-09\n"
    ),
    "order_lines.csv": "order_number,line,sku,quantity,unit_price\nSO-1,1,A-1,3,2.00\n",
}


def write_company(folder: Path) -> Path:
    """Write the small company into a new folder."""
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first ``old`` in a file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def write_photo(path: Path, color: str = "red", *, kind: str = "PNG") -> bytes:
    """Write a small picture, and return what its file holds."""
    held = BytesIO()
    Image.new("RGB", (2, 2), color).save(held, kind)
    path.write_bytes(held.getvalue())
    return held.getvalue()


def with_photo(folder: Path, name: str) -> None:
    """Name a photo in the row of a product."""
    change(folder, "products.csv", "2024-01-01,,,,,", f"2024-01-01,,,{name},,")
