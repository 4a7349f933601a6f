"""Passwords: where they come from, and where they are kept."""

import pytest

from smartclient.domain.errors import SetUpError, SignInError
from smartclient.security.passwords import database_password, forget_password, remember_password
from tests.security.memory_keyring import MemoryKeyring

URL, LOGIN = "mssql+pyodbc://server/db", "hill\\anna"


def test_the_person_is_asked_once_and_the_keyring_remembers(
    memory_keyring: MemoryKeyring,
) -> None:
    assert database_password(URL, LOGIN, lambda: "s3cret") == "s3cret"
    assert remember_password(URL, LOGIN, "s3cret")
    assert database_password(URL, LOGIN) == "s3cret"
    with pytest.raises(SetUpError):
        database_password(URL, "hill\\bob")
    forget_password(URL, LOGIN)
    forget_password(URL, LOGIN)
    with pytest.raises(SetUpError, match="SMARTCLIENT_PASSWORD"):
        database_password(URL, LOGIN)


def test_the_environment_comes_first(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_password(URL, LOGIN, "kept")
    monkeypatch.setenv("SMARTCLIENT_PASSWORD", "given")
    assert database_password(URL, LOGIN) == "given"


def test_without_a_keyring_nothing_is_kept() -> None:
    assert not remember_password(URL, LOGIN, "s3cret")
    with pytest.raises(SetUpError):
        database_password(URL, LOGIN)


def test_no_password_is_no_sign_in() -> None:
    with pytest.raises(SignInError):
        database_password(URL, LOGIN, lambda: "")
