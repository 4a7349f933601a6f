"""A company small enough that everybody keeps running into everybody else."""

from pathlib import Path

from smartclient.domain.ids import Sku

REPS = ("north\\ann", "north\\ben", "north\\cyd")
ADMIN = "north\\head"
CUSTOMERS = tuple(f"N-{number:03}" for number in range(1, 10))
SKUS = tuple(Sku(f"P-{number:02}") for number in range(1, 13))
SCARCE = SKUS[:4]
"""Products that are stocked, few of each; nobody but orders changes their stock."""
SCARCE_ON_HAND = 25


def write_company(folder: Path) -> Path:
    """Write the company's files in the import format, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "territories.csv": ["name,country,region", "North,US,All"],
        "reps.csv": [
            "number,login,title,territory,quota,role",
            *(f"{10 + place},{login},Rep,North,,rep" for place, login in enumerate(REPS)),
            f"90,{ADMIN},Sales desk,,,admin",
        ],
        "products.csv": [
            (
                "sku,name,category,subcategory,description,unit,color,size,weight,list_price,"
                "standard_cost,sell_from,sell_until,discontinued_on,image,min_order_quantity,pack_size"
            ),
            *(_product(place, sku) for place, sku in enumerate(SKUS)),
        ],
        "prices.csv": ["sku,valid_from,valid_to,amount,currency"],
        "offers.csv": [
            (
                "code,description,discount_percent,kind,audience,valid_from,valid_to,"
                "min_quantity,max_quantity"
            ),
            "TEN,Ten or more,5.00,Volume Discount,Reseller,2026-01-01,,10,",
        ],
        "offer_products.csv": ["offer_code,sku", *(f"TEN,{sku}" for sku in SKUS[6:])],
        "stock.csv": ["sku,on_hand", *(f"{sku},{SCARCE_ON_HAND}" for sku in SCARCE)],
        "customers.csv": [
            (
                "number,name,rep_login,territory,contact_email,business_type,specialty,square_feet,"
                "annual_sales,phone,credit_limit"
            ),
            *(_customer(place, number) for place, number in enumerate(CUSTOMERS)),
        ],
        "addresses.csv": [
            "customer_number,kind,line1,line2,city,state,postal_code,country",
            *(f"{number},main,{number} Road,,Town,WA,98000,US" for number in CUSTOMERS),
        ],
        "tax_rates.csv": [
            "country,state,applies_to,rate_percent,name",
            "US,WA,all,8.8000,Washington",
        ],
        "ship_methods.csv": ["name,base,rate", "GROUND,3.9500,.9900"],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _product(place: int, sku: str) -> str:
    pack = 6 if place == len(SKUS) - 1 else 1
    price = f"{10 + place}.0000"
    category = ("Things", "Tools")[place % 2]
    return f"{sku},Thing {place},{category},,,EA,,,1.00 LB,{price},,2020-01-01,,,,{pack},{pack}"


def _customer(place: int, number: str) -> str:
    limit = "400.0000" if place == 0 else ""
    rep = REPS[place % len(REPS)]
    return f"{number},Shop {number},{rep},North,{number}@shop.test,,,,,555-{place:04},{limit}"
