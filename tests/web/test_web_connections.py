"""Connections of the web service, as the system sees them."""

import socket

from smartclient.contract.web.wire import Path
from tests.web_service import RunningService


def test_no_part_of_an_answer_is_held_back_until_the_last_was_received(
    service: RunningService,
) -> None:
    client = service.client()
    assert client.get(Path.VERSIONS).status_code == 200
    (connection,) = service.service._server.server_state.connections
    found: socket.socket = connection.transport.get_extra_info("socket")
    assert found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
