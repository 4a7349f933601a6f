"""The seventh schema on SQL Server: the name of the schema that holds the business is stored."""


def statements() -> list[str]:
    """Return what stores the name that every earlier head office has."""
    return ["INSERT INTO sync.info (name, value) VALUES (N'sales_schema', N'sales')"]
