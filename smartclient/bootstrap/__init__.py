"""The composition root: joins settings, store, link and use cases into what a person opens."""

from typing import TYPE_CHECKING

from smartclient.bootstrap.ahead import StoreAhead
from smartclient.bootstrap.opening import (
    default_home,
    is_signed_in,
    join,
    open_head_office,
    open_session,
    sign_in,
)
from smartclient.bootstrap.session import Session

if TYPE_CHECKING:
    from smartclient.bootstrap.checkup import Finding, doctor

__all__ = [
    "Finding",
    "Session",
    "StoreAhead",
    "default_home",
    "doctor",
    "is_signed_in",
    "join",
    "open_head_office",
    "open_session",
    "sign_in",
]


def __getattr__(name: str) -> object:
    """Return what belongs to the doctor, imported when it is first wanted."""
    if name in {"Finding", "doctor"}:
        from smartclient.bootstrap import checkup  # noqa: PLC0415 (seldom wanted)

        return getattr(checkup, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
