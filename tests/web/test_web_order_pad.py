"""The order pad's files as the service gives them, and the credential that a browser keeps."""

import json
import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path as FilePath
from secrets import token_urlsafe

import pytest

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.contract.web.wire import Failure, Path
from smartclient.settings.resources import resource_folder
from smartclient.web.answers import compressed
from smartclient.web.pad import release as pad_release
from smartclient.web.pad.cookies import NAME
from smartclient.web.pad.release import PadRelease
from smartclient.web.reception import WebSettings
from tests.office_company import ANN
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service, wait_until


def policy_of(headers: Mapping[str, str]) -> dict[str, str]:
    text = headers["content-security-policy"]
    return dict(rule.strip().split(" ", 1) for rule in text.split(";"))


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}],
    ids=["typed", "from a mail in a browser"],
)
def test_the_page_opens_from_a_link_and_runs_nothing_that_is_written_into_it(
    service: RunningService, headers: dict[str, str]
) -> None:
    answer = service.client().get(Path.ORDER_PAD, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"<style|https?:| style=| on\w+=", answer.text)
    assert re.findall(r"<script[^>]*>(.*?)</script>", answer.text) == [""]
    policy = policy_of(answer.headers)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["style-src"] == policy["connect-src"] == policy["worker-src"] == "'self'"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_that_the_page_names_is_there_and_is_kept_for_good(
    service: RunningService,
) -> None:
    client = service.client()
    page = client.get(Path.ORDER_PAD).text
    named = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert len(named) >= 4
    for path in named:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "immutable" in answer.headers["cache-control"]
        again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_the_service_worker_names_every_file_of_its_release(service: RunningService) -> None:
    answer = service.client().get(Path.SERVICE_WORKER)
    assert answer.headers["cache-control"] == "no-cache"
    first = answer.text.partition(";\n")[0]
    release = json.loads(first.removeprefix("const RELEASE = "))
    own = {
        file.relative_to(resource_folder("orderpad")).as_posix()
        for file in resource_folder("orderpad").rglob("*.js")
    } - {"service-worker.js"}
    named = {path.split("/", 3)[3] for path in release["files"]}
    assert own | {"contract.js"} <= named
    for path in release["files"]:
        assert service.client().get(path).status_code == 200


