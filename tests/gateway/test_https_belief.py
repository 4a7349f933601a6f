"""What is believed: head office's own answer over its certificate; all else is no answer."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.contract.web.codes import new_code
from smartclient.contract.web.wire import FAILURE_STATUS, Failed, Failure, PulseAnswer
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.https.causes import Cause
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import PinnedContext, pinned_to
from smartclient.network.authorities import trusting
from smartclient.settings.web_address import web_address
from tests.gateway.scripted_service import (
    Asked,
    Given,
    ScriptedService,
    certificate_file,
    der_of,
    fingerprint_of,
    not_done,
    said,
)
from tests.gateway.test_https_operations import FACTS, Stored

ANSWER = said(PulseAnswer(facts=FACTS, heads={}))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _cause(error: OutOfReachError) -> str:
    return error.detail.partition(":")[0]


def _pulsed(url: str, context: object = None) -> int:
    service = Service(web_address(url), context)  # type: ignore[arg-type]
    try:
        return HttpsOperations(service, Stored()).pulse(PulseRequest()).watermark
    finally:
        service.close()


def _cause_of_call(url: str, context: object = None) -> str:
    with pytest.raises(OutOfReachError) as raised:
        _pulsed(url, context)
    return _cause(raised.value)


OTHERS: dict[str, Callable[[], Given]] = {
    "a page": lambda: Given(media_type="text/html", body=b"<html>Sign in</html>"),
    "401": lambda: Given(status=401, media_type="text/html"),
    "403": lambda: Given(status=403, media_type="application/json", body=b'{"failure":"wipe"}'),
    "407": lambda: Given(status=407, media_type=""),
    "a redirect": lambda: Given(
        status=302, media_type="", headers={"Location": "http://127.0.0.1:1/login"}
    ),
    "an old nonce": lambda: said(PulseAnswer(facts=FACTS, heads={}), nonce="A" * 16),
    "no nonce": lambda: said(PulseAnswer(facts=FACTS, heads={}), nonce=""),
    "a wipe without the nonce": lambda: said(
        Failed(failure=Failure.WIPE), status=FAILURE_STATUS[Failure.WIPE], nonce=""
    ),
    "a wipe as JSON": lambda: said(
        Failed(failure=Failure.WIPE),
        status=FAILURE_STATUS[Failure.WIPE],
        media_type="application/json",
    ),
}


@pytest.mark.parametrize("given", OTHERS.values(), ids=OTHERS.keys())
def test_whoever_is_not_head_office_is_no_answer(given: Callable[[], Given]) -> None:
    with ScriptedService(lambda _: given()) as somebody:
        assert _cause_of_call(somebody.url) == Cause.OTHER_PAGE


@pytest.mark.parametrize("cut", [1, 40])
def test_an_answer_that_was_cut_is_none(cut: int) -> None:
    with ScriptedService(lambda _: said(PulseAnswer(facts=FACTS, heads={}), cut=cut)) as office:
        assert _cause_of_call(office.url) == Cause.CUT


def test_an_answer_that_is_garbled_is_none() -> None:
    with ScriptedService(lambda _: Given(body=b"no zstd", encoding="zstd")) as office:
        assert _cause_of_call(office.url) == Cause.CUT


def test_nothing_there_and_no_such_name_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert _cause_of_call(f"http://127.0.0.1:{port}") == Cause.REFUSED
    assert _cause_of_call("https://nowhere.invalid", trusting()) == Cause.NAME_NOT_FOUND


def test_where_nothing_answers_is_named_with_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(OutOfReachError, match=f"Nothing answers at 127\\.0\\.0\\.1:{port}\\."):
        _pulsed(f"http://127.0.0.1:{port}", None)


class Tls:
    """A service with a certificate that vouches for itself."""

    def __init__(self, folder: Path, answer: Given = ANSWER) -> None:
        self.folder = folder
        self.certificate = certificate_file(folder)
        self.office = ScriptedService(lambda _: answer, self.certificate)
        self.url = self.office.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[Tls]:
    world = Tls(tmp_path)
    with world.office:
        yield world


def test_a_certificate_that_nobody_vouches_for_is_sent_nothing(tls: Tls) -> None:
    assert _cause_of_call(tls.url, trusting()) == Cause.UNTRUSTED_CERTIFICATE
    assert tls.office.asked == []


def test_a_company_s_own_authority_is_trusted_where_it_is_set(tls: Tls) -> None:
    assert _pulsed(tls.url, trusting(str(tls.certificate))) == 500
    # its name counts
    other = certificate_file(tls.folder, "orders.example.com")
    with ScriptedService(lambda _: ANSWER, other) as office:
        url = office.url.replace("127.0.0.1", "localhost")
        assert _cause_of_call(url, trusting(str(other))) == Cause.UNTRUSTED_CERTIFICATE
        assert office.asked == []


@pytest.mark.parametrize(
    ("begins", "ends"), [(timedelta(1), timedelta(2)), (timedelta(-2), timedelta(-1))]
)
def test_a_clock_outside_a_certificate_s_dates_is_named(
    tmp_path: Path, begins: timedelta, ends: timedelta
) -> None:
    certificate = certificate_file(tmp_path, begins=begins, ends=ends)
    with ScriptedService(lambda _: ANSWER, certificate) as office:
        url = office.url.replace("127.0.0.1", "localhost")
        assert _cause_of_call(url, trusting(str(certificate))) == Cause.CLOCK
        assert office.asked == []
        # one that is pinned is known by itself
        assert _pulsed(url, pinned_to(der_of(certificate))) == 500


def test_a_pinned_certificate_is_taken_whatever_its_name(tls: Tls) -> None:
    context = pinned_to(der_of(tls.certificate))
    assert _pulsed(tls.office.url, context) == 500
    assert context.seen == der_of(tls.certificate)


def test_a_changed_certificate_is_sent_nothing(tls: Tls) -> None:
    other = certificate_file(tls.folder)
    assert _cause_of_call(tls.url, pinned_to(der_of(other))) == Cause.OTHER_CERTIFICATE
    assert tls.office.asked == []


def test_a_code_knows_its_certificate_before_a_byte_is_sent(tls: Tls) -> None:
    fitting = new_code(fingerprint_of(tls.certificate))
    assert _pulsed(tls.url, PinnedContext(fitting.fits)) == 500
    asked = len(tls.office.asked)
    other = new_code(fingerprint_of(certificate_file(tls.folder)))
    assert _cause_of_call(tls.url, PinnedContext(other.fits)) == Cause.OTHER_CERTIFICATE
    assert len(tls.office.asked) == asked


def test_what_speaks_no_tls_is_another_page(tmp_path: Path) -> None:
    with ScriptedService(lambda _: ANSWER) as portal:
        url = portal.url.replace("http:", "https:")
        assert _cause_of_call(url, trusting()) == Cause.OTHER_PAGE


class Proxy:
    """A proxy that answers to each CONNECT with a status."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.office = ScriptedService(self._answer)

    def _answer(self, _asked: Asked) -> Given:
        return Given(status=self.status, media_type="text/html", body=b"")


@pytest.mark.parametrize(
    ("status", "cause"), [(407, Cause.PROXY_PASSWORD), (403, Cause.PROXY), (502, Cause.PROXY)]
)
def test_the_system_s_proxy_is_asked_and_what_it_wants_is_named(
    monkeypatch: pytest.MonkeyPatch, status: int, cause: Cause
) -> None:
    proxy = Proxy(status)
    with proxy.office:
        monkeypatch.setenv("HTTPS_PROXY", proxy.office.url)
        assert _cause_of_call("https://orders.example.com", trusting()) == cause
        assert [asked.path for asked in proxy.office.asked] == ["orders.example.com:443"] * 1


def test_this_computer_itself_is_never_called_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = Proxy(502)
    with proxy.office, ScriptedService(lambda _: ANSWER) as office:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.office.url)
        assert _pulsed(office.url) == 500
        assert proxy.office.asked == []


def test_a_revocation_counts_where_it_is_head_office_s() -> None:
    given = not_done(Failed(failure=Failure.REVOKED))
    with ScriptedService(lambda _: given) as office:
        service = Service(web_address(office.url), None)
        with pytest.raises(Exception, match="signed this device out"):
            HttpsOperations(service, Stored()).pulse(PulseRequest())
        service.close()
