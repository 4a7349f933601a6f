"""Listed devices: what an admin's feed says of the enrolled devices."""

from dataclasses import dataclass
from datetime import date, datetime

from smartclient.contract.web.gate import DeviceState
from smartclient.domain.ids import Login
from smartclient.domain.tasks import TaskKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDevice:
    """An enrolled device as an admin's feed has it.

    ``kind`` is laptop or browser, ``seen_on`` the day of its last contact, from ``address``.
    ``unsent`` is how many requests it handed over that nobody decided about yet; ``pending`` what
    was decided here about it and is on its way to head office.
    """

    device: str
    login: Login
    name: str
    kind: str
    enrolled_at: datetime
    state: DeviceState
    revoked_at: datetime | None
    revoked_by: str
    seen_on: date
    address: str
    unsent: int = 0
    pending: TaskKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceList:
    """The enrolled devices, those enrolled last first, as they were ``as_of``, None for never.

    ``is_offered`` is False where head office is too old to list them.
    """

    devices: tuple[ListedDevice, ...] = ()
    as_of: datetime | None = None
    is_offered: bool = True
