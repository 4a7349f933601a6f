"""Whether a caller still waits for its answer."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive

T = TypeVar("T")


async def until_hung_up(receive: Receive) -> None:
    """Return once the caller, whose request is received, has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def unless_hung_up(request: Request, answering: Awaitable[T]) -> T:
    """What ``answering`` gives; ClientDisconnect where the caller goes before it does."""
    answer = asyncio.ensure_future(answering)
    hung_up = asyncio.ensure_future(until_hung_up(request.receive))
    try:
        await asyncio.wait({answer, hung_up}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise ClientDisconnect
        return answer.result()
    finally:
        answer.cancel()
        hung_up.cancel()
