"""The first schema on SQLite, frozen: tables, indexes, triggers and the rows they start from."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

TABLES = """
CREATE TABLE sales_addresses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    customer VARCHAR(40) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    line1 VARCHAR(120) DEFAULT '' NOT NULL,
    line2 VARCHAR(120) DEFAULT '' NOT NULL,
    city VARCHAR(80) DEFAULT '' NOT NULL,
    state VARCHAR(20) DEFAULT '' NOT NULL,
    postal_code VARCHAR(20) DEFAULT '' NOT NULL,
    country VARCHAR(10) DEFAULT '' NOT NULL,
    UNIQUE (customer, kind)
);
CREATE INDEX ix_sales_addresses_row_version ON sales_addresses (row_version);

CREATE TABLE sales_customers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    number VARCHAR(40) NOT NULL,
    name VARCHAR(160) NOT NULL,
    rep VARCHAR(128) NOT NULL,
    territory VARCHAR(60) DEFAULT '' NOT NULL,
    contact VARCHAR(120) DEFAULT '' NOT NULL,
    phone VARCHAR(40) DEFAULT '' NOT NULL,
    email VARCHAR(254) DEFAULT '' NOT NULL,
    notes VARCHAR(4000) DEFAULT '' NOT NULL,
    status VARCHAR(20) DEFAULT 'active' NOT NULL,
    credit_limit BIGINT,
    balance BIGINT DEFAULT '0' NOT NULL,
    merged_into VARCHAR(40),
    price_list VARCHAR(40) DEFAULT '' NOT NULL,
    payment_terms VARCHAR(60) DEFAULT '' NOT NULL,
    tax_exempt BOOLEAN DEFAULT '0' NOT NULL,
    business_type VARCHAR(20) DEFAULT '' NOT NULL,
    specialty VARCHAR(60) DEFAULT '' NOT NULL,
    square_feet INTEGER,
    annual_sales BIGINT,
    UNIQUE (number)
);
CREATE INDEX ix_sales_customers_rep ON sales_customers (rep);
CREATE INDEX ix_sales_customers_row_version ON sales_customers (row_version);

CREATE TABLE sales_offer_products (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    offer_code VARCHAR(40) NOT NULL,
    sku VARCHAR(40) NOT NULL,
    UNIQUE (offer_code, sku)
);
CREATE INDEX ix_sales_offer_products_row_version ON sales_offer_products (row_version);
CREATE INDEX ix_sales_offer_products_sku ON sales_offer_products (sku);

CREATE TABLE sales_offers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    code VARCHAR(40) NOT NULL,
    description VARCHAR(200) DEFAULT '' NOT NULL,
    discount_percent BIGINT NOT NULL,
    kind VARCHAR(60) DEFAULT '' NOT NULL,
    audience VARCHAR(20) NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to VARCHAR(10),
    min_quantity INTEGER DEFAULT '0' NOT NULL,
    max_quantity INTEGER,
    UNIQUE (code)
);
CREATE INDEX ix_sales_offers_row_version ON sales_offers (row_version);

CREATE TABLE sales_order_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id VARCHAR(36) NOT NULL,
    line INTEGER NOT NULL,
    sku VARCHAR(40) NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price BIGINT NOT NULL,
    discount_percent BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    from_stock INTEGER DEFAULT '0' NOT NULL,
    UNIQUE (order_id, line)
);

CREATE TABLE sales_orders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    order_id VARCHAR(36) NOT NULL,
    number VARCHAR(20) NOT NULL,
    customer VARCHAR(40) NOT NULL,
    rep VARCHAR(128) NOT NULL,
    state VARCHAR(12) NOT NULL,
    fulfilment VARCHAR(14),
    fulfilled_on VARCHAR(10),
    order_date VARCHAR(10) NOT NULL,
    total BIGINT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (order_id),
    UNIQUE (number)
);
CREATE INDEX ix_sales_orders_row_version ON sales_orders (row_version);
CREATE INDEX ix_sqlite_orders_customer ON sales_orders (customer, order_date);

CREATE TABLE sales_photos (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    name VARCHAR(200) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (name)
);
CREATE INDEX ix_sales_photos_row_version ON sales_photos (row_version);

