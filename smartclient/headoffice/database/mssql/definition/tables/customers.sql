CREATE TABLE sales.territories (
    id BIGINT NOT NULL IDENTITY(1, 1),
    name NVARCHAR(60) NOT NULL,
    country NVARCHAR(10) NOT NULL CONSTRAINT df_sales_territories_country DEFAULT N'',
    region NVARCHAR(60) NOT NULL CONSTRAINT df_sales_territories_region DEFAULT N'',
    CONSTRAINT pk_sales_territories PRIMARY KEY (id),
    CONSTRAINT uq_sales_territories_name UNIQUE (name)
);

CREATE TABLE sales.reps (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    number NVARCHAR(20) NOT NULL,
    login NVARCHAR(128) NOT NULL,
    title NVARCHAR(100) NOT NULL CONSTRAINT df_sales_reps_title DEFAULT N'',
    territory NVARCHAR(60) NOT NULL CONSTRAINT df_sales_reps_territory DEFAULT N'',
    quota DECIMAL(19, 4) NULL,
    role NVARCHAR(10) NOT NULL CONSTRAINT df_sales_reps_role DEFAULT N'rep',
    name NVARCHAR(120) NOT NULL CONSTRAINT df_sales_reps_name DEFAULT N'',
    CONSTRAINT pk_sales_reps PRIMARY KEY (id),
    CONSTRAINT uq_sales_reps_number UNIQUE (number),
    CONSTRAINT uq_sales_reps_login UNIQUE (login),
    CONSTRAINT ck_sales_reps_role CHECK (role IN (N'rep', N'admin'))
);
CREATE INDEX ix_sales_reps_row_version ON sales.reps (row_version);

CREATE TABLE sales.customers (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    number NVARCHAR(40) NOT NULL,
    name NVARCHAR(160) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    territory NVARCHAR(60) NOT NULL CONSTRAINT df_sales_customers_territory DEFAULT N'',
    contact NVARCHAR(120) NOT NULL CONSTRAINT df_sales_customers_contact DEFAULT N'',
    phone NVARCHAR(40) NOT NULL CONSTRAINT df_sales_customers_phone DEFAULT N'',
    email NVARCHAR(254) NOT NULL CONSTRAINT df_sales_customers_email DEFAULT N'',
    notes NVARCHAR(4000) NOT NULL CONSTRAINT df_sales_customers_notes DEFAULT N'',
    status NVARCHAR(20) NOT NULL CONSTRAINT df_sales_customers_status DEFAULT N'active',
    credit_limit DECIMAL(19, 4) NULL,
    balance DECIMAL(19, 4) NOT NULL CONSTRAINT df_sales_customers_balance DEFAULT 0,
    merged_into NVARCHAR(40) NULL,
    price_list NVARCHAR(40) NOT NULL CONSTRAINT df_sales_customers_price_list DEFAULT N'',
    payment_terms NVARCHAR(60) NOT NULL CONSTRAINT df_sales_customers_payment_terms DEFAULT N'',
    tax_exempt BIT NOT NULL CONSTRAINT df_sales_customers_tax_exempt DEFAULT 0,
    business_type NVARCHAR(20) NOT NULL CONSTRAINT df_sales_customers_business_type DEFAULT N'',
    specialty NVARCHAR(60) NOT NULL CONSTRAINT df_sales_customers_specialty DEFAULT N'',
    square_feet INT NULL,
    annual_sales DECIMAL(19, 4) NULL,
    more_reps NVARCHAR(400) NOT NULL CONSTRAINT df_sales_customers_more_reps DEFAULT N'',
    check_out NVARCHAR(1000) NOT NULL CONSTRAINT df_sales_customers_check_out DEFAULT N'',
    CONSTRAINT pk_sales_customers PRIMARY KEY (id),
    CONSTRAINT uq_sales_customers_number UNIQUE (number),
    CONSTRAINT ck_sales_customers_status CHECK (status IN (N'active', N'on_hold', N'closed'))
);
CREATE INDEX ix_sales_customers_feed ON sales.customers (rep, row_version) INCLUDE (number);
CREATE INDEX ix_sales_customers_name ON sales.customers (name);
CREATE INDEX ix_sales_customers_phone ON sales.customers (phone);
CREATE INDEX ix_sales_customers_email ON sales.customers (email);

