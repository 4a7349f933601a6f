"""The demonstration: a head office and a laptop of their own in one folder, with data to try."""

import csv
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.domain.text.canonical import canonical_login
from smartclient.read_models.sync_progress import SyncProgress
from smartclient.settings.places import embedded_url

if TYPE_CHECKING:
    from smartclient.bootstrap import Session
    from smartclient.headoffice.admin.service import HeadOffice

FOLDER = "demo"
_OFFICE_FILE = "headoffice.db"
_UNFINISHED_FILE = "unfinished.db"
_LAPTOP_FOLDER = "laptop"
_PASSPHRASE = "demonstration"  # noqa: S105 (made-up data; shown on the terminal where it is used)


def office_url(home: Path) -> str:
    """The address of the demonstration's head office."""
    return embedded_url(home / FOLDER / _OFFICE_FILE)


def forget(home: Path) -> None:
    """Delete the demonstration, the orders tried out in it included, and nothing else."""
    folder = home / FOLDER
    for laptop in folder.glob(f"{_LAPTOP_FOLDER}*"):
        shutil.rmtree(laptop, ignore_errors=True)
    for name in (_OFFICE_FILE, _UNFINISHED_FILE):
        for end in ("", "-wal", "-shm"):
            (folder / f"{name}{end}").unlink(missing_ok=True)


def admin_of(home: Path) -> Login:
    """Who decides cases at the demonstration's head office."""
    from smartclient import bootstrap  # noqa: PLC0415 (slow; help does without it)
    from smartclient.headoffice.database.stored_states import ADMIN  # noqa: PLC0415 (as above)
    from smartclient.headoffice.inbox.identity import logins  # noqa: PLC0415 (as above)

    office = bootstrap.open_head_office(office_url(home), SystemClock())
    try:
        with office.engine.connect() as connection:
            return logins(connection, ADMIN)[0]
    finally:
        office.close()


def open_demonstration(
    home: Path,
    data: Path | None,
    *,
    login: str = "",
    report: Callable[[str], None],
    progress: Callable[[SyncProgress], None] | None = None,
) -> "Session":
    """The demonstration's laptop, created from ``data`` (else the sample) where there is none.

    With a ``login`` it is that person's own laptop at the same head office.

    Without a usable keyring its store is kept under a passphrase that is no secret; ``report`` is
    called with it.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (slow; help does without it)
    from smartclient.headoffice.importers.sample import sample_folder  # noqa: PLC0415 (as above)

    folder = data or sample_folder()
    if not (home / FOLDER / _OFFICE_FILE).is_file():
        for note in _make_office(home / FOLDER, folder):
            report(note)

    def ask_passphrase(new: bool) -> str:  # noqa: FBT001 (as it is asked)
        if new:
            report("There is no keyring here: the demonstration's data is kept under a passphrase")
            report(f"that is no secret: {_PASSPHRASE}")
        return _PASSPHRASE

    laptop = home / FOLDER / _laptop_folder(login)
    if (laptop / "settings.json").is_file():
        return bootstrap.open_session(laptop, ask_passphrase=ask_passphrase)
    session = bootstrap.sign_in(
        laptop,
        url=office_url(home),
        login=canonical_login(login) if login else _busiest_rep(folder),
        ask_passphrase=ask_passphrase,
        progress=progress,
    )
    if not login:
        _play_story(home, session)
    return session


def _laptop_folder(login: str) -> str:
    """The folder of a laptop: the rep's own, or that of whoever else looks on."""
    who = hashlib.sha256(canonical_login(login).encode()).hexdigest()[:8] if login else ""
    return f"{_LAPTOP_FOLDER}-{who}" if who else _LAPTOP_FOLDER


def _play_story(home: Path, session: "Session") -> None:
    """Enter orders and changes first, so that there is something to try; all or nothing stays."""
    from smartclient import bootstrap  # noqa: PLC0415 (as above)
    from smartclient.cli.demo.story import play  # noqa: PLC0415 (as above)

    office = bootstrap.open_head_office(office_url(home), SystemClock())
    try:
        play(session, office, SystemClock())
    except BaseException:
        session.close()
        forget(home)
        raise
    finally:
        office.close()


def _make_office(folder: Path, data: Path) -> tuple[str, ...]:
    """Make head office whole or not at all: under another name until everything is in it.

    Return what is to be said of the data, each in a line.
    """
    from smartclient import bootstrap  # noqa: PLC0415 (as above)
    from smartclient.headoffice.importers import SAMPLE_COMPANY, import_folder, sample_folder  # noqa: PLC0415 (as above)

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / _UNFINISHED_FILE
    unfinished.unlink(missing_ok=True)
    office = bootstrap.open_head_office(embedded_url(unfinished), SystemClock())
    try:
        office.init()
        result = import_folder(office.engine, data, clock=SystemClock())
        if data == sample_folder():
            office.describe(company=SAMPLE_COMPANY)
        _appoint_admin(office, _busiest_rep(data))
    finally:
        office.close()
    unfinished.replace(folder / _OFFICE_FILE)
    _make_office_key(folder)
    return tuple(map(str, result.notes))


def _make_office_key(folder: Path) -> None:
    """Make the key that work carried by hand is encrypted to, beside the file as it is called."""
    from smartclient import bootstrap  # noqa: PLC0415 (as above)
    from smartclient.bootstrap.office_keys import ensure_office_key  # noqa: PLC0415 (as above)

    url = embedded_url(folder / _OFFICE_FILE)
    office = bootstrap.open_head_office(url, SystemClock())
    try:
        ensure_office_key(office, url)
    finally:
        office.close()


def _appoint_admin(office: "HeadOffice", rep: Login) -> None:
    """Appoint an admin where the data names none: any of the other logins."""
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)
    from smartclient.headoffice.database.stored_states import ADMIN, REP  # noqa: PLC0415 (as above)
    from smartclient.headoffice.inbox.identity import logins  # noqa: PLC0415 (as above)

    with office.engine.connect() as connection:
        others = [login for login in logins(connection, REP) if login != rep]
        needed = not logins(connection, ADMIN)
    if needed:
        login = others[0] if others else rep
        maintenance.change_rep_role(office.engine, login, ADMIN, clock=SystemClock())


def _busiest_rep(folder: Path) -> Login:
    with (folder / "customers.csv").open(encoding="utf-8-sig", newline="") as file:
        reps = Counter(row.get("rep_login", "") for row in csv.DictReader(file))
    reps.pop("", None)
    if not reps:
        raise RefusedError("No customer in {folder} has a rep to sign in as.", folder=folder)
    return canonical_login(reps.most_common(1)[0][0])
