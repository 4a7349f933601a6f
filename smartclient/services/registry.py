"""The registry: every service that a device sends to by itself, in one place.

Those that come with the program are named here; a further one is registered by its class at the
entry point group ``smartclient.services``.
"""

import logging
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from smartclient.domain.services import HEAD_OFFICE, MAIL
from smartclient.services.mail.device_mail import DeviceMail
from smartclient.services.service import DeviceService

logger = logging.getLogger(__name__)

GROUP: Final = "smartclient.services"
_OF_HEAD_OFFICE: Final = frozenset({HEAD_OFFICE, MAIL})


def device_services() -> tuple[DeviceService, ...]:
    """Every registered service; one that can't be loaded is logged and left out."""
    return _without_doubles([DeviceMail(), *_loaded(entry_points(group=GROUP))])


def _loaded(points: Iterable[EntryPoint]) -> Iterable[DeviceService]:
    for point in sorted(points, key=lambda each: each.name):
        try:
            service = point.load()()
        # a plug-in may raise anything, and the rest of the program goes on without it
        except Exception:
            logger.exception("the service %s can't be loaded", point.name)
            continue
        if isinstance(service, DeviceService):
            yield service
        else:
            logger.error("the service %s is no DeviceService", point.name)


def _without_doubles(services: Iterable[DeviceService]) -> tuple[DeviceService, ...]:
    """The first service of each name, but none that takes a name of head office's."""
    found: dict[str, DeviceService] = {}
    for service in services:
        name = service.registered.name
        if name in _OF_HEAD_OFFICE or name in found:
            logger.error("the name %s of a service is taken", name)
        else:
            found[name] = service
    return tuple(found.values())
