"""Assigned numbers: the provisional numbers that a device has assigned, stored outside its store.

A store that is restored from a copy continues its count from there, and one that was copied to
another place counts as the other does. Both are noticed here without a link: a number is claimed
by creating a file that must not be there yet, in a folder that no copy of the store has.
"""

import logging
from enum import Enum
from pathlib import Path

from smartclient.domain.ids import new_id

logger = logging.getLogger(__name__)


class Claim(Enum):
    """The outcome of claiming a number: it is ours, another store has it, or it is unknown."""

    OURS = "ours"
    TAKEN = "taken"
    UNKNOWN = "unknown"


class AssignedNumbers:
    """The numbers that devices of one person on this machine assigned.

    There is one object for each open store. A claim is kept with the transaction that assigns the
    number, and released where that is rolled back: the next program would take it for another's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = new_id()
        self._open: list[tuple[Path, list[Path]]] = []
        """What was claimed in this transaction, each with what it took the place of."""

    def is_known(self, device: str) -> bool:
        """Whether a device was ever here."""
        return (self._folder / device).is_dir()

    def make_known(self, device: str) -> bool:
        """Note that a device is here; False where the folder can't be used."""
        try:
            (self._folder / device).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            logger.warning("numbers can't be stored outside the database: %s", error)
            return False
        return True

    def claim(self, device: str, kind: str, number: int) -> Claim:
        """Claim a number that a device is about to assign, and all before it.

        Where the folder can't be used, nothing is known of any other store.
        """
        place = self._folder / device
        try:
            place.mkdir(parents=True, exist_ok=True)
            claimed = place / f"{kind}.{number}"
            if not self._create(claimed):
                return Claim.TAKEN
            return self._delete_lower(place, kind, number, claimed)
        except OSError as error:
            logger.warning("numbers can't be stored outside the database: %s", error)
            return Claim.UNKNOWN

    def keep(self) -> None:
        """Keep what was claimed: the numbers are assigned."""
        self._open.clear()

    def release(self) -> None:
        """Release what was claimed since ``keep``: no number was assigned.

        A program that ends before that leaves its claim, and the next number is another device's.
        """
        while self._open:
            claimed, replaced = self._open.pop()
            try:
                for before in replaced:
                    self._create(before)
                claimed.unlink(missing_ok=True)
            except OSError as error:
                logger.warning("a number can't be released: %s", error)

    def _create(self, claimed: Path) -> bool:
        try:
            with claimed.open("x", encoding="ascii") as file:
                file.write(self._mark)
        except FileExistsError:
            return claimed.read_text(encoding="ascii") == self._mark
        return True

    def _delete_lower(self, place: Path, kind: str, number: int, claimed: Path) -> Claim:
        replaced: list[Path] = []
        for other in place.glob(f"{kind}.*"):
            count = other.suffix.removeprefix(".")
            if not count.isdecimal():
                continue
            if int(count) > number:
                return Claim.TAKEN
            if int(count) < number:
                replaced.append(other)
        self._open.append((claimed, replaced))
        for other in replaced:
            other.unlink(missing_ok=True)
        return Claim.OURS