CREATE TABLE sales_prices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sku VARCHAR(40) NOT NULL,
    price_list VARCHAR(40) DEFAULT '' NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to VARCHAR(10),
    amount BIGINT NOT NULL,
    UNIQUE (sku, price_list, valid_from)
);
CREATE INDEX ix_sales_prices_row_version ON sales_prices (row_version);

CREATE TABLE sales_products (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sku VARCHAR(40) NOT NULL,
    name VARCHAR(200) NOT NULL,
    category VARCHAR(100) DEFAULT '' NOT NULL,
    subcategory VARCHAR(100) DEFAULT '' NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    unit VARCHAR(20) DEFAULT '' NOT NULL,
    color VARCHAR(40) DEFAULT '' NOT NULL,
    size VARCHAR(40) DEFAULT '' NOT NULL,
    weight VARCHAR(40) DEFAULT '' NOT NULL,
    list_price BIGINT NOT NULL,
    standard_cost BIGINT,
    sell_from VARCHAR(10),
    sell_until VARCHAR(10),
    discontinued_on VARCHAR(10),
    replaced_by VARCHAR(40),
    former_sku VARCHAR(40),
    min_order_quantity INTEGER DEFAULT '1' NOT NULL,
    pack_size INTEGER DEFAULT '1' NOT NULL,
    image VARCHAR(200) DEFAULT '' NOT NULL,
    UNIQUE (sku)
);
CREATE INDEX ix_sales_products_former_sku ON sales_products (former_sku);
CREATE INDEX ix_sales_products_row_version ON sales_products (row_version);

CREATE TABLE sales_reps (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    number VARCHAR(20) NOT NULL,
    login VARCHAR(128) NOT NULL,
    title VARCHAR(100) DEFAULT '' NOT NULL,
    territory VARCHAR(60) DEFAULT '' NOT NULL,
    quota BIGINT,
    role VARCHAR(10) DEFAULT 'rep' NOT NULL,
    UNIQUE (number),
    UNIQUE (login)
);
CREATE INDEX ix_sales_reps_row_version ON sales_reps (row_version);

CREATE TABLE sales_ship_methods (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    name VARCHAR(60) NOT NULL,
    base BIGINT NOT NULL,
    rate BIGINT NOT NULL,
    UNIQUE (name)
);
CREATE INDEX ix_sales_ship_methods_row_version ON sales_ship_methods (row_version);

CREATE TABLE sales_stock (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sku VARCHAR(40) NOT NULL,
    on_hand INTEGER NOT NULL,
    UNIQUE (sku)
);
CREATE INDEX ix_sales_stock_row_version ON sales_stock (row_version);

CREATE TABLE sales_tax_rates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    country VARCHAR(10) NOT NULL,
    state VARCHAR(20) NOT NULL,
    applies_to VARCHAR(20) NOT NULL,
    rate_percent BIGINT NOT NULL,
    name VARCHAR(100) DEFAULT '' NOT NULL,
    UNIQUE (country, state, applies_to)
);
CREATE INDEX ix_sales_tax_rates_row_version ON sales_tax_rates (row_version);

CREATE TABLE sales_territories (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(60) NOT NULL,
    country VARCHAR(10) DEFAULT '' NOT NULL,
    region VARCHAR(60) DEFAULT '' NOT NULL,
    UNIQUE (name)
);

CREATE TABLE sync_cases (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    conflict_id VARCHAR(36) NOT NULL,
    state VARCHAR(10) NOT NULL,
    rep VARCHAR(128) NOT NULL,
    opened_at VARCHAR(27) NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (conflict_id)
);
CREATE INDEX ix_sync_cases_row_version ON sync_cases (row_version);

CREATE TABLE sync_change_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    entity VARCHAR(30) NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    field VARCHAR(30) NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "by" VARCHAR(128) DEFAULT '' NOT NULL,
    at VARCHAR(27) NOT NULL
);
CREATE INDEX ix_sqlite_change_log ON sync_change_log (entity, "key", field, id);

CREATE TABLE sync_conflicts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    conflict_id VARCHAR(36) NOT NULL,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    newest_request_id VARCHAR(36) NOT NULL,
    subject_id VARCHAR(60) NOT NULL,
    lane VARCHAR(180) NOT NULL,
    state VARCHAR(12) NOT NULL,
    document TEXT NOT NULL,
    body_kind VARCHAR(30) NOT NULL,
    body TEXT NOT NULL,
    report TEXT DEFAULT '[]' NOT NULL,
    UNIQUE (conflict_id)
);
CREATE INDEX ix_sqlite_conflicts_request ON sync_conflicts (sender, request_id);
CREATE INDEX ix_sync_conflicts_subject_id ON sync_conflicts (subject_id);

