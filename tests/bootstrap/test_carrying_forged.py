"""Files that are no work or no answers for here, spoilt, forged or old: one sentence, no change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.contract.bundles import BUNDLE_VERSION, AnswerBundle, WorkBundle
from smartclient.contract.messages import Reply
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.security.age_files import encrypted_to
from smartclient.security.device_keys import new_device_key
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.replies.apply_reply import apply_reply
from tests.bootstrap.carried import (
    CarriedOffice,
    answers_in,
    export,
    forged_answers,
    forged_work,
    key_of,
    place_order,
    state_of,
    work_in,
)
from tests.small_company import OTHER_REP, REP


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _changed(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("spoilt", [_cut, _changed, bytes.upper, lambda _: b"", lambda _: b"\x00"])
def test_a_spoilt_file_changes_nothing(
    session: Session, carried: CarriedOffice, spoilt: object
) -> None:
    assert callable(spoilt)
    place_order(session)
    file = export(session, carried)
    wrong = carried.folder / "wrong"
    wrong.write_bytes(spoilt(file.read_bytes()))
    with pytest.raises(RefusedError, match=r"[Nn]othing was changed"):
        carried.accept(wrong, "answers")
    assert carried.rows("inbox") == 0
    carried.accept(file, "answers")
    wrong.write_bytes(spoilt((carried.folder / "answers").read_bytes()))
    with pytest.raises(RefusedError, match=r"[Nn]othing was changed"):
        session.carrying.take_in(wrong)
    assert session.use_cases.status.current().to_send == 1


def test_each_file_belongs_to_one_side(session: Session, carried: CarriedOffice) -> None:
    place_order(session)
    file = export(session, carried)
    carried.accept(file, "answers")
    with pytest.raises(RefusedError, match="outbox import"):
        carried.accept(carried.folder / "answers")
    with pytest.raises(RefusedError, match="work for head office"):
        session.carrying.take_in(file)


@pytest.mark.parametrize("content", [b"", b"a letter", b"smartclient"])
def test_a_file_of_another_kind_is_called_so(
    session: Session, carried: CarriedOffice, content: bytes
) -> None:
    letter = carried.folder / "letter"
    letter.write_bytes(content)
    with pytest.raises(RefusedError, match="no file of work"):
        carried.accept(letter)
    with pytest.raises(RefusedError, match="no file of answers"):
        session.carrying.take_in(letter)


def test_answers_are_for_the_device_that_wrote_the_work(
    session: Session, carried: CarriedOffice, tmp_path: Path, clock: Clock
) -> None:
    place_order(session)
    carried.accept(export(session, carried), "answers")
    with (
        sign_in(tmp_path / "other", url=carried.url, login=OTHER_REP, clock=clock) as other,
        pytest.raises(RefusedError, match="another device"),
    ):
        other.carrying.take_in(carried.folder / "answers")


def test_work_of_a_device_that_head_office_does_not_know_is_refused(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    file = export(session, carried)
    with carried.office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sync_signing_keys")
    with pytest.raises(RefusedError, match="does not know the device"):
        carried.accept(file)
    assert carried.rows("inbox") == 0


def test_work_that_another_key_signed_is_refused(
    session: Session, carried: CarriedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_order(session)
    with monkeypatch.context() as patch:
        patch.setattr(
            "smartclient.security.device_keys.DeviceKey.signature", lambda *_: b"\x01" * 64
        )
        file = export(session, carried)
    with pytest.raises(RefusedError, match="signature"):
        carried.accept(file)
    assert carried.rows("inbox") == 0


Forges = Callable[[WorkBundle], WorkBundle]


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (lambda work: replace(work, company_id="another"), "another company"),
        (lambda work: replace(work, answer_key="zz" * 32), "can't be read"),
        (lambda work: replace(work, answer_key="0a" * 31), "can't be read"),
        (lambda work: replace(work, login=OTHER_REP), "does not know the device"),
        (lambda work: replace(work, login="nobody"), "does not know the device"),
        (lambda work: replace(work, version=BUNDLE_VERSION + 1), "newer Smart Client"),
    ],
    ids=["company", "answer key", "short answer key", "other login", "no login", "newer"],
)
def test_work_that_its_device_forged_is_refused(
    session: Session, carried: CarriedOffice, forge: Forges, sentence: str
) -> None:
    place_order(session)
    work = work_in(carried, export(session, carried))
    file = forged_work(carried, forge(work), key_of(session))
    with pytest.raises(RefusedError, match=sentence) as refused:
        carried.accept(file, "answers")
    assert "nothing was changed" in refused.value.template.lower()
    assert (carried.rows("inbox"), (carried.folder / "answers").exists()) == (0, False)


def test_work_that_somebody_signed_with_a_key_of_their_own_is_refused(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    work, own = work_in(carried, export(session, carried)), new_device_key()
    with pytest.raises(RefusedError, match="does not know the device"):
        carried.accept(forged_work(carried, replace(work, signing_key=own.public), own))
    with pytest.raises(RefusedError, match="signature"):
        carried.accept(forged_work(carried, work, own))
    assert carried.rows("inbox") == 0


def test_work_of_a_login_that_is_known_no_more_is_refused(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    file = export(session, carried)
    with carried.office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sales_reps WHERE login = ?", (REP,))
    with pytest.raises(RefusedError, match="not known at head office any more"):
        carried.accept(file)
    assert carried.rows("inbox") == 0


@pytest.mark.parametrize("content", [b"", b"smartclient work 1\n", b"a letter to head office" * 9])
def test_what_else_is_encrypted_to_head_office_is_no_work(
    carried: CarriedOffice, content: bytes
) -> None:
    file = carried.folder / "letter"
    file.write_bytes(encrypted_to(carried.office.carried.bundle_key(), content))
    with pytest.raises(RefusedError, match="damaged or was cut"):
        carried.accept(file)


def test_a_file_that_is_larger_than_any_is_not_read(
    session: Session, carried: CarriedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_order(session)
    file = export(session, carried)
    monkeypatch.setattr("smartclient.bootstrap.bundle_paths.MAX_BUNDLE_BYTES", 100)
    for takes_in in (carried.accept, session.carrying.take_in):
        with pytest.raises(RefusedError, match="larger than any"):
            takes_in(file)


def test_answers_are_not_written_over_another_file(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    file = export(session, carried)
    (carried.folder / "answers").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="already"):
        carried.accept(file, "answers")
    assert carried.rows("inbox") == 0
    assert (carried.folder / "answers").read_text(encoding="utf-8") == "mine"


def test_a_request_that_is_in_a_file_twice_is_carried_out_once(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    work = work_in(carried, export(session, carried))
    doubled = replace(work, requests=work.requests * 2)
    assert carried.accept(forged_work(carried, doubled, key_of(session))).answered == 1
    assert (carried.orders(), carried.rows("inbox")) == (1, 1)


ForgesAnswers = Callable[[AnswerBundle], AnswerBundle]


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (lambda answers: replace(answers, login=OTHER_REP), "not for the work here"),
        (lambda answers: replace(answers, company_id="another"), "not for the work here"),
        (lambda answers: replace(answers, generation="another"), "restored from a backup"),
        (lambda answers: replace(answers, version=BUNDLE_VERSION + 1), "newer Smart Client"),
    ],
    ids=["login", "company", "epoch", "newer"],
)
def test_answers_that_are_for_another_are_refused(
    session: Session, carried: CarriedOffice, forge: ForgesAnswers, sentence: str
) -> None:
    order = place_order(session)
    carried.accept(export(session, carried), "answers")
    answers = answers_in(session, carried.folder / "answers")
    with pytest.raises(RefusedError, match=sentence):
        session.carrying.take_in(forged_answers(session, carried, forge(answers)))
    assert state_of(session, order) == "tentative"
    assert session.use_cases.outbox.entries()[0].status == "sending"


def test_a_receipt_proves_the_very_bytes_that_were_exported(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    carried.accept(export(session, carried), "answers")
    answers = replace(answers_in(session, carried.folder / "answers"), replies=())
    (receipt,) = answers.receipts
    other = replace(answers, receipts=(replace(receipt, digest="0" * 64),))
    foreign = replace(answers, receipts=(replace(receipt, request_id="none of ours"),))
    for forged in (other, foreign):
        assert session.carrying.take_in(forged_answers(session, carried, forged)).received == 0
        assert session.use_cases.outbox.entries()[0].status == "sending"
    assert session.carrying.take_in(forged_answers(session, carried, answers)).received == 1
    assert session.use_cases.outbox.entries()[0].status == "received"


def test_an_old_receipt_sets_nothing_back(session: Session, carried: CarriedOffice) -> None:
    order = place_order(session)
    carried.accept(export(session, carried), "answers")
    answers = answers_in(session, carried.folder / "answers")
    session.carrying.take_in(carried.folder / "answers")
    (receipt,) = answers.receipts
    refused = replace(answers, receipts=(replace(receipt, refusal="too_large"),), replies=())
    for old in (replace(answers, replies=()), refused):
        imported = session.carrying.take_in(forged_answers(session, carried, old))
        assert (imported.received, imported.answered) == (0, 0)
        assert state_of(session, order) == "confirmed"


def test_an_answer_that_can_not_be_applied_keeps_no_other_from_the_rep(
    session: Session, carried: CarriedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = place_order(session), place_order(session, CustomerNumber("N-002"))
    carried.accept(export(session, carried), "answers")
    bad = answers_in(session, carried.folder / "answers").replies[0]

    def fails_for_one(work: UnitOfWork, reply: Reply, clock: Clock) -> object:
        if reply.request_id == bad.request_id:
            raise ValueError(reply.request_id)
        return apply_reply(work, reply, clock)

    with monkeypatch.context() as patch:
        patch.setattr("smartclient.use_cases.commands.carrying.apply_reply", fails_for_one)
        assert session.carrying.take_in(carried.folder / "answers").answered == 1
    assert sorted(state_of(session, order) for order in (first, second)) == [
        "confirmed",
        "tentative",
    ]
    assert session.carrying.take_in(carried.folder / "answers").answered == 1
    assert {state_of(session, order) for order in (first, second)} == {"confirmed"}
