"""On the command line: an expensive connection, what waits for a cheaper one, and latest times."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from smartclient.bootstrap import network_watch
from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint
from tests.cli.odd_place import MARK, Place, write_files


@pytest.fixture
def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Place:
    """A laptop on a connection that the rep marked as expensive."""
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
    monkeypatch.setenv("COLUMNS", "200")
    place = Place(tmp_path, capsys)
    place.office("init", "--company", f"Company {MARK}")
    place.office("import", str(write_files(tmp_path / "data")))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("link", "costly", "on")
    return place


def outbox(place: Place) -> list[dict[str, Any]]:
    return list(json.loads(place.says("outbox", "--json").out))


def sync(place: Place, *options: str) -> dict[str, Any]:
    return dict(json.loads(place.says("sync", *options, "--json").out))


def edit(place: Place) -> None:
    place.says("customers", "edit", "C-1", "--phone", "555-1")


def test_the_connection_says_what_it_costs(place: Place) -> None:
    link = json.loads(place.says("link", "--json").out)
    assert (link["state"], link["costly"], link["price"]) == ("costly", True, 6)
    said = place.says("link").out
    assert "Price of this connection: 6 of 9, for you marked it as expensive." in said
    contact = link["services"]["head_office"]["last_contact"]
    shown = f"{datetime.fromisoformat(contact).astimezone():%Y-%m-%d %H:%M}"
    row = next(line for line in said.splitlines() if line.startswith("Head office "))
    assert [cell.strip() for cell in row.split("  ") if cell.strip()] == [
        "Head office",
        "Expensive connection",
        "0",
        shown,
    ]
    link = json.loads(place.says("link", "costly", "off", "--json").out)
    assert (link["state"], link["costly"], link["price"]) == ("online", False, 0)


def test_the_mark_is_of_the_network_that_the_laptop_is_on_now(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ("network", "transport", "metered", "costly", "price", "state")
    hotel = NetworkHint(name="Hotel", transport=Transport.WIFI, reachable=True)
    home = NetworkHint(name="Home", transport=Transport.ETHERNET, reachable=True)

    def join(network: NetworkHint) -> None:
        monkeypatch.setattr(network_watch, "network_hint", lambda: network)

    def link(*options: str) -> list[Any]:
        shape = json.loads(place.says("link", *options, "--json").out)
        return [shape[key] for key in keys]

    monkeypatch.setattr(network_watch, "is_local", lambda _: False)
    join(hotel)
    assert link("costly", "on") == ["Hotel", "wifi", None, True, 6, "costly"]
    join(home)
    sync(place)
    assert link()[:5] == ["Home", "ethernet", None, False, 0]
    join(hotel)
    sync(place)
    assert link() == ["Hotel", "wifi", None, True, 6, "costly"]


def test_what_waits_for_a_cheaper_connection_says_so(place: Place) -> None:
    edit(place)
    [entry] = outbox(place)
    assert (entry["waits_for"], entry["worth"], entry["price"]) == ("cheaper_link", 4, 6)
    assert "Waits for a cheaper connection" in " ".join(place.says("outbox").out.split())
    said = " ".join(place.says("sync").out.split())
    assert "Waiting for a cheaper connection: 1 request" in said
    assert said.startswith("Nothing was sent.")
    assert "not answered yet" not in said
    assert "smartclient sync --all" in said
    first = sync(place)
    assert (first["sent"], first["waiting"], first["held_back"]) == (0, 0, 1)
    everything = sync(place, "--all")
    assert (everything["sent"], everything["held_back"]) == (1, 0)
    assert outbox(place) == []


def test_working_offline_everything_is_kept_and_nothing_waits_for_a_cheaper_connection(
    place: Place,
) -> None:
    edit(place)
    place.says("offline", "on")
    counts = sync(place)
    assert (counts["waiting"], counts["unsent"], counts["held_back"]) == (1, 1, 0)
    kept = "1 request is kept safe here until you go online."
    assert kept in " ".join(place.says("sync").out.split())


def test_one_request_is_sent_anyway(place: Place) -> None:
    edit(place)
    place.says("customers", "edit", "C-2", "--phone", "555-2")
    first, second = outbox(place)
    place.says("outbox", "send", second["request_id"])
    assert sync(place)["sent"] == 1
    assert [entry["request_id"] for entry in outbox(place)] == [first["request_id"]]


def test_an_order_has_a_latest_time(place: Place) -> None:
    words = ("orders", "new", "--customer", "C-1", "--line", "P-2=1", "--not-after")
    assert place.says(*words, "never", status=None).status == 1
    assert outbox(place) == []
    place.says("offline", "on")
    place.says(*words, "2040-12-01T17:00Z")
    [entry] = outbox(place)
    assert entry["not_after"].startswith("2040-12-01T17:00:00")
    assert entry["waits_for"] == "offline"
    assert "you are asked instead of it being sent" in " ".join(place.says("outbox").out.split())
    place.says("outbox", "not-after", entry["request_id"], "none")
    assert outbox(place)[0]["not_after"] is None
    past = place.says("outbox", "not-after", entry["request_id"], "2020-01-01 08:00", status=None)
    assert past.status == 1
    assert "has passed already" in " ".join(past.err.split())
