"""Services: what a device sends to, each with its own state, queue and retries."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NewType

ServiceName = NewType("ServiceName", str)
"""The name of a service, as settings and the store have it."""

HEAD_OFFICE: Final = ServiceName("head_office")
MAIL: Final = ServiceName("mail")
"""Mail by head office: its mails go over the link to head office, which says whether it is up."""

OWN_MAIL: Final = ServiceName("own_mail")
"""Mail from this device: by the rep's own mailbox, to which the device connects by itself."""


class OfflineWithout(StrEnum):
    """Whether the client counts as offline while a service is out of reach."""

    YES = "yes"
    NO = "no"


OFFLINE_WITHOUT: Final[Mapping[ServiceName, OfflineWithout]] = MappingProxyType(
    {HEAD_OFFICE: OfflineWithout.YES, MAIL: OfflineWithout.NO, OWN_MAIL: OfflineWithout.NO}
)
"""Whether it counts as offline without each service that comes with the program, as delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredService:
    """A service that a device sends to by itself, as its registered class describes it.

    ``label`` is what it is called in English, ``most_per_day`` how many requests a device hands
    over within 24 hours.
    """

    name: ServiceName
    label: str
    offline_without: OfflineWithout = OfflineWithout.NO
    most_per_day: int = 1_000
