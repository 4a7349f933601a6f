"""A company small enough to read: two reps, an admin, seven products and six customers."""

from pathlib import Path
from tempfile import TemporaryDirectory

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder

REP = "north\\ann"
OTHER_REP = "north\\ben"
ADMIN = "north\\head"
CUSTOMER = CustomerNumber("N-001")
SKUS = tuple(Sku(f"P-{number:02}") for number in range(1, 8))

_FILES = {
    "territories.csv": ["name,country,region", "North,US,All"],
    "reps.csv": [
        "number,login,title,territory,quota,role",
        f"10,{REP},Rep,North,,rep",
        f"11,{OTHER_REP},Rep,North,,rep",
        f"90,{ADMIN},Sales desk,,,admin",
    ],
    "products.csv": [
        (
            "sku,name,category,subcategory,description,unit,color,size,weight,list_price,"
            "standard_cost,sell_from,sell_until,discontinued_on,image"
        ),
        *(f"{sku},Thing {sku},Things,,,EA,,,,10.0000,,2020-01-01,,," for sku in SKUS),
    ],
    "prices.csv": ["sku,valid_from,valid_to,amount,currency"],
    "offers.csv": [
        (
            "code,description,discount_percent,kind,audience,valid_from,valid_to,"
            "min_quantity,max_quantity"
        )
    ],
    "offer_products.csv": ["offer_code,sku"],
    "stock.csv": ["sku,on_hand"],
    "customers.csv": [
        (
            "number,name,rep_login,territory,contact_email,business_type,specialty,square_feet,"
            "annual_sales,phone"
        ),
        *(f"N-{n:03},Shop {n},{REP},North,n{n}@shop.test,,,,,555-{n:04}" for n in range(1, 6)),
        f"N-100,Elsewhere,{OTHER_REP},North,e@shop.test,,,,,555-0100",
    ],
    "addresses.csv": [
        "customer_number,kind,line1,line2,city,state,postal_code,country",
        *(f"N-{n:03},main,{n} Road,,Town,WA,98000,US" for n in range(1, 6)),
    ],
    "tax_rates.csv": ["country,state,applies_to,rate_percent,name"],
    "ship_methods.csv": ["name,base,rate", "GROUND,3.9500,.9900"],
}


def write_company(folder: Path) -> Path:
    """Write the company's files in the import format, and return their folder."""
    folder.mkdir()
    for name, lines in _FILES.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def import_company(office: HeadOffice, clock: Clock) -> None:
    """Import the company."""
    with TemporaryDirectory() as folder:
        import_folder(office.engine, write_company(Path(folder) / "company"), clock=clock)
