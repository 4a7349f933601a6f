"""Changes at head office: one transaction, logged under one name and time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import writing
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.office_clock import note_time


@contextmanager
def audited_transaction(engine: Engine, *, actor: str, at: datetime) -> Iterator[Connection]:
    """Open a writing transaction whose changes are logged as ``actor``'s; commits at the end.

    Whatever is raised inside rolls everything back.
    """
    backend = backend_of(engine)
    with writing(engine) as (connection, transaction):
        note_time(connection, at)
        backend.audit.begin_audit(connection, actor, at)
        yield connection
        # what someone later changes by hand must not be logged under this name
        backend.audit.set_actor(connection, "", None)
        transaction.commit()
