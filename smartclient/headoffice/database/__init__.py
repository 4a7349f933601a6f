"""The database of head office: its schema, and what differs between SQL Server and SQLite."""
