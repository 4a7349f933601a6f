"""Serving a head office: its public address is stored, and a service that ends is noticed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap import web_service
from smartclient.bootstrap.web_gate import open_gate
from smartclient.bootstrap.web_notices import (
    CertificateExpiresSoon,
    OtherAddressStored,
    PageLibrariesMissing,
    WebNotice,
)
from smartclient.bootstrap.web_options import WebOptions
from smartclient.bootstrap.web_service import HeadOfficeWeb, served_head_office
from smartclient.cli.render.web_notices import web_notice_line
from smartclient.contract.web.gate import Gate
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, UnforeseenError
from smartclient.settings.places import embedded_url
from tests.gateway.scripted_service import certificate_file
from tests.prepared import new_office_database
from tests.set_clock import SetClock
from tests.web_service import wait_until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "headoffice.db"
    new_office_database(file).dispose()
    return file


@pytest.fixture(autouse=True)
def missing(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Have the libraries of the page be there, but for what is put into this."""
    names: dict[str, object] = {}
    monkeypatch.setattr(web_service, "missing_libraries", lambda _: names)
    return names


def test_a_service_says_which_library_of_the_page_is_missing(
    tmp_path: Path, file: Path, missing: dict[str, object]
) -> None:
    missing["pyodide"] = {}
    notices: list[WebNotice] = []
    with serving(file, WebOptions(listen="127.0.0.1:0"), tmp_path / "home", notices):
        assert notices == [PageLibrariesMissing(names=("pyodide",))]
    assert "pyodide is missing" in web_notice_line(notices[0])


def gate_of(file: Path) -> Gate:
    return open_gate(embedded_url(file), SystemClock(), "")


def stored_in(file: Path) -> tuple[str, str]:
    gate = gate_of(file)
    try:
        return gate.public_address()
    finally:
        gate.close()


@contextmanager
def serving(
    file: Path, options: WebOptions, home: Path, notices: list[WebNotice] | None = None
) -> Iterator[HeadOfficeWeb]:
    said = [] if notices is None else notices
    with served_head_office(gate_of(file), options, home, SystemClock(), said.append) as served:
        yield served


@pytest.mark.timeout(60)
def test_a_service_that_ends_by_itself_ends_the_program(tmp_path: Path, file: Path) -> None:
    """It would go on as if it served, and nothing would start it again."""
    with serving(file, WebOptions(listen="127.0.0.1:0"), tmp_path / "home") as served:
        served._service._server.end()
        with pytest.raises(UnforeseenError):
            served.serve(threading.Event())


def test_a_second_service_leaves_the_address_that_devices_use(tmp_path: Path, file: Path) -> None:
    with serving(file, self_signed("https://office.example.com"), tmp_path / "one"):
        stored = stored_in(file)
    assert stored[0] == "https://office.example.com"
    assert stored[1]
    notices: list[WebNotice] = []
    with serving(file, WebOptions(listen="127.0.0.1:0"), tmp_path / "two", notices) as served:
        assert stored_in(file) == stored
    assert notices == [OtherAddressStored(stored=stored[0], url=served.address)]


def self_signed(public_url: str = "", *, replace_fingerprint: bool = False) -> WebOptions:
    return WebOptions(
        listen="127.0.0.1:0",
        self_signed=True,
        public_url=public_url,
        replace_fingerprint=replace_fingerprint,
    )


def test_a_second_machine_with_a_certificate_of_its_own_is_refused(
    tmp_path: Path, file: Path
) -> None:
    options = self_signed("https://office.example.com")
    with serving(file, options, tmp_path / "one"):
        stored = stored_in(file)
    with (
        pytest.raises(RefusedError, match="pin another certificate"),
        serving(file, options, tmp_path / "two"),
    ):
        pytest.fail("it serves")
    assert stored_in(file) == stored
    # the first one restarts as before
    with serving(file, options, tmp_path / "one"):
        assert stored_in(file) == stored
    replacing = self_signed("https://office.example.com", replace_fingerprint=True)
    with serving(file, replacing, tmp_path / "two"):
        assert stored_in(file)[1] not in {"", stored[1]}


@pytest.mark.timeout(60)
def test_the_address_is_stored_once_the_database_is_back(tmp_path: Path, file: Path) -> None:
    away = file.with_suffix(".away")
    file.rename(away)
    stop = threading.Event()
    with serving(file, self_signed("https://office.example.com"), tmp_path / "home") as served:
        thread = threading.Thread(target=served.serve, args=(stop,))
        thread.start()
        try:
            assert served.address.startswith("https://127.0.0.1:")
            away.rename(file)
            wait_until(lambda: bool(stored_in(file)[0]), seconds=20)
        finally:
            stop.set()
            thread.join()
    assert stored_in(file)[0] == "https://office.example.com"


@pytest.mark.timeout(60)
def test_another_certificate_that_a_database_names_once_it_is_back_ends_the_service(
    tmp_path: Path, file: Path
) -> None:
    gate = gate_of(file)
    gate.set_public_address("https://office.example.com", "ab" * 32)
    gate.close()
    away = file.with_suffix(".away")
    file.rename(away)
    with serving(file, self_signed("https://office.example.com"), tmp_path / "home") as served:
        away.rename(file)
        with pytest.raises(RefusedError, match="pin another certificate"):
            served.serve(threading.Event())


@pytest.mark.timeout(60)
def test_a_certificate_that_comes_near_its_end_while_it_is_served_is_warned_of(
    tmp_path: Path, file: Path
) -> None:
    certificate = certificate_file(tmp_path, ends=timedelta(days=40))
    options = WebOptions(listen="127.0.0.1:0", certificate=certificate, key=certificate)
    clock, stop, notices = SetClock(SystemClock().now()), threading.Event(), list[WebNotice]()
    with served_head_office(
        gate_of(file), options, tmp_path / "home", clock, notices.append
    ) as served:
        assert notices == []
        thread = threading.Thread(target=served.serve, args=(stop,))
        thread.start()
        try:
            clock.advance(timedelta(days=15))
            wait_until(lambda: bool(notices), seconds=20)
        finally:
            stop.set()
            thread.join()
    assert isinstance(notices[0], CertificateExpiresSoon)
