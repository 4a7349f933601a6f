"""The first schema on SQL Server, frozen: one procedure a feed, and the one for replies.

Row versions are compared raw: a cast on the column would make every page a scan. A page is
bounded above by what the pulse told, read before any feed, so no late commit is passed over.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.preamble import (
    AHEAD,
    BEGIN,
    IDENTITY,
    instant,
    version,
)

_OWN = "f.customer IN (SELECT c.number FROM sales.customers AS c WHERE c.rep = @rep)"

_SYNC = {
    "membership",
    "policies",
    "cases",
    "laptops",
    "stopped",
    "policy_history",
    "tombstones",
}
_FOR_ADMINS = ("cases", "reps", "laptops", "stopped", "policy_history")

# whose rows a login is given; a feed not named here is the same for everyone
_VISIBLE = {
    "membership": "f.rep = @rep",
    "customers": "f.rep = @rep",
    "addresses": _OWN,
    "orders": _OWN,
    **dict.fromkeys(_FOR_ADMINS, "@role = N'admin'"),
}

_COLUMNS = {
    "membership": "id customer is_member:flag",
    "policies": "id key setting",
    "customers": (
        "id number name rep territory contact phone email notes status credit_limit:amount "
        "balance:amount merged_into price_list payment_terms tax_exempt:flag business_type "
        "specialty square_feet annual_sales:amount"
    ),
    "addresses": "id customer kind line1 line2 city state postal_code country",
    "products": (
        "id sku name category subcategory description unit color size weight list_price:amount "
        "sell_from:day sell_until:day discontinued_on:day replaced_by former_sku "
        "min_order_quantity pack_size image"
    ),
    "prices": "id sku price_list valid_from:day valid_to:day amount:amount",
    "offers": (
        "id code description discount_percent:amount kind audience valid_from:day valid_to:day "
        "min_quantity max_quantity"
    ),
    "offer_products": "id offer_code sku",
    "stock": "id sku on_hand",
    "tax_rates": "id country state applies_to rate_percent:amount name",
    "ship_methods": "id name base:amount rate:amount",
    "orders": "id order_id customer number state order_date:day document:ascii",
    "cases": "id conflict_id state document:ascii",
    "reps": "id login number title territory role",
    "laptops": "id login seen_at:instant client_version waiting clock_offset_seconds",
    "stopped": (
        "id sender request_id kind lane attempts error received_at:instant stopped_at:instant"
    ),
    "policy_history": "id key was setting changed_by changed_at:instant",
    "tombstones": "id kind entry_id",
    "photos": "id name hash content",
}

# documents are ASCII JSON: as varchar they are half the bytes on the link
_VALUES = {
    "": "f.[{}]",
    "flag": "CAST(f.[{}] AS int) AS [{}]",
    "amount": "CAST(f.[{}] * 10000 AS bigint) AS [{}]",
    "day": "CAST(f.[{}] AS varchar(10)) AS [{}]",
    "instant": instant("f.[{}]") + " AS [{}]",
    "ascii": "CAST(f.[{}] AS varchar(max)) AS [{}]",
}


def _value(column: str) -> str:
    name, _, form = column.partition(":")
    return _VALUES[form].format(name, name)


def _feed(kind: str, columns: str) -> str:
    schema = "sync" if kind in _SYNC else "sales"
    values = ",\n            ".join(_value(column) for column in columns.split())
    select = f"""SELECT TOP (@limit)
            {values},
            CAST(f.row_version AS bigint) + @ahead AS row_version
        FROM {schema}.{kind} AS f"""
    visible = f"\n            AND {_VISIBLE[kind]}" if kind in _VISIBLE else ""
    return f"""CREATE PROCEDURE sync.feed_{kind}_v1
    @by_key bit, @row_version bigint, @id bigint, @bound bigint, @limit int
AS
BEGIN
{BEGIN}
{IDENTITY}
{AHEAD}
{version("@from", "@row_version")}
{version("@below", "@bound")}
    SET @limit = CASE WHEN @limit BETWEEN 1 AND 20001 THEN @limit ELSE 20001 END;
    IF @by_key = 1
        {select}
        WHERE f.id > @id{visible}
        ORDER BY f.id;
    ELSE
        {select}
        WHERE f.row_version >= @from AND (f.row_version > @from OR f.id > @id)
            AND f.row_version < @below{visible}
        ORDER BY f.row_version, f.id;
END"""


_REPLIES = f"""CREATE PROCEDURE sync.replies_v1
    @after bigint, @bound bigint, @limit int
AS
BEGIN
{BEGIN}
{IDENTITY}
{AHEAD}
{version("@from", "@after")}
{version("@below", "@bound")}
    SET @limit = CASE WHEN @limit BETWEEN 1 AND 5001 THEN @limit ELSE 5001 END;
    SELECT TOP (@limit)
        r.request_id,
        CAST(r.row_version AS bigint) + @ahead AS row_version,
        {instant("r.answered_at")} AS answered_at,
        CAST(r.body AS varchar(max)) AS body
    FROM sync.replies AS r
    WHERE r.sender = @rep AND r.row_version > @from AND r.row_version < @below
    ORDER BY r.row_version;
END"""


def columns_of(kind: str) -> tuple[str, ...]:
    """Return the columns of a feed, each with how its value is told."""
    return tuple(_COLUMNS[kind].split())


def told(column: str) -> str:
    """Return the expression by which a column of a feed, as ``columns_of`` gives it, is told."""
    return _value(column).partition(" AS [")[0]


def visible_of(kind: str) -> str:
    """Return the condition for the rows a login is given, "" for a feed that is everybody's."""
    return _VISIBLE.get(kind, "")


def where_of(kind: str) -> str:
    """Return the table of a feed."""
    return f"{'sync' if kind in _SYNC else 'sales'}.{kind}"


def heads() -> str:
    """Return the query for the highest row version of each feed, with ``@ahead`` declared."""
    parts = []
    for kind in _COLUMNS:
        schema = "sync" if kind in _SYNC else "sales"
        newest = f"(SELECT MAX(row_version) FROM {schema}.{kind})"
        head = f"SELECT '{kind}' AS kind, COALESCE(CAST({newest} AS bigint) + @ahead, 0) AS head"
        parts.append(head + (" WHERE @role = N'admin'" if kind in _FOR_ADMINS else ""))
    return "\n    UNION ALL ".join(parts)


def statements() -> list[str]:
    """Return what makes the procedures."""
    return [*(_feed(kind, columns) for kind, columns in _COLUMNS.items()), _REPLIES]


NAMES = (*(f"feed_{kind}_v1" for kind in _COLUMNS), "replies_v1")
"""The procedures made here, all of schema ``sync``."""
