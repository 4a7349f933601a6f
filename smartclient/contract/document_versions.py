"""Versions of documents: the JSON that head office stores and clients keep.

A document of version 1 does not say so: that is what every released program writes. A later
version has its number under the key ``version``, and counts for all that is in the document. It
is an entry of ``UPGRADES``: a program reads every earlier version, and refuses a later one.
"""

from collections.abc import Callable, Mapping

from smartclient.contract.versions import Json
from smartclient.domain.errors import NewerVersionError

UPGRADES: Mapping[tuple[str, int], Callable[[Json], Json]] = {}
"""(kind, version) → what makes the next version of a document, as a decoded JSON object."""


def version_of(kind: str) -> int:
    """Newest version of a kind of document."""
    version = 1
    while (kind, version) in UPGRADES:
        version += 1
    return version


def check_version(kind: str, version: int) -> None:
    """Raise NewerVersionError for a document that only a newer program reads."""
    if version > version_of(kind):
        raise NewerVersionError(
            "Head office sends what only a newer Smart Client can read. It is kept there, and your "
            "work is safe. Upgrade Smart Client.",
            detail=f"{kind} version {version} > {version_of(kind)}",
        )


def upgraded(kind: str, document: Json) -> Json:
    """A decoded document in the newest version of its kind; NewerVersionError for a later one."""
    version = document.get("version", 1)
    check_version(kind, version)
    for earlier in range(version, version_of(kind)):
        document = UPGRADES[kind, earlier](document)
    return document