CREATE TABLE sales.customer_reps (
    rep NVARCHAR(128) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    CONSTRAINT pk_sales_customer_reps PRIMARY KEY (rep, customer)
);
CREATE INDEX ix_sales_customer_reps_customer ON sales.customer_reps (customer);
-- an import writes it in sets, while feeds are read by it
ALTER TABLE sales.customer_reps SET (LOCK_ESCALATION = DISABLE);

CREATE TABLE sales.addresses (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    line1 NVARCHAR(120) NOT NULL CONSTRAINT df_sales_addresses_line1 DEFAULT N'',
    line2 NVARCHAR(120) NOT NULL CONSTRAINT df_sales_addresses_line2 DEFAULT N'',
    city NVARCHAR(80) NOT NULL CONSTRAINT df_sales_addresses_city DEFAULT N'',
    state NVARCHAR(20) NOT NULL CONSTRAINT df_sales_addresses_state DEFAULT N'',
    postal_code NVARCHAR(20) NOT NULL CONSTRAINT df_sales_addresses_postal_code DEFAULT N'',
    country NVARCHAR(10) NOT NULL CONSTRAINT df_sales_addresses_country DEFAULT N'',
    CONSTRAINT pk_sales_addresses PRIMARY KEY (id),
    CONSTRAINT uq_sales_addresses_customer_kind UNIQUE (customer, kind)
);
CREATE INDEX ix_sales_addresses_feed ON sales.addresses (customer, row_version);

CREATE TABLE sales.orders (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    order_id BINARY(16) NOT NULL,
    number NVARCHAR(20) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    fulfilment NVARCHAR(14) NULL,
    fulfilled_on DATE NULL,
    order_date DATE NOT NULL,
    total DECIMAL(19, 4) NOT NULL,
    document VARCHAR(max) NOT NULL,
    former_version BINARY(8) NULL,
    CONSTRAINT pk_sales_orders PRIMARY KEY (id),
    CONSTRAINT uq_sales_orders_order_id UNIQUE (order_id),
    CONSTRAINT uq_sales_orders_number UNIQUE (number),
    CONSTRAINT ck_sales_orders_state
        CHECK (state IN (N'draft', N'tentative', N'confirmed', N'cancelled', N'refused')),
    CONSTRAINT ck_sales_orders_fulfilment
        CHECK (fulfilment IN (N'back_ordered', N'shipped', N'invoiced'))
);
CREATE INDEX ix_sales_orders_customer ON sales.orders (customer, order_date)
    INCLUDE (state, fulfilment, total);
CREATE INDEX ix_sales_orders_feed ON sales.orders (customer, row_version);

CREATE TABLE sales.order_lines (
    id BIGINT NOT NULL IDENTITY(1, 1),
    order_id BINARY(16) NOT NULL,
    line INT NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    quantity INT NOT NULL,
    unit_price DECIMAL(19, 4) NOT NULL,
    discount_percent DECIMAL(19, 4) NOT NULL,
    amount DECIMAL(19, 4) NOT NULL,
    from_stock INT NOT NULL CONSTRAINT df_sales_order_lines_from_stock DEFAULT 0,
    CONSTRAINT pk_sales_order_lines PRIMARY KEY (id),
    CONSTRAINT uq_sales_order_lines_order_id_line UNIQUE (order_id, line),
    CONSTRAINT ck_sales_order_lines_quantity CHECK (quantity >= 1),
    CONSTRAINT ck_sales_order_lines_from_stock CHECK (from_stock BETWEEN 0 AND quantity)
);
