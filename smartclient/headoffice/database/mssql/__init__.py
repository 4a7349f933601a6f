"""Head office on SQL Server: schema, procedures, roles, and its backend."""
