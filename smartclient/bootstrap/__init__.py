"""The composition root: joins settings, store, link and use cases into what a person opens."""

from importlib import import_module
from typing import TYPE_CHECKING

from smartclient.bootstrap.preload import StorePreloader
from smartclient.bootstrap.session import Session
from smartclient.bootstrap.session_factory import (
    default_home,
    enroll,
    is_signed_in,
    open_head_office,
    open_session,
    sign_in,
)

if TYPE_CHECKING:
    from smartclient.bootstrap.new_address import move_head_office
    from smartclient.diagnostics.checkup import doctor
    from smartclient.diagnostics.finding import Finding
    from smartclient.diagnostics.headoffice import check_head_office

__all__ = [
    "Finding",
    "Session",
    "StorePreloader",
    "check_head_office",
    "default_home",
    "doctor",
    "enroll",
    "is_signed_in",
    "move_head_office",
    "open_head_office",
    "open_session",
    "sign_in",
]

_SELDOM = {
    "Finding": "findings",
    "check_head_office": "office_checkup",
    "doctor": "checkup",
    "move_head_office": "moving",
}


def __getattr__(name: str) -> object:
    """Return what is seldom wanted, imported when it first is."""
    if name in _SELDOM:
        return getattr(import_module(f"smartclient.bootstrap.{_SELDOM[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
