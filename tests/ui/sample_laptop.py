"""A rep's laptop with the sample company, offline, with head office in a file beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from tests.prepared import import_sample, write_office


@contextmanager
def sample_laptop(folder: Path, clock: Clock) -> Iterator[Session]:
    """Sign a rep in below ``folder`` and work offline, with head office open beside it."""
    url = write_office(folder / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    session = bootstrap.sign_in(folder / "anna", url=url, login="anna", clock=clock)
    session.work_offline(True)  # noqa: FBT003 (a switch)
    try:
        yield session
    finally:
        session.close()
        office.close()
