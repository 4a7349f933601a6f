"""Waiting for news: one question to the database for all devices whose pulse waits."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smartclient.contract.web.gate import News, Waiting
from smartclient.domain.errors import SmartClientError

logger = logging.getLogger(__name__)

_JITTER: Final = 0.2
_WOKEN_AT_ONCE: Final = 20
_WOKEN_A_SECOND: Final = 200.0

Ask = Callable[[Sequence[Waiting]], Awaitable[Mapping[bytes, News]]]


@dataclass(eq=False, slots=True)
class _Waiter:
    waiting: Waiting
    heads: Mapping[str, int]
    woken: "asyncio.Future[None]"
    is_asked: bool = False

    def is_concerned(self, news: News | None) -> bool:
        """Whether there is something for it, or its credential does not count any more."""
        if news is None or news.is_refused:
            return True
        if news.newest_reply > self.waiting.replies_after:
            return True
        return any(head > self.heads.get(kind, 0) for kind, head in news.heads.items())

    def wake(self) -> None:
        if not self.woken.done():
            self.woken.set_result(None)


class NewsHub:
    """Holds those who wait, in the event loop alone, and asks for them while there are any.

    Who has just come is asked for at once, all others about every ``ask_seconds``.
    """

    def __init__(self, ask: Ask, *, ask_seconds: float, waits_per_device: int) -> None:
        self._ask = ask
        self._ask_seconds = ask_seconds
        self._waits_per_device = waits_per_device
        self._waiters: dict[bytes, list[_Waiter]] = {}
        self._count = 0
        self._came = asyncio.Event()
        self._asking: asyncio.Task[None] | None = None
        self._is_stopped = False

    def __len__(self) -> int:
        return self._count

    async def wait(self, waiting: Waiting, heads: Mapping[str, int], seconds: float) -> None:
        """Return once there is news for the device, the time is over or the service stops."""
        if self._is_stopped:
            return
        waiter = _Waiter(waiting, heads, asyncio.get_running_loop().create_future())
        self._add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter.woken
        except TimeoutError:
            pass
        finally:
            self._remove(waiter)

    def stop(self) -> None:
        """Wake all who wait; nobody waits from now on."""
        self._is_stopped = True
        for waiters in self._waiters.values():
            for waiter in waiters:
                waiter.wake()
        self._came.set()

    def _add(self, waiter: _Waiter) -> None:
        same = self._waiters.setdefault(waiter.waiting.credential, [])
        if len(same) >= self._waits_per_device:
            # most likely a connection that was cut without a word
            same[0].wake()
        same.append(waiter)
        self._count += 1
        self._came.set()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._keep_asking())

    def _remove(self, waiter: _Waiter) -> None:
        same = self._waiters[waiter.waiting.credential]
        same.remove(waiter)
        self._count -= 1
        if not same:
            del self._waiters[waiter.waiting.credential]

    async def _keep_asking(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + self._pause()
        while self._count and not self._is_stopped:
            self._came.clear()
            is_due = loop.time() >= due
            asked = [
                waiter
                for same in self._waiters.values()
                for waiter in same
                if is_due or not waiter.is_asked
            ]
            if asked:
                await self._ask_for(asked)
            if is_due:
                due = loop.time() + self._pause()
            await self._until(due)

    async def _until(self, due: float) -> None:
        try:
            async with asyncio.timeout_at(due):
                await self._came.wait()
        except TimeoutError:
            pass

    async def _ask_for(self, asked: Sequence[_Waiter]) -> None:
        for waiter in asked:
            waiter.is_asked = True
        oldest: dict[bytes, Waiting] = {}
        for waiter in asked:
            known = oldest.setdefault(waiter.waiting.credential, waiter.waiting)
            if waiter.waiting.replies_after < known.replies_after:
                oldest[waiter.waiting.credential] = waiter.waiting
        try:
            news = await self._ask(tuple(oldest.values()))
        except SmartClientError as error:
            # their pulse, when their time is over, says what is wrong
            logger.info("news can't be asked for: %s", error.detail or error)
            return
        except Exception:
            logger.exception("news can't be asked for")
            return
        self._wake([w for w in asked if w.is_concerned(news.get(w.waiting.credential))])

    def _wake(self, concerned: Sequence[_Waiter]) -> None:
        """Wake them, many of them one after another, so that they do not all call at once."""
        loop = asyncio.get_running_loop()
        spread = len(concerned) / _WOKEN_A_SECOND if len(concerned) > _WOKEN_AT_ONCE else 0.0
        for waiter in concerned:
            if spread:
                loop.call_later(random.uniform(0.0, spread), waiter.wake)  # noqa: S311 (no secret)
            else:
                waiter.wake()

    def _pause(self) -> float:
        return self._ask_seconds * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 (as above)
