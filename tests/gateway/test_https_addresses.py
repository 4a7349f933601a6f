"""A name with several addresses: head office is reached where one of them answers."""

import time
from pathlib import Path

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.contract.web.wire import PulseAnswer
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.https import wire
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import pinned_to
from smartclient.settings.web_address import web_address
from tests.black_hole import NAME, black_hole, resolve_to_both
from tests.gateway.scripted_service import ScriptedService, certificate_file, der_of, said
from tests.gateway.test_https_operations import FACTS, Stored


@pytest.fixture(autouse=True)
def _both_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    resolve_to_both(monkeypatch)


def test_ipv6_that_swallows_everything_does_not_hold_back_a_call(tmp_path: Path) -> None:
    certificate = certificate_file(tmp_path)
    answer = said(PulseAnswer(facts=FACTS, heads={}))
    with ScriptedService(lambda _: answer, certificate) as office, black_hole(office.port):
        service = Service(
            web_address(f"https://{NAME}:{office.port}"), pinned_to(der_of(certificate))
        )
        began = time.monotonic()
        HttpsOperations(service, Stored()).pulse(PulseRequest())
        assert time.monotonic() - began < wire._CONNECT_SECONDS / 2
        service.close()


def test_a_proxy_is_reached_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = said(PulseAnswer(facts=FACTS, heads={}), status=407)
    with ScriptedService(lambda _: answer) as proxy, black_hole(proxy.port):
        monkeypatch.delenv("no_proxy")
        monkeypatch.setenv("https_proxy", f"http://{NAME}:{proxy.port}")
        service = Service(web_address("https://behind.example"), pinned_to(b""))
        began = time.monotonic()
        with pytest.raises(OutOfReachError, match="wants a password"):
            HttpsOperations(service, Stored()).pulse(PulseRequest())
        assert time.monotonic() - began < wire._CONNECT_SECONDS / 2
        service.close()
