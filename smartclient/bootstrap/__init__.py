"""The composition root: composes settings, store, link and use cases into an open laptop."""

from smartclient.bootstrap.preload import StorePreloader
from smartclient.bootstrap.session import Session
from smartclient.bootstrap.session_factory import (
    enroll,
    is_signed_in,
    open_head_office,
    open_session,
    sign_in,
)

__all__ = [
    "Session",
    "StorePreloader",
    "enroll",
    "is_signed_in",
    "open_head_office",
    "open_session",
    "sign_in",
]
