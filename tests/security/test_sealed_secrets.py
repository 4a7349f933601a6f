"""Sealed secrets: of a device's key and of its credentials, kept, lost and unreadable."""

from pathlib import Path

import pytest

from smartclient.domain.errors import SchemaError, StoreError
from smartclient.security.device_credentials import (
    CREDENTIAL_FILE,
    CredentialFile,
    DeviceCredentials,
)
from smartclient.security.device_keys import SIGNING_FILE, DeviceKeyFile, new_device_key

FILES: dict[str, type[DeviceKeyFile] | type[CredentialFile]] = {
    SIGNING_FILE: DeviceKeyFile,
    CREDENTIAL_FILE: CredentialFile,
}


def store_key() -> bytes:
    return b"k" * 32


def save_both(home: Path) -> None:
    DeviceKeyFile(home, store_key).save(new_device_key())
    credentials = DeviceCredentials(current="c", certificate="pinned")
    CredentialFile(home, store_key).save(credentials)


def test_what_is_saved_is_loaded_again_and_gone_once_deleted(tmp_path: Path) -> None:
    key = new_device_key()
    DeviceKeyFile(tmp_path, store_key).save(key)
    credentials = DeviceCredentials(current="c", next="n", code="d", certificate="pinned")
    CredentialFile(tmp_path, store_key).save(credentials)
    assert DeviceKeyFile(tmp_path, store_key).load() == key
    assert CredentialFile(tmp_path, store_key).load() == credentials
    DeviceKeyFile(tmp_path, store_key).delete()
    CredentialFile(tmp_path, store_key).delete()
    assert DeviceKeyFile(tmp_path, store_key).load() is None
    assert CredentialFile(tmp_path, store_key).load() == DeviceCredentials()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damaged", [b"", b"{", b'{"version": "one"}'])
def test_a_file_that_can_not_be_read_is_an_error_and_nothing_is_made_in_its_place(
    tmp_path: Path, name: str, damaged: bytes
) -> None:
    save_both(tmp_path)
    (tmp_path / name).write_bytes(damaged)
    with pytest.raises(StoreError, match="can't be read") as refused:
        FILES[name](tmp_path, store_key).load()
    assert refused.value.arguments == {"name": name}
    assert (tmp_path / name).read_bytes() == damaged
    FILES[name](tmp_path, store_key).delete()
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"version": 2}')
    with pytest.raises(SchemaError):
        FILES[name](tmp_path, store_key).load()
