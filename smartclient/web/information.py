"""What the service says of itself to whoever asks: versions, health and its description."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.wire import JSON_TYPE, MEDIA_TYPE, Health, Path, Versions
from smartclient.domain.errors import SmartClientError
from smartclient.web.answers import SPOKEN, body_response
from smartclient.web.calls import HeadOfficeAccess
from smartclient.web.openapi import description

_KEPT_SECONDS: Final = 2.0
_WORKER_SECONDS: Final = 60.0

Give = Callable[[Request], Awaitable[Response]]


class Information:
    """The pages that need no credential; what they ask of the database is kept for a moment."""

    def __init__(self, office: HeadOfficeAccess) -> None:
        self._office = office
        self._health = Health(database=False, worker=False)
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()
        self._description = msgspec.json.encode(description())

    def pages(self) -> Mapping[Path, Give]:
        """What gives each page."""
        return {
            Path.VERSIONS: self._versions,
            Path.HEALTH: self._give_health,
            Path.OPENAPI: self._openapi,
        }

    async def _versions(self, request: Request) -> Response:
        versions = Versions(speaks=SPOKEN, link_version=LINK_VERSION)
        return body_response(request, msgspec.json.encode(versions), MEDIA_TYPE)

    async def _openapi(self, request: Request) -> Response:
        return body_response(request, self._description, JSON_TYPE)

    async def _give_health(self, request: Request) -> Response:
        async with self._looking:
            if time.monotonic() - self._looked_at > _KEPT_SECONDS:
                self._health = await self._look()
                self._looked_at = time.monotonic()
        status = 200 if self._health.database else 503
        return body_response(request, msgspec.json.encode(self._health), JSON_TYPE, status)

    async def _look(self) -> Health:
        gate = self._office.gate

        def look() -> Health:
            gate.check()
            age = gate.gauges().newest_worker
            return Health(database=True, worker=age is not None and age < _WORKER_SECONDS)

        try:
            return await self._office.pool.run(look)
        except SmartClientError:
            return Health(database=False, worker=False)
