"""submit: each request once, by who the database says is calling, and none harms another."""

from dataclasses import replace

import pytest

from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import AnswerStatus, CreateCustomer, PlaceOrder, Request
from smartclient.contract.operations import MAX_BODY_BYTES
from smartclient.domain.errors import SignInError
from smartclient.domain.ids import CustomerNumber, RequestId
from tests.office_company import ANN, BEN, Company, line


def asking(company: Company, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def with_body(request: Request, body: str) -> Request:
    return replace(request, body=body, digest=digest_of(body))


def test_a_receipt_carries_the_digest_of_what_is_held(company: Company) -> None:
    requests = [asking(company, n) for n in (1, 2, 3)]
    receipts = company.link(ANN).submit(requests)
    assert {(r.request_id, r.digest, r.refusal) for r in receipts} == {
        (request.id, request.digest, "") for request in requests
    }
    held = {row.request_id: row for row in company.rows("inbox")}
    assert {key: row.digest for key, row in held.items()} == {r.id: r.digest for r in requests}
    assert all(digest_of(row.body) == row.digest for row in held.values())


def test_sending_again_gives_the_same_receipt_and_one_request(company: Company) -> None:
    request = asking(company)
    first = company.link(ANN).submit([request])
    assert company.link(ANN).submit([request]) == first
    assert company.link(ANN).submit([request, request]) == first * 2
    assert company.count("inbox") == 1


def test_other_content_under_an_id_already_used_is_refused(company: Company) -> None:
    request, other = asking(company), asking(company, 2)
    company.send(ANN, request)
    (receipt,) = company.link(ANN).submit([replace(other, id=request.id)])
    assert receipt.refusal
    assert company.rows("inbox")[0].digest == request.digest


def test_the_same_id_from_two_senders_is_two_requests(company: Company) -> None:
    request = asking(company)
    company.send(ANN, request)
    company.send(BEN, request)
    assert {row.sender for row in company.rows("inbox")} == {ANN, BEN}
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    assert company.answer(BEN, request).status is AnswerStatus.REJECTED


def test_an_id_is_compared_as_a_uuid(company: Company) -> None:
    request = asking(company)
    shouted = replace(request, id=RequestId(request.id.upper()))
    company.link(ANN).submit([request])
    (receipt,) = company.link(ANN).submit([shouted])
    assert (receipt.request_id.lower(), receipt.refusal) == (request.id, "")
    assert company.count("inbox") == 1


def test_a_refused_request_does_not_affect_the_others(company: Company) -> None:
    good = [asking(company, n) for n in (1, 2)]
    too_large = with_body(asking(company), '"' + "x" * MAX_BODY_BYTES + '"')
    damaged = replace(asking(company), digest="0" * 64)
    nameless = replace(asking(company), id=RequestId("not an id"))
    not_ascii = with_body(asking(company), '"é"')
    batch = [good[0], too_large, damaged, nameless, not_ascii, good[1]]
    receipts = {r.request_id: r.refusal for r in company.link(ANN).submit(batch)}
    assert [request for request in batch if not receipts[request.id]] == good
    assert company.count("inbox") == 2


def test_every_character_survives(company: Company) -> None:
    name = "Zoë's Café 山 😀 \\ \""
    body = CreateCustomer(provisional_number=CustomerNumber("AN-C0001"), name=name)
    _, answer = company.ask(ANN, body, lane="AN-C0001")
    assert answer.customer is not None
    assert answer.customer.name == name


def test_a_lane_is_the_same_however_its_customer_is_written(company: Company) -> None:
    requests = [replace(asking(company, n), lane=lane) for n, lane in ((1, "s-1 "), (2, "S-1"))]
    company.send(ANN, *requests)
    assert {row.lane for row in company.rows("inbox")} == {"S-1"}


def test_requests_of_a_login_without_access_are_refused(company: Company) -> None:
    link = company.link(ANN)
    company.dismiss(ANN)
    with pytest.raises(SignInError):
        link.submit([asking(company)])
    assert company.count("inbox") == 0


def test_an_empty_batch_is_answered_with_nothing(company: Company) -> None:
    assert company.link(ANN).submit([]) == ()
