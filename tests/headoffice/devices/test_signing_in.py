"""Signing in: a code works once, for one login, and can't be guessed."""

from datetime import timedelta

import pytest

from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    OtherLoginError,
    TooManyGuessesError,
)
from smartclient.contract.web.limits import GUESS_WINDOW, GUESSES_OF_ADDRESS
from smartclient.domain.errors import SignInError
from smartclient.headoffice.devices import signing_in
from tests.headoffice.devices.play import Devices, KilledError, killed_at
from tests.office_company import ANN, BEN, HEAD, Company
from tests.set_clock import SetClock

STRANGER = "198.51.100.7"


def test_a_device_signs_in_with_its_code_and_acts_as_the_login_of_it(
    devices: Devices, company: Company
) -> None:
    signed_in = devices.sign_in(devices.enrol(ANN))
    assert signed_in.login == ANN
    assert devices.pulse().identity.login == ANN
    (row,) = company.rows("enrolled_devices", device=signed_in.device)
    assert (row.name, row.kind, row.enrolled_by, row.state) == (
        "Ann's laptop",
        "laptop",
        HEAD,
        "active",
    )


def test_neither_a_code_nor_a_credential_stands_in_the_database(
    devices: Devices, company: Company
) -> None:
    code = devices.enrol(ANN)
    devices.sign_in(code, "a secret")
    with company.office.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert code.digest.hex() in dump
    assert code.secret not in dump
    assert "a secret" not in dump


def test_a_code_that_was_used_is_refused_to_another_device(devices: Devices) -> None:
    code = devices.enrol(ANN)
    devices.sign_in(code)
    with pytest.raises(CodeRefusedError):
        devices.sign_in(code, "a thief's laptop")
    with pytest.raises(CredentialRefusedError):
        devices.pulse("a thief's laptop")


def test_the_same_sign_in_again_has_the_same_answer(devices: Devices, company: Company) -> None:
    code = devices.enrol(ANN)
    first = devices.sign_in(code)
    devices.clock.advance(timedelta(days=2))
    assert devices.sign_in(code) == first
    assert (company.count("enrolled_devices"), company.count("guesses")) == (1, 0)


def test_a_device_that_was_revoked_does_not_sign_in_with_its_old_code(devices: Devices) -> None:
    code = devices.enrol(ANN)
    devices.revoke(devices.sign_in(code).device)
    with pytest.raises(DeviceRevokedError):
        devices.sign_in(code)


def test_a_sign_in_that_is_killed_anywhere_burns_no_code(
    devices: Devices, company: Company
) -> None:
    code, statement = devices.enrol(ANN), 0
    while True:
        with killed_at(company, statement) as written:
            try:
                devices.sign_in(code)
                break
            except KilledError:
                statement += 1
        assert company.count("enrolled_devices") == 0
    assert len(written) == statement >= 5
    assert devices.sign_in(code).login == ANN
    assert company.count("enrolled_devices") == 1


def test_a_code_expires(devices: Devices) -> None:
    code = devices.enrol(ANN, valid=timedelta(hours=1))
    devices.clock.advance(timedelta(hours=1))
    with pytest.raises(CodeRefusedError):
        devices.sign_in(code)


def test_a_code_for_another_login_is_refused_and_stays_good(
    devices: Devices, company: Company
) -> None:
    code = devices.enrol(BEN)
    with pytest.raises(OtherLoginError):
        devices.sign_in(code, login=ANN)
    with pytest.raises(OtherLoginError):
        devices.sign_in(code, login="\x00")
    assert (company.count("enrolled_devices"), company.count("guesses")) == (0, 0)
    assert devices.sign_in(code, login=BEN.upper()).login == BEN


def test_a_code_of_somebody_who_is_no_rep_any_more_is_refused(
    devices: Devices, company: Company
) -> None:
    code = devices.enrol(ANN)
    company.dismiss(ANN)
    with pytest.raises(SignInError, match="does not know"):
        devices.sign_in(code)


