"""The wait for news at head office's service."""

import random
from collections.abc import Callable, Mapping
from typing import Final

from smartclient.bootstrap.https_link import HttpsLink
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import Clock
from smartclient.domain.errors import WorkingOfflineError
from smartclient.domain.worth import REFRESH
from smartclient.read_models.functions import SWITCHED_OFF
from smartclient.scheduling.news import NewsListener
from smartclient.store.unit_of_work import Store
from smartclient.sync.backoff import Backoff
from smartclient.sync.news import Known, has_news, what_is_known
from smartclient.use_cases.queries.link_terms import link_terms

WAITS_SECONDS: Final = 25.0
"""How long head office's service is asked to wait for news."""


def news_listener(
    link: HeadOfficeLink,
    store: Store,
    clock: Clock,
    *,
    is_wiped: Callable[[], bool],
    on_news: Callable[[], None],
) -> NewsListener:
    """What calls ``on_news`` when head office's service has some; it is not started yet."""

    def wait() -> bool:
        https = link.over_https()
        return https is not None and waited_for_news(https, store, clock, seconds=WAITS_SECONDS)

    def interrupt() -> None:
        if (https := link.over_https()) is not None:
            https.stop_waiting()

    def is_off() -> bool:
        if is_wiped():
            return True
        with store.view() as view:
            return view.meta.offline_by_choice or not link_terms(view).pays_for(REFRESH)

    return NewsListener(
        wait=wait,
        interrupt=interrupt,
        is_off=is_off,
        on_news=on_news,
        backoff=Backoff(random=random.SystemRandom().random),
    )


def waited_for_news(link: HttpsLink, store: Store, clock: Clock, *, seconds: float) -> bool:
    """Whether there is news within ``seconds``; WorkingOfflineError while the rep is offline."""
    known: list[Known] = []

    def read() -> tuple[PulseRequest, Mapping[FeedKind, int]]:
        with store.view() as view:
            if view.meta.offline_by_choice:
                raise WorkingOfflineError(SWITCHED_OFF, advice="")
            known.append(what_is_known(view, clock))
        return known[-1].hello, known[-1].heads

    pulse = link.wait_for_news(read, seconds=seconds)
    return has_news(pulse, known[-1])
