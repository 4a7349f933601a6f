"""The wait for news at head office's service."""

from collections.abc import Mapping

from smartclient.bootstrap.https_link import HttpsLink
from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import Clock
from smartclient.domain.errors import WorkingOfflineError
from smartclient.store.unit_of_work import Store
from smartclient.sync.news import Known, has_news, what_is_known


def waited_for_news(link: HttpsLink, store: Store, clock: Clock, *, seconds: float) -> bool:
    """Whether there is news within ``seconds``; WorkingOfflineError while the rep is offline."""
    known: list[Known] = []

    def read() -> tuple[PulseRequest, Mapping[FeedKind, int]]:
        with store.view() as view:
            if view.meta.offline_by_choice:
                raise WorkingOfflineError(
                    "You work offline. Switch Work Offline off to reach head office.", advice=""
                )
            known.append(what_is_known(view, clock))
        return known[-1].hello, known[-1].heads

    pulse = link.wait_for_news(read, seconds=seconds)
    return has_news(pulse, known[-1])
