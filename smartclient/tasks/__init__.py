"""What a rep or an admin can do.

A use case's module is loaded when it is first asked for by its name here: the window opens sooner
without those that its first page does without.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartclient.tasks import (
        admin,
        amending,
        cancelling,
        choices,
        conflicts,
        customers,
        drafting,
        drafts,
        entering,
        known,
        outbox,
        overview,
        papers,
        placing,
        quoting,
        readiness,
        standing,
        story,
        undeleting,
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
