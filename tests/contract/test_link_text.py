"""What crosses the link as text: one spelling of every key, and what earlier versions wrote."""

import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.batches import batch_from_json, batch_json
from smartclient.contract.devices import DeviceClaim
from smartclient.contract.encoding import decode_body, digest_of, request_for
from smartclient.contract.feed_versions import feed_version
from smartclient.contract.feeds import (
    FOR_ADMINS,
    FeedKind,
)
from smartclient.contract.messages import (
    STANDS_ALONE,
    AmendOrder,
    CancelOrder,
    CreateCustomer,
    EscalateConflict,
    PlaceOrder,
    Request,
    UpdateCustomer,
)
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import (
    FIRST_PULSE_COLUMNS,
    PulseFacts,
    first_pulse_from_row,
    hello_json,
)
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.headoffice.database.checkpoints import POSITION_LENGTH
from smartclient.read_models.server_restores import REPORTED_SIGNS
from smartclient.store.database.meta import RECEIPTS_KEPT
from smartclient.sync.restores import UNANSWERED_AT_ONCE
from tests.mssql_statements import defined

RECORDED = json.loads((Path(__file__).parent.parent / "recorded_link.json").read_text("utf-8"))
"""What a client and a head office of the first version of the link wrote."""

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def a_request() -> Request:
    body = CancelOrder(order_id=OrderId(new_id()), note="für Öl")
    east = NOW.astimezone(timezone(timedelta(hours=3)))
    return request_for(body, request_id=RequestId(new_id()), lane="Ä-1", made_at=east)


def newest_procedure(name: str) -> str:
    return defined("PROCEDURE")[f"sync.{name}"]


def names_of(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}


def test_a_batch_is_read_as_it_was_written() -> None:
    withdrawing = replace(
        a_request(),
        replaces=RequestId("r-1"),
        withdraws=(RequestId("r-1"), RequestId("r-0")),
        given_number="SO-7",
        device="d-1",
        clock_offset=-3,
    )
    text = batch_json((a_request(), withdrawing))
    assert text.isascii()
    assert batch_from_json(text)[1] == withdrawing
    assert batch_json(batch_from_json(text)) == text


def test_what_a_later_version_adds_to_a_batch_is_ignored() -> None:
    request = a_request()
    (item,) = json.loads(batch_json((request,)))
    assert batch_from_json(json.dumps([{**item, "urgency": "high"}])) == (request,)


