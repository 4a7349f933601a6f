"""The probe: whether anything answers where head office is, which costs one round trip."""

import logging
from contextlib import closing
from typing import Final

from smartclient.domain.errors import SetUpError
from smartclient.network.happy_eyeballs import addresses_of, connect_first
from smartclient.settings.web_address import is_web, web_address

logger = logging.getLogger(__name__)

_SECONDS: Final = 3.0


def is_worth_a_try(url: str) -> bool:
    """Whether head office may be reachable by now: somebody takes a connection there.

    True as well where only a sync can say: of a file, behind a proxy, for a named instance.
    """
    place = _place(url)
    if place is None:
        return True
    try:
        with closing(connect_first(addresses_of(*place), timeout=_SECONDS)):
            return True
    except OSError as error:
        logger.debug("no answer to a probe: %s", error)
        return False


def is_local(url: str) -> bool:
    """Whether head office is on this very computer, or is a file: no network is needed for it."""
    if is_web(url):
        return web_address(url).is_loopback
    place = _place(url)
    return place is None or place[0] in {"localhost", "127.0.0.1", "::1"}


def _place(url: str) -> tuple[str, int] | None:
    """Host and port of head office, None where no connection can be opened to it directly."""
    if is_web(url):
        from urllib.request import getproxies  # noqa: PLC0415 (slow, and no window needs it first)

        address = web_address(url)
        if not address.is_loopback and address.scheme in getproxies():
            return None
        return address.host, address.port
    if not url.startswith("mssql"):
        return None
    # others need nothing of SQL Server's
    from smartclient.database.mssql.address import address_of  # noqa: PLC0415

    try:
        server = address_of(url)
    except SetUpError:
        return None
    return None if server.port is None else (server.server, server.port)