def test_others_are_answered_while_a_file_is_compressed_and_that_happens_once(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (resource_folder("orderpad") / "main.js").read_bytes()
    begun: list[str] = []
    may_end = threading.Event()

    def slowly(body: bytes, encoding: str, *, zstd_level: int) -> bytes:
        if body == content:
            begun.append(encoding)
            assert may_end.wait(20)
        return compressed(body, encoding, zstd_level=zstd_level)

    monkeypatch.setattr(pad_release, "compressed", slowly)
    client = service.client()
    headers = {"Accept-Encoding": "gzip"}
    page = client.get(Path.ORDER_PAD).text
    path = re.findall(r'"(/pad/[0-9a-f]{16}/main.js)"', page)[0]
    try:
        with ThreadPoolExecutor(2) as others:
            asked = [
                others.submit(each.get, path, headers=headers)
                for each in (service.client(), service.client())
            ]
            wait_until(lambda: bool(begun))
            meanwhile = [client.get(Path.ORDER_PAD).status_code for _ in range(3)]
            may_end.set()
            answers = [each.result() for each in asked]
    finally:
        may_end.set()
    assert meanwhile == [200, 200, 200]
    assert begun == ["gzip"]
    assert [answer.content for answer in answers] == [content, content]


def test_a_file_that_is_compressed_already_is_given_as_it_is(
    gate: WatchedGate, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index.html", "service-worker.js", "library.zip", "icon.png", "main.js"):
        (tmp_path / name).write_text("content")
    monkeypatch.setattr("smartclient.web.service.resource_folder", lambda _: tmp_path)
    path = PadRelease(tmp_path).path
    with running_service(gate) as service:
        answers = {
            name: service.client().get(f"{path}{name}", headers={"Accept-Encoding": "gzip"})
            for name in ("library.zip", "icon.png", "main.js")
        }
    assert {answer.text for answer in answers.values()} == {"content"}
    encodings = {name: answer.headers.get("content-encoding") for name, answer in answers.items()}
    assert encodings == {"library.zip": None, "icon.png": None, "main.js": "gzip"}


def test_a_library_of_a_scope_is_given_by_its_name(
    gate: WatchedGate, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index.html", "service-worker.js", "libraries/@scope/name/module.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("content")
    monkeypatch.setattr("smartclient.web.service.resource_folder", lambda _: tmp_path)
    path = f"{PadRelease(tmp_path).path}libraries/@scope/name/module.js"
    with running_service(gate) as service:
        assert service.client().get(path).text == "content"


def test_another_release_and_other_files_are_not_given(service: RunningService) -> None:
    client = service.client()
    release = re.findall(r"/pad/[0-9a-f]{16}/", client.get(Path.ORDER_PAD).text)[0]
    for path in (
        "/pad/0123456789abcdef/main.js",
        f"{release}index.html",
        f"{release}service-worker.js",
        f"{release}../../pyproject.toml",
        f"{release}nothing.js",
    ):
        assert client.get(path).status_code == 404, path


def test_a_release_changes_its_version_with_any_of_its_files(tmp_path: FilePath) -> None:
    for name in ("index.html", "service-worker.js", "main.js"):
        (tmp_path / name).write_text("first")
    before = PadRelease(tmp_path)
    assert PadRelease(tmp_path).version == before.version
    (tmp_path / "main.js").write_text("second")
    assert PadRelease(tmp_path).version != before.version


def test_the_page_knows_the_contract_as_it_is(service: RunningService) -> None:
    client = service.client()
    release = re.findall(r"/pad/[0-9a-f]{16}/", client.get(Path.ORDER_PAD).text)[0]
    module = client.get(f"{release}contract.js").text
    contract = json.loads(module[module.index("{") : module.rindex("}") + 1])
    assert contract["feeds"] == list(FeedKind)
    assert contract["columns"] == {kind: list(names) for kind, names in COLUMNS.items()}
    assert set(contract["paths"].values()) == set(Path)
    assert set(contract["failures"]) == {failure.name for failure in Failure}


def test_other_sites_reach_nothing_but_the_page(service: RunningService) -> None:
    client, headers = service.client(), {"Sec-Fetch-Site": "cross-site"}
    for path in set(Path) - {Path.ORDER_PAD}:
        assert client.get(path, headers=headers).status_code == 403, path
    assert client.post(Path.ORDER_PAD, headers=headers).status_code == 405


def test_a_browser_that_comes_by_another_name_is_sent_to_the_address(gate: WatchedGate) -> None:
    settings = WebSettings(public_url="https://orders.example")
    with running_service(gate, settings=settings) as service:
        by_another_name = service.client().get(Path.ORDER_PAD)
        there = service.client().get(Path.ORDER_PAD, headers={"Host": "orders.example"})
    assert (by_another_name.status_code, by_another_name.headers["location"]) == (
        307,
        "https://orders.example/",
    )
    # this test's service has no TLS, so that is another address still
    assert there.status_code == 307


def test_behind_a_proxy_no_browser_is_sent_on(gate: WatchedGate) -> None:
    settings = WebSettings(public_url="https://orders.example", is_behind_proxy=True)
    with running_service(gate, settings=settings) as service:
        assert service.client().get(Path.ORDER_PAD).status_code == 200


def sign_in(service: RunningService, gate: WatchedGate, credential: str) -> dict[str, str]:
    call = {"code": gate.code_for(ANN).secret, "credential": credential, "device_name": "a tablet"}
    answer = service.client().post(Path.PAGE_SIGN_IN, json=call)
    assert answer.status_code == 200, answer.text
    assert answer.json()["login"] == ANN
    cookie: SimpleCookie = SimpleCookie(answer.headers["set-cookie"])
    morsel = cookie[NAME]
    assert morsel["secure"]
    assert morsel["httponly"]
    assert (morsel["samesite"], morsel["path"], morsel["domain"]) == ("Strict", "/", "")
    return {"Cookie": f"{NAME}={morsel.value}"}


def pulse(service: RunningService, headers: dict[str, str]) -> int:
    return service.client().post(Path.PULSE, json={"hello": {}}, headers=headers).status_code


def test_a_browser_signs_in_and_is_known_by_its_cookie(
    service: RunningService, gate: WatchedGate
) -> None:
    cookie = sign_in(service, gate, token_urlsafe(32))
    assert pulse(service, cookie) == 200
    assert pulse(service, {}) == 401
    assert pulse(service, {"Cookie": f"{NAME}={token_urlsafe(32)}"}) == 401
    assert [device.kind for device in gate.office.devices.all()] == ["browser"]


def test_a_cut_sign_in_can_be_sent_again(service: RunningService, gate: WatchedGate) -> None:
    code, credential = gate.code_for(ANN).secret, token_urlsafe(32)
    call = {"code": code, "credential": credential, "device_name": "a tablet"}
    answers = [service.client().post(Path.PAGE_SIGN_IN, json=call) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    other = call | {"credential": token_urlsafe(32)}
    assert service.client().post(Path.PAGE_SIGN_IN, json=other).status_code == 403


def test_a_renewed_credential_replaces_the_cookie(
    service: RunningService, gate: WatchedGate
) -> None:
    cookie = sign_in(service, gate, token_urlsafe(32))
    new = token_urlsafe(32)
    answer = service.client().post(Path.PAGE_RENEW, json={"credential": new}, headers=cookie)
    assert SimpleCookie(answer.headers["set-cookie"])[NAME].value == new
    # the old one counts until the new one was used
    assert pulse(service, cookie) == 200
    assert pulse(service, {"Cookie": f"{NAME}={new}"}) == 200
    assert pulse(service, cookie) == 401


def test_signing_out_has_the_browser_forget_its_credential(service: RunningService) -> None:
    answer = service.client().post(Path.PAGE_SIGN_OUT, json={})
    morsel = SimpleCookie(answer.headers["set-cookie"])[NAME]
    assert (morsel.value, morsel["max-age"]) == ("", "0")


@pytest.mark.parametrize("credential", ["", "short", "a" * 44, "é" * 43, "a b" + "c" * 40])
def test_a_credential_that_is_none_is_refused(
    service: RunningService, gate: WatchedGate, credential: str
) -> None:
    code = gate.code_for(ANN).secret
    call = {"code": code, "credential": credential, "device_name": "a tablet"}
    answer = service.client().post(Path.PAGE_SIGN_IN, json=call)
    assert answer.json()["failure"] == Failure.UNREADABLE
    assert "set-cookie" not in answer.headers
