"""Signing keys over every transport: a pulse reports the device's, and head office keeps it."""

import pytest

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import new_id
from tests.office_company import ANN, BEN, Company

KEY, OTHER_KEY = "0a" * 32, "Ff" * 32


def reported(company: Company, key: str, login: str = ANN) -> None:
    device = DeviceClaim(id=new_id(), signing_key=key)
    company.link(login).pulse(PulseRequest(clock=company.office_time(), device=device))


def test_each_key_is_kept_once_with_its_login(company: Company) -> None:
    for _ in range(2):
        reported(company, KEY)
        reported(company, OTHER_KEY)
    reported(company, KEY, BEN)
    kept = {(row.login, row.public_key.hex()) for row in company.rows("signing_keys")}
    assert kept == {(ANN, KEY), (ANN, OTHER_KEY.lower()), (BEN, KEY)}
    assert len(company.rows("signing_keys")) == 3


@pytest.mark.parametrize("text", ["", "0a" * 31, "0a" * 33, "zz" * 32, "x" * 2_000])
def test_what_is_no_key_is_kept_nowhere(company: Company, text: str) -> None:
    reported(company, text)
    assert not company.rows("signing_keys")
