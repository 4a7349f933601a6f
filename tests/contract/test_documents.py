"""Documents in versions: earlier ones are read, later ones are refused and kept where they are."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartclient.contract import document_versions
from smartclient.contract.cases import Case
from smartclient.contract.documents import (
    DOCUMENTS,
    NewerReplyError,
    check_readable,
    document_from_json,
    document_json,
    replies_from,
)
from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NewerVersionError
from smartclient.domain.ids import RequestId
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.reconcile.conflict import Conflict

RECORDED = json.loads((Path(__file__).parent.parent / "recorded_link.json").read_text("utf-8"))
"""What a client and a head office of the first version of the link wrote."""

EARLIER: dict[type[Any], list[str]] = {
    Answer: RECORDED["replies"],
    PlacedOrder: RECORDED["orders"],
    Case: RECORDED["cases"],
    Conflict: [
        json.dumps(answer["conflict"])
        for answer in map(json.loads, RECORDED["replies"])
        if answer["conflict"]
    ],
    PinnedCustomer: [
        json.dumps(
            {
                "customer": {
                    "number": "N-1",
                    "name": "Shop",
                    "rep": "north\\ben",
                    "credit_limit": "1000.0000",
                    "addresses": [{"kind": "main", "line1": "1 Road"}],
                },
                "orders": [
                    {
                        "number": "SO-1",
                        "ordered_on": "2026-11-21",
                        "state": "confirmed",
                        "total": "12.5000",
                    }
                ],
            }
        )
    ],
}

NEXT: dict[type[Any], tuple[str, str]] = {
    Answer: ("outcome", "status"),
    PlacedOrder: ("order_number", "number"),
    Case: ("owner", "rep"),
    Conflict: ("code", "kind"),
    PinnedCustomer: ("account", "customer"),
}
"""A key that a made-up version 2 has in place of one of version 1."""


def upgrade_of(kind: type[Any]) -> dict[tuple[str, int], Any]:
    """An upgrade from a version whose documents name one key otherwise."""
    earlier, now = NEXT[kind]
    return {
        (DOCUMENTS[kind], 1): lambda document: {**document, now: document[earlier]},
    }


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_released_programs_wrote_is_read_and_written_without_a_version(
    kind: type[Any],
) -> None:
    assert EARLIER[kind]
    for text in EARLIER[kind]:
        document = document_from_json(text, kind)
        written = document_json(document)
        assert document_from_json(written, kind) == document
        assert "version" not in json.loads(written)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_an_earlier_version_is_upgraded(
    kind: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, now = NEXT[kind]
    monkeypatch.setattr(document_versions, "UPGRADES", upgrade_of(kind))
    for text in EARLIER[kind]:
        before = {earlier if key == now else key: value for key, value in json.loads(text).items()}
        document = document_from_json(json.dumps(before), kind)
        written = json.loads(document_json(document))
        assert written["version"] == 2
        assert document_from_json(json.dumps(written), kind) == document


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_program_that_knows_no_versions_ignores_the_number(kind: type[Any]) -> None:
    for text in EARLIER[kind]:
        numbered = json.dumps({**json.loads(text), "version": 2})
        assert msgspec.json.decode(numbered, type=kind) == document_from_json(text, kind)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_a_later_version_is_refused_with_what_to_do(kind: type[Any]) -> None:
    for text in EARLIER[kind]:
        with pytest.raises(NewerVersionError, match="Upgrade Smart Client"):
            document_from_json(json.dumps({"version": 2, **json.loads(text)}), kind)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_document_has_a_field_of_the_name_of_its_version(kind: type[Any]) -> None:
    assert "version" not in {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": "x"}', '{"version": 1}'])
def test_what_is_no_document_is_no_newer_one(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        document_from_json(text, Answer)


def test_replies_are_read_up_to_the_first_of_a_later_version(clock: Clock) -> None:
    plain = document_json(Answer(status=AnswerStatus.CONFIRMED))
    newer = '{"version":2,"status":"confirmed"}'
    texts = (plain, plain, newer, plain)
    rows = [(RequestId(f"r-{n}"), 10 + n, clock.now(), text) for n, text in enumerate(texts)]
    assert [reply.row_version for reply in replies_from(rows)] == [10, 11]
    with pytest.raises(NewerReplyError) as raised:
        replies_from(rows[2:])
    assert (raised.value.request_id, raised.value.row_version) == ("r-2", 12)
    assert [reply.row_version for reply in replies_from(rows[3:])] == [13]


@pytest.mark.parametrize(
    ("kind", "column", "text"),
    [
        (FeedKind.ORDERS, "document", RECORDED["orders"][0]),
        (FeedKind.CASES, "document", RECORDED["cases"][0]),
        (FeedKind.OPEN_WORK, "answer", RECORDED["replies"][0]),
        (FeedKind.OPEN_WORK, "conflict", EARLIER[Conflict][0]),
    ],
)
def test_a_feed_with_a_document_of_a_later_version_is_refused(
    kind: FeedKind, column: str, text: str
) -> None:
    names = COLUMNS[kind]
    row = tuple(text if name == column else "" for name in names)
    check_readable(kind, [row])
    newer = json.dumps({"version": 2, **json.loads(text)})
    with pytest.raises(NewerVersionError):
        check_readable(kind, [row, tuple(newer if name == column else "" for name in names)])
