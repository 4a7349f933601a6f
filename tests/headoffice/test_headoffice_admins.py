"""What head office gives its admins, and what it keeps from reps."""

import pytest

from smartclient.contract.admin_bodies import ChangePolicy, DecideCase, RetryStopped
from smartclient.contract.documents import document_json
from smartclient.contract.feeds import FOR_ADMINS, Cursor, FeedKind, Row
from smartclient.contract.messages import Answer, AnswerStatus, CreateCustomer, Reply
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import CustomerNumber, RequestId, new_id
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.headoffice.worker import answering
from smartclient.wording.sentences import problem_sentence
from tests.office_company import ANN, BEN, BENS, CHIEF, HEAD, SHOP, Company, line

NOT_A_DUPLICATE = Action(ActionKind.NOT_A_DUPLICATE)
HAND_BACK = Action(ActionKind.HAND_BACK)


def double_of(company: Company, number: str, login: str = ANN) -> Answer:
    """Ask for a customer that has the phone number of another."""
    like = next(row for row in company.rows("customers") if row.number == number)
    body = CreateCustomer(
        provisional_number=CustomerNumber("AN-C0001"), name="Brand New", phone=like.phone
    )
    return company.ask(login, body)[1]


def given(company: Company, login: str, kind: FeedKind) -> tuple[Row, ...]:
    """Every row of a feed that a login is given."""
    link = company.link(login)
    return tuple(link.feed(kind, cursor=Cursor(), watermark=2**60, limit=100, by_key=True).rows)


def poisoned(company: Company, monkeypatch: pytest.MonkeyPatch) -> RequestId:
    """Make an order fail until it is parked; return its request's id."""

    def failing(*_: object) -> Answer:
        raise KeyError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr(answering, "handle", failing)
        request, answer = company.place(company.order(line("A", 1)))
    assert answer.status is AnswerStatus.PARKED
    return request.id


@pytest.fixture
def phones(company: Company) -> Company:
    company.change("customers", {"number": BENS}, phone="555-0777")
    company.change("customers", {"number": SHOP}, phone="555-0888")
    return company


def test_a_rep_hears_that_another_reps_customer_is_alike_and_no_more(phones: Company) -> None:
    answer = double_of(phones, BENS)
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert answer.conflict is not None
    (problem,) = answer.conflict.problems
    bens = next(row for row in phones.rows("customers") if row.number == BENS)
    assert BENS not in document_json(answer)
    assert bens.name not in document_json(answer)
    assert [action.kind for action in problem.actions] == [
        ActionKind.NOT_A_DUPLICATE,
        ActionKind.CANCEL,
    ]
    assert "someone else" in problem_sentence(problem).text
    (case,) = phones.office.cases()
    (reported,) = case.conflict.problems
    assert reported.arguments["customer"] == bens.name
    assert Action(ActionKind.SAME_AS_EXISTING, BENS) in reported.actions


def test_a_rep_sees_which_of_the_reps_own_customers_is_alike(phones: Company) -> None:
    answer = double_of(phones, SHOP)
    assert answer.conflict is not None
    assert answer.conflict.problems[0].arguments["number"] == SHOP


def test_a_case_handed_back_keeps_the_other_customer_to_itself(phones: Company) -> None:
    answer = double_of(phones, BENS)
    assert answer.conflict is not None
    phones.ask(HEAD, DecideCase(conflict_id=answer.conflict.id, action=HAND_BACK, note="Ask them"))
    handed_back = reply_to(phones.link(ANN).replies(after=0, watermark=2**60, limit=10)[-1:])
    assert handed_back.status is AnswerStatus.IN_CONFLICT
    assert BENS not in document_json(handed_back)
    assert handed_back.conflict is not None
    _, resolved = phones.resolve(handed_back.conflict, "it_is_new")
    assert resolved.status is AnswerStatus.CONFIRMED


def reply_to(replies: tuple[Reply, ...]) -> Answer:
    """The answer in the only reply."""
    (reply,) = replies
    return reply.answer


