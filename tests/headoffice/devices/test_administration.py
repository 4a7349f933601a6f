"""Administration: who lets whom sign in, and what an admin sees of devices."""

from datetime import timedelta

import pytest

from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import DeviceState, EnrolledDevice
from smartclient.contract.web.limits import CODE_VALID, CODE_VALID_LONGEST, CREDENTIAL_UNSEEN
from smartclient.database.transactions import reading
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.administration import enrolled_devices
from smartclient.headoffice.retention.purge import Purge
from smartclient.read_models.enrolment import Enrolment
from tests.enrolled_devices import ADDRESS, digest
from tests.headoffice.devices.play import OWNER, Devices
from tests.office_company import ANN, BEN, CHIEF, HEAD, Company


def listed(company: Company) -> tuple[EnrolledDevice, ...]:
    with reading(company.office.engine) as connection:
        return enrolled_devices(connection)


def test_an_admin_lets_reps_sign_in_and_only_the_owner_admins(devices: Devices) -> None:
    devices.enrol(ANN)
    with pytest.raises(RefusedError, match="only the owner"):
        devices.enrol(CHIEF)
    with pytest.raises(RefusedError, match="only the owner"):
        devices.enrol(HEAD)
    assert devices.sign_in(devices.enrol(CHIEF, by=OWNER), "chief's").login == CHIEF


def test_nobody_is_let_in_who_is_no_rep(devices: Devices) -> None:
    with pytest.raises(RefusedError, match="knows no rep"):
        devices.enrol("nobody", by=OWNER)


@pytest.mark.parametrize("valid", [timedelta(0), CODE_VALID_LONGEST + timedelta(seconds=1)])
def test_a_code_counts_neither_for_ever_nor_never(devices: Devices, valid: timedelta) -> None:
    with pytest.raises(RefusedError, match="counts"):
        devices.enrol(ANN, valid=valid)


def test_only_an_admin_acts_as_one(company: Company) -> None:
    with reading(company.office.engine) as connection:
        assert administration.admin_named(connection, HEAD.upper()).login == HEAD
        for login in (ANN, "nobody"):
            with pytest.raises(RefusedError, match="no admin"):
                administration.admin_named(connection, login)


def test_the_same_enrolment_again_is_one(devices: Devices, company: Company) -> None:
    code, now = new_code(), devices.clock.now()

    def enrol(login: str) -> Enrolment:
        found: Enrolment = devices.administer(
            lambda connection: administration.enrol(
                connection, login, code.digest, valid=CODE_VALID, by=OWNER, at=now
            )
        )
        return found

    assert enrol(ANN) == enrol(ANN)
    with pytest.raises(RefusedError):
        enrol(BEN)
    assert company.count("enrolments") == 1


def test_every_device_is_listed_as_it_stands(devices: Devices, company: Company) -> None:
    first = devices.enrolled()
    second = devices.enrolled(BEN, "ben's")
    devices.gate.renew(digest("ben's"), digest("ben's next"))
    devices.revoke(first, wipe=True)
    devices.gate.hand_over(digest("ann's laptop"), [])
    shown = [(each.device, each.login, each.state, each.address) for each in listed(company)]
    assert shown == [
        (second, BEN, DeviceState.ACTIVE, ADDRESS),
        (first, ANN, DeviceState.WIPING, ADDRESS),
    ]
    assert all(each.seen_at == devices.clock.now() for each in listed(company))


def test_a_device_that_head_office_does_not_know_is_not_revoked(devices: Devices) -> None:
    with pytest.raises(NotFoundError):
        devices.revoke("01a22a39-596a-780b-93c5-6395227e8a41")


@pytest.mark.parametrize("wipe", [True, False])
def test_a_device_that_is_wiped_stays_so(devices: Devices, company: Company, *, wipe: bool) -> None:
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    devices.revoke(device)
    assert listed(company)[0].state is DeviceState.WIPING
    devices.gate.wiped(digest("ann's laptop"))
    devices.revoke(device, wipe=wipe)
    assert listed(company)[0].state is DeviceState.WIPED


def test_a_hidden_character_in_a_name_is_left_out(devices: Devices, company: Company) -> None:
    devices.sign_in(devices.enrol(ANN), name="My\x1b[2J \u202etab\nlet" + "x" * 200)
    (device,) = listed(company)
    assert device.name.isprintable()
    assert len(device.name) == 100


def test_what_is_over_is_purged_and_what_is_to_be_wiped_stays(
    devices: Devices, company: Company
) -> None:
    gone, waits = devices.enrolled(), devices.enrolled(BEN, "ben's")
    devices.revoke(gone)
    devices.revoke(waits, wipe=True)
    devices.enrol(ANN)
    devices.clock.advance(timedelta(days=364))
    Purge(company.office.engine, devices.clock.now()).run()
    assert company.count("enrolled_devices") == 2
    devices.clock.advance(CREDENTIAL_UNSEEN)
    Purge(company.office.engine, devices.clock.now()).run()
    assert [each.device for each in listed(company)] == [waits]
    assert (company.count("enrolments"), company.count("credentials")) == (0, 1)
    devices.gate.hand_over(digest("ben's"), [])
    devices.gate.wiped(digest("ben's"))
