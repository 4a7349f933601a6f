"""What a rep or an admin can do.

A use case's module is loaded when it is first asked for by its name here: the window opens sooner
without those that its first page does without.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartclient.use_cases.commands import (
        admin,
        amend_order,
        autosave,
        cancel_order,
        conflicts,
        customers,
        drafts,
        outbox,
        place_order,
        undo_delete,
    )
    from smartclient.use_cases.queries import (
        allowed_actions,
        current_drafts,
        history,
        lookup,
        order_document,
        order_preview,
        overview,
        readiness,
        status,
    )

__all__ = [
    "admin",
    "amending",
    "cancelling",
    "choices",
    "conflicts",
    "customers",
    "drafting",
    "drafts",
    "entering",
    "known",
    "outbox",
    "overview",
    "papers",
    "placing",
    "quoting",
    "readiness",
    "standing",
    "story",
    "undeleting",
]


def __getattr__(name: str) -> object:
    """Return the module of a use case."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
