"""Application locks of the server: what only one connection at a time may do."""

from sqlalchemy import Connection


def lock_until_commit(connection: Connection, resource: str, *, wait_ms: int) -> bool:
    """Take a lock that the open transaction holds; return whether it was free in time.

    Only an owner of the database may take it.
    """
    got = connection.exec_driver_sql(
        f"DECLARE @got int; EXEC @got = sp_getapplock @Resource = N'{resource}', "
        f"@LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = {wait_ms}, "
        "@DbPrincipal = N'dbo'; SELECT @got"
    ).scalar_one()
    return int(got) >= 0
