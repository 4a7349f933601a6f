"""Credentials on SQL Server: codes, renewal, revoking, and who is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    DeviceState,
    OtherLoginError,
    TooManyGuessesError,
    Waiting,
    WipeRequestedError,
)
from smartclient.contract.web.limits import (
    CREDENTIAL_OLD,
    CREDENTIAL_UNSEEN,
    GUESSES_OF_ADDRESS,
    GUESSES_OVERALL,
)
from smartclient.domain.errors import RefusedError, UnknownLoginError
from tests.contract.gate_calls import CALLS
from tests.enrolled_devices import ADDRESS, digest
from tests.live_gate import LiveDevices, devices_of
from tests.office_company import ANN, BEN, CHIEF, HEAD


@pytest.mark.parametrize("name", CALLS)
def test_a_credential_that_does_not_count_is_refused_by_every_operation(
    devices: LiveDevices, name: str
) -> None:
    call = CALLS[name]
    revoked = devices.enrolled(ANN, "revoked")
    wiping = devices.enrolled(ANN, "wiping")
    devices.enrolled(CHIEF, "dismissed")
    devices.enrolled(ANN, "stale")
    devices.change_time("credentials", "seen_at", CREDENTIAL_UNSEEN.days + 1)
    for credential in ("stale", "forged", ""):
        with pytest.raises(CredentialRefusedError):
            call(devices.operations(credential))
    devices.change_time("credentials", "seen_at", -CREDENTIAL_UNSEEN.days)
    devices.revoke(revoked)
    devices.revoke(wiping, wipe=True)
    devices.company.dismiss(CHIEF)
    with pytest.raises(DeviceRevokedError) as refused:
        call(devices.operations("revoked"))
    assert not isinstance(refused.value, WipeRequestedError)
    with pytest.raises(WipeRequestedError):
        call(devices.operations("wiping"))
    with pytest.raises(UnknownLoginError):
        call(devices.operations("dismissed"))


def test_what_is_revoked_is_refused_whatever_it_calls(devices: LiveDevices) -> None:
    device = devices.enrolled()
    devices.revoke(device)
    gate, credential = devices.gate, digest("ann's laptop")
    calls: tuple[Callable[[], object], ...] = (
        lambda: gate.is_old(credential),
        lambda: gate.renew(credential, digest("new")),
        lambda: gate.hand_over(credential, []),
        lambda: gate.wiped(credential),
    )
    for call in calls:
        with pytest.raises(DeviceRevokedError):
            call()
    assert gate.news([Waiting(credential, 0)])[credential].is_refused
    with pytest.raises(DeviceRevokedError):
        gate.renew(credential, digest("new"))


def test_a_renewed_credential_takes_the_place_of_the_one_before_once_it_was_used(
    devices: LiveDevices,
) -> None:
    devices.enrolled()
    devices.enrolled(BEN, "ben's")
    assert not devices.gate.is_old(digest("ann's laptop"))
    devices.change_time("credentials", "given_at", CREDENTIAL_OLD.days + 1)
    other_process = devices_of(devices.company, connections=1)
    try:
        assert other_process.gate.is_old(digest("ann's laptop"))
    finally:
        other_process.gate.close()
    devices.gate.renew(digest("ann's laptop"), digest("lost"))
    devices.gate.renew(digest("ann's laptop"), digest("next"))
    # again changes nothing: its answer may have been lost
    devices.gate.renew(digest("ann's laptop"), digest("next"))
    with pytest.raises(CredentialRefusedError):
        devices.pulse("lost")
    assert devices.pulse("ann's laptop").identity.login == ANN
    assert devices.pulse("next").identity.login == ANN
    with pytest.raises(CredentialRefusedError):
        devices.pulse("ann's laptop")
    with pytest.raises(CredentialRefusedError):
        devices.gate.renew(digest("next"), digest("ben's"))
    assert devices.pulse("ben's").identity.login == BEN


def test_a_contact_is_stored_with_its_address(devices: LiveDevices) -> None:
    device = devices.enrolled()
    devices.change_time("credentials", "seen_at", 1)
    devices.change_time("enrolled_devices", "seen_on", 1)
    before = devices.company.office_time()
    devices.pulse(address="2001:db8::7")
    (row,) = devices.company.rows("credentials", device=device)
    assert row.address == "2001:db8::7"
    assert row.seen_at >= before - timedelta(minutes=1)
    (row,) = devices.company.rows("enrolled_devices", device=device)
    assert row.seen_on == before.date()
    assert row.address == "2001:db8::7"
    devices.pulse(address="203.0.113.9")
    (row,) = devices.company.rows("enrolled_devices", device=device)
    assert row.address == "203.0.113.9"


def test_a_code_works_once_and_for_its_login(devices: LiveDevices) -> None:
    code = devices.enrol()
    with pytest.raises(OtherLoginError):
        devices.sign_in(code, login=BEN)
    first = devices.sign_in(code, login=ANN, name="Änn's “Notebook” 1")
    assert first.login == ANN
    assert devices.sign_in(code) == first
    with pytest.raises(CodeRefusedError):
        devices.sign_in(code, "a thief's")
    with pytest.raises(CredentialRefusedError):
        devices.sign_in(devices.enrol(BEN))
    (row,) = devices.company.rows("enrolled_devices")
    assert (row.name, row.login, row.state) == ("Änn's “Notebook” 1", ANN, DeviceState.ACTIVE)
    expired = devices.enrol(BEN)
    devices.change_time("enrolments", "expires_at", 2)
    with pytest.raises(CodeRefusedError):
        devices.sign_in(expired, "ben's")


def test_who_guesses_is_locked_out_and_nobody_else(devices: LiveDevices) -> None:
    code = devices.enrol()
    for _ in range(GUESSES_OF_ADDRESS):
        with pytest.raises(CodeRefusedError):
            devices.gate.sign_in(
                code=digest("guess"),
                credential=digest("thief's"),
                name="",
                kind="laptop",
                login="",
                address=ADDRESS,
            )
    with devices.company.live.as_admin() as connection:
        connection.execute(
            "UPDATE sync.guesses SET guessed_at = DATEADD(minute, -25, guessed_at) "
            "WHERE id = (SELECT MIN(id) FROM sync.guesses)"
        )
    with pytest.raises(TooManyGuessesError) as refused:
        devices.sign_in(code)
    assert 30 * 60 < refused.value.retry_after <= 35 * 60
    assert devices.company.count("guesses") == GUESSES_OF_ADDRESS
    assert devices.sign_in(code, address="192.0.2.99").login == ANN


@pytest.mark.parametrize(
    ("everywhere", "before"), [(0, GUESSES_OF_ADDRESS - 1), (GUESSES_OVERALL - 1, 0)]
)
def test_of_guesses_at_the_same_moment_no_more_are_judged(
    devices: LiveDevices, everywhere: int, before: int
) -> None:
    others = devices_of(devices.company, connections=6)
    with devices.company.live.as_admin() as connection:
        for number in range(everywhere + before):
            address = ADDRESS if number < before else f"2001:db8:{number:x}::"
            connection.execute(
                "INSERT INTO sync.guesses (address, guessed_at) "
                f"VALUES (N'{address}', SYSUTCDATETIME())"
            )
    try:
        refused = others.guess_at_once(6)
    finally:
        others.gate.close()
    assert refused == ["CodeRefusedError", *["TooManyGuessesError"] * 5]


def test_an_admin_enrols_reps_and_an_owner_admins(devices: LiveDevices) -> None:
    with devices.an_admin() as admin:
        assert devices.sign_in(devices.enrol(BEN, by=admin), "ben's").login == BEN
        (row,) = devices.company.rows("enrolments")
        assert row.enrolled_by == HEAD
        with pytest.raises(RefusedError, match="owner"):
            devices.enrol(CHIEF, by=admin)
        with pytest.raises(RefusedError, match="nobody"):
            devices.enrol("nobody", by=admin)
        devices.revoke(devices.company.rows("enrolled_devices")[0].device, by=admin)
    assert devices.sign_in(devices.enrol(CHIEF), "chief's").login == CHIEF
    with pytest.raises(DeviceRevokedError):
        devices.pulse("ben's")
