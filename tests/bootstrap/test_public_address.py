"""The public address: who may change what is stored, and what an admin is to know of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.bootstrap.public_address import PublicAddress, store_public_address
from smartclient.bootstrap.web_gate import open_gate
from smartclient.bootstrap.web_notices import (
    CertificateReplaced,
    OtherAddressStored,
    OtherCertificateStored,
    WebNotice,
)
from smartclient.contract.web.gate import Gate
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError
from smartclient.settings.places import embedded_url
from tests.prepared import new_office_database

OURS, ANOTHERS = "ab" * 32, "cd" * 32
OFFICE, LOOPBACK = "https://office.example.com", "https://127.0.0.1:9444"


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    file = tmp_path / "headoffice.db"
    new_office_database(file).dispose()
    gate = open_gate(embedded_url(file), SystemClock(), "")
    yield gate
    gate.close()


def named(url: str, fingerprint: str = "") -> PublicAddress:
    return PublicAddress(url=url, fingerprint=fingerprint, is_named=True)


def unnamed(url: str, fingerprint: str = "") -> PublicAddress:
    return PublicAddress(url=url, fingerprint=fingerprint)


@pytest.mark.parametrize("first", [unnamed(OFFICE, OURS), named(OFFICE, OURS)])
def test_the_first_address_is_stored_named_or_not(gate: Gate, first: PublicAddress) -> None:
    assert store_public_address(gate, first) is None
    assert gate.public_address() == (OFFICE, OURS)


def test_a_proxy_whose_address_is_not_named_stores_nothing(gate: Gate) -> None:
    assert store_public_address(gate, unnamed("")) is None
    assert gate.public_address() == ("", "")


UNNAMED: dict[str, tuple[PublicAddress, WebNotice | None]] = {
    "the same service again": (unnamed(OFFICE, OURS), None),
    "a second one": (unnamed(LOOPBACK), OtherAddressStored(stored=OFFICE, url=LOOPBACK)),
    "another machine": (
        unnamed(LOOPBACK, ANOTHERS),
        OtherAddressStored(stored=OFFICE, url=LOOPBACK),
    ),
    "a trusted certificate": (unnamed(OFFICE), OtherCertificateStored(stored=OFFICE)),
    "a proxy": (unnamed(""), OtherCertificateStored(stored=OFFICE)),
}


@pytest.mark.parametrize(("address", "notice"), UNNAMED.values(), ids=UNNAMED)
def test_an_address_that_is_not_named_changes_nothing(
    gate: Gate, address: PublicAddress, notice: WebNotice | None
) -> None:
    gate.set_public_address(OFFICE, OURS)
    assert store_public_address(gate, address) == notice
    assert gate.public_address() == (OFFICE, OURS)


def test_a_proxy_before_a_trusted_certificate_is_nothing_to_speak_of(gate: Gate) -> None:
    gate.set_public_address(OFFICE, "")
    assert store_public_address(gate, unnamed("")) is None


NAMED: dict[str, tuple[PublicAddress, WebNotice | None]] = {
    "the same service again": (named(OFFICE, OURS), None),
    "another address": (named(LOOPBACK, ANOTHERS), None),
    "a trusted certificate": (named(OFFICE), CertificateReplaced(url=OFFICE)),
    "a trusted certificate at another address": (named(LOOPBACK), None),
}


@pytest.mark.parametrize(("address", "notice"), NAMED.values(), ids=NAMED)
def test_an_address_that_is_named_is_stored(
    gate: Gate, address: PublicAddress, notice: WebNotice | None
) -> None:
    gate.set_public_address(OFFICE, OURS)
    assert store_public_address(gate, address) == notice
    assert gate.public_address() == (address.url, address.fingerprint)


@pytest.mark.parametrize("url", [OFFICE, "https://Office.example.com:443"])
@pytest.mark.parametrize("is_named", [True, False])
def test_another_machines_own_certificate_at_the_same_address_is_refused(
    gate: Gate, url: str, *, is_named: bool
) -> None:
    gate.set_public_address(OFFICE, OURS)
    other = PublicAddress(url=url, fingerprint=ANOTHERS, is_named=is_named)
    with pytest.raises(RefusedError, match="several machines need --certificate"):
        store_public_address(gate, other)
    assert gate.public_address() == (OFFICE, OURS)


def test_a_lost_certificate_is_replaced_where_that_is_asked_for(gate: Gate) -> None:
    gate.set_public_address(OFFICE, OURS)
    replacing = PublicAddress(
        url=OFFICE, fingerprint=ANOTHERS, is_named=True, replaces_fingerprint=True
    )
    assert store_public_address(gate, replacing) == CertificateReplaced(url=OFFICE)
    assert gate.public_address() == (OFFICE, ANOTHERS)
