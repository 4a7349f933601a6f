"""Wherever an answer points, nothing that a laptop sends goes to another address than its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPlace
from smartclient.contract.operations import PulseRequest
from smartclient.contract.web.codes import EnrolmentCode
from smartclient.domain.errors import SmartClientError
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.network.authorities import trusting
from smartclient.settings.web_address import web_address
from tests.contract.test_link_text import a_request
from tests.gateway.scripted_service import Asked, Given, ScriptedService, certificate_file
from tests.gateway.test_https_operations import Stored

CREDENTIAL = "credential-of-this-device-alone"

Call = Callable[[Service], object]


def operations(service: Service) -> HttpsOperations:
    return HttpsOperations(service, Stored(CREDENTIAL))


CALLS: dict[str, Call] = {
    "pulse": lambda service: operations(service).pulse(PulseRequest()),
    "waiting pulse": lambda service: operations(service).wait_for_news(
        PulseRequest(), {}, seconds=1
    ),
    "submit": lambda service: operations(service).submit([a_request()]),
    "replies": lambda service: operations(service).replies(after=0, watermark=9, limit=9),
    "feed": lambda service: operations(service).feed(
        FeedKind.STOCK, cursor=Cursor(), watermark=9, limit=9, by_key=True
    ),
    "feeds": lambda service: operations(service).feeds(
        [FeedPlace(FeedKind.STOCK, Cursor(), by_key=True)] * 2, watermark=9, limit=9
    ),
    "fingerprints": lambda service: operations(service).fingerprints(None, watermark=9, width=9),
    "snapshots": lambda service: operations(service).snapshots(),
    "part of a snapshot": lambda service: service.part(
        "/v1/snapshots/stock", 0, 9, lambda _: None, credential=CREDENTIAL
    ),
    "sign in": lambda service: DeviceCalls(service).sign_in(
        EnrolmentCode(secret="S" * 16), CREDENTIAL, device_name="", login=""
    ),
    "renew": lambda service: DeviceCalls(service).renew(CREDENTIAL, "the next"),
    "hand over": lambda service: DeviceCalls(service).hand_over(CREDENTIAL, [a_request()]),
    "confirm": lambda service: DeviceCalls(service).confirm_wiped(CREDENTIAL),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_redirect_of_the_service_is_not_followed(tmp_path: Path, call: Call) -> None:
    certificate = certificate_file(tmp_path)
    statuses = [301, 302, 303, 307, 308]
    coming = iter([*statuses, *statuses])
    with (
        ScriptedService(lambda _: Given(), certificate) as other,
        ScriptedService(lambda asked: redirect(other, asked, next(coming)), certificate) as office,
    ):
        service = Service(web_address(office.url), trusting(str(certificate)))
        for _ in statuses:
            with pytest.raises(SmartClientError):
                call(service)
        service.close()
        assert len(office.asked) >= len(statuses)
        assert (other.connections, other.asked) == (0, [])


@pytest.mark.parametrize("status", [302, 307, 308])
def test_a_redirect_of_a_proxy_is_not_followed_and_it_reads_nothing_of_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    certificate = certificate_file(tmp_path)
    with (
        ScriptedService(lambda _: Given(), certificate) as other,
        ScriptedService(lambda asked: redirect(other, asked, status)) as proxy,
    ):
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        service = Service(web_address("https://orders.example.com"), trusting(str(certificate)))
        for call in CALLS.values():
            with pytest.raises(SmartClientError):
                call(service)
        service.close()
        assert len(proxy.asked) >= len(CALLS)
        for asked in proxy.asked:
            assert (asked.path, asked.body) == ("orders.example.com:443", b"")
            assert "authorization" not in {name.lower() for name in asked.headers}
            assert CREDENTIAL not in str(asked.headers)
        assert (other.connections, other.asked) == (0, [])


def redirect(other: ScriptedService, asked: Asked, status: int) -> Given:
    """Name the other address by every means that HTTP has."""
    there = f"{other.url}{asked.path if asked.path.startswith('/') else '/'}"
    return Given(
        status=status,
        media_type="text/html",
        headers={
            "Location": there,
            "Content-Location": there,
            "Refresh": f"0; url={there}",
            "Alt-Svc": f'h2="127.0.0.1:{other.port}"; ma=600',
        },
    )
