"""The first schema on SQL Server, frozen: tables and indexes.

Amounts are exact decimals, days dates and instants ``datetime2(6)`` in UTC. Every table that
feeds a laptop has a ``rowversion``, which the server changes with every write. The inbox has
none: a batch that is being stored must not hold back what every laptop may read.
"""

SCHEMAS = ("sales", "sync")
"""Both belong to ``dbo``, so that procedures and triggers of one reach the tables of the other
while who calls them does not."""

TABLES = """
CREATE TABLE sales.addresses (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    line1 NVARCHAR(120) NOT NULL DEFAULT N'',
    line2 NVARCHAR(120) NOT NULL DEFAULT N'',
    city NVARCHAR(80) NOT NULL DEFAULT N'',
    state NVARCHAR(20) NOT NULL DEFAULT N'',
    postal_code NVARCHAR(20) NOT NULL DEFAULT N'',
    country NVARCHAR(10) NOT NULL DEFAULT N'',
    CONSTRAINT pk_sales_addresses PRIMARY KEY (id),
    CONSTRAINT uq_sales_addresses_customer_kind UNIQUE (customer, kind)
);
CREATE INDEX ix_sales_addresses_row_version ON sales.addresses (row_version);

CREATE TABLE sales.customers (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    number NVARCHAR(40) NOT NULL,
    name NVARCHAR(160) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    territory NVARCHAR(60) NOT NULL DEFAULT N'',
    contact NVARCHAR(120) NOT NULL DEFAULT N'',
    phone NVARCHAR(40) NOT NULL DEFAULT N'',
    email NVARCHAR(254) NOT NULL DEFAULT N'',
    notes NVARCHAR(4000) NOT NULL DEFAULT N'',
    status NVARCHAR(20) NOT NULL DEFAULT N'active',
    credit_limit DECIMAL(19, 4) NULL,
    balance DECIMAL(19, 4) NOT NULL DEFAULT 0,
    merged_into NVARCHAR(40) NULL,
    price_list NVARCHAR(40) NOT NULL DEFAULT N'',
    payment_terms NVARCHAR(60) NOT NULL DEFAULT N'',
    tax_exempt BIT NOT NULL DEFAULT 0,
    business_type NVARCHAR(20) NOT NULL DEFAULT N'',
    specialty NVARCHAR(60) NOT NULL DEFAULT N'',
    square_feet INT NULL,
    annual_sales DECIMAL(19, 4) NULL,
    CONSTRAINT pk_sales_customers PRIMARY KEY (id),
    CONSTRAINT uq_sales_customers_number UNIQUE (number)
);
CREATE INDEX ix_sales_customers_rep ON sales.customers (rep);
CREATE INDEX ix_sales_customers_row_version ON sales.customers (row_version);

CREATE TABLE sales.offer_products (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    offer_code NVARCHAR(40) NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    CONSTRAINT pk_sales_offer_products PRIMARY KEY (id),
    CONSTRAINT uq_sales_offer_products_offer_code_sku UNIQUE (offer_code, sku)
);
CREATE INDEX ix_sales_offer_products_row_version ON sales.offer_products (row_version);
CREATE INDEX ix_sales_offer_products_sku ON sales.offer_products (sku);

CREATE TABLE sales.offers (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    code NVARCHAR(40) NOT NULL,
    description NVARCHAR(200) NOT NULL DEFAULT N'',
    discount_percent DECIMAL(19, 4) NOT NULL,
    kind NVARCHAR(60) NOT NULL DEFAULT N'',
    audience NVARCHAR(20) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    min_quantity INT NOT NULL DEFAULT 0,
    max_quantity INT NULL,
    CONSTRAINT pk_sales_offers PRIMARY KEY (id),
    CONSTRAINT uq_sales_offers_code UNIQUE (code)
);
CREATE INDEX ix_sales_offers_row_version ON sales.offers (row_version);

CREATE TABLE sales.order_lines (
    id BIGINT NOT NULL IDENTITY(1, 1),
    order_id NVARCHAR(36) NOT NULL,
    line INT NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    quantity INT NOT NULL,
    unit_price DECIMAL(19, 4) NOT NULL,
    discount_percent DECIMAL(19, 4) NOT NULL,
    amount DECIMAL(19, 4) NOT NULL,
    from_stock INT NOT NULL DEFAULT 0,
    CONSTRAINT pk_sales_order_lines PRIMARY KEY (id),
    CONSTRAINT uq_sales_order_lines_order_id_line UNIQUE (order_id, line)
);

CREATE TABLE sales.orders (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    order_id NVARCHAR(36) NOT NULL,
    number NVARCHAR(20) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    fulfilment NVARCHAR(14) NULL,
    fulfilled_on DATE NULL,
    order_date DATE NOT NULL,
    total DECIMAL(19, 4) NOT NULL,
    document NVARCHAR(max) NOT NULL,
    CONSTRAINT pk_sales_orders PRIMARY KEY (id),
    CONSTRAINT uq_sales_orders_order_id UNIQUE (order_id),
    CONSTRAINT uq_sales_orders_number UNIQUE (number)
);
CREATE INDEX ix_sales_orders_customer ON sales.orders (customer, order_date);
CREATE INDEX ix_sales_orders_row_version ON sales.orders (row_version);

CREATE TABLE sales.photos (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    name NVARCHAR(200) NOT NULL,
    hash NVARCHAR(64) NOT NULL,
    content VARBINARY(max) NOT NULL,
    CONSTRAINT pk_sales_photos PRIMARY KEY (id),
    CONSTRAINT uq_sales_photos_name UNIQUE (name)
);
CREATE INDEX ix_sales_photos_row_version ON sales.photos (row_version);

CREATE TABLE sales.prices (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    price_list NVARCHAR(40) NOT NULL DEFAULT N'',
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    amount DECIMAL(19, 4) NOT NULL,
    CONSTRAINT pk_sales_prices PRIMARY KEY (id),
    CONSTRAINT uq_sales_prices_sku_price_list_valid_from UNIQUE (sku, price_list, valid_from)
);
CREATE INDEX ix_sales_prices_row_version ON sales.prices (row_version);

CREATE TABLE sales.products (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    category NVARCHAR(100) NOT NULL DEFAULT N'',
    subcategory NVARCHAR(100) NOT NULL DEFAULT N'',
    description NVARCHAR(max) NOT NULL DEFAULT N'',
    unit NVARCHAR(20) NOT NULL DEFAULT N'',
    color NVARCHAR(40) NOT NULL DEFAULT N'',
    size NVARCHAR(40) NOT NULL DEFAULT N'',
    weight NVARCHAR(40) NOT NULL DEFAULT N'',
    list_price DECIMAL(19, 4) NOT NULL,
    standard_cost DECIMAL(19, 4) NULL,
    sell_from DATE NULL,
    sell_until DATE NULL,
    discontinued_on DATE NULL,
    replaced_by NVARCHAR(40) NULL,
    former_sku NVARCHAR(40) NULL,
    min_order_quantity INT NOT NULL DEFAULT 1,
    pack_size INT NOT NULL DEFAULT 1,
    image NVARCHAR(200) NOT NULL DEFAULT N'',
    CONSTRAINT pk_sales_products PRIMARY KEY (id),
    CONSTRAINT uq_sales_products_sku UNIQUE (sku)
);
CREATE INDEX ix_sales_products_former_sku ON sales.products (former_sku);
CREATE INDEX ix_sales_products_row_version ON sales.products (row_version);

CREATE TABLE sales.reps (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    number NVARCHAR(20) NOT NULL,
    login NVARCHAR(128) NOT NULL,
    title NVARCHAR(100) NOT NULL DEFAULT N'',
    territory NVARCHAR(60) NOT NULL DEFAULT N'',
    quota DECIMAL(19, 4) NULL,
    role NVARCHAR(10) NOT NULL DEFAULT N'rep',
    CONSTRAINT pk_sales_reps PRIMARY KEY (id),
    CONSTRAINT uq_sales_reps_number UNIQUE (number),
    CONSTRAINT uq_sales_reps_login UNIQUE (login)
);
CREATE INDEX ix_sales_reps_row_version ON sales.reps (row_version);

CREATE TABLE sales.ship_methods (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    name NVARCHAR(60) NOT NULL,
    base DECIMAL(19, 4) NOT NULL,
    rate DECIMAL(19, 4) NOT NULL,
    CONSTRAINT pk_sales_ship_methods PRIMARY KEY (id),
    CONSTRAINT uq_sales_ship_methods_name UNIQUE (name)
);
CREATE INDEX ix_sales_ship_methods_row_version ON sales.ship_methods (row_version);

CREATE TABLE sales.stock (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    on_hand INT NOT NULL,
    CONSTRAINT pk_sales_stock PRIMARY KEY (id),
    CONSTRAINT uq_sales_stock_sku UNIQUE (sku)
);
CREATE INDEX ix_sales_stock_row_version ON sales.stock (row_version);

CREATE TABLE sales.tax_rates (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    country NVARCHAR(10) NOT NULL,
    state NVARCHAR(20) NOT NULL,
    applies_to NVARCHAR(20) NOT NULL,
    rate_percent DECIMAL(19, 4) NOT NULL,
    name NVARCHAR(100) NOT NULL DEFAULT N'',
    CONSTRAINT pk_sales_tax_rates PRIMARY KEY (id),
    CONSTRAINT uq_sales_tax_rates_country_state_applies_to UNIQUE (country, state, applies_to)
);
CREATE INDEX ix_sales_tax_rates_row_version ON sales.tax_rates (row_version);

CREATE TABLE sales.territories (
    id BIGINT NOT NULL IDENTITY(1, 1),
    name NVARCHAR(60) NOT NULL,
    country NVARCHAR(10) NOT NULL DEFAULT N'',
    region NVARCHAR(60) NOT NULL DEFAULT N'',
    CONSTRAINT pk_sales_territories PRIMARY KEY (id),
    CONSTRAINT uq_sales_territories_name UNIQUE (name)
);

CREATE TABLE sync.cases (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    conflict_id NVARCHAR(36) NOT NULL,
    state NVARCHAR(10) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    opened_at DATETIME2(6) NOT NULL,
    document NVARCHAR(max) NOT NULL,
    CONSTRAINT pk_sync_cases PRIMARY KEY (id),
    CONSTRAINT uq_sync_cases_conflict_id UNIQUE (conflict_id)
);
CREATE INDEX ix_sync_cases_row_version ON sync.cases (row_version);

CREATE TABLE sync.change_log (
    id BIGINT NOT NULL IDENTITY(1, 1),
    entity NVARCHAR(30) NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    field NVARCHAR(30) NOT NULL,
    [before] NVARCHAR(max) NULL,
    [after] NVARCHAR(max) NULL,
    [by] NVARCHAR(128) NOT NULL DEFAULT N'',
    at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_change_log PRIMARY KEY (id)
);
CREATE INDEX ix_sync_change_log ON sync.change_log (entity, [key], field, id);

CREATE TABLE sync.conflicts (
    id BIGINT NOT NULL IDENTITY(1, 1),
    conflict_id NVARCHAR(36) NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    newest_request_id NVARCHAR(36) NOT NULL,
    subject_id NVARCHAR(60) NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    document NVARCHAR(max) NOT NULL,
    body_kind NVARCHAR(30) NOT NULL,
    body NVARCHAR(max) NOT NULL,
    report NVARCHAR(max) NOT NULL DEFAULT N'[]',
    CONSTRAINT pk_sync_conflicts PRIMARY KEY (id),
    CONSTRAINT uq_sync_conflicts_conflict_id UNIQUE (conflict_id)
);
CREATE INDEX ix_sync_conflicts_request ON sync.conflicts (sender, request_id);
CREATE INDEX ix_sync_conflicts_subject_id ON sync.conflicts (subject_id);

CREATE TABLE sync.counters (
    name NVARCHAR(30) NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT pk_sync_counters PRIMARY KEY (name)
);

CREATE TABLE sync.customer_aliases (
    sender NVARCHAR(128) NOT NULL,
    provisional_number NVARCHAR(40) NOT NULL,
    number NVARCHAR(40) NOT NULL,
    CONSTRAINT pk_sync_customer_aliases PRIMARY KEY (sender, provisional_number)
);

CREATE TABLE sync.inbox (
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    version INT NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    body NVARCHAR(max) NOT NULL,
    digest NVARCHAR(64) NOT NULL,
    replaces NVARCHAR(36) NULL,
    given_number NVARCHAR(40) NOT NULL DEFAULT N'',
    made_at DATETIME2(6) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    status NVARCHAR(10) NOT NULL DEFAULT N'received',
    attempts INT NOT NULL DEFAULT 0,
    error NVARCHAR(max) NOT NULL DEFAULT N'',
    answered_at DATETIME2(6) NULL,
    CONSTRAINT pk_sync_inbox PRIMARY KEY (id),
    CONSTRAINT uq_sync_inbox_sender_request_id UNIQUE (sender, request_id)
);
CREATE INDEX ix_sync_inbox_waiting ON sync.inbox (status, lane, id);
CREATE INDEX ix_sync_inbox_unanswered ON sync.inbox (sender, status);

CREATE TABLE sync.info (
    name NVARCHAR(30) NOT NULL,
    value NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_sync_info PRIMARY KEY (name)
);

CREATE TABLE sync.lanes (
    lane NVARCHAR(180) NOT NULL,
    token NVARCHAR(36) NULL,
    leased_until DATETIME2(6) NULL,
    CONSTRAINT pk_sync_lanes PRIMARY KEY (lane)
);

CREATE TABLE sync.laptops (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    login NVARCHAR(128) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    client_version INT NOT NULL,
    waiting INT NOT NULL DEFAULT 0,
    clock_offset_seconds INT NOT NULL DEFAULT 0,
    CONSTRAINT pk_sync_laptops PRIMARY KEY (id),
    CONSTRAINT uq_sync_laptops_login UNIQUE (login)
);
CREATE INDEX ix_sync_laptops_row_version ON sync.laptops (row_version);

CREATE TABLE sync.stopped (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    attempts INT NOT NULL,
    error NVARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    stopped_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_stopped PRIMARY KEY (id),
    CONSTRAINT uq_sync_stopped_sender_request_id UNIQUE (sender, request_id)
);
CREATE INDEX ix_sync_stopped_row_version ON sync.stopped (row_version);

CREATE TABLE sync.policy_history (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    was NVARCHAR(40) NOT NULL DEFAULT N'',
    setting NVARCHAR(40) NOT NULL,
    changed_by NVARCHAR(128) NOT NULL DEFAULT N'',
    changed_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_policy_history PRIMARY KEY (id)
);
CREATE INDEX ix_sync_policy_history_row_version ON sync.policy_history (row_version);

CREATE TABLE sync.membership (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    is_member BIT NOT NULL,
    CONSTRAINT pk_sync_membership PRIMARY KEY (id),
    CONSTRAINT uq_sync_membership_rep_customer UNIQUE (rep, customer)
);
CREATE INDEX ix_sync_membership_row_version ON sync.membership (row_version);

CREATE TABLE sync.policies (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    setting NVARCHAR(40) NOT NULL,
    changed_by NVARCHAR(128) NOT NULL DEFAULT N'',
    changed_at DATETIME2(6) NULL,
    CONSTRAINT pk_sync_policies PRIMARY KEY (id),
    CONSTRAINT uq_sync_policies_key UNIQUE ([key])
);
CREATE INDEX ix_sync_policies_row_version ON sync.policies (row_version);

CREATE TABLE sync.replies (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    status NVARCHAR(20) NOT NULL,
    body NVARCHAR(max) NOT NULL,
    answered_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_replies PRIMARY KEY (id),
    CONSTRAINT uq_sync_replies_sender_request_id UNIQUE (sender, request_id)
);
CREATE INDEX ix_sync_replies_sender ON sync.replies (sender, row_version);

CREATE TABLE sync.tombstones (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    entry_id BIGINT NOT NULL,
    deleted_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_tombstones PRIMARY KEY (id)
);
CREATE INDEX ix_sync_tombstones_row_version ON sync.tombstones (row_version);

CREATE TABLE sync.workers (
    worker NVARCHAR(100) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    serving_until DATETIME2(6) NULL,
    CONSTRAINT pk_sync_workers PRIMARY KEY (worker)
);

-- who a login is: its name as the server tells it, and its security identifier where the server
-- keeps one, so that a new login of an old name is somebody else
CREATE TABLE sync.rep_identity (
    name NVARCHAR(128) NOT NULL,
    sid VARBINARY(85) NULL,
    rep_number NVARCHAR(20) NOT NULL,
    CONSTRAINT pk_sync_rep_identity PRIMARY KEY (name)
);
CREATE INDEX ix_sync_rep_identity_rep_number ON sync.rep_identity (rep_number);
"""


def statements() -> list[str]:
    """Return what makes the schemas, the tables and their indexes."""
    made = [
        f"IF SCHEMA_ID(N'{name}') IS NULL EXEC(N'CREATE SCHEMA {name} AUTHORIZATION dbo')"
        for name in SCHEMAS
    ]
    lines = [line for line in TABLES.splitlines() if not line.startswith("--")]
    return made + [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
