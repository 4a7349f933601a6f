"""Devices on a live SQL Server: a laptop and a copy of it that ask at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from live_server import LiveCompany
from office_company import ANN
from smartclient.contract.devices import AssignedDevice, DeviceHello
from smartclient.contract.operations import Hello, Operations
from smartclient.domain.ids import new_id

CONNECTIONS, ROUNDS = 3, 10


def test_pulses_of_one_new_device_at_once_all_get_its_one_code(live_company: LiveCompany) -> None:
    live = live_company.live
    links = [live.operations(live.logins[ANN]) for _ in range(CONNECTIONS)]
    for link in links:
        link.pulse(Hello())
    for _ in range(ROUNDS):
        device = new_id()
        said = at_once(links, Hello(device=DeviceHello(id=device)))
        (row,) = live_company.rows("devices", device=device)
        assert [one.code for one in said if one is not None] == [row.code] * CONNECTIONS


def at_once(links: list[Operations], hello: Hello) -> list[AssignedDevice | None]:
    """Say the same over every link at the same moment; return what head office says to each."""
    start = threading.Barrier(len(links))

    def say(link: Operations) -> AssignedDevice | None:
        start.wait()
        return link.pulse(hello).device

    with ThreadPoolExecutor(len(links)) as beside:
        return list(beside.map(say, links))
