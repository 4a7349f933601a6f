"""The settings file: strict in what it reads, whole in what it writes."""

import os
from pathlib import Path

import pytest

from smartclient.domain.errors import DiskFullError, SchemaError, SetUpError
from smartclient.settings.file import SETTINGS_FILE, load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import embedded_file, embedded_url, lasting_url, same_place


def _write(home: Path, text: str) -> None:
    (home / SETTINGS_FILE).write_text(text, encoding="utf-8")


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    settings = Settings(
        url="sqlite:////somewhere/office.db", login="adventure-works\\josé1", sync_every_seconds=90
    )
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings == Settings()
    assert not settings.is_signed_in


def test_an_unknown_key_is_refused_by_name(tmp_path: Path) -> None:
    _write(tmp_path, '{"version": 1, "sync_evry_seconds": 60}')
    with pytest.raises(SetUpError, match="sync_evry_seconds"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        '{"url": 5}',
        '{"sync_every_seconds": "60"}',
        '{"sync_every_seconds": 0}',
        '{"batch_rows": 100000}',
        '{"batch_rows": true}',
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    _write(tmp_path, text)
    with pytest.raises(SetUpError) as caught:
        load_settings(tmp_path)
    assert caught.value.user_message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_does_no_harm(tmp_path: Path, encoding: str) -> None:
    save_settings(tmp_path, Settings(login="josé"))
    file = tmp_path / SETTINGS_FILE
    text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
    file.write_bytes(text.encode(encoding))
    assert load_settings(tmp_path).login == "josé"


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, '{"version": 2, "colour": "green"}')
    with pytest.raises(SchemaError):
        load_settings(tmp_path)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(tmp_path, Settings(login="a"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match="disk is full"):
        save_settings(tmp_path, Settings(login="b"))
    assert load_settings(tmp_path).login == "a"


def test_a_relative_head_office_file_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = lasting_url("sqlite:///office.db")
    assert embedded_file(url) == tmp_path / "office.db"
    assert lasting_url(url) == url


def test_an_address_of_a_server_stays_as_it_is() -> None:
    url = "mssql+pyodbc://rep@server/sales?driver=x"
    assert lasting_url(url) == url
    assert embedded_file(url) is None


def test_a_theme_that_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    _write(tmp_path, '{"theme": "sepia"}')
    with pytest.raises(SetUpError, match="system, light, dark"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////srv/my%20office.db", "my office.db"),
        ("sqlite:////srv/my office.db", "my office.db"),
        ("sqlite:////srv/100%25.db", "100%.db"),
        ("sqlite:////srv/b%C3%BCro.db?mode=rw", "büro.db"),
    ],
)
def test_an_address_names_its_file_as_an_address_does(url: str, name: str) -> None:
    assert embedded_file(url) == Path("/srv") / name


@pytest.mark.parametrize("name", ["office.db", "my office.db", "50%20 off?.db", "büro.db"])
def test_the_address_of_a_file_names_that_file(tmp_path: Path, name: str) -> None:
    assert embedded_file(embedded_url(tmp_path / name)) == tmp_path / name


def test_one_head_office_may_be_written_in_several_ways() -> None:
    assert same_place("sqlite:////srv/my%20office.db", "sqlite:////srv/x/../my office.db")
    assert not same_place("sqlite:////srv/one.db", "sqlite:////srv/two.db")
    assert same_place("mssql+pyodbc://Anna@SRV/db", "mssql+pyodbc://anna@srv/DB")
    assert not same_place("mssql+pyodbc://anna@srv/db", "sqlite:////srv/two.db")
