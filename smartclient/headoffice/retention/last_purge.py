"""The last purge that came to its end: when, by whom, and how much it purged."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import writing
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.errors import SmartClientError
from smartclient.headoffice.database import schema

logger = logging.getLogger(__name__)

_INFO: Final = "last_purge"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPurge:
    """A purge that came to its end: ``worker`` is "" for one by hand, ``saved`` bytes of text."""

    at: datetime
    worker: str = ""
    rows: int = 0
    saved: int = 0


def record_purge(engine: Engine, purge: LastPurge) -> None:
    """Record a purge as the last one, where who is connected may write that."""
    document = {
        "at": instant_text(purge.at),
        "worker": purge.worker,
        "rows": purge.rows,
        "saved": purge.saved,
    }
    try:
        with writing(engine) as (connection, transaction):
            schema.set_info(connection, _INFO, json.dumps(document))
            transaction.commit()
    except SmartClientError as error:
        # what was purged is purged
        logger.warning("the purge is not recorded: %s", error)


def last_purge(connection: Connection) -> LastPurge | None:
    """The purge that was recorded last, None where none was or it can't be read."""
    text = schema.info(connection, _INFO)
    if not text:
        return None
    try:
        document = json.loads(text)
        return LastPurge(
            at=instant_from_text(str(document["at"])),
            worker=str(document["worker"]),
            rows=int(document["rows"]),
            saved=int(document["saved"]),
        )
    except (ValueError, KeyError, TypeError):
        logger.warning("the record of the last purge can't be read")
        return None
