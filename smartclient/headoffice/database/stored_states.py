"""Stored states: the values in head office's tables that several of its parts read and write."""

from typing import Final

RECEIVED: Final = "received"
DONE: Final = "done"
PARKED: Final = "parked"
"""The states of a request in the inbox."""

CLOSED: Final = "closed"
"""The state of a conflict, and of open work, that nobody has to answer any more."""

REP: Final = "rep"
ADMIN: Final = "admin"
"""The roles of a rep: an admin decides cases and policies."""
