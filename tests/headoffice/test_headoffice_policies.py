"""Policies: changed by admins through the inbox, and followed at once."""

import pytest

from smartclient.contract.admin_bodies import ChangePolicy
from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder
from smartclient.domain.rules.problems import RuleCode
from tests.office_company import ANN, HEAD, Company, line


def change(company: Company, key: str, setting: str, login: str = HEAD) -> Answer:
    return company.ask(login, ChangePolicy(key=key, setting=setting), lane="")[1]


def test_an_admin_changes_who_resolves_a_rule(company: Company) -> None:
    assert change(company, RuleCode.UNKNOWN_PRODUCT, "refuse").status is AnswerStatus.CONFIRMED
    _, answer = company.place(company.order(line("NONE", 1)))
    assert answer.status is AnswerStatus.REJECTED
    assert [problem.code for problem in answer.reasons] == [RuleCode.UNKNOWN_PRODUCT]
    (row,) = company.rows("policies")
    assert (row.key, row.setting, row.changed_by) == ("unknown_product", "refuse", HEAD)


def test_a_change_holds_for_the_requests_behind_it_in_the_same_round(company: Company) -> None:
    body = ChangePolicy(key=RuleCode.UNKNOWN_PRODUCT, setting="refuse")
    company.send(HEAD, company.request(body, lane=""))
    request = company.request(PlaceOrder(order=company.order(line("NONE", 1))))
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.REJECTED


@pytest.mark.parametrize(
    ("key", "setting", "login"),
    [
        (RuleCode.UNKNOWN_PRODUCT, "refuse", ANN),
        (RuleCode.UNKNOWN_PRODUCT, "nobody", HEAD),
        ("no_such_rule", "refuse", HEAD),
        ("price_tolerance_percent", "much", HEAD),
    ],
)
def test_what_may_not_be_set_changes_nothing(
    company: Company, key: str, setting: str, login: str
) -> None:
    answer = change(company, key, setting, login)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.why
    assert company.count("policies") == 0


def test_setting_a_policy_to_what_it_is_sends_nothing_again(company: Company) -> None:
    change(company, "price_tolerance_percent", "5")
    before = company.rows("policies")
    change(company, "price_tolerance_percent", "5")
    assert company.rows("policies") == before
