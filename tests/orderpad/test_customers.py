"""What a rep changes of customers in the page, against head office itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row

from tests.orderpad.pad import Pad, RefusedInPageError
from tests.orderpad.sample_device import SampleDevice
from tests.set_clock import SetClock


@pytest.fixture
def pad(tmp_path: Path) -> Iterator[Pad]:
    device = SampleDevice(tmp_path, SetClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC)))
    yield Pad(device)
    device.close()


@pytest.fixture
def number(pad: Pad) -> str:
    return str(pad.device.customers()[0])


def at_head_office(pad: Pad, number: str) -> Row[Any]:
    row: Row[Any] = pad.device.company.rows("customers", number=number)[0]
    return row


def task(pad: Pad) -> dict[str, Any]:
    [found] = pad.tasks.values()
    return dict(found)


def test_a_change_reaches_head_office_and_is_confirmed(pad: Pad, number: str) -> None:
    pad.edit(number, phone="555-0100", notes="At the back door")
    [request] = pad.requests.values()
    assert request["shows"] == {"phone": "555-0100", "notes": "At the back door"}
    assert (task(pad)["status"], task(pad)["subject"]["type"]) == ("queued", "customer")
    pad.sync()
    assert task(pad)["status"] == "confirmed"
    assert at_head_office(pad, number).phone == "555-0100"


def test_what_is_as_it_was_asks_for_nothing(pad: Pad, number: str) -> None:
    row = at_head_office(pad, number)
    pad.edit(number, name=row.name, phone=f" {row.phone} ")
    assert (pad.tasks, pad.requests) == ({}, {})


def test_a_change_that_was_not_sent_is_sent_once_as_it_is_now(pad: Pad, number: str) -> None:
    before = at_head_office(pad, number)
    pad.edit(number, phone="555-0100")
    pad.edit(number, phone="555-0101", contact="Kim")
    waiting = [each for each in pad.requests.values() if each["status"] == "queued"]
    assert [each["shows"] for each in waiting] == [{"phone": "555-0101", "contact": "Kim"}]
    pad.sync()
    after = at_head_office(pad, number)
    assert (after.phone, after.contact) == ("555-0101", "Kim")
    # one that comes to nothing is not sent at all
    pad.edit(number, email="shop@example.com")
    pad.edit(number, email=before.email)
    assert [each["status"] for each in pad.tasks.values()] == ["confirmed", "undone"]


def test_a_change_at_head_office_is_waited_for_or_withdrawn(pad: Pad, number: str) -> None:
    pad.edit(number, phone="555-0100")
    pad.send()
    with pytest.raises(RefusedInPageError, match="is at head office and not answered yet"):
        pad.edit(number, phone="555-0101")
    pad.change("takeBack", number)
    assert task(pad)["status"] == "taking_back"
    pad.sync()
    assert task(pad)["status"] == "undone"
    assert at_head_office(pad, number).phone != "555-0100"


def test_a_field_that_collided_is_chosen_by_the_rep(pad: Pad, number: str) -> None:
    pad.edit(number, phone="555-0100", email="shop@example.com")
    pad.device.company.change_customer(number, phone="555-0199")
    pad.sync()
    assert task(pad)["status"] == "in_conflict"
    with pytest.raises(RefusedInPageError, match="is in conflict"):
        pad.edit(number, phone="555-0101")
    [conflict] = (each["conflict"] for each in pad.conflicts.values())
    [field] = conflict["fields"]
    shown = pad.ask("conflict", number, conflict=conflict, chosen={})
    assert (shown["problems"], shown["total"]) == ([], None)
    assert [each["theirs"] for each in shown["fields"]] == ["555-0199"]
    answer = {"field": "phone", "value": "555-0199", "seen": field["theirs"]}
    pad.change("resolve", number, resolution={"problems": [], "fields": [answer]})
    newest = pad.requests[task(pad)["request_id"]]
    assert newest["shows"] == {"phone": "555-0199", "email": "shop@example.com"}
    pad.sync()
    assert task(pad)["status"] in {"confirmed", "adjusted"}
    after = at_head_office(pad, number)
    assert (after.phone, after.email) == ("555-0199", "shop@example.com")


def test_head_office_may_be_asked_about_a_field(pad: Pad, number: str) -> None:
    pad.edit(number, phone="555-0100")
    pad.device.company.change_customer(number, phone="555-0199")
    pad.sync()
    pad.change("escalate", number, note="Which one is right?")
    pad.sync()
    assert task(pad)["status"] == "awaiting_decision"


def test_a_name_is_needed(pad: Pad, number: str) -> None:
    with pytest.raises(RefusedInPageError, match="A customer needs a name"):
        pad.edit(number, name="  ")


def test_what_a_restored_head_office_lost_is_offered_again(pad: Pad, number: str) -> None:
    pad.edit(number, phone="555-0100")
    pad.send()
    pad.change("lost", number)
    assert [each["status"] for each in pad.requests.values()] == ["queued"]
    pad.sync()
    assert task(pad)["status"] == "confirmed"
