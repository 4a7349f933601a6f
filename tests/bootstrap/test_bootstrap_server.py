"""Signing in at a SQL Server: passwords are found, kept and given up; addresses are kept safely."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.bootstrap import credentials, open_head_office, sign_in
from smartclient.bootstrap.credentials import Credentials
from smartclient.bootstrap.doctor import check_laptop
from smartclient.bootstrap.server import ServerLink, split_url, url_with_password
from smartclient.database.mssql.address import server_address
from smartclient.diagnostics.finding import Check
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    OutOfReachError,
    PasswordRefusedError,
    SchemaError,
    SetUpError,
    SignInError,
)
from smartclient.settings.file import save_settings
from smartclient.settings.model import Settings
from tests.live_sqlserver import LiveServer, new_server

URL = "mssql+pyodbc://db.example.test/Sales"


class Keyring:
    """What was remembered and forgotten."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        monkeypatch.setattr(credentials, "remember_password", self.remember)
        monkeypatch.setattr(credentials, "forget_password", self.forget)

    def remember(self, url: str, login: str, password: str) -> bool:
        self.kept[url, login] = password
        return True

    def forget(self, url: str, login: str) -> None:
        self.kept.pop((url, login), None)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    return Keyring(monkeypatch)


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    odbc_server = new_server()
    yield odbc_server
    odbc_server.clear()


def test_a_password_is_asked_for_once_and_kept_when_it_was_accepted(keyring: Keyring) -> None:
    prompts: list[str] = []

    def ask() -> str:
        prompts.append("asked")
        return "s3cret"

    ours = Credentials(URL, "linda", ask)
    assert ours.password() == ours.password() == "s3cret"
    assert len(prompts) == 1
    assert not keyring.kept
    ours.accepted()
    assert keyring.kept == {(URL, "linda"): "s3cret"}


def test_a_password_that_was_refused_is_not_offered_again(keyring: Keyring) -> None:
    ours = Credentials(URL, "linda", lambda: "wrong", given="given with the address")
    assert ours.password() == "given with the address"
    ours.accepted()
    ours.refused(PasswordRefusedError("Not so."))
    assert not keyring.kept
    with pytest.raises(PasswordRefusedError):
        ours.password()


