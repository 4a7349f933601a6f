-- Both belong to dbo, so that procedures and triggers of one reach the tables of the other while
-- who calls them does not.
IF SCHEMA_ID(N'sales') IS NULL EXEC(N'CREATE SCHEMA sales AUTHORIZATION dbo');
IF SCHEMA_ID(N'sync') IS NULL EXEC(N'CREATE SCHEMA sync AUTHORIZATION dbo');
