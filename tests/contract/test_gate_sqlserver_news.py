"""News, shared feeds and gauges, as a service on SQL Server reads them."""

import pytest

from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.web.gate import (
    DeviceState,
    Waiting,
)
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database.feeds import SCOPES, Scope
from tests.contract.gate_calls import WATERMARK
from tests.enrolled_devices import digest
from tests.live_gate import LiveDevices
from tests.office_company import ANN, BEN, HEAD, SHOP


def test_news_are_for_whom_they_concern(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    devices.enrolled(HEAD, "head's")
    anns, bens, heads, forged = map(digest, ("ann's laptop", "ben's", "head's", "forged"))
    waiting = [Waiting(each, 0) for each in (anns, bens, heads, forged)]
    before = devices.gate.news(waiting)
    assert [before[each].is_refused for each in (anns, bens, heads, forged)] == [
        *(False, False, False),
        True,
    ]
    assert FeedKind.REPS in before[heads].heads
    assert FeedKind.REPS not in before[anns].heads
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.operations("ann's laptop").submit([request])
    company.office.answer_waiting()
    after = devices.gate.news(waiting)
    assert after[anns].newest_reply > before[anns].newest_reply == 0
    assert after[anns].heads[FeedKind.ORDERS] > before[anns].heads[FeedKind.ORDERS]
    assert after[bens].newest_reply == 0
    assert after[bens].heads[FeedKind.ORDERS] == before[bens].heads[FeedKind.ORDERS]
    assert after[anns].heads == devices.pulse("ann's laptop").heads
    assert not devices.gate.news([])


def test_what_is_the_same_for_all_is_read_for_nobody(devices: LiveDevices) -> None:
    devices.enrolled()
    watermark, generation = devices.gate.bounds()
    pulse = devices.pulse()
    assert (generation, watermark <= pulse.watermark) == (pulse.generation, True)
    shared = {kind for kind in FeedKind if SCOPES[kind] is Scope.EVERYBODY}
    assert set(devices.gate.shared_heads()) == shared
    for kind in shared:
        page = devices.gate.shared_page(kind, cursor=Cursor(), watermark=WATERMARK, limit=2)
        assert page == devices.operations().feed(
            kind, cursor=Cursor(), watermark=WATERMARK, limit=2, by_key=True
        )


def test_how_head_office_stands_and_where_it_is_reached(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.operations().submit([request])
    gauges = devices.gate.gauges()
    assert (gauges.waiting, gauges.parked, gauges.cases, gauges.oldest_case) == (1, 0, 0, None)
    assert gauges.oldest_waiting is not None
    assert (gauges.devices[DeviceState.ACTIVE], gauges.seen_last_day) == (1, 1)
    devices.revoke(device)
    assert devices.gate.gauges().devices[DeviceState.REVOKED] == 1
    devices.gate.set_public_address("https://office.example.test/", "AB" * 32)
    assert devices.gate.public_address() == ("https://office.example.test", "ab" * 32)
    devices.gate.set_public_address("https://other.example.test", "")
    assert devices.gate.public_address() == ("https://other.example.test", "")
    assert not devices.gate.set_public_address("https://a.example.test", "", ("", ""))
    was = devices.gate.public_address()
    assert devices.gate.set_public_address("https://b.example.test", "AB" * 32, was)
    assert devices.gate.public_address() == ("https://b.example.test", "ab" * 32)
    with pytest.raises(RefusedError):
        devices.gate.set_public_address("ftp://office.example.test", "")
    devices.gate.check()


@pytest.mark.parametrize("name", ['C:\\Ann "at home"', "Zoë's tablet", "\\1 & \\2"])
def test_whatever_a_device_is_called_the_others_can_read_it(
    devices: LiveDevices, name: str
) -> None:
    devices.enrolled()
    devices.sign_in(devices.code_for(ANN), "another", name=name)
    assert [each.name for each in devices.pulse().new_devices] == [name]