def test_a_refused_password_of_the_environment_is_not_asked_to_be_typed_again(
    keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSWORD", "wrong")
    ours = Credentials(URL, "linda", lambda: "never asked")
    assert ours.password() == "wrong"
    refusal = ours.refused(PasswordRefusedError("Check both, then sign in again."))
    assert "SMARTCLIENT_PASSWORD. Correct the variable" in refusal.user_message
    monkeypatch.setenv("SMARTCLIENT_PASSWORD", "another")
    typed = Credentials(URL, "linda", None, given="typed")
    typed.password()
    assert "sign in again" in typed.refused(PasswordRefusedError("… sign in again.")).user_message


@pytest.mark.parametrize("variable", ["", "wrong"])
def test_a_refused_password_keeps_what_the_driver_said(
    keyring: Keyring, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    driver_says = RuntimeError("28000")
    refused = PasswordRefusedError("Check both, then sign in again.")

    def refuse(*_: object) -> None:
        raise refused from driver_says

    monkeypatch.setenv("SMARTCLIENT_PASSWORD", variable)
    monkeypatch.setattr("smartclient.bootstrap.server.RawConnection", refuse)
    link = ServerLink(Settings(url=URL, login="linda"), lambda: "wrong", given="")
    with pytest.raises(PasswordRefusedError) as raised:
        link._open_wire()
    assert raised.value.__cause__ is (refused if variable else driver_says)
    assert refused.__cause__ is driver_says


def test_without_anybody_to_prompt_an_error_is_raised() -> None:
    with pytest.raises(SetUpError, match="SMARTCLIENT_PASSWORD"):
        Credentials(URL, "linda", None).password()
    with pytest.raises(SignInError):
        Credentials(URL, "linda", lambda: "").password()


def test_an_address_is_kept_with_its_user_and_without_a_password() -> None:
    kept, password = split_url("mssql+pyodbc://Linda:p%40ss@db/Sales?Encrypt=strict", "other")
    assert (kept, password) == ("mssql+pyodbc://Linda@db/Sales?Encrypt=strict", "p@ss")
    assert split_url("mssql+pyodbc://db/Sales", "Linda")[0] == "mssql+pyodbc://Linda@db/Sales"
    windows = "mssql+pyodbc://db/Sales?Trusted_Connection=yes"
    assert split_url(windows, "north\\linda") == (windows, "")


def test_head_offices_own_commands_find_their_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert url_with_password("mssql+pyodbc://sa@db/Sales", lambda: "typed") == (
        "mssql+pyodbc://sa:typed@db/Sales"
    )
    monkeypatch.setenv("SMARTCLIENT_PASSWORD", "given")
    assert ":given@" in url_with_password("mssql+pyodbc://sa@db/Sales", None)
    complete = "mssql+pyodbc://sa:there@db/Sales"
    assert url_with_password(complete, None) == complete
    windows = "mssql+pyodbc://db/Sales?Trusted_Connection=yes"
    assert url_with_password(windows, None) == windows


def test_the_settings_name_the_driver() -> None:
    settings = Settings(url=URL, login="linda", driver="ODBC Driver 18 for SQL Server")
    assert server_address(settings).driver == "ODBC Driver 18 for SQL Server"


@pytest.mark.usefixtures("_driver")
def test_a_server_that_nobody_knows_leaves_nothing_behind(home: Path, clock: Clock) -> None:
    with pytest.raises(OutOfReachError, match="There is no server"):
        sign_in(
            home,
            url="mssql+pyodbc://no-such-server.invalid/Sales",
            login="linda",
            ask_password=lambda: "s3cret",
            clock=clock,
        )
    assert not (home / "settings.json").exists()
    assert not (home / "store.db").exists()


def test_the_doctor_reports_the_driver_and_disabled_protections(home: Path, clock: Clock) -> None:
    pytest.importorskip("pyodbc", reason="unixODBC is missing", exc_type=ImportError)
    home.mkdir()
    save_settings(home, Settings(url=f"{URL}?Encrypt=no", login="linda", driver="No Such Driver"))
    found = {finding.check: finding for finding in check_laptop(home, clock)}
    assert not found[Check.DRIVER].ok
    assert "No Such Driver" in found[Check.DRIVER].detail
    save_settings(home, Settings(url=f"{URL}?Encrypt=no", login="linda"))
    found = {finding.check: finding for finding in check_laptop(home, clock)}
    if found[Check.DRIVER].ok:
        assert "because" in found[Check.DRIVER].detail
        assert "not encrypted" in found[Check.ENCRYPTION].detail
        assert not found[Check.ENCRYPTION].ok
        save_settings(home, Settings(url=URL, login="linda"))
        assert {finding.check: finding.ok for finding in check_laptop(home, clock)}[
            Check.ENCRYPTION
        ]


def test_live_each_mistake_in_signing_in_is_distinguished(
    server: LiveServer, home: Path, clock: Clock, keyring: Keyring
) -> None:
    login = server.make_login()
    with pytest.raises(SchemaError, match="headoffice init"):
        sign_in(home, url=server.url_of(login), login=login, clock=clock)
    with pytest.raises(PasswordRefusedError):
        sign_in(home, url=server.url_of("sc_test_nobody"), login="sc_test_nobody", clock=clock)
    elsewhere = server.url_of(login).replace(server.database, "sc_test_nowhere")
    with pytest.raises(SetUpError, match="no database sc_test_nowhere"):
        sign_in(home, url=elsewhere, login=login, clock=clock)
    assert not (home / "settings.json").exists()


def test_live_head_office_that_is_not_set_up_says_so(server: LiveServer, clock: Clock) -> None:
    office = open_head_office(server.url, clock)
    with pytest.raises(SchemaError, match="headoffice init"):
        office.cases()
    office.close()


def test_a_password_never_reaches_the_settings(home: Path) -> None:
    kept, _ = split_url("mssql+pyodbc://linda:s3cret@db/Sales", "linda")
    home.mkdir()
    save_settings(home, Settings(url=kept, login="linda"))
    assert "s3cret" not in json.dumps((home / "settings.json").read_text())
