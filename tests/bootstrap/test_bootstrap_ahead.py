"""Preloading: the store is ready when the laptop is opened, and nobody was prompted."""

from pathlib import Path

import pytest

from smartclient.bootstrap import StorePreloader, enroll, open_session
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, SetUpError
from tests.small_company import REP


@pytest.fixture
def signed_in(home: Path, url: str, clock: Clock) -> Path:
    enroll(home, url=url, login=REP, clock=clock).close()
    return home


def test_a_laptop_takes_the_store_that_was_opened_ahead(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = StorePreloader(signed_in)
    ahead._thread.join()
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")  # it is needed no more

    with open_session(signed_in, clock=clock, ahead=ahead) as session:
        assert session.use_cases.status.current().login == REP
    assert ahead.claim() is None


def test_where_nobody_signed_in_there_is_nothing_to_open_and_nothing_is_made(home: Path) -> None:
    ahead = StorePreloader(home)
    assert ahead.claim() is None
    assert not home.exists()


def test_a_person_is_asked_by_whoever_opens_the_laptop_not_ahead_of_it(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    prompts: list[bool] = []

    def ask(new: bool) -> str:  # noqa: FBT001 (as the prompt is called)
        prompts.append(new)
        return "a passphrase for tests"

    ahead = StorePreloader(signed_in)
    with open_session(signed_in, ask_passphrase=ask, clock=clock, ahead=ahead):
        assert prompts == [False]


def test_what_goes_wrong_ahead_is_raised_where_the_laptop_is_opened_and_once(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")
    ahead = StorePreloader(signed_in)
    with pytest.raises(RefusedError):
        open_session(signed_in, clock=clock, ahead=ahead)

    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
    open_session(signed_in, clock=clock, ahead=ahead).close()


def test_settings_that_cannot_be_read_are_reported_as_before(home: Path, clock: Clock) -> None:
    home.mkdir()
    (home / "settings.json").write_text("{")
    ahead = StorePreloader(home)
    with pytest.raises(SetUpError):
        open_session(home, clock=clock, ahead=ahead)
    ahead.close()


def test_a_store_that_nobody_took_is_closed(signed_in: Path) -> None:
    ahead = StorePreloader(signed_in)
    ahead.close()
    assert not (signed_in / "store.db-wal").exists()