def test_a_refusal_names_no_other_reps_customer_either(phones: Company) -> None:
    phones.policy(RuleCode.POSSIBLE_DUPLICATE_CUSTOMER, "refuse")
    answer = double_of(phones, BENS)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.reasons
    assert BENS not in document_json(answer)


def test_only_admins_are_given_the_feeds_about_head_office(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned(company, monkeypatch)
    company.ask(HEAD, ChangePolicy(key=RuleCode.DISCONTINUED, setting="admin"))
    company.link(ANN).pulse(PulseRequest(waiting=7))
    assert not any(given(company, ANN, kind) for kind in FOR_ADMINS)
    assert {row[1] for row in given(company, HEAD, FeedKind.REPS)} >= {ANN, BEN, HEAD}
    waiting = {row[1]: row[4] for row in given(company, HEAD, FeedKind.LAPTOPS)}
    assert waiting[ANN] == 7
    ((_, sender, *_),) = given(company, HEAD, FeedKind.STOPPED)
    assert sender == ANN
    ((_, key, was, setting, by, _),) = given(company, HEAD, FeedKind.POLICY_HISTORY)
    assert (key, was, setting, by) == (RuleCode.DISCONTINUED, "", "admin", HEAD)
    assert not FOR_ADMINS & set(company.link(ANN).pulse(PulseRequest()).heads)


def test_an_admin_has_a_stopped_request_tried_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = poisoned(company, monkeypatch)
    assert given(company, HEAD, FeedKind.STOPPED)
    retry = RetryStopped(sender=ANN, request_id=request_id)
    assert company.ask(ANN, retry)[1].status is AnswerStatus.REJECTED, "a rep may not"
    assert company.ask(HEAD, retry)[1].status is AnswerStatus.CONFIRMED
    company.office.answer_waiting()
    assert company.count("orders") == 1
    assert not given(company, HEAD, FeedKind.STOPPED)
    again = company.ask(HEAD, retry)[1]
    assert (again.status, company.count("orders")) == (AnswerStatus.REJECTED, 1)


def test_what_was_withdrawn_is_not_tried_again_though_that_is_still_to_be_answered(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id = poisoned(company, monkeypatch)
    # its withdrawal was received, and waits in a lane that another worker has
    company.add("withdrawn", {"sender": ANN, "request_id": request_id, "by_request_id": new_id()})
    _, answer = company.ask(HEAD, RetryStopped(sender=ANN, request_id=request_id, confirmed=True))
    assert answer.status is AnswerStatus.REJECTED
    assert answer.arguments == {"sender": ANN}
    assert company.count("inbox", status="parked") == 1
    assert company.count("orders") == 0


def test_two_admins_do_not_undo_each_others_policies(company: Company) -> None:
    key = RuleCode.DISCONTINUED
    first = company.ask(HEAD, ChangePolicy(key=key, setting="admin", seen="rep"))[1]
    second = company.ask(CHIEF, ChangePolicy(key=key, setting="refuse", seen="rep"))[1]
    assert (first.status, second.status) == (AnswerStatus.CONFIRMED, AnswerStatus.REJECTED)
    assert second.arguments == {"by": HEAD, "setting": "admin"}
    looked = company.ask(CHIEF, ChangePolicy(key=key, setting="refuse", seen="admin"))[1]
    assert looked.status is AnswerStatus.CONFIRMED


def test_a_case_brings_its_customer_and_how_it_was_decided(company: Company) -> None:
    _, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    company.escalate(answer.conflict, "the customer insists")
    (case,) = company.office.cases()
    assert case.customer is not None
    assert case.customer.number == SHOP
    company.decide(case.conflict, "refuse", note="We never sold it")
    ((_, _, _, document),) = given(company, HEAD, FeedKind.CASES)
    assert '"decision":"refuse"' in str(document)
    assert '"decision_note":"We never sold it"' in str(document)
