"""Version 10: one module for each thing that it brings."""

from types import ModuleType

from smartclient.store.database.migrations.store_0010 import (
    check_out,
    draft_plans,
    message_ids,
    together,
)

PARTS: tuple[ModuleType, ...] = (message_ids, together, check_out, draft_plans)
"""What it is made of, in the order in which it is run. Each has ``STATEMENTS``."""

STATEMENTS: tuple[str, ...] = tuple(statement for part in PARTS for statement in part.STATEMENTS)
