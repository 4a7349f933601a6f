"""Purging: portion after portion of what is over, each found in one view and deleted in another.

Nothing is remembered between portions but where the next one begins, so a purge that ends anywhere
is simply begun again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine

from smartclient.database.transactions import reading
from smartclient.domain.retention import SHORTEST, Retained
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.portions import Portion, PurgedKind
from smartclient.headoffice.retention.coverage import POLICY_OF
from smartclient.headoffice.retention.requests import Place, find_requests
from smartclient.headoffice.retention.rows import find_lanes, find_rows
from smartclient.headoffice.sales.policies import current_policies

PORTION: Final = 200
"""How many rows one transaction deals with: far from what would lock a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgedRows:
    """How many rows of a kind were purged, and how many bytes of text that saved."""

    kind: PurgedKind
    rows: int = 0
    saved: int = 0

    def plus(self, rows: int, saved: int) -> "PurgedRows":
        """With as much more."""
        return replace(self, rows=self.rows + rows, saved=self.saved + saved)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Next:
    """A portion to purge, and where the next one of its kind begins."""

    portion: Portion
    saved: int
    place: Place | int | str


@dataclass(slots=True)
class Purge:
    """One purge of a head office, by the policies and the time with which it began.

    ``report`` grows with every portion. A purge that is only tried deletes nothing.
    """

    engine: Engine
    now: datetime
    is_trial: bool = False
    report: dict[PurgedKind, PurgedRows] = field(default_factory=dict)

    def portions(self) -> Iterator[Portion]:
        """Purge portion after portion; yields each when it is done."""
        before = self._before()
        for kind in POLICY_OF:
            self.report[kind] = PurgedRows(kind=kind)
            place: Place | int | str = _START[kind]
            while (found := self._find(kind, before[POLICY_OF[kind]], place)) is not None:
                place = found.place
                if not _is_empty(found.portion):
                    rows = self._purge(found.portion)
                    # what met somebody else's request meanwhile stays, and its bytes with it
                    saved = found.saved if rows == _size(found.portion) else 0
                    self.report[kind] = self.report[kind].plus(rows, saved)
                yield found.portion

    def run(self) -> tuple[PurgedRows, ...]:
        """Purge all there is; return what became of each kind."""
        for _ in self.portions():
            pass
        return tuple(self.report.values())

    def total(self) -> tuple[int, int]:
        """How many rows were purged so far, and how many bytes of text that saved."""
        done = self.report.values()
        return sum(each.rows for each in done), sum(each.saved for each in done)

    def _before(self) -> dict[Retained, datetime]:
        with reading(self.engine) as connection:
            retention = current_policies(connection).retention
        return {
            retained: self.now - max(timedelta(days=days), SHORTEST)
            for retained, days in retention.items()
        }

    def _find(self, kind: PurgedKind, before: datetime, place: Place | int | str) -> _Next | None:
        with reading(self.engine) as connection:
            return _found(connection, kind, before, place)

    def _purge(self, portion: Portion) -> int:
        if self.is_trial:
            return _size(portion)
        return backend_of(self.engine).purging.purge(self.engine, portion)


_START: dict[PurgedKind, Place | int | str] = {
    **dict.fromkeys(POLICY_OF, 0),
    PurgedKind.REQUESTS: None,
    PurgedKind.LANES: "",
}
"""Where the first portion of a kind begins."""


def _found(
    connection: Connection, kind: PurgedKind, before: datetime, place: Place | int | str
) -> _Next | None:
    if isinstance(place, str):
        lanes = find_lanes(connection, before, place, PORTION)
        return None if lanes is None else _Next(portion=lanes[0], saved=0, place=lanes[1])
    if isinstance(place, int):
        rows = find_rows(connection, kind, before, place, PORTION)
        if rows is None:
            return None
        return _Next(portion=rows.portion, saved=rows.saved, place=rows.last)
    requests = find_requests(connection, before, place, PORTION)
    if requests is None:
        return None
    return _Next(portion=requests.portion, saved=requests.saved, place=requests.next_place)


def _size(portion: Portion) -> int:
    return len(portion.ids) + len(portion.names) + len(portion.replies)


def _is_empty(portion: Portion) -> bool:
    return not _size(portion)
