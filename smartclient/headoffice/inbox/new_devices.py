"""New devices: who was signed in as a login of late, for the login's other devices to show."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.limits import SHOWN_AFTER_ENROLMENT
from smartclient.database.value_list import at_most
from smartclient.domain.devices import NewDevice
from smartclient.domain.ids import Login
from smartclient.headoffice.database.tables import tables_for

_MOST: Final = 20


def new_devices(
    connection: Connection, login: Login, now: datetime, *, besides: str
) -> tuple[NewDevice, ...]:
    """The login's active devices that were enrolled of late, newest first.

    ``besides`` is the device that asks, "" for one that is not enrolled.
    """
    t = tables_for(connection.dialect.name).enrolled_devices
    late = (
        select(t.c.device, t.c.name, t.c.kind, t.c.enrolled_at)
        .where(
            t.c.login == login,
            t.c.enrolled_at > now - SHOWN_AFTER_ENROLMENT,
            t.c.state == DeviceState.ACTIVE.value,
            t.c.device != besides,
        )
        .order_by(t.c.enrolled_at.desc(), t.c.id.desc())
    )
    return tuple(
        NewDevice(device=row.device, name=row.name, kind=row.kind, enrolled_at=row.enrolled_at)
        for row in connection.execute(at_most(late, _MOST))
    )
