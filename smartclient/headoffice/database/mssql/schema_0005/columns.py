"""The fifth schema on SQL Server, frozen: a product's barcode and a rep's name, and their feeds.

Laptops that speak the first version of the link go on reading the first procedures.
"""

from smartclient.headoffice.database.mssql import schema_0004
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP
from smartclient.headoffice.database.mssql.schema_0004.changing import changed

ADDED = {"products": ("image", "ean"), "reps": ("role", "name")}
"""Feed → the column that was its last, and the one that follows it now."""


def altered(name: str) -> str:
    """Return the statement that last changed the procedure ``name``."""
    (found,) = (
        one for one in schema_0004.statements() if one.startswith(f"ALTER PROCEDURE {name}\n")
    )
    return found


def granted(procedure: str) -> list[str]:
    """Return what lets reps and admins call a procedure of schema ``sync``."""
    return [f"GRANT EXECUTE ON OBJECT::sync.{procedure} TO {role}" for role in (REP, ADMIN)]


def _feed(kind: str) -> str:
    last, added = ADDED[kind]
    return changed(
        altered(f"sync.feed_{kind}_v1"),
        (f"ALTER PROCEDURE sync.feed_{kind}_v1", f"CREATE PROCEDURE sync.feed_{kind}_v2"),
        (f"f.[{last}],", f"f.[{last}],\n            f.[{added}],"),
    )


def statements() -> list[str]:
    """Return what adds the columns, and the procedures that give them."""
    return [
        (
            "ALTER TABLE sales.products ADD ean nvarchar(20) NOT NULL "
            "CONSTRAINT df_sales_products_ean DEFAULT N''"
        ),
        (
            "ALTER TABLE sales.reps ADD name nvarchar(120) NOT NULL "
            "CONSTRAINT df_sales_reps_name DEFAULT N''"
        ),
        *(_feed(kind) for kind in ADDED),
        *(grant for kind in ADDED for grant in granted(f"feed_{kind}_v2")),
    ]
