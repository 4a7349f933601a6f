"""Opening head office's database: the one place that chooses the backend of its engine."""

from sqlalchemy import Engine

from smartclient.database.engines import open_engine
from smartclient.headoffice.database.backend import DatabaseBackend, install_backend


def open_database(url: str) -> Engine:
    """An engine for the head office at ``url``, a SQLAlchemy URL, with its backend.

    Raises SetUpError for a URL that can't be read or names a database that is not supported.
    """
    engine = open_engine(url)
    is_server = engine.dialect.name == "mssql"
    install_backend(engine, sql_server_backend() if is_server else sqlite_backend())
    if is_server:
        from smartclient.headoffice.database.mssql.sales_schema import (  # noqa: PLC0415 (as below)
            install_sales_schema,
        )

        install_sales_schema(engine)
    return engine


def sqlite_backend() -> DatabaseBackend:
    """The backend of a file."""
    from smartclient.headoffice.database.sqlite import (  # noqa: PLC0415 (the one in use)
        accounts,
        audit,
        feeds,
        fulfilment,
        leases,
        maintenance,
        purging,
        rows,
        savepoints,
        searches,
    )
    from smartclient.headoffice.devices import local_administration  # noqa: PLC0415 (as above)
    from smartclient.headoffice.inbox import local_submission  # noqa: PLC0415 (as above)

    return DatabaseBackend(
        in_file=True,
        feeds=feeds,
        rows=rows,
        searches=searches,
        savepoints=savepoints,
        audit=audit,
        accounts=accounts,
        fulfilment=fulfilment,
        submission=local_submission,
        leases=leases,
        maintenance=maintenance,
        purging=purging,
        devices=local_administration,
    )


def sql_server_backend() -> DatabaseBackend:
    """The backend of SQL Server."""
    from smartclient.headoffice.database.mssql import (  # noqa: PLC0415 (the one in use)
        accounts,
        audit,
        device_administration,
        feeds,
        fulfilment,
        leases,
        maintenance,
        purging,
        rows,
        savepoints,
        searches,
        submission,
    )

    return DatabaseBackend(
        in_file=False,
        feeds=feeds,
        rows=rows,
        searches=searches,
        savepoints=savepoints,
        audit=audit,
        accounts=accounts,
        fulfilment=fulfilment,
        submission=submission,
        leases=leases,
        maintenance=maintenance,
        purging=purging,
        devices=device_administration,
    )
