"""A worker as a service manager runs it: what its journal shows."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from smartclient.cli.program import run
from smartclient.database.mssql.drivers import find_driver
from smartclient.domain.errors import PasswordRefusedError, SetUpError
from smartclient.headoffice.admin.service import HeadOffice

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="processes are told to end in another way there")
def test_a_server_that_is_away_at_the_start_is_waited_for_and_the_journal_says_so() -> None:
    try:
        find_driver("")
    except SetUpError as error:
        pytest.skip(f"no driver for SQL Server: {error.user_message}")
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    url = f"mssql+pyodbc://worker@127.0.0.1:{port}/office?Encrypt=no"
    # a service's user without a home: nothing but the journal is written
    env = {**os.environ, "HOME": "/nonexistent", "SMARTCLIENT_PASSWORD": "secret-of-the-worker"}
    env = {name: value for name, value in env.items() if name != "SMARTCLIENT_HOME"}
    serving = subprocess.Popen(
        [sys.executable, "-m", "smartclient", "headoffice", "serve", "--url", url],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert serving.stderr is not None
        said = [serving.stderr.readline(), serving.stderr.readline()]
    finally:
        serving.send_signal(signal.SIGTERM)
        out, err = serving.communicate(timeout=60)
    assert "is not encrypted" in said[0]
    assert said[1].startswith("Waiting since ")
    assert "does not answer" in said[1]
    assert (serving.returncode, err) == (0, "")
    assert out == "Stopped. What is not answered yet waits safely.\n"


def test_a_password_that_is_refused_ends_it_for_good(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A service manager that starts it again and again would have the login locked."""
    url = f"sqlite:///{tmp_path}/office.db"
    assert run(["headoffice", "init", "--url", url]) == 0

    def refused(*_: object) -> None:
        raise PasswordRefusedError("The server did not accept worker.")

    monkeypatch.setattr(HeadOffice, "serve", refused)
    # the tests' own process keeps its signals
    monkeypatch.setattr("smartclient.cli.commands.headoffice.stopped_by_signals", threading.Event)
    assert run(["headoffice", "serve", "--url", url]) == 77
    assert capsys.readouterr().err == "The server did not accept worker.\n"
    unit = (ROOT / "packaging/service/smartclient-headoffice.service").read_text()
    assert "RestartPreventExitStatus=77" in unit.splitlines()
