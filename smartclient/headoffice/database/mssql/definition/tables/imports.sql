CREATE TABLE sync.imports (
    id BIGINT NOT NULL IDENTITY(1, 1),
    digest NVARCHAR(64) NOT NULL,
    actor NVARCHAR(128) NOT NULL,
    began_at DATETIME2(6) NOT NULL,
    written_at DATETIME2(6) NOT NULL,
    portions INT NOT NULL,
    CONSTRAINT pk_sync_imports PRIMARY KEY (id)
);

CREATE TABLE sync.import_portions (
    import_id BIGINT NOT NULL,
    portion INT NOT NULL,
    units NVARCHAR(max) NOT NULL,
    counts VARCHAR(max) NULL,
    CONSTRAINT pk_sync_import_portions PRIMARY KEY (import_id, portion)
);
