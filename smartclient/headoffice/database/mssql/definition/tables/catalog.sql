CREATE TABLE sales.products (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    category NVARCHAR(100) NOT NULL CONSTRAINT df_sales_products_category DEFAULT N'',
    subcategory NVARCHAR(100) NOT NULL CONSTRAINT df_sales_products_subcategory DEFAULT N'',
    description NVARCHAR(max) NOT NULL CONSTRAINT df_sales_products_description DEFAULT N'',
    unit NVARCHAR(20) NOT NULL CONSTRAINT df_sales_products_unit DEFAULT N'',
    color NVARCHAR(40) NOT NULL CONSTRAINT df_sales_products_color DEFAULT N'',
    size NVARCHAR(40) NOT NULL CONSTRAINT df_sales_products_size DEFAULT N'',
    weight NVARCHAR(40) NOT NULL CONSTRAINT df_sales_products_weight DEFAULT N'',
    list_price DECIMAL(19, 4) NOT NULL,
    standard_cost DECIMAL(19, 4) NULL,
    sell_from DATE NULL,
    sell_until DATE NULL,
    discontinued_on DATE NULL,
    replaced_by NVARCHAR(40) NULL,
    former_sku NVARCHAR(40) NULL,
    min_order_quantity INT NOT NULL CONSTRAINT df_sales_products_min_order_quantity DEFAULT 1,
    pack_size INT NOT NULL CONSTRAINT df_sales_products_pack_size DEFAULT 1,
    image NVARCHAR(200) NOT NULL CONSTRAINT df_sales_products_image DEFAULT N'',
    ean NVARCHAR(20) NOT NULL CONSTRAINT df_sales_products_ean DEFAULT N'',
    CONSTRAINT pk_sales_products PRIMARY KEY (id),
    CONSTRAINT uq_sales_products_sku UNIQUE (sku),
    CONSTRAINT ck_sales_products_min_order_quantity CHECK (min_order_quantity >= 1),
    CONSTRAINT ck_sales_products_pack_size CHECK (pack_size >= 1)
);
CREATE INDEX ix_sales_products_former_sku ON sales.products (former_sku);
CREATE INDEX ix_sales_products_row_version ON sales.products (row_version);

CREATE TABLE sales.prices (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    price_list NVARCHAR(40) NOT NULL CONSTRAINT df_sales_prices_price_list DEFAULT N'',
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    amount DECIMAL(19, 4) NOT NULL,
    CONSTRAINT pk_sales_prices PRIMARY KEY (id),
    CONSTRAINT uq_sales_prices_sku_price_list_valid_from UNIQUE (sku, price_list, valid_from)
);
CREATE INDEX ix_sales_prices_row_version ON sales.prices (row_version);

CREATE TABLE sales.offers (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    code NVARCHAR(40) NOT NULL,
    description NVARCHAR(200) NOT NULL CONSTRAINT df_sales_offers_description DEFAULT N'',
    discount_percent DECIMAL(19, 4) NOT NULL,
    kind NVARCHAR(60) NOT NULL CONSTRAINT df_sales_offers_kind DEFAULT N'',
    audience NVARCHAR(20) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NULL,
    min_quantity INT NOT NULL CONSTRAINT df_sales_offers_min_quantity DEFAULT 0,
    max_quantity INT NULL,
    CONSTRAINT pk_sales_offers PRIMARY KEY (id),
    CONSTRAINT uq_sales_offers_code UNIQUE (code),
    CONSTRAINT ck_sales_offers_audience CHECK (audience IN (N'everyone', N'reseller', N'consumer')),
    CONSTRAINT ck_sales_offers_min_quantity CHECK (min_quantity >= 0)
);
CREATE INDEX ix_sales_offers_row_version ON sales.offers (row_version);

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
    name NVARCHAR(100) NOT NULL CONSTRAINT df_sales_tax_rates_name DEFAULT N'',
    CONSTRAINT pk_sales_tax_rates PRIMARY KEY (id),
    CONSTRAINT uq_sales_tax_rates_country_state_applies_to UNIQUE (country, state, applies_to),
    CONSTRAINT ck_sales_tax_rates_applies_to
        CHECK (applies_to IN (N'all', N'retail', N'wholesale'))
);
CREATE INDEX ix_sales_tax_rates_row_version ON sales.tax_rates (row_version);

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

CREATE TABLE sales.documents (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL CONSTRAINT df_sales_documents_sku DEFAULT N'',
    category NVARCHAR(100) NOT NULL CONSTRAINT df_sales_documents_category DEFAULT N'',
    title NVARCHAR(150) NOT NULL,
    format NVARCHAR(10) NOT NULL,
    hash NVARCHAR(64) NOT NULL,
    size INT NOT NULL,
    CONSTRAINT pk_sales_documents PRIMARY KEY (id)
);
CREATE INDEX ix_sales_documents_row_version ON sales.documents (row_version);

CREATE TABLE sales.document_parts (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    hash NVARCHAR(64) NOT NULL,
    part INT NOT NULL,
    content VARBINARY(max) NOT NULL,
    CONSTRAINT pk_sales_document_parts PRIMARY KEY (id),
    CONSTRAINT uq_sales_document_parts_hash_part UNIQUE (hash, part)
);
CREATE INDEX ix_sales_document_parts_row_version ON sales.document_parts (row_version);
