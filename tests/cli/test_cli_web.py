"""The command that serves head office over HTTPS: its one line, its certificate and its end."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import httpx2
import pytest

from smartclient.cli.program import run
from smartclient.contract.web.wire import Path as WirePath
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.opening import open_database
from smartclient.web.serving.self_signed import (
    CERTIFICATE_FILE,
    KEY_FILE,
    self_signed_certificate,
)
from tests.served_process import ROOT, address_in, first_line, web_process
from tests.set_clock import SetClock


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/office.db"
    assert run(["headoffice", "init", "--url", url]) == 0
    return url


def get(address: str, path: str, certificate: Path | None = None) -> httpx2.Response:
    verify = ssl.create_default_context(cafile=str(certificate)) if certificate else False
    return httpx2.get(address + path, verify=verify, trust_env=False)


@pytest.mark.skipif(os.name == "nt", reason="processes are told to end in another way there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_ends_within_seconds(
    tmp_path: Path, url: str, number: signal.Signals
) -> None:
    home = tmp_path / "home"
    options = ("--self-signed", "--with-worker", "--metrics", "127.0.0.1:0")
    with web_process(home, url, *options) as process:
        line = first_line(process)
        certificate = home / CERTIFICATE_FILE
        address, metrics = re.findall(r"https?://[^ ,]+", line)
        end = time.monotonic() + 20
        while get(address, WirePath.HEALTH, certificate).json() != {
            "database": True,
            "worker": True,
        }:
            assert time.monotonic() < end, "no worker was seen"
        assert "smartclient_headoffice_up 1.0" in get(metrics, "").text
        gate = FileGate(open_database(url), SystemClock())
        pinned = sha256(
            ssl.PEM_cert_to_DER_cert(certificate.read_text(encoding="ascii"))
        ).hexdigest()
        assert gate.public_address() == (address, pinned)
        gate.close()
        process.send_signal(number)
        began = time.monotonic()
        out, err = process.communicate(timeout=30)
        assert time.monotonic() - began < 5
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Stopped. What is not answered yet waits safely.\n")


def test_a_certificate_of_its_own_is_made_once_and_its_key_is_its_owners_alone(
    tmp_path: Path, url: str
) -> None:
    home = tmp_path / "home"
    texts = []
    for _ in range(2):
        with web_process(home, url, "--self-signed") as process:
            get(address_in(first_line(process)), WirePath.VERSIONS, home / CERTIFICATE_FILE)
        texts.append((home / CERTIFICATE_FILE).read_bytes())
    assert texts[0] == texts[1]
    assert (home / KEY_FILE).stat().st_mode & 0o077 == 0


def test_without_a_certificate_it_serves_this_computer_alone(tmp_path: Path, url: str) -> None:
    with web_process(tmp_path / "home", url) as process:
        address = address_in(first_line(process))
        assert address.startswith("http://127.0.0.1:")
        assert get(address, WirePath.HEALTH).json() == {"database": True, "worker": False}


def test_a_certificate_of_the_companys_own_is_served_and_hsts_where_it_is_asked_for(
    tmp_path: Path, url: str
) -> None:
    file, key = self_signed_certificate(tmp_path / "company", ("127.0.0.1",), SystemClock())
    options = ("--certificate", str(file), "--key", str(key), "--hsts")
    home = tmp_path / "home"
    with web_process(home, url, *options) as process:
        address = address_in(first_line(process))
        headers = get(address, WirePath.HEALTH, file).headers
        assert address.startswith("https://")
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert not (home / CERTIFICATE_FILE).exists()
    assert err == ""


@pytest.mark.parametrize(("trusted", "status"), [("127.0.0.1", 200), ("10.0.0.5", 403)])
def test_behind_a_proxy_only_the_named_one_says_how_it_was_reached(
    tmp_path: Path, url: str, trusted: str, status: int
) -> None:
    with web_process(tmp_path, url, "--behind-proxy", "--trust-proxy", trusted) as process:
        address = address_in(first_line(process))
        forwarded = {
            "Host": "office.example.com",
            "Origin": "https://office.example.com",
            "X-Forwarded-Proto": "https",
        }
        answer = httpx2.get(address + WirePath.HEALTH, headers=forwarded, trust_env=False)
    assert address.startswith("http://")
    assert answer.status_code == status


DATES = {
    "expired": (timedelta(days=-4000), "it expired"),
    "expires soon": (timedelta(days=-3640), "and devices refuse it after that"),
    "not valid yet": (timedelta(days=30), "it is not valid yet"),
}


@pytest.mark.parametrize(("shift", "said"), DATES.values(), ids=DATES)
def test_a_certificate_outside_its_dates_is_warned_of_in_one_line(
    tmp_path: Path, url: str, shift: timedelta, said: str
) -> None:
    then = SetClock(SystemClock().now() + shift)
    file, key = self_signed_certificate(tmp_path / "company", ("127.0.0.1",), then)
    with web_process(tmp_path, url, "--certificate", str(file), "--key", str(key)) as process:
        assert first_line(process)
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert said in err
    assert str(file) in err
    assert err.count("\n") == 1


def test_a_service_that_is_not_where_enrolments_say_says_so_in_one_line(
    tmp_path: Path, url: str
) -> None:
    for options, said in (
        (("--self-signed", "--public-url", "https://office.example.com"), ""),
        ((), "Codes and links of enrolments go on naming https://office.example.com"),
        (("--behind-proxy",), "Codes of enrolments belong to another certificate"),
        (
            ("--behind-proxy", "--public-url", "https://office.example.com"),
            "Devices that signed in at https://office.example.com before",
        ),
    ):
        with web_process(tmp_path, url, *options) as process:
            assert first_line(process)
            process.terminate()
            _, err = process.communicate(timeout=30)
        assert err.startswith(said)
        assert err.count("\n") == (1 if said else 0)


REFUSED = {
    "in the clear": (["--listen", "0.0.0.0:0"], "Without a certificate only this computer"),
    "no key": (["--certificate", "a.pem"], "needs its key"),
    "two ways": (["--self-signed", "--behind-proxy"], "Choose one of"),
    "no files": (["--certificate", "a.pem", "--key", "b.pem"], "can't be used"),
    "no port": (["--listen", "localhost"], "HOST:PORT"),
    "no public address": (["--public-url", "office.example.com"], "no public address"),
    "no proxy": (["--behind-proxy", "--trust-proxy", "proxy"], "no address of a proxy"),
    "another's address": (["--listen", "192.0.2.1:1"], "192.0.2.1 is no address of this computer"),
    "no name of ours": (["--listen", "office.invalid:1"], "is no address of this computer"),
    "no proxy that may call": (["--listen", "0.0.0.0:0", "--behind-proxy"], "--trust-proxy"),
    "a proxy before nothing": (["--trust-proxy", "10.0.0.5"], "only with --behind-proxy"),
    "hsts in the clear": (["--hsts"], "--hsts needs HTTPS"),
    "in the clear for devices": (["--public-url", "http://office.example.com"], "not encrypted"),
    "no port of an address": (["--public-url", "https://office:99999"], "no public address"),
    "a fingerprint of nothing": (["--replace-fingerprint"], "goes with --self-signed"),
}


@pytest.mark.parametrize(("options", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_it_cannot_serve_by_is_refused_in_one_sentence(
    tmp_path: Path, url: str, options: list[str], sentence: str
) -> None:
    assert sentence in refusal_of(tmp_path, url, options)


@pytest.mark.parametrize("option", ["--listen", "--metrics"])
def test_a_port_that_is_taken_is_said_plainly(tmp_path: Path, url: str, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = refusal_of(tmp_path, url, [option, f"127.0.0.1:{port}"])
    assert refused == (
        f"Another program listens on 127.0.0.1 port {port} already. Choose another port, or end "
        "that program.\n"
    )


def refusal_of(home: Path, url: str, options: list[str]) -> str:
    """Return the one line that the command says on stderr instead of serving."""
    listen = [] if "--listen" in options else ["--listen", "127.0.0.1:0"]
    line = ["--home", str(home), "headoffice", "web", "--url", url, *listen, *options]
    found = subprocess.run(
        [sys.executable, "-m", "smartclient", *line],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (found.returncode, found.stdout) == (1, ""), found
    assert found.stderr.count("\n") == 1
    return found.stderr
