"""Snapshots: prepared copies of feeds that are the same for everybody, for a first load."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.domain.errors import RefusedError


class SnapshotUnavailableError(RefusedError):
    """A snapshot is gone, or is not what its name says: the feed is read instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A copy of a feed, read by key below ``watermark`` in the epoch ``generation``.

    ``link_version`` is that of its columns.
    """

    kind: FeedKind
    name: str
    rows: int
    watermark: int
    generation: str
    link_version: int


@runtime_checkable
class SnapshotSource(Protocol):
    """What operations also have where their transport offers snapshots."""

    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots that are ready, one for each feed at most."""
        ...

    def expect_snapshots(self, snapshots: Sequence[tuple[Snapshot, int]]) -> None:
        """Prepare for snapshots that will be read, each after an id, one after the other."""
        ...

    def snapshot_page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        """The rows after the id ``after``: of one piece of the snapshot, or of some.

        Raises SnapshotUnavailableError where it is gone or damaged.
        """
        ...
