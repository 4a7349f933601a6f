"""The seventh schema on SQL Server: every default and key has a name that says what it is for.

The server gave those without one a name by chance, which is another in every database: it is
found in the catalogue. A default is renamed where it is; a key of few rows is created again.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

_DEFAULTS = {
    "sales.addresses": "line1 line2 city state postal_code country",
    "sales.customers": (
        "territory contact phone email notes status balance price_list payment_terms tax_exempt "
        "business_type specialty"
    ),
    "sales.offers": "description kind min_quantity",
    "sales.order_lines": "from_stock",
    "sales.prices": "price_list",
    "sales.products": (
        "category subcategory description unit color size weight min_order_quantity pack_size "
        "image ean"
    ),
    "sales.reps": "title territory role name",
    "sales.tax_rates": "name",
    "sales.territories": "country region",
    "sync.change_log": "by",
    "sync.conflicts": "report",
    "sync.devices": "name clock_offset_seconds numbers token previous_token",
    "sync.inbox": ("given_number status attempts error isolated round_size withdrawable purged"),
    "sync.laptops": "waiting clock_offset_seconds",
    "sync.open_work": "asked_kind asked conflict answer",
    "sync.policies": "changed_by",
    "sync.policy_history": "was changed_by",
}

_GUARDED = (
    *("sales.products", "sales.prices", "sales.offers", "sales.offer_products", "sales.stock"),
    *("sales.tax_rates", "sales.ship_methods", "sales.customers", "sales.addresses"),
    *("sales.orders", "sales.photos", "sync.policies", "sync.cases", "sales.reps"),
    *("sync.laptops", "sync.stopped", "sync.policy_history", "sync.open_work"),
)


def _renamed_defaults() -> str:
    named = ",\n        ".join(
        f"(N'{table}', N'{column}', N'df_{table.replace('.', '_')}_{column}')"
        for table, columns in _DEFAULTS.items()
        for column in columns.split()
    )
    return f"""DECLARE @renamed nvarchar(max) = (
    SELECT STRING_AGG(CAST(
        N'EXEC sp_rename N''' + PARSENAME(w.[table], 2) + N'.'
        + REPLACE(QUOTENAME(d.name), N'''', N'''''') + N''', N''' + w.name + N''', N''OBJECT'''
        AS nvarchar(max)), N'; ')
    FROM (VALUES
        {named}
    ) AS w ([table], [column], name)
    JOIN sys.default_constraints AS d ON d.parent_object_id = OBJECT_ID(w.[table])
        AND COL_NAME(d.parent_object_id, d.parent_column_id) = w.[column]
    WHERE d.name <> w.name
);
IF @renamed IS NOT NULL EXEC (@renamed)"""


_WITHOUT_KEY = """DECLARE @dropped nvarchar(max) = (
    SELECT N'ALTER TABLE sync.devices DROP CONSTRAINT ' + QUOTENAME(k.name)
    FROM sys.key_constraints AS k
    WHERE k.parent_object_id = OBJECT_ID(N'sync.devices') AND k.type = 'PK'
);
EXEC (@dropped)"""


def _guard() -> str:
    named = ((table.replace(".", "_"), table) for table in _GUARDED)
    columns = ",\n".join(
        f"    {name} BIGINT NULL\n"
        f"        CONSTRAINT fk_sync_truncate_guard_{name} REFERENCES {table} (id)"
        for name, table in named
    )
    return f"CREATE TABLE sync.truncate_guard (\n{columns}\n)"


def statements() -> list[str]:
    """Return what names every default and key."""
    return [
        _renamed_defaults(),
        _WITHOUT_KEY,
        "ALTER TABLE sync.devices ADD CONSTRAINT pk_sync_devices PRIMARY KEY (id)",
        _guard(),
    ]
