"""Stored states: the values in head office's tables that several of its parts read and write."""

from typing import Final

RECEIVED: Final = "received"
PASSED_ON: Final = "passed_on"
DONE: Final = "done"
PARKED: Final = "parked"
"""The states of a request in the inbox. One that is passed on is answered later, by something else
than a worker's round."""

CLOSED: Final = "closed"
"""The state of a conflict, and of open work, that nobody has to answer any more."""

REP: Final = "rep"
ADMIN: Final = "admin"
"""The roles of a rep: an admin decides cases and policies."""
