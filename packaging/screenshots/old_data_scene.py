"""Data of every age on a laptop: as of now, old, too old to be used, removed."""

from collections.abc import Iterator
from datetime import timedelta

from sample_scene import StoppedClock
from smartclient.bootstrap import Session
from smartclient.use_cases.commands.expiry import remove_expired

REMOVED_BY = {
    "stock": "4h mark, 2d warn, 120d remove",
    "offers": "1d mark, 7d warn, 90d refuse, 120d remove",
    "prices": "1d mark, 7d warn, 90d refuse, 120d remove",
    "customers": "1d mark, 7d warn, 120d remove",
}
"""How old the kinds may be that are removed in the end, as an admin of the company set it."""

_AGES = {
    "fresh": timedelta(0),
    "marked": timedelta(days=2),
    "warned": timedelta(days=10),
    "refused": timedelta(days=100),
    "removed": timedelta(days=130),
}


def set_ages(rep: Session, admin: Session) -> None:
    """Have an admin say what happens to old data, and the rep's laptop learn it."""
    for kind, written in REMOVED_BY.items():
        admin.use_cases.admin.change_policy(f"freshness.{kind}", written)
    admin.sync_now()
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    rep.sync_now()
    rep.work_offline(True)  # noqa: FBT003 (as above)


def grow_old(rep: Session, clock: StoppedClock) -> Iterator[str]:
    """Let the data of a laptop that works offline grow old; yield each state it is in."""
    began = clock.now()
    for name, age in _AGES.items():
        clock.advance((age - (clock.now() - began)) // timedelta(minutes=1))
        remove_expired(rep._store, clock)  # noqa: SLF001 (as the scheduler does at its time)
        yield name
