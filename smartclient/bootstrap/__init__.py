"""The composition root: joins settings, store, link and use cases into what a person opens."""

from smartclient.bootstrap.doctor import Finding, doctor
from smartclient.bootstrap.opening import (
    default_home,
    is_signed_in,
    join,
    open_head_office,
    open_session,
    sign_in,
)
from smartclient.bootstrap.session import Session

__all__ = [
    "Finding",
    "Session",
    "default_home",
    "doctor",
    "is_signed_in",
    "join",
    "open_head_office",
    "open_session",
    "sign_in",
]
