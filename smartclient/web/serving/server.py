"""The server: a listener, uvicorn on it with our limits, and an end within seconds."""

import asyncio
import contextlib
import logging
import socket
import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.lifespan.off import LifespanOff

from smartclient.web.limits import WebLimits
from smartclient.web.serving.http_protocol import OpenConnections, StrictHttpProtocol
from smartclient.web.serving.listen_address import BACKLOG
from smartclient.web.serving.tls import ServerCertificate, keep_buffers_small

_CERTIFICATE_LOOKED_AT: Final = 100
"""Ticks, ten a second, between two looks at the files of the certificate."""


class WebServer(uvicorn.Server):
    """Serves an ASGI application on a listener until it is told to end.

    ``before_end`` is called first when it ends, in the event loop: whoever waits is to be woken.
    """

    def __init__(
        self,
        application: ASGIApp,
        listener: socket.socket,
        limits: WebLimits,
        *,
        certificate: ServerCertificate | None,
        before_end: Callable[[], None],
        is_behind_proxy: bool = False,
    ) -> None:
        connection = limits.connection
        if is_behind_proxy:
            # all come from the proxy's address
            connection = replace(connection, connections_per_address=connection.connections)
        super().__init__(
            uvicorn.Config(
                application,
                loop="asyncio",
                http=StrictHttpProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                # forwarded headers are read by the application, from trusted proxies alone
                proxy_headers=False,
                server_header=False,
                workers=1,
                timeout_keep_alive=connection.idle_seconds,
                timeout_graceful_shutdown=limits.stop_seconds,
            )
        )
        self._listener = listener
        self._certificate = certificate
        self._before_end = before_end
        self._limits = connection
        self._is_serving = threading.Event()

    def run_until_ended(self) -> None:
        """Serve in this thread until ``end`` is called in another, or a signal handler."""
        quiet_uvicorn()
        raise_file_limit()
        keep_buffers_small()
        self.run(sockets=[self._listener])

    def wait_until_serving(self, seconds: float) -> bool:
        """Wait in another thread until connections are taken."""
        return self._is_serving.wait(seconds)

    def end(self) -> None:
        """Have it end; may be called from any thread."""
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to whoever runs the service."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 (uvicorn's)
        """Take connections."""
        self.lifespan = LifespanOff(self.config)
        loop = asyncio.get_running_loop()
        connections = OpenConnections(self._limits)

        def protocol() -> StrictHttpProtocol:
            return StrictHttpProtocol(self.config, self.server_state, {}, connections=connections)

        is_tls = self._certificate is not None
        server = await loop.create_server(
            protocol,
            sock=self._listener,
            ssl=None if self._certificate is None else self._certificate.context,
            backlog=BACKLOG,
            ssl_handshake_timeout=self._limits.handshake_seconds if is_tls else None,
            # an idle client does not read that TLS ends, so it never says that it read it
            ssl_shutdown_timeout=self._limits.close_seconds if is_tls else None,
        )
        self.servers = [server]
        self.started = True
        self._is_serving.set()

    async def on_tick(self, counter: int) -> bool:
        """Look at the certificate's files now and then."""
        if self._certificate is not None and counter % _CERTIFICATE_LOOKED_AT == 0:
            self._certificate.reload_if_changed()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wake whoever waits, answer what was begun, and end."""
        self._before_end()
        await super().shutdown(sockets)


def quiet_uvicorn() -> None:
    """Keep what uvicorn logs of every odd request off the terminal; ours is logged by us."""
    logger = logging.getLogger("uvicorn")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def raise_file_limit() -> None:
    """Allow as many open connections as the system lets this process have."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
