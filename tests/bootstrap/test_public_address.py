"""The public address: who may change what is stored, and what an admin is to know of it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

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


class Overtaken:
    """A gate of a service that another one overtakes between what it reads and what it stores."""

    def __init__(self, gate: Gate, other: PublicAddress) -> None:
        self._gate = gate
        self._other = other
        self._is_overtaken = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._gate, name)

    def set_public_address(
        self, url: str, fingerprint: str, was: tuple[str, str] | None = None
    ) -> bool:
        if not self._is_overtaken:
            self._is_overtaken = True
            store_public_address(self._gate, self._other)
        return self._gate.set_public_address(url, fingerprint, was)


def test_of_two_machines_that_start_at_once_the_later_is_refused(gate: Gate) -> None:
    later = cast("Gate", Overtaken(gate, named(OFFICE, ANOTHERS)))
    with pytest.raises(RefusedError, match="several machines need --certificate"):
        store_public_address(later, named(OFFICE, OURS))
    assert gate.public_address() == (OFFICE, ANOTHERS)


def test_of_two_services_that_start_at_once_the_later_goes_by_the_earlier(gate: Gate) -> None:
    later = cast("Gate", Overtaken(gate, named(OFFICE, OURS)))
    notice = store_public_address(later, unnamed(LOOPBACK))
    assert notice == OtherAddressStored(stored=OFFICE, url=LOOPBACK)
    assert gate.public_address() == (OFFICE, OURS)


def test_of_many_machines_that_start_at_once_one_stores_its_certificate(tmp_path: Path) -> None:
    file = tmp_path / "headoffice.db"
    new_office_database(file).dispose()
    machines = 8
    together = threading.Barrier(machines)

    def start(machine: int) -> str:
        gate = open_gate(embedded_url(file), SystemClock(), "")
        together.wait(30)
        try:
            store_public_address(gate, named(OFFICE, f"{machine:064x}"))
        except RefusedError:
            return ""
        finally:
            gate.close()
        return f"{machine:064x}"

    with ThreadPoolExecutor(machines) as threads:
        stored = [each for each in threads.map(start, range(1, machines + 1)) if each]
    gate = open_gate(embedded_url(file), SystemClock(), "")
    assert [gate.public_address()[1]] == stored
    gate.close()
