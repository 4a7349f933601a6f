"""Serving head office from the command line: a service that ends by itself is noticed."""

import threading
from pathlib import Path

import pytest

from smartclient.bootstrap.web_gate import open_gate
from smartclient.bootstrap.web_service import WebOptions, served_head_office
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import UnforeseenError
from smartclient.settings.places import embedded_url
from tests.prepared import new_office_database


@pytest.mark.timeout(60)
def test_a_service_that_ends_by_itself_ends_the_program(tmp_path: Path) -> None:
    """It would go on as if it served, and nothing would start it again."""
    file = tmp_path / "headoffice.db"
    new_office_database(file).dispose()
    gate = open_gate(embedded_url(file), SystemClock(), "")
    options = WebOptions(listen="127.0.0.1:0")
    with served_head_office(gate, options, tmp_path / "home", SystemClock()) as served:
        served._service._server.end()
        with pytest.raises(UnforeseenError):
            served.serve(threading.Event())
