"""Connections of the web service, as the system sees them."""

import socket
import time
from pathlib import Path as Folder

from smartclient.contract.web.wire import Path
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.web.limits import WebLimits
from tests.office_company import Company
from tests.web_service import RunningService, running_service


def test_no_part_of_an_answer_is_held_back_until_the_last_was_received(
    service: RunningService,
) -> None:
    client = service.client()
    assert client.get(Path.VERSIONS).status_code == 200
    (connection,) = service.service._server.server_state.connections
    found: socket.socket = connection.transport.get_extra_info("socket")
    assert found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_service_ends_though_an_idle_connection_never_says_that_it_read_the_end(
    company: Company, tmp_path: Folder
) -> None:
    gate, limits = FileGate(company.office.engine, company.clock), WebLimits(stop_seconds=20)
    with running_service(gate, tmp_path / "home", limits=limits) as running:
        assert running.client().get(Path.VERSIONS).status_code == 200
        began = time.monotonic()
        running.service.close()
        assert time.monotonic() - began < limits.stop_seconds / 2
