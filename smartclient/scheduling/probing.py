"""The spacing of probes: how soon to look whether head office can be reached again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from smartclient.sync.backoff import Backoff

LONGEST_WAIT: Final = timedelta(seconds=8)
"""The longest wait for the next probe: what comes back is in use within ten seconds."""

_PATIENCE: Final = 40
"""So many syncs in a row may fail where a probe got through, before they are spaced widely."""

_LATER: Final = timedelta(minutes=1)


class ProbeSpacing:
    """Counts what failed since the last contact, and says how long to wait before the next probe.

    A probe that fails costs next to nothing, so probes go on at short intervals. Where they get
    through and syncs fail all the same, such as behind the page of a hotel, they become rare.
    """

    def __init__(self, random: Callable[[], float]) -> None:
        self._soon = Backoff(
            random=random,
            base=timedelta(seconds=1),
            cap=LONGEST_WAIT,
            least=timedelta(milliseconds=500),
        )
        self._probes = 0
        self._syncs = 0

    def reached(self) -> None:
        """Note a contact."""
        self._probes = self._syncs = 0

    def probe_failed(self) -> None:
        """Note a probe that did not get through."""
        self._probes += 1

    def sync_failed(self) -> None:
        """Note a sync that did not reach head office."""
        self._syncs += 1

    def wait(self) -> timedelta:
        """How long to wait before the next probe."""
        return _LATER if self._syncs > _PATIENCE else self._soon(self._probes + self._syncs)