CREATE TABLE sync_counters (
    name VARCHAR(30) NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE sync_customer_aliases (
    sender VARCHAR(128) NOT NULL,
    provisional_number VARCHAR(40) NOT NULL,
    number VARCHAR(40) NOT NULL,
    PRIMARY KEY (sender, provisional_number)
);

CREATE TABLE sync_inbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    version INTEGER NOT NULL,
    lane VARCHAR(180) NOT NULL,
    body TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    replaces VARCHAR(36),
    given_number VARCHAR(40) DEFAULT '' NOT NULL,
    made_at VARCHAR(27) NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    status VARCHAR(10) DEFAULT 'received' NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    answered_at VARCHAR(27),
    UNIQUE (sender, request_id)
);
CREATE INDEX ix_sqlite_inbox_replaces ON sync_inbox (sender, replaces);
CREATE INDEX ix_sqlite_inbox_waiting ON sync_inbox (status, lane, id);

CREATE TABLE sync_info (
    name VARCHAR(30) NOT NULL,
    value VARCHAR(200) NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE sync_lanes (
    lane VARCHAR(180) NOT NULL,
    token VARCHAR(36),
    leased_until VARCHAR(27),
    PRIMARY KEY (lane)
);

CREATE TABLE sync_laptops (
    login VARCHAR(128) NOT NULL,
    seen_at VARCHAR(27) NOT NULL,
    client_version INTEGER NOT NULL,
    waiting INTEGER DEFAULT '0' NOT NULL,
    clock_offset_seconds INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (login)
);

CREATE TABLE sync_membership (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    rep VARCHAR(128) NOT NULL,
    customer VARCHAR(40) NOT NULL,
    is_member BOOLEAN NOT NULL,
    UNIQUE (rep, customer)
);
CREATE INDEX ix_sync_membership_row_version ON sync_membership (row_version);

CREATE TABLE sync_policies (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    setting VARCHAR(40) NOT NULL,
    changed_by VARCHAR(128) DEFAULT '' NOT NULL,
    changed_at VARCHAR(27),
    UNIQUE ("key")
);
CREATE INDEX ix_sync_policies_row_version ON sync_policies (row_version);

CREATE TABLE sync_replies (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    status VARCHAR(20) NOT NULL,
    body TEXT NOT NULL,
    answered_at VARCHAR(27) NOT NULL,
    UNIQUE (sender, request_id)
);
CREATE INDEX ix_sqlite_replies_sender ON sync_replies (sender, row_version);

CREATE TABLE sync_session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    actor VARCHAR(128) DEFAULT '' NOT NULL,
    at VARCHAR(27)
);

CREATE TABLE sync_tombstones (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    kind VARCHAR(20) NOT NULL,
    entry_id BIGINT NOT NULL,
    deleted_at VARCHAR(27) NOT NULL
);
CREATE INDEX ix_sync_tombstones_row_version ON sync_tombstones (row_version);

CREATE TABLE sync_workers (
    worker VARCHAR(100) NOT NULL,
    seen_at VARCHAR(27) NOT NULL,
    serving_until VARCHAR(27),
    PRIMARY KEY (worker)
);

