"""What a stolen rep's login can't send on SQL Server: forged, malformed or endless requests."""

import json
import threading
from typing import Any
from uuid import uuid4

import pytest

from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import CreateCustomer
from smartclient.contract.operations import (
    MAX_BATCH_REQUESTS,
    MAX_BODY_BYTES,
    MAX_UNANSWERED,
)
from smartclient.domain.ids import CustomerNumber
from tests.headoffice.attacker import DROP, asking, item, submit, submit_text
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice, Raw
from tests.office_company import ANN, BEN, BENS, SHOP, line


def test_nobody_sends_as_somebody_else(live_company: LiveCompany, ann: Raw) -> None:
    ann.execute("EXEC sp_set_session_context N'actor', ?", BEN)
    request = asking(live_company)
    submit(ann, item(request, sender=BEN, login=BEN, rep=BEN))
    (held,) = live_company.rows("inbox")
    assert held.sender == ANN


def test_another_reps_request_is_neither_changed_nor_shown(
    live_company: LiveCompany, ann: Raw
) -> None:
    bens, mine = asking(live_company), asking(live_company, 2)
    live_company.send(BEN, bens)
    (receipt,) = submit(ann, item(mine, id=bens.id))
    assert receipt == (bens.id, mine.digest, "")
    held = {row.sender: row.digest for row in live_company.rows("inbox")}
    assert held == {BEN: bens.digest, ANN: mine.digest}


def test_a_sent_request_can_not_be_changed(live_company: LiveCompany, ann: Raw) -> None:
    first, other = asking(live_company), asking(live_company, 9)
    submit(ann, item(first))
    (before,) = live_company.rows("inbox")
    (receipt,) = submit(ann, item(other, id=first.id))
    assert receipt[2]
    assert submit(ann, item(first, kind="cancel_order", lane=BENS, version=7))
    assert live_company.rows("inbox") == [before]


FIELDS = ("id", "kind", "lane", "digest", "replaces", "given_number", "made_at", "version", "n")


def test_sql_in_a_field_is_text(live_company: LiveCompany, ann: Raw) -> None:
    bad = [item(asking(live_company), n, **{field: DROP}) for n, field in enumerate(FIELDS)]
    good = asking(live_company, 2)
    assert len(submit(ann, *bad, item(good, 99))) == len(FIELDS) + 1
    assert good.id in {row.request_id for row in live_company.rows("inbox")}


def test_sql_in_a_body_is_text(live_company: LiveCompany, ann: Raw) -> None:
    body = json.dumps({"x": DROP})
    request = asking(live_company)
    (receipt,) = submit(ann, item(request, body=body, digest=digest_of(body)))
    assert not receipt[2]
    assert live_company.rows("inbox")[0].body == body


EMOJI = "\N{SLIGHTLY SMILING FACE}"
"""Two units of nvarchar and four bytes of UTF-8, which some collations count as one character."""


WRONG: tuple[Any, ...] = (
    5,
    None,
    "text",
    [],
    {},
    {"id": 5},
    {"id": None, "body": None},
    {"id": "x" * 5_000},
    {"id": str(uuid4()), "body": {"not": "a text"}},
    {"id": str(uuid4()), "body": "{}", "digest": "zz"},
    {"id": str(uuid4()), "body": "{}", "digest": "0" * 64},
    {"id": str(uuid4()), "body": "{}", "digest": digest_of("{}"), "made_at": "yesterday"},
    {"id": str(uuid4()) + "0", "body": "{}", "digest": digest_of("{}")},
    # to many collations these are letters and digits
    *({"id": str(uuid4()), "body": "{}", "digest": odd * 64} for odd in ("é", "²", "à")),
    {"id": str(uuid4())[:-1] + "é", "body": "{}", "digest": digest_of("{}")},
    {"id": EMOJI * 100, "body": "{}", "digest": EMOJI * 64},
)


def test_a_malformed_request_harms_no_other(live_company: LiveCompany, ann: Raw) -> None:
    before, after = asking(live_company), asking(live_company, 2)
    receipts = submit(ann, item(before), *WRONG, item(after, 3))
    taken = {receipt[0] for receipt in receipts if not receipt[2]}
    assert taken == {before.id, after.id}
    assert {row.request_id for row in live_company.rows("inbox")} == taken


def test_what_some_collation_takes_for_a_number_or_counts_short_harms_no_other(
    live_company: LiveCompany, ann: Raw
) -> None:
    odd = {
        "n": "²",
        "version": "²½",
        "replaces": "é" * 36,
        "made_at": "²026-11-21T09:00:00Z",
        "kind": EMOJI * 30,
        "lane": EMOJI * 40,
        "given_number": EMOJI * 40,
    }
    sent = [asking(live_company, n) for n in range(1, len(odd) + 1)]
    strange = [
        item(one, **{name: value}) for one, (name, value) in zip(sent, odd.items(), strict=True)
    ]
    good = asking(live_company, 99)
    receipts = submit(ann, *strange, item(good, 99))
    refused_ids = [receipt[0] for receipt in receipts if receipt[2]]
    assert refused_ids == [sent[list(odd).index("made_at")].id]
    held = {row.request_id: row for row in live_company.rows("inbox")}
    assert set(held) == {entry.id for entry in (*sent, good)} - set(refused_ids)
    assert held[sent[1].id].version == 0
    assert {held[entry.id].lane for entry in sent if entry.id in held} == {SHOP, f"{ANN}|?"}


