"""The doctor: finds what is wrong, says what to do, and changes nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap import sign_in
from smartclient.bootstrap.doctor import check_laptop
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.domain.clock import Clock
from tests.doctor_findings import by_check
from tests.small_company import REP


@pytest.fixture
def signed_in(home: Path, url: str, clock: Clock) -> Path:
    sign_in(home, url=url, login=REP, clock=clock).close()
    return home


def test_on_a_healthy_laptop_everything_is_well(signed_in: Path, clock: Clock) -> None:
    findings = check_laptop(signed_in, clock)
    assert [finding.check for finding in findings] == [
        "settings",
        "folder",
        "store",
        "key",
        "keyring",
        "window",
        "driver",
        "office file",
        "link",
        "clock",
    ]
    assert all(finding.ok for finding in findings), findings


def test_before_signing_in_it_says_to_sign_in_and_makes_nothing(home: Path, clock: Clock) -> None:
    found = by_check(check_laptop(home, clock))
    assert not found["settings"].ok
    assert "sign-in" in found["store"].advice
    assert not home.exists()


def test_settings_that_can_not_be_read_are_named(signed_in: Path, clock: Clock) -> None:
    (signed_in / "settings.json").write_text('{"colour": "green"}')
    found = by_check(check_laptop(signed_in, clock))
    assert "colour" in found["settings"].detail


def test_a_damaged_store_is_reported_and_kept(signed_in: Path, clock: Clock) -> None:
    store = signed_in / "store.db"
    damaged = bytearray(store.read_bytes())
    damaged[5_000:9_000] = bytes(4_000)
    store.write_bytes(damaged)
    found = by_check(check_laptop(signed_in, clock))
    assert not found["store"].ok
    assert found["store"].advice
    assert store.read_bytes() == damaged


def test_a_wrong_passphrase_is_reported(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")
    found = by_check(check_laptop(signed_in, clock))
    assert not found["key"].ok
    assert not found["store"].ok
    assert "link" not in found


def test_out_of_reach_comes_with_calm_advice(
    signed_in: Path, office_file: Path, clock: Clock
) -> None:
    office_file.rename(office_file.with_name("away.db"))
    found = by_check(check_laptop(signed_in, clock))
    assert not found["link"].ok
    assert "Go on working" in found["link"].advice


def test_while_offline_head_office_is_not_called(
    home: Path, url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        session.work_offline(on=True)
    opened: list[HeadOfficeLink] = []
    monkeypatch.setattr(HeadOfficeLink, "connect", opened.append)
    found = by_check(check_laptop(home, clock))
    assert found["link"].ok
    assert "offline" in found["link"].detail
    assert not opened


def test_a_clock_that_is_far_off_is_reported(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smartclient.headoffice.inbox.operations import EmbeddedOperations  # noqa: PLC0415

    pulse = EmbeddedOperations.pulse
    monkeypatch.setattr(
        EmbeddedOperations,
        "pulse",
        lambda self, hello: replace(pulse(self, hello), clock=clock.now() - timedelta(minutes=20)),
    )
    found = by_check(check_laptop(signed_in, clock))
    assert not found["clock"].ok
    assert "-1200" in found["clock"].detail


def test_feeds_that_are_held_back_are_reported(
    signed_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smartclient.headoffice.inbox.operations import EmbeddedOperations  # noqa: PLC0415

    pulse = EmbeddedOperations.pulse
    assert "feeds" not in by_check(check_laptop(signed_in, clock))
    monkeypatch.setattr(
        EmbeddedOperations,
        "pulse",
        lambda self, hello: replace(pulse(self, hello), held_seconds=20 * 60),
    )
    found = by_check(check_laptop(signed_in, clock))["feeds"]
    assert not found.ok
    assert "20 min" in found.detail
    assert "headoffice status" in found.advice
