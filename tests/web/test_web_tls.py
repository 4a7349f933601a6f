"""TLS and proxies: which certificate is used, and whose word on addresses counts."""

import os
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from smartclient.contract.web.wire import Path as WirePath
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.web.callers import TrustedProxies, read_network
from smartclient.web.reception import WebSettings
from smartclient.web.serving import server
from smartclient.web.serving.listen_address import ListenAddress, read_listen_address
from smartclient.web.serving.self_signed import self_signed_certificate
from smartclient.web.serving.tls import ServerCertificate
from tests.web.test_web_attacks import CALLS
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service, wait_until


def test_a_certificate_that_changes_is_used_for_new_connections(
    gate: WatchedGate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_CERTIFICATE_LOOKED_AT", 1)
    with running_service(gate, tmp_path / "home") as service:
        service.client().get(WirePath.HEALTH)
        assert service.certificate is not None
        certificate, key = self_signed_certificate(tmp_path / "new", ("127.0.0.1",), SystemClock())
        Path(service.certificate.parent / key.name).write_bytes(key.read_bytes())
        service.certificate.write_bytes(certificate.read_bytes())
        # the old one is not trusted by who knows the new one alone
        trusted = ssl.create_default_context(cafile=str(certificate))
        wait_until(lambda: is_trusted(service, trusted), seconds=40)


def is_trusted(service: RunningService, trusted: ssl.SSLContext) -> bool:
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as raw:
        try:
            trusted.wrap_socket(raw, server_hostname="127.0.0.1").close()
        except ssl.SSLCertVerificationError:
            return False
    return True


def presented(context: ssl.SSLContext) -> bytes:
    """Return the certificate that a server with this context proves to have."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    ours, theirs = socket.socketpair()
    ours.settimeout(10)
    theirs.settimeout(10)
    with ThreadPoolExecutor(1) as pool, ours, theirs:
        serving = pool.submit(context.wrap_socket, theirs, server_side=True)
        with client.wrap_socket(ours) as tls, serving.result(10):
            return tls.getpeercert(binary_form=True) or b""


def damaged(key: Path) -> bytes:
    return key.read_bytes().replace(b"M", b"N")


BROKEN: dict[str, Callable[[Path, Path], tuple[bytes | None, bytes | None]]] = {
    "another certificate, the old key": lambda certificate, _: (certificate.read_bytes(), None),
    "another key, the old certificate": lambda _, key: (None, key.read_bytes()),
    "a certificate that is cut": lambda certificate, key: (
        certificate.read_bytes()[:200],
        key.read_bytes(),
    ),
    "a key that is damaged": lambda certificate, key: (certificate.read_bytes(), damaged(key)),
    "no certificate": lambda _, key: (b"", key.read_bytes()),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_changed_certificate_that_cannot_be_used_leaves_the_old_one_in_use(
    tmp_path: Path, change: Callable[[Path, Path], tuple[bytes | None, bytes | None]]
) -> None:
    files = self_signed_certificate(tmp_path / "one", ("localhost",), SystemClock())
    others = self_signed_certificate(tmp_path / "two", ("localhost",), SystemClock())
    used = ServerCertificate(*files)
    first = presented(used.context)
    for file, text in zip(files, change(*others), strict=True):
        if text is not None:
            file.write_bytes(text)
            os.utime(file, ns=(1, 1))
    assert not used.reload_if_changed()
    assert presented(used.context) == first
    for file, other in zip(files, others, strict=True):
        file.write_bytes(other.read_bytes())
    assert used.reload_if_changed()
    assert presented(used.context) != first


def test_files_that_did_not_change_are_not_read_again(tmp_path: Path) -> None:
    assert not ServerCertificate(
        *self_signed_certificate(tmp_path, ("localhost",), SystemClock())
    ).reload_if_changed()


def test_files_that_hold_no_certificate_are_refused(tmp_path: Path) -> None:
    certificate, key = self_signed_certificate(tmp_path, ("localhost",), SystemClock())
    for files in ((key, certificate), (certificate, tmp_path / "none.pem")):
        with pytest.raises(SetUpError, match="can't be used"):
            ServerCertificate(*files)


def test_hsts_is_sent_only_where_it_is_asked_for(gate: WatchedGate) -> None:
    with running_service(gate, settings=WebSettings(hsts_seconds=31_536_000)) as service:
        headers = service.client().get(WirePath.HEALTH).headers
    assert headers["strict-transport-security"] == "max-age=31536000"


# proxies ---------------------------------------------------------------------------------------


@pytest.fixture
def addresses(gate: WatchedGate, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The address of each call that reached the gate."""
    found: list[str] = []
    operations = gate.operations

    def note(credential: bytes, address: str) -> object:
        found.append(address)
        return operations(credential, address)

    monkeypatch.setattr(gate, "operations", note)
    return found


FORWARDED = {
    "nobody is trusted": ((), "203.0.113.9", "127.0.0.1"),
    "another is trusted": (("10.0.0.0/8",), "203.0.113.9", "127.0.0.1"),
    "the proxy is trusted": (("127.0.0.1",), "203.0.113.9", "203.0.113.9"),
    "what the caller forged before it": (("127.0.0.1",), "6.6.6.6, 203.0.113.9", "203.0.113.9"),
    "a chain of proxies": (("127.0.0.1", "10.0.0.0/8"), "203.0.113.9, 10.1.2.3", "203.0.113.9"),
    "an address that is none": (("127.0.0.1",), "6.6.6.6, unknown", "127.0.0.1"),
    "IPv6": (("127.0.0.1",), "2001:db8::1", "2001:db8::1"),
}


@pytest.mark.parametrize(("trusted", "header", "expected"), FORWARDED.values(), ids=FORWARDED)
def test_forwarded_addresses_count_from_trusted_proxies_alone(
    gate: WatchedGate,
    ann: Enrolled,
    addresses: list[str],
    trusted: tuple[str, ...],
    header: str,
    expected: str,
) -> None:
    proxies = TrustedProxies([read_network(text) for text in trusted])
    with running_service(gate, settings=WebSettings(proxies=proxies)) as service:
        headers = {"X-Forwarded-For": header, "Forwarded": "for=6.6.6.6"}
        client = service.client(ann.credential)
        client.post(WirePath.PULSE, json=CALLS[WirePath.PULSE], headers=headers)
    assert addresses == [expected]


def test_behind_a_proxy_nobody_else_may_connect(gate: WatchedGate, ann: Enrolled) -> None:
    outside = [
        address
        for address in socket.gethostbyname_ex(socket.gethostname())[2]
        if not address.startswith("127.")
    ]
    if not outside:
        pytest.skip("this machine has no address besides its loopback's")
    statuses = []
    for trusted in ((), outside[:1]):
        proxies = TrustedProxies([read_network(text) for text in trusted])
        settings = WebSettings(proxies=proxies, is_behind_proxy=True)
        with running_service(gate, settings=settings, host=outside[0]) as service:
            client = service.client(ann.credential)
            statuses.append(client.post(WirePath.PULSE, json=CALLS[WirePath.PULSE]).status_code)
    assert statuses == [403, 200]


def test_a_forged_header_before_the_proxys_own_does_not_count(
    gate: WatchedGate, ann: Enrolled, addresses: list[str]
) -> None:
    proxies = TrustedProxies([read_network("127.0.0.1")])
    headers = [("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "203.0.113.9")]
    with running_service(gate, settings=WebSettings(proxies=proxies)) as service:
        client = service.client(ann.credential)
        client.post(WirePath.PULSE, json=CALLS[WirePath.PULSE], headers=headers)
    assert addresses == ["203.0.113.9"]


@pytest.mark.parametrize("text", ["proxy", "10.0.0.5/33", "", "10.0.0.1/8", "1.2.3"])
def test_what_names_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="no address of a proxy"):
        read_network(text)


ADDRESSES = {
    "127.0.0.1:0": ListenAddress("127.0.0.1", 0),
    "[::1]:8443": ListenAddress("::1", 8443),
    "office.example:443": ListenAddress("office.example", 443),
}


def test_addresses_to_listen_on_are_read() -> None:
    assert {text: read_listen_address(text) for text in ADDRESSES} == ADDRESSES


@pytest.mark.parametrize("text", ["", "8443", "::1:8443", "a:", ":1", "a:65536", "a:-1", "a:x"])
def test_what_is_no_address_to_listen_on_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="no address to listen on"):
        read_listen_address(text)


def test_ipv6_is_served(gate: WatchedGate, tmp_path: Path, ann: Enrolled) -> None:
    with running_service(gate, tmp_path / "home", host="::1") as service:
        assert service.address.startswith("https://[::1]:")
        answer = service.client(ann.credential).post(WirePath.PULSE, json=CALLS[WirePath.PULSE])
    assert answer.status_code == 200
