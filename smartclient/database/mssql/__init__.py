"""SQL Server through ODBC; nothing of it is imported unless an address names one."""
