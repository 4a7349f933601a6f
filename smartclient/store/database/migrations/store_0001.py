"""Version 1 of the store: reference data, the rep's work, and the search indexes."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE addresses (
    id INTEGER NOT NULL,
    customer TEXT,
    kind TEXT,
    line1 TEXT,
    line2 TEXT,
    city TEXT,
    state TEXT,
    postal_code TEXT,
    country TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_addresses_customer ON addresses (customer)",
    """
CREATE TABLE cases (
    id INTEGER NOT NULL,
    conflict_id TEXT,
    state TEXT,
    document TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE UNIQUE INDEX ix_cases_conflict_id ON cases (conflict_id)",
    """
CREATE TABLE conflicts (
    conflict_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    state TEXT NOT NULL,
    raised_at VARCHAR(27) NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (conflict_id)
)
""",
    "CREATE INDEX ix_conflicts_state ON conflicts (state)",
    "CREATE INDEX ix_conflicts_task_id ON conflicts (task_id)",
    """
CREATE TABLE cursors (
    kind TEXT NOT NULL,
    row_version INTEGER DEFAULT '0' NOT NULL,
    id INTEGER DEFAULT '0' NOT NULL,
    loading BOOLEAN DEFAULT '1' NOT NULL,
    load_bound INTEGER DEFAULT '0' NOT NULL,
    as_of VARCHAR(27),
    PRIMARY KEY (kind)
)
""",
    """
CREATE TABLE customer_edits (
    number TEXT NOT NULL,
    task_id TEXT NOT NULL,
    document TEXT NOT NULL,
    is_new BOOLEAN DEFAULT '0' NOT NULL,
    is_deleted BOOLEAN DEFAULT '0' NOT NULL,
    PRIMARY KEY (number)
)
""",
    """
CREATE TABLE customers (
    id INTEGER NOT NULL,
    number TEXT,
    name TEXT,
    rep TEXT,
    territory TEXT,
    contact TEXT,
    phone TEXT,
    email TEXT,
    notes TEXT,
    status TEXT,
    credit_limit BIGINT,
    balance BIGINT,
    merged_into TEXT,
    price_list TEXT,
    payment_terms TEXT,
    tax_exempt BOOLEAN,
    business_type TEXT,
    specialty TEXT,
    square_feet INTEGER,
    annual_sales BIGINT,
    PRIMARY KEY (id)
)
""",
    'CREATE INDEX ix_customers_name ON customers (name COLLATE "NOCASE", number)',
    "CREATE UNIQUE INDEX ix_customers_number ON customers (number)",
    """
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)
""",
    """
CREATE TABLE offer_products (
    id INTEGER NOT NULL,
    offer_code TEXT,
    sku TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_offer_products_sku ON offer_products (sku)",
    """
CREATE TABLE offers (
    id INTEGER NOT NULL,
    code TEXT,
    description TEXT,
    discount_percent BIGINT,
    kind TEXT,
    audience TEXT,
    valid_from VARCHAR(10),
    valid_to VARCHAR(10),
    min_quantity INTEGER,
    max_quantity INTEGER,
    PRIMARY KEY (id)
)
""",
    "CREATE UNIQUE INDEX ix_offers_code ON offers (code)",
    """
CREATE TABLE orders (
    order_id TEXT NOT NULL,
    head_office_id INTEGER,
    provisional_number TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    customer TEXT NOT NULL,
    state TEXT NOT NULL,
    task_id TEXT,
    adjusted BOOLEAN DEFAULT '0' NOT NULL,
    fulfilment TEXT,
    fulfilled_on VARCHAR(10),
    order_date VARCHAR(10) NOT NULL,
    total BIGINT NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    document TEXT NOT NULL,
    placed TEXT,
    PRIMARY KEY (order_id),
    UNIQUE (head_office_id)
)
""",
    "CREATE INDEX ix_orders_credit ON orders (customer, state, fulfilment, total)",
    "CREATE INDEX ix_orders_customer ON orders (customer, order_date)",
    "CREATE INDEX ix_orders_newest ON orders (order_date, changed_at, order_id)",
    "CREATE INDEX ix_orders_number ON orders (number)",
    "CREATE INDEX ix_orders_provisional_number ON orders (provisional_number)",
    "CREATE INDEX ix_orders_state ON orders (state, order_date, total)",
    """
CREATE TABLE photos (
    id INTEGER NOT NULL,
    name TEXT,
    hash TEXT,
    content BLOB,
    PRIMARY KEY (id)
)
""",
    "CREATE UNIQUE INDEX ix_photos_name ON photos (name)",
    """
CREATE TABLE policies (
    id INTEGER NOT NULL,
    "key" TEXT,
    setting TEXT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE prices (
    id INTEGER NOT NULL,
    sku TEXT,
    price_list TEXT,
    valid_from VARCHAR(10),
    valid_to VARCHAR(10),
    amount BIGINT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_prices_sku ON prices (sku)",
    """
CREATE TABLE products (
    id INTEGER NOT NULL,
    sku TEXT,
    name TEXT,
    category TEXT,
    subcategory TEXT,
    description TEXT,
    unit TEXT,
    color TEXT,
    size TEXT,
    weight TEXT,
    list_price BIGINT,
    sell_from VARCHAR(10),
    sell_until VARCHAR(10),
    discontinued_on VARCHAR(10),
    replaced_by TEXT,
    former_sku TEXT,
    min_order_quantity INTEGER,
    pack_size INTEGER,
    image TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_products_former_sku ON products (former_sku) WHERE former_sku IS NOT NULL",
    "CREATE UNIQUE INDEX ix_products_sku ON products (sku)",
    """
CREATE TABLE requests (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    lane TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    replaces TEXT,
    made_at VARCHAR(27) NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    next_try VARCHAR(27),
    why TEXT DEFAULT '' NOT NULL,
    handed_over_at VARCHAR(27),
    answered_at VARCHAR(27),
    answer TEXT,
    answer_version INTEGER,
    PRIMARY KEY (seq),
    UNIQUE (id)
)
""",
    "CREATE INDEX ix_requests_status ON requests (status)",
    "CREATE INDEX ix_requests_task_id ON requests (task_id)",
    """
CREATE TABLE ship_methods (
    id INTEGER NOT NULL,
    name TEXT,
    base BIGINT,
    rate BIGINT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE stock (
    id INTEGER NOT NULL,
    sku TEXT,
    on_hand INTEGER,
    PRIMARY KEY (id)
)
""",
    "CREATE UNIQUE INDEX ix_stock_sku ON stock (sku)",
    """
CREATE TABLE task_requires (
    task_id TEXT NOT NULL,
    requires_id TEXT NOT NULL,
    PRIMARY KEY (task_id, requires_id)
)
""",
    """
CREATE TABLE tasks (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_label TEXT DEFAULT '' NOT NULL,
    status TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    cause TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_tasks_status ON tasks (status)",
    "CREATE INDEX ix_tasks_subject ON tasks (subject_type, subject_id)",
    """
CREATE TABLE tax_rates (
    id INTEGER NOT NULL,
    country TEXT,
    state TEXT,
    applies_to TEXT,
    rate_percent BIGINT,
    name TEXT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE transitions (
    id INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT NOT NULL,
    at VARCHAR(27) NOT NULL,
    cause TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_transitions_task_id ON transitions (task_id)",
    """
CREATE VIRTUAL TABLE products_search USING fts5 (
    sku, name, category,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
)
""",
    """
CREATE VIRTUAL TABLE customers_search USING fts5 (
    number, name, contact, phone, email, city,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
)
""",
)
