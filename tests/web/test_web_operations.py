"""The operations over HTTPS: each call gives what the operations themselves give."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import httpx2
import msgspec
import pytest
import zstandard

from smartclient.contract.batches import batch_json
from smartclient.contract.encoding import ascii_json
from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json, pulse_from_facts
from smartclient.contract.web import codec, wire
from smartclient.contract.web.wire import MEDIA_TYPE, NONCE, PAGES_TYPE, SPEAKS, Path
from tests.office_company import ANN, Company
from tests.web.watched_gate import Enrolled
from tests.web_service import RunningService

HELLO = json.loads(hello_json(PulseRequest()))


def lines_of(answer: httpx2.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_pulse_is_what_the_operations_say(
    service: RunningService, company: Company, ann: Enrolled
) -> None:
    # the first is noted, which is news itself
    company.link(ANN).pulse(PulseRequest())
    answer = service.client(ann.credential).post(Path.PULSE, json={"hello": HELLO})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers[NONCE] == answer.request.headers[NONCE]
    assert answer.headers[SPEAKS] == "1"
    read = msgspec.json.decode(answer.content, type=wire.PulseAnswer)
    found = pulse_from_facts(read.facts, {FeedKind(name): v for name, v in read.heads.items()})
    own = company.link(ANN).pulse(PulseRequest())
    assert found.identity == own.identity
    assert (found.heads, found.watermark, found.generation) == (
        {kind: head for kind, head in own.heads.items() if head},
        own.watermark,
        own.generation,
    )


@pytest.mark.parametrize("encoding", ["", "zstd", "gzip"])
def test_requests_get_their_receipts_however_they_are_compressed(
    service: RunningService, company: Company, ann: Enrolled, encoding: str
) -> None:
    request = company.request(PlaceOrder(order=company.order()))
    plain = batch_json([request]).encode()
    compress: dict[str, Callable[[bytes], bytes]] = {
        "": bytes,
        "zstd": zstandard.ZstdCompressor().compress,
        "gzip": gzip.compress,
    }
    headers = {"Content-Encoding": encoding} if encoding else {}
    client = service.client(ann.credential)
    answer = client.post(Path.SUBMIT, content=compress[encoding](plain), headers=headers)
    assert answer.json() == {
        "receipts": [{"request_id": request.id, "digest": request.digest, "refusal": ""}]
    }
    company.office.answer_waiting()
    watermark = company.link(ANN).pulse(PulseRequest()).watermark
    call = {"after": 0, "watermark": watermark, "limit": 100}
    replies = client.post(Path.REPLIES, json=call)
    assert replies.headers["content-type"] == PAGES_TYPE
    assert replies.headers[NONCE] == replies.request.headers[NONCE]
    reply, end = lines_of(replies)
    own = company.link(ANN).replies(after=0, watermark=watermark, limit=100)
    assert msgspec.convert(reply, wire.ReplyLine) == codec.reply_line(own[0])
    assert end == {"line": "end", "failed": None}


def test_one_request_that_cannot_be_read_does_not_spoil_the_others(
    service: RunningService, company: Company, ann: Enrolled
) -> None:
    good = company.request(PlaceOrder(order=company.order()))
    items = json.loads(batch_json([good, good, good]))
    items[1] |= {"id": "11111111-1111-4111-8111-111111111111", "made_at": "yesterday"}
    items[2] |= {"id": "22222222-2222-4222-8222-222222222222", "kind": "of_a_newer_version"}
    answer = service.client(ann.credential).post(Path.SUBMIT, content=ascii_json(items).encode())
    refused = {item["request_id"]: bool(item["refusal"]) for item in answer.json()["receipts"]}
    assert refused == {good.id: False, items[1]["id"]: True, items[2]["id"]: False}


@pytest.mark.parametrize("accepted", ["zstd", "gzip", "identity", "zstd;q=0, gzip;q=0.5"])
def test_a_feed_is_streamed_page_by_page(
    service: RunningService, company: Company, ann: Enrolled, accepted: str
) -> None:
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    place = {"kind": "products", "cursor": [0, 0], "by_key": True}
    call = {"place": place, "watermark": watermark, "limit": 1, "pages": 3}
    client = service.client(ann.credential)
    with client.stream(
        "POST", Path.FEED, json=call, headers={"Accept-Encoding": accepted}
    ) as answer:
        encoding = answer.headers.get("content-encoding", "")
        raw = b"".join(answer.iter_raw())
    expected = {"zstd": "zstd", "gzip": "gzip", "identity": ""}.get(accepted, "gzip")
    assert encoding == expected
    plain = {
        "zstd": lambda: zstandard.ZstdDecompressor().decompressobj().decompress(raw),
        "gzip": lambda: gzip.decompress(raw),
        "": lambda: raw,
    }[encoding]()
    *pages, end = [json.loads(line) for line in plain.splitlines()]
    cursor = Cursor()
    for line in pages:
        page = link.feed(
            FeedKind.PRODUCTS, cursor=cursor, watermark=watermark, limit=1, by_key=True
        )
        assert [tuple(row) for row in line["rows"]] == list(page.rows)
        assert tuple(line["cursor"]) == page.cursor
        cursor = page.cursor
    assert len(pages) == 3
    assert end["line"] == "end"


def test_several_feeds_and_their_fingerprints_come_in_one_call_each(
    service: RunningService, company: Company, ann: Enrolled
) -> None:
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    places = [
        {"kind": kind, "cursor": [0, 0], "by_key": True} for kind in ("customers", "products")
    ]
    client = service.client(ann.credential)
    answer = client.post(Path.FEEDS, json={"places": places, "watermark": watermark, "limit": 100})
    assert [line.get("kind") for line in lines_of(answer)] == ["customers", "products", None]
    call = {"kind": "", "watermark": watermark, "width": 2**62}
    found = client.post(Path.FINGERPRINTS, json=call).json()["fingerprints"]
    own = link.fingerprints(None, watermark=watermark, width=2**62)
    assert [(line["kind"], line["total"]) for line in found] == [
        (item.kind, item.total) for item in own
    ]


def test_a_part_of_a_feed_is_read_from_before_its_first_row(
    service: RunningService, company: Company, ann: Enrolled
) -> None:
    watermark = company.link(ANN).pulse(PulseRequest()).watermark
    client = service.client(ann.credential)
    place = {"kind": "products", "by_key": True}
    first, beginning = (
        client.post(
            Path.FEED,
            json={"place": place | {"cursor": [0, id_]}, "watermark": watermark, "limit": 100},
        )
        for id_ in (0, -1)
    )
    assert lines_of(beginning)[0]["rows"] == lines_of(first)[0]["rows"]
    assert lines_of(first)[0]["rows"]
