"""The demonstration: a head office and a laptop of their own in one folder, with data to try."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.domain.progress import SyncProgress
from smartclient.domain.text import canonical_login
from smartclient.settings.places import embedded_url

if TYPE_CHECKING:
    from smartclient.bootstrap import Session

FOLDER = "demo"
_OFFICE_FILE = "headoffice.db"
_UNFINISHED_FILE = "unfinished.db"
_LAPTOP_FOLDER = "laptop"
_PASSPHRASE = "demonstration"  # noqa: S105 (made-up data; said on the terminal where it is used)


def office_url(home: Path) -> str:
    """Return the address of the demonstration's head office."""
    return embedded_url(home / FOLDER / _OFFICE_FILE)


def forget(home: Path) -> None:
    """Delete the demonstration, the orders tried out in it included, and nothing else."""
    folder = home / FOLDER
    shutil.rmtree(folder / _LAPTOP_FOLDER, ignore_errors=True)
    for name in (_OFFICE_FILE, _UNFINISHED_FILE):
        for end in ("", "-wal", "-shm"):
            (folder / f"{name}{end}").unlink(missing_ok=True)


def open_demonstration(
    home: Path,
    data: Path | None,
    *,
    tell: Callable[[str], None],
    progress: Callable[[SyncProgress], None] | None = None,
) -> "Session":
    """Return the demonstration's laptop, made from ``data`` (else the sample) where there is none.

    Without a usable keyring its store is kept under a passphrase that is no secret, which
    ``tell`` is told.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (slow; help does without it)
    from smartclient.headoffice.importers.sample import sample_folder  # noqa: PLC0415 (as above)

    folder = data or sample_folder()
    if not (home / FOLDER / _OFFICE_FILE).is_file():
        for note in _make_office(home / FOLDER, folder):
            tell(note)

    def ask_passphrase(new: bool) -> str:  # noqa: FBT001 (as it is asked)
        if new:
            tell("There is no keyring here: the demonstration's data is kept under a passphrase")
            tell(f"that is no secret: {_PASSPHRASE}")
        return _PASSPHRASE

    laptop = home / FOLDER / _LAPTOP_FOLDER
    if (laptop / "settings.json").is_file():
        return bootstrap.open_session(laptop, ask_passphrase=ask_passphrase)
    return bootstrap.sign_in(
        laptop,
        url=office_url(home),
        login=_busiest_rep(folder),
        ask_passphrase=ask_passphrase,
        progress=progress,
    )


def _make_office(folder: Path, data: Path) -> tuple[str, ...]:
    """Make head office whole or not at all: under another name until everything is in it.

    Return what is to be said of the data, each in a line.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (as above)
    from smartclient.headoffice.importers import (  # noqa: PLC0415 (as above)
        SAMPLE_COMPANY,
        import_folder,
        sample_folder,
    )

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / _UNFINISHED_FILE
    unfinished.unlink(missing_ok=True)
    office = bootstrap.open_head_office(embedded_url(unfinished), SystemClock())
    try:
        office.init()
        result = import_folder(office.engine, data, clock=SystemClock())
        if data == sample_folder():
            office.describe(company=SAMPLE_COMPANY)
    finally:
        office.close()
    unfinished.replace(folder / _OFFICE_FILE)
    return tuple(map(str, result.notes))


def _busiest_rep(folder: Path) -> Login:
    with (folder / "customers.csv").open(encoding="utf-8-sig", newline="") as file:
        reps = Counter(row.get("rep_login", "") for row in csv.DictReader(file))
    reps.pop("", None)
    if not reps:
        raise RefusedError("No customer in {folder} has a rep to sign in as.", folder=folder)
    return canonical_login(reps.most_common(1)[0][0])
