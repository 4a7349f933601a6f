"""The facade: serving, out of reach, and who may sign in."""

import threading
from pathlib import Path

import pytest

from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import OutOfReachError, SignInError
from smartclient.domain.rules.problems import Action
from smartclient.headoffice.worker.notices import Notice, RoundAnswered, ignore_notice
from tests.office_company import ANN, HEAD, KIOSK, Company, line


def test_nobody_unknown_signs_in(company: Company) -> None:
    with pytest.raises(SignInError, match="north"):
        company.office.operations("north\\nobody")


def test_a_login_is_the_same_however_it_is_written(company: Company) -> None:
    identity = company.office.operations("  NORTH\\Ann ").pulse(PulseRequest()).identity
    assert (identity.login, identity.rep_number, identity.is_admin) == (ANN, "1", False)


def test_a_head_office_whose_file_is_gone_is_out_of_reach(company: Company, tmp_path: Path) -> None:
    link = company.link(ANN)
    (tmp_path / "company.db").rename(tmp_path / "moved.db")
    for call in (
        lambda: link.pulse(PulseRequest()),
        lambda: link.submit([]),
        lambda: company.office.operations(ANN),
        company.office.answer_waiting,
    ):
        with pytest.raises(OutOfReachError):
            call()
    assert not (tmp_path / "company.db").exists()
    (tmp_path / "moved.db").rename(tmp_path / "company.db")
    assert link.pulse(PulseRequest()).identity.login == ANN


def test_a_serving_process_answers_what_comes_and_says_that_it_serves(company: Company) -> None:
    stop, answered = threading.Event(), threading.Event()
    assert not company.office.serving()

    def tell(notice: Notice) -> None:
        if notice == RoundAnswered(requests=1):
            answered.set()

    server = threading.Thread(target=company.office.serve, args=(stop, tell))
    server.start()
    try:
        request = company.request(PlaceOrder(order=company.order()))
        company.send(ANN, request)
        assert answered.wait(30)
        assert company.office.serving()
        assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED
    finally:
        stop.set()
        server.join(30)
    assert not company.office.serving()


def test_a_decision_waits_for_the_serving_process(company: Company) -> None:
    _, answer = company.place(company.order(line("A", 99), customer=KIOSK))
    assert answer.conflict is not None
    stop = threading.Event()
    server = threading.Thread(target=company.office.serve, args=(stop, ignore_notice))
    server.start()
    try:
        decision = company.office.decisions.decide(
            answer.conflict.id, Action.parse("approve"), as_login=HEAD
        )
    finally:
        stop.set()
        server.join(30)
    assert decision.status is AnswerStatus.CONFIRMED


def test_two_programs_on_one_file_answer_each_request_once(
    company: Company, tmp_path: Path
) -> None:
    requests = [
        company.request(PlaceOrder(order=company.order(line("A", n)))) for n in range(1, 301)
    ]
    company.send(ANN, *requests)
    counts: list[int] = []

    def answer() -> None:
        office = type(company.office).open(f"sqlite:///{tmp_path}/company.db", company.clock)
        counts.append(office.answer_waiting())
        office.close()

    programs = [threading.Thread(target=answer) for _ in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join(60)
    assert sum(counts) == 300
    assert company.count("orders") == 300
    numbers = [row.number for row in company.rows("orders")]
    assert numbers == [f"SO-{10001 + n}" for n in range(300)]