@pytest.mark.parametrize("text", ["", "{}", "[[]]", '[{"n": 1}]', '[{"n": "x"}]'])
def test_a_text_that_is_no_batch_is_refused(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        batch_from_json(text)


def test_a_batch_of_the_first_version_is_read() -> None:
    batch = batch_from_json(RECORDED["batch"])
    assert all(digest_of(request.body) == request.digest for request in batch)
    assert {type(decode_body(request)) for request in batch} == {
        *(PlaceOrder, AmendOrder, CancelOrder, EscalateConflict, UpdateCustomer, CreateCustomer)
    }
    assert {(request.withdraws, request.device, request.clock_offset) for request in batch} == {
        ((), "", None)
    }
    assert [request.made_at for request in batch] == [NOW] * len(batch)
    assert any(request.replaces == batch[0].id for request in batch)


def test_a_hello_of_the_first_version_is_read() -> None:
    hello = msgspec.json.decode(RECORDED["hello"], type=PulseRequest)
    assert (hello.link_version, hello.replies_after, hello.waiting) == (1, 41, 2)
    assert (hello.clock, hello.device, hello.receipts) == (NOW, None, ())
    assert msgspec.json.decode(hello_json(hello), type=PulseRequest) == hello


@pytest.mark.parametrize("columns", [len(FIRST_PULSE_COLUMNS), len(FIRST_PULSE_COLUMNS) - 1])
def test_a_pulse_of_the_first_version_is_read(columns: int) -> None:
    pulse = first_pulse_from_row(RECORDED["first_pulse"][:columns], {FeedKind.ORDERS: 3})
    assert (pulse.watermark, pulse.clock, pulse.link_version) == (500, NOW, 1)
    assert (pulse.identity.login, pulse.identity.name) == ("north\\ann", "")
    assert (pulse.currency, pulse.worker_seen, pulse.replies) == ("EUR", None, 3)
    assert pulse.held_seconds == (4 if columns == len(FIRST_PULSE_COLUMNS) else 0)
    assert pulse.heads == {FeedKind.ORDERS: 3}


def test_head_office_on_sql_server_reads_the_keys_of_a_batch() -> None:
    batch = newest_procedure("submit_v1").partition("OPENJSON(@batch) WITH (")[2]
    keys = re.findall(r"(\w+) n?varchar\(max\) '\$\.(\w+)'", batch.partition(") AS j")[0])
    assert {path for _, path in keys} == names_of(BatchItem)
    assert all(column == path for column, path in keys)


def test_head_office_on_sql_server_reads_the_keys_of_a_hello() -> None:
    paths = set(re.findall(r"\(@hello, '\$\.([\w.]+)'\)", newest_procedure("pulse_v2")))
    of_device = {path.removeprefix("device.") for path in paths if path.startswith("device.")}
    assert of_device == names_of(DeviceClaim)
    assert {path for path in paths if "." not in path} == names_of(PulseRequest) - {"device"}


def test_the_longest_hello_is_taken_by_every_head_office() -> None:
    """Earlier ones refuse more than 4,000 bytes, and names of devices are of any characters."""
    receipts = tuple(RequestId(new_id()) for _ in range(RECEIPTS_KEPT + UNANSWERED_AT_ONCE))
    device = DeviceClaim(
        id=new_id(),
        code="ABCDEFGH",
        token=new_id(),
        numbers=10**9,
        generation=new_id(),
        name="é" * 64,
    )
    hello = PulseRequest(
        replies_after=10**18,
        waiting=10**6,
        clock=datetime(2026, 11, 30, tzinfo=UTC),
        receipts=receipts,
        last_reply=receipts[0],
        unanswered=UNANSWERED_AT_ONCE,
        position="0" * POSITION_LENGTH,
        went_back=max(REPORTED_SIGNS, key=len),
        device=device,
    )
    limit = re.search(r"DATALENGTH\(@hello\) > (\d+)", newest_procedure("pulse_v2"))
    assert limit is not None
    assert len(hello_json(hello)) < int(limit[1]) * 0.9


def test_on_sql_server_a_position_is_read_below_the_bound_and_its_key_given_to_nobody() -> None:
    pulse = newest_procedure("pulse_v2")
    bound, checkpoint = "@bound bigint = CAST(MIN_ACTIVE_ROWVERSION()", "FROM sync.checkpoints"
    assert pulse.index(bound) < pulse.index(checkpoint)
    assert "WHERE row_version < CAST(@bound AS binary(8)) ORDER BY row_version DESC" in pulse
    reading = {name: text for name, text in defined("PROCEDURE").items() if "history_key" in text}
    assert reading.keys() == {"sync.pulse_v2", "sync.web_pulse_v2"}
    for text in reading.values():
        given = text.partition("@facts nvarchar(max) = (SELECT")[2]
        assert given
        assert not re.search(r"@key\b|history_key", given)


def test_head_office_on_sql_server_writes_the_keys_of_a_pulse() -> None:
    facts = newest_procedure("pulse_v2").partition("@facts nvarchar(max) = (SELECT")[2]
    assert set(re.findall(r" AS \[(\w+)\]", facts.partition("FOR JSON")[0])) == names_of(PulseFacts)


def test_head_office_on_sql_server_writes_the_columns_of_a_first_pulse() -> None:
    columns = newest_procedure("pulse_v1").partition("    SELECT\n")[2]
    found = re.findall(r" AS (\w+)(?:,|;)?\n", columns.partition(";\n")[0] + "\n")
    assert tuple(found) == FIRST_PULSE_COLUMNS


def test_head_office_on_sql_server_knows_which_requests_stand_alone() -> None:
    listed = re.search(r"a\.kind IN \(([^)]*)\)", newest_procedure("submit_v1"))
    assert listed is not None
    assert set(re.findall(r"N'(\w+)'", listed[1])) == STANDS_ALONE


def test_head_office_on_sql_server_notes_the_signs_that_a_client_reports() -> None:
    listed = re.search(r"@claim IN \(([^)]*)\)", newest_procedure("pulse_v2"))
    assert listed is not None
    assert set(re.findall(r"N'(\w+)'", listed[1])) == REPORTED_SIGNS


@pytest.mark.parametrize("kind", sorted(FOR_ADMINS))
def test_a_feed_for_admins_is_given_to_admins_alone_on_sql_server(kind: FeedKind) -> None:
    statement = newest_procedure(f"feed_{kind}_v{feed_version(kind, LINK_VERSION)}")
    # by version, and by key
    assert statement.count("@role = N'admin'") == 2