"""


# tables whose rows carry a row version: every write of a row raises the one counter
_VERSIONED = (
    "sales_products",
    "sales_prices",
    "sales_offers",
    "sales_offer_products",
    "sales_stock",
    "sales_tax_rates",
    "sales_ship_methods",
    "sales_reps",
    "sales_customers",
    "sales_addresses",
    "sales_orders",
    "sales_photos",
    "sync_policies",
    "sync_membership",
    "sync_tombstones",
    "sync_replies",
    "sync_cases",
)

# table -> the feed its deleted rows leave a tombstone in
_FEEDS = {
    "sales_products": "products",
    "sales_prices": "prices",
    "sales_offers": "offers",
    "sales_offer_products": "offer_products",
    "sales_stock": "stock",
    "sales_tax_rates": "tax_rates",
    "sales_ship_methods": "ship_methods",
    "sales_customers": "customers",
    "sales_addresses": "addresses",
    "sales_orders": "orders",
    "sales_photos": "photos",
    "sync_policies": "policies",
    "sync_cases": "cases",
}

# (table, its name in the change log, the column that names the row, the columns logged)
_LOGGED = (
    (
        "sales_customers",
        "customer",
        "number",
        (
            "name",
            "contact",
            "phone",
            "email",
            "notes",
            "status",
            "credit_limit",
            "balance",
            "rep",
            "price_list",
            "payment_terms",
            "merged_into",
        ),
    ),
    (
        "sales_products",
        "product",
        "sku",
        ("list_price", "sell_from", "sell_until", "discontinued_on", "replaced_by"),
    ),
    ("sales_stock", "stock", "sku", ("on_hand",)),
    ("sales_orders", "order", "number", ("state", "fulfilment", "total")),
)

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"


def _version_triggers(table: str) -> list[str]:
    stamp = (
        f"BEGIN {_NEXT_VERSION}; UPDATE {table} SET row_version = "
        "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
    )
    return [
        f"CREATE TRIGGER {table}_insert_version AFTER INSERT ON {table} {stamp}",
        f"CREATE TRIGGER {table}_update_version AFTER UPDATE ON {table} "
        f"WHEN NEW.row_version = OLD.row_version {stamp}",
    ]


def _tombstone_trigger(table: str, kind: str) -> str:
    return (
        f"CREATE TRIGGER {table}_tombstone AFTER DELETE ON {table} BEGIN "
        "INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
        f"SELECT '{kind}', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END"
    )


def _log_trigger(table: str, entity: str, key: str, column: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{column}_log AFTER UPDATE OF {column} ON {table} "
        f"WHEN OLD.{column} IS NOT NEW.{column} BEGIN "
        'INSERT INTO sync_change_log (entity, "key", field, "before", "after", "by", at) '
        f"SELECT '{entity}', NEW.{key}, '{column}', OLD.{column}, NEW.{column}, actor, "
        f"coalesce(at, {_NOW}) FROM sync_session; END"
    )


def _enter(rep: str, customer: str, is_member: int) -> str:
    return (
        "INSERT INTO sync_membership (rep, customer, is_member) "
        f"VALUES ({rep}, {customer}, {is_member}) "
        f"ON CONFLICT (rep, customer) DO UPDATE SET is_member = {is_member};"
    )


# a customer that changes hands takes along what belongs to it: the new rep's feeds must bring it
_MEMBERSHIP = (
    "CREATE TRIGGER sales_customers_enters AFTER INSERT ON sales_customers BEGIN "
    f"{_enter('NEW.rep', 'NEW.number', 1)} END",
    "CREATE TRIGGER sales_customers_leaves AFTER DELETE ON sales_customers BEGIN "
    f"{_enter('OLD.rep', 'OLD.number', 0)} END",
    "CREATE TRIGGER sales_customers_moves AFTER UPDATE OF rep ON sales_customers "
    "WHEN OLD.rep IS NOT NEW.rep BEGIN "
    f"{_enter('OLD.rep', 'OLD.number', 0)} {_enter('NEW.rep', 'NEW.number', 1)} "
    "UPDATE sales_addresses SET customer = customer WHERE customer = NEW.number; "
    "UPDATE sales_orders SET customer = customer WHERE customer = NEW.number; END",
)

_FIRST_ROWS = (
    "INSERT INTO sync_counters (name, value) VALUES "
    "('row_version', 0), ('order_number', 10000), ('customer_number', 0)",
    "INSERT INTO sync_session (id, actor, at) VALUES (1, '', NULL)",
    "INSERT INTO sync_info (name, value) VALUES "
    "('company', ''), ('currency', 'USD'), ('oldest_client', '1')",
)


def statements() -> list[str]:
    """Return everything that makes this schema, in the order in which it is run."""
    made = [part.strip() for part in TABLES.split(";") if part.strip()]
    for table in _VERSIONED:
        made += _version_triggers(table)
    made += [_tombstone_trigger(table, kind) for table, kind in _FEEDS.items()]
    for table, entity, key, columns in _LOGGED:
        made += [_log_trigger(table, entity, key, column) for column in columns]
    return [*made, *_MEMBERSHIP, *_FIRST_ROWS]
