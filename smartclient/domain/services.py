"""Services: what a device sends to, each with its own state, queue and retries."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

ServiceName = NewType("ServiceName", str)
"""The name of a service, as settings and the store have it."""

HEAD_OFFICE: Final = ServiceName("head_office")
MAIL: Final = ServiceName("mail")
"""Mail by head office: its mails go over the link to head office, which says whether it is up."""


class OfflineWithout(StrEnum):
    """Whether the client counts as offline while a service is out of reach."""

    YES = "yes"
    NO = "no"


OFFLINE_WITHOUT: Final[Mapping[ServiceName, OfflineWithout]] = MappingProxyType(
    {HEAD_OFFICE: OfflineWithout.YES, MAIL: OfflineWithout.NO}
)
"""Whether it counts as offline without each service there is, as delivered."""
