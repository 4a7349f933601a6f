"""Head office on SQL Server: schema, procedures, roles, and what is done in its own way."""
