"""The second schema on SQL Server, frozen: the procedure that tells what a feed's rows come to.

It does in one call for every feed, or for one in parts, what ``contract.fingerprints`` says.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.feeds import (
    columns_of,
    told,
    visible_of,
    where_of,
)
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP
from smartclient.headoffice.database.mssql.schema_0001.preamble import (
    AHEAD,
    BEGIN,
    IDENTITY,
    version,
)

NAME = "fingerprints_v1"
"""The procedure made here, of schema ``sync``."""

_KINDS = (
    *("policies", "customers", "addresses", "products", "prices", "offers", "offer_products"),
    *("stock", "tax_rates", "ship_methods", "orders", "cases", "reps", "laptops", "stopped"),
    *("policy_history", "photos"),
)
_COMPARED = {
    "orders": ("id", "order_id", "number", "document:ascii"),
    "photos": ("id", "name", "hash"),
}

_SMALLEST_PART = 16


def _text(kind: str) -> str:
    parts = [
        f"COALESCE(CAST({told(column)} AS nvarchar(max)), NCHAR(30)), NCHAR(31)"
        for column in _COMPARED.get(kind, columns_of(kind))
    ]
    return ",\n                ".join(parts)


def _of(kind: str) -> str:
    visible = visible_of(kind)
    where = f"\n        WHERE {visible}" if visible else ""
    return f"""    IF @kind IN ('', '{kind}')
        INSERT INTO @found (kind, part, [rows], total, moving)
        SELECT '{kind}', h.part, COUNT(*), SUM(h.hash), SUM(h.moving)
        FROM (
            SELECT f.id / @width AS part,
                CASE WHEN f.row_version >= @below THEN 1 ELSE 0 END AS moving,
                CAST(SUBSTRING(HASHBYTES('SHA2_256', CAST(CONCAT(
                {_text(kind)}
                ) COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max))), 1, 5) AS bigint) AS hash
            FROM {where_of(kind)} AS f{where}
        ) AS h
        GROUP BY h.part;"""


def _procedure() -> str:
    every = "\n".join(_of(kind) for kind in _KINDS)
    return f"""CREATE PROCEDURE sync.{NAME}
    @kind varchar(20), @bound bigint, @width bigint
AS
BEGIN
{BEGIN}
{IDENTITY}
{AHEAD}
{version("@below", "@bound")}
    SET @width = CASE WHEN @width > {_SMALLEST_PART} THEN @width ELSE {_SMALLEST_PART} END;
    DECLARE @found TABLE (
        kind varchar(20) NOT NULL,
        part bigint NOT NULL,
        [rows] int NOT NULL,
        total bigint NOT NULL,
        moving int NOT NULL
    );
{every}
    SELECT kind, part, [rows], total, moving FROM @found ORDER BY kind, part;
END"""


def statements() -> list[str]:
    """Return what makes the procedure and lets reps and admins call it."""
    return [
        _procedure(),
        *(f"GRANT EXECUTE ON OBJECT::sync.{NAME} TO {role}" for role in (REP, ADMIN)),
    ]