def test_a_credential_that_another_device_has_is_refused(devices: Devices) -> None:
    devices.enrolled(ANN, "taken")
    with pytest.raises(CredentialRefusedError):
        devices.sign_in(devices.enrol(BEN), "taken")
    assert devices.pulse("taken").identity.login == ANN


def guess(devices: Devices, times: int, address: str) -> None:
    for _ in range(times):
        with pytest.raises(CodeRefusedError):
            devices.sign_in(new_code(), "a guesser", address=address)


def test_an_address_that_guesses_too_often_is_refused_even_the_right_code(
    devices: Devices,
) -> None:
    code = devices.enrol(ANN)
    guess(devices, GUESSES_OF_ADDRESS, STRANGER)
    with pytest.raises(TooManyGuessesError):
        devices.sign_in(code, address=STRANGER)
    devices.clock.advance(GUESS_WINDOW)
    assert devices.sign_in(code, address=STRANGER).login == ANN


def test_who_guessed_too_often_is_told_when_a_code_is_judged_again(devices: Devices) -> None:
    code = devices.enrol(ANN)
    guess(devices, 1, STRANGER)
    devices.clock.advance(timedelta(minutes=25))
    guess(devices, GUESSES_OF_ADDRESS - 1, STRANGER)
    with pytest.raises(TooManyGuessesError) as refused:
        devices.sign_in(code, address=STRANGER)
    assert refused.value.retry_after == timedelta(minutes=35).total_seconds()
    devices.clock.advance(timedelta(seconds=refused.value.retry_after - 1))
    with pytest.raises(TooManyGuessesError):
        devices.sign_in(code, address=STRANGER)
    devices.clock.advance(timedelta(seconds=1))
    assert devices.sign_in(code, address=STRANGER).login == ANN


def test_what_is_refused_for_too_many_guesses_is_stored_no_more(
    devices: Devices, company: Company
) -> None:
    guess(devices, GUESSES_OF_ADDRESS, STRANGER)
    for _ in range(3):
        with pytest.raises(TooManyGuessesError):
            devices.sign_in(new_code(), address=STRANGER)
    assert company.count("guesses") == GUESSES_OF_ADDRESS


def test_guesses_from_elsewhere_lock_nobody_out(devices: Devices) -> None:
    code = devices.enrol(ANN)
    guess(devices, GUESSES_OF_ADDRESS, STRANGER)
    assert devices.sign_in(code).login == ANN


def test_guesses_from_everywhere_leave_each_address_one(
    devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "GUESSES_OVERALL", 20)
    code = devices.enrol(ANN)
    for number in range(20):
        guess(devices, 1, f"203.0.113.{number}")
    with pytest.raises(TooManyGuessesError):
        devices.sign_in(new_code(), address="203.0.113.0")
    guess(devices, 1, STRANGER)
    with pytest.raises(TooManyGuessesError):
        devices.sign_in(code, address=STRANGER)
    # who never guessed is judged all the same
    assert devices.sign_in(code).login == ANN


@pytest.mark.parametrize(
    ("overall", "before"), [(1_000, GUESSES_OF_ADDRESS - 1), (GUESSES_OF_ADDRESS, 0)]
)
def test_of_guesses_at_the_same_moment_no_more_are_judged(
    devices: Devices, monkeypatch: pytest.MonkeyPatch, overall: int, before: int
) -> None:
    monkeypatch.setattr(signing_in, "GUESSES_OVERALL", overall)
    guess(devices, GUESSES_OF_ADDRESS - 1 - before, "203.0.113.9")
    guess(devices, before, STRANGER)
    refused = devices.guess_at_once(6, STRANGER)
    assert refused == ["CodeRefusedError", *["TooManyGuessesError"] * 5]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::1%eth1"),
    ],
)
def test_addresses_of_one_owner_are_one(first: str, second: str) -> None:
    assert signing_in.source_of(first) == signing_in.source_of(second)


def test_guesses_that_are_over_are_deleted_by_the_next(
    devices: Devices, company: Company, clock: SetClock
) -> None:
    guess(devices, 3, STRANGER)
    clock.advance(GUESS_WINDOW)
    guess(devices, 1, STRANGER)
    assert company.count("guesses") == 1
