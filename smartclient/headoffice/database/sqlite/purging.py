"""Purging a SQLite file: a portion is a transaction of its own."""

from sqlalchemy import Engine

from smartclient.database.transactions import writing
from smartclient.headoffice.database.portions import Portion
from smartclient.headoffice.database.purging import apply_portion


def may_purge(engine: Engine) -> bool:  # noqa: ARG001 (who may open a file may)
    """Whether who is connected may purge."""
    return True


def purge(engine: Engine, portion: Portion) -> int:
    """Do what a portion says; return how many rows it was."""
    with writing(engine) as (connection, transaction):
        done = apply_portion(connection, portion)
        transaction.commit()
    return done
