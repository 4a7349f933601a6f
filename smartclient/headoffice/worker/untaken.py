"""Monitors whether free requests are taken: reports once those that a worker can't lease."""

import logging
from collections.abc import Mapping

from smartclient.contract.messages import customer_of_lane
from smartclient.headoffice.inbox.waiting import FreeLane
from smartclient.headoffice.worker.notices import NoneTaken, Notify

logger = logging.getLogger(__name__)


class UntakenMonitor:
    """Compares what is free after a worker found nothing to lease with what was free before."""

    def __init__(self, notify: Notify) -> None:
        self._notify = notify
        self._before: Mapping[FreeLane, int] = {}
        self._reported: frozenset[FreeLane] = frozenset()

    def report(self, free: Mapping[FreeLane, int]) -> None:
        """Report the lanes that were free last time, too, unless that was done already.

        ``free`` says how many requests wait in each free lane. A lane that is free only now may
        have been released by another worker a moment ago.
        """
        untaken = frozenset(free.keys() & self._before.keys())
        self._before = free
        if untaken - self._reported:
            requests = sum(free[lane] for lane in untaken)
            customers = tuple(sorted({customer_of_lane(lane.lane) for lane in untaken}))
            logger.error("%d requests wait in free lanes, and none can be leased", requests)
            self._notify(NoneTaken(requests=requests, customers=customers))
        self._reported = untaken