def test_a_batch_of_too_many_is_refused_before_any_work(
    live_company: LiveCompany, ann: Raw
) -> None:
    with pytest.raises(ann.errors, match="51005"):
        submit(ann, *([{}] * (MAX_BATCH_REQUESTS + 1)))
    # as many as it may hold, in no more time than that takes
    assert (
        len(submit(ann, *({"id": str(uuid4())} for _ in range(MAX_BATCH_REQUESTS))))
        == MAX_BATCH_REQUESTS
    )
    assert live_company.count("inbox") == 0


def test_an_oversized_body_is_refused_alone(
    live_company: LiveCompany, ann: Raw, live: LiveOffice
) -> None:
    large, good = "x" * (MAX_BODY_BYTES + 1), asking(live_company)
    big = item(asking(live_company), body=large, digest=digest_of(large))
    receipts = submit(ann, big, item(good, 2))
    assert [bool(receipt[2]) for receipt in receipts] == [True, False]
    assert live_company.count("inbox") == 1


def test_a_batch_that_is_too_large_is_refused_whole(live_company: LiveCompany, ann: Raw) -> None:
    body = "x" * 250_000
    many = [item(asking(live_company), n, body=body) for n in range(33)]
    with pytest.raises(ann.errors, match="51005"):
        submit(ann, *many)
    assert live_company.count("inbox") == 0


def test_deep_and_endless_json_is_only_text(live_company: LiveCompany, ann: Raw) -> None:
    body = "[" * 100_000
    deep = item(asking(live_company), body=body, digest=digest_of(body))
    good = asking(live_company)
    receipts = submit(ann, deep, item(good, 2))
    assert not receipts[1][2]
    for batch in ("[" * 10_000, "[" * 100 + "]" * 100, '{"a": 1}', "", "[{", "null", '["\\ud800"]'):
        try:
            submit_text(ann, batch)
        except ann.errors:
            continue
    assert good.id in {row.request_id for row in live_company.rows("inbox")}


def test_a_request_twice_in_a_batch_is_there_once(live_company: LiveCompany, ann: Raw) -> None:
    request, other = asking(live_company), asking(live_company, 2)
    receipts = submit(
        ann, item(request, 1), item(request, 2), item(other, 3, id=request.id), item(other, 4)
    )
    assert [bool(receipt[2]) for receipt in receipts] == [False, False, True, False]
    assert {row.request_id for row in live_company.rows("inbox")} == {request.id, other.id}


def test_who_floods_the_inbox_is_stopped_and_nobody_else(
    live_company: LiveCompany, ann: Raw, live: LiveOffice
) -> None:
    with live.as_admin() as admin:
        admin.execute(
            "DECLARE @ten TABLE (n int); INSERT INTO @ten VALUES (0), (1), (2), (3), (4), (5), "
            "(6), (7), (8), (9); INSERT INTO sync.inbox (sender, request_id, kind, version, lane, "
            f"body, digest, made_at, received_at) SELECT TOP {MAX_UNANSWERED - 1} ?, "
            "CAST(NEWID() AS binary(16)), N'x', 1, N'', '', N'', SYSUTCDATETIME(), "
            "SYSUTCDATETIME() FROM @ten a, @ten b, @ten c, @ten d, (SELECT 1 AS n UNION ALL "
            "SELECT 2) e; "
            # what was set aside counts, what was answered does not
            "UPDATE sync.inbox SET status = N'parked' WHERE id % 2 = 0",
            ANN,
        )
    first, second = asking(live_company), asking(live_company, 2)
    receipts = submit(ann, item(first), item(second, 2))
    assert [bool(receipt[2]) for receipt in receipts] == [False, True]
    live_company.send(BEN, asking(live_company, 3))


def test_sql_in_names_and_notes_is_text_to_the_worker(live_company: LiveCompany) -> None:
    number = CustomerNumber("AN-C0001")
    body = CreateCustomer(
        provisional_number=number, name=DROP, contact=DROP, phone=DROP, notes=DROP
    )
    _, opened = live_company.ask(ANN, body, lane=number)
    assert opened.customer is not None
    assert (opened.customer.name, opened.customer.notes) == (DROP, DROP)
    live_company.edit(("notes", "", DROP), ("contact", "", DROP))
    (shop,) = live_company.rows("customers", number=SHOP)
    assert (shop.notes, shop.contact) == (DROP, DROP)
    order = live_company.order(line("NONE", 1), note=DROP, reference=DROP)
    _, sent = live_company.place(order)
    _, passed_on = live_company.escalate(sent.conflict, DROP)
    live_company.decide(passed_on.conflict, "cancel", note=DROP)
    assert DROP in {json.loads(row.body)["note"] for row in live_company.rows("replies")}
    assert live_company.log("customer", SHOP)[0][2] == DROP


def test_racing_connections_have_one_effect_and_both_receipts(live_company: LiveCompany) -> None:
    live = live_company.live
    requests = [asking(live_company, n) for n in range(1, 41)]
    items = [item(request, n) for n, request in enumerate(requests)]
    start = threading.Barrier(3)
    taken: list[set[str]] = []
    failed: list[BaseException] = []

    def send() -> None:
        with live.as_login(live.logins[ANN]) as connection:
            start.wait()
            try:
                taken.append({r[0] for r in submit(connection, *items) if not r[2]})
            except connection.errors as error:
                failed.append(error)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert taken == [{request.id for request in requests}] * 3
    assert live_company.count("inbox") == len(requests)
