"""The gate of a file: news, what is the same for all, gauges, and the service's own address."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.contract.web.gate import DeviceState, Waiting
from smartclient.contract.web.limits import CREDENTIAL_UNSEEN, SHOWN_AFTER_ENROLMENT
from smartclient.domain.errors import OutOfReachError, RefusedError, SchemaError
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.devices.file_gate import FileGate
from tests.enrolled_devices import digest
from tests.headoffice.devices.play import Devices
from tests.office_company import ANN, BEN, HEAD, Company

ANNS, BENS, HEADS, FORGED = map(digest, ("ann's laptop", "ben's", "head's", "forged"))


@pytest.fixture
def waiting(devices: Devices) -> list[Waiting]:
    devices.enrolled(ANN)
    devices.enrolled(BEN, "ben's")
    devices.enrolled(HEAD, "head's")
    return [Waiting(each, 0) for each in (ANNS, BENS, HEADS, FORGED)]


@contextmanager
def counted(company: Company) -> Iterator[list[str]]:
    seen: list[str] = []

    def count(*arguments: Any) -> None:  # noqa: ANN401 (SQLAlchemy's)
        seen.append(str(arguments[2]))

    event.listen(company.office.engine, "before_cursor_execute", count)
    yield seen
    event.remove(company.office.engine, "before_cursor_execute", count)


def test_news_are_the_heads_of_a_pulse(devices: Devices, waiting: list[Waiting]) -> None:
    # a pulse says when its rep was seen, which is news for admins
    first = ("ann's laptop", "ben's", "head's")
    for credential in first:
        devices.pulse(credential)
    news = devices.gate.news(waiting)
    for credential in first:
        assert news[digest(credential)].heads == devices.pulse(credential).heads
    assert news[FORGED].is_refused
    assert not news[ANNS].is_refused


def test_only_whom_it_concerns_has_news(
    devices: Devices, company: Company, waiting: list[Waiting]
) -> None:
    before = devices.gate.news(waiting)
    request = company.request(PlaceOrder(order=company.order()))
    devices.operations().submit([request])
    company.office.answer_waiting()
    after = devices.gate.news(waiting)
    assert after[ANNS].newest_reply > before[ANNS].newest_reply == 0
    assert after[ANNS].heads[FeedKind.ORDERS] > before[ANNS].heads[FeedKind.ORDERS]
    assert after[BENS] == before[BENS]
    replies = devices.operations().replies(after=0, watermark=2**40, limit=10)
    assert [reply.row_version for reply in replies] == [after[ANNS].newest_reply]


def test_who_is_revoked_expired_or_no_rep_is_refused_while_waiting(
    devices: Devices, company: Company, waiting: list[Waiting]
) -> None:
    devices.revoke(company.rows("enrolled_devices", login=BEN)[0].device)
    company.dismiss(HEAD)
    news = devices.gate.news(waiting)
    assert [news[each].is_refused for each in (ANNS, BENS, HEADS)] == [False, True, True]
    devices.clock.advance(CREDENTIAL_UNSEEN + timedelta(seconds=1))
    assert devices.gate.news(waiting)[ANNS].is_refused


def test_news_take_as_many_statements_however_many_wait(
    devices: Devices, company: Company, waiting: list[Waiting]
) -> None:
    with counted(company) as few:
        devices.gate.news(waiting)
    for number in range(20):
        devices.enrolled(ANN, f"another {number}")
    many = [*waiting, *(Waiting(digest(f"another {number}"), 0) for number in range(20))]
    with counted(company) as more:
        assert len(devices.gate.news(many)) == 24
    assert len(more) == len(few)


def test_what_all_share_is_read_without_a_credential(devices: Devices) -> None:
    gate, link = devices.gate, devices.company.link(ANN)
    watermark, epoch = gate.bounds()
    pulse = link.pulse(PulseRequest())
    assert (watermark, epoch) == (pulse.watermark, pulse.generation)
    shared = gate.shared_heads()
    assert set(shared) == {kind for kind in FeedKind if SCOPES[kind] is Scope.EVERYBODY}
    assert shared == {kind: pulse.heads[kind] for kind in shared}
    page = gate.shared_page(FeedKind.PRODUCTS, cursor=Cursor(), watermark=watermark, limit=3)
    assert page == link.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=watermark, limit=3, by_key=True
    )


@pytest.mark.parametrize("kind", [kind for kind in FeedKind if SCOPES[kind] is not Scope.EVERYBODY])
def test_nobodys_rows_are_read_as_everybodys(devices: Devices, kind: FeedKind) -> None:
    with pytest.raises(ValueError, match="not the same"):
        devices.gate.shared_page(kind, cursor=Cursor(), watermark=2**40, limit=3)


def test_gauges_say_how_head_office_stands(devices: Devices, company: Company) -> None:
    devices.enrolled()
    devices.revoke(devices.enrolled(BEN, "ben's"), wipe=True)
    request = company.request(PlaceOrder(order=company.order()))
    devices.operations().submit([request])
    devices.clock.advance(timedelta(seconds=30))
    gauges = devices.gate.gauges()
    assert (gauges.waiting, gauges.oldest_waiting, gauges.parked) == (1, 30.0, 0)
    assert (gauges.cases, gauges.oldest_case) == (0, None)
    assert gauges.devices == {
        DeviceState.ACTIVE: 1,
        DeviceState.REVOKED: 0,
        DeviceState.WIPING: 1,
        DeviceState.WIPED: 0,
    }
    assert gauges.seen_last_day == 2
    company.park(request)
    assert (devices.gate.gauges().waiting, devices.gate.gauges().parked) == (0, 1)


def test_the_public_address_is_stored(devices: Devices) -> None:
    assert devices.gate.public_address() == ("", "")
    devices.gate.set_public_address("https://sales.example:8443/", "AB" * 32)
    assert devices.gate.public_address() == ("https://sales.example:8443", "ab" * 32)


@pytest.mark.parametrize(
    "url", ["", "sales.example", "ftp://sales.example", "https://x/?code=1", "https://x/#code"]
)
def test_what_is_no_address_is_not_stored(devices: Devices, url: str) -> None:
    with pytest.raises(RefusedError, match="address"):
        devices.gate.set_public_address(url, "")


def test_a_file_that_is_away_is_out_of_reach(
    devices: Devices, company: Company, tmp_path: Path
) -> None:
    devices.enrolled()
    gate = FileGate(company.office.engine, devices.clock, file=tmp_path / "away.db")
    for call in (
        gate.check,
        gate.gauges,
        gate.bounds,
        lambda: gate.operations(ANNS, "").pulse(PulseRequest()),
        lambda: gate.news([]),
    ):
        with pytest.raises(OutOfReachError):
            call()


def test_a_newer_schema_is_refused(devices: Devices, company: Company) -> None:
    devices.gate.check()
    company.change("info", {"name": "schema_version"}, value="99")
    with pytest.raises(SchemaError):
        devices.gate.check()


def test_a_new_device_is_shown_on_the_others_for_some_days(devices: Devices) -> None:
    link = devices.company.link(ANN)
    mine, bens = devices.enrolled(), devices.enrolled(BEN, "ben's")
    devices.clock.advance(timedelta(days=1))
    other = devices.enrolled(ANN, "another")

    def shown(pulse: Pulse) -> list[str]:
        return [each.device for each in pulse.new_devices]

    assert shown(link.pulse(PulseRequest())) == [other, mine]
    assert shown(devices.pulse()) == [other]
    assert shown(devices.pulse("another")) == [mine]
    assert shown(devices.pulse("ben's")) == []
    assert bens not in shown(link.pulse(PulseRequest()))
    devices.clock.advance(SHOWN_AFTER_ENROLMENT - timedelta(days=1))
    assert shown(link.pulse(PulseRequest())) == [other]
    devices.revoke(other)
    assert shown(link.pulse(PulseRequest())) == []
