"""Work that is carried by hand: the same guarantees as over a link, in whatever order it comes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.bootstrap.accepting import accept_work
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.office_keys import ensure_office_key, rotate_office_key
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Action, ActionKind
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.headoffice.admin.service import HeadOffice
from tests.bootstrap.carried import CarriedOffice, carried_office, export, place_order, state_of
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import ADMIN, REP, SKUS


def new_customer(session: Session, name: str = "Corner shop") -> CustomerNumber:
    fields = {EditableField.NAME: name, EditableField.PHONE: "555-7777"}
    return session.use_cases.customers.create(fields).customer.number


def decide_that_it_is_new(carried: CarriedOffice) -> None:
    """Have an admin decide that a customer of a known name is another one."""
    (case,) = carried.office.cases()
    carried.office.decisions.decide(
        case.conflict.id, Action(ActionKind.NOT_A_DUPLICATE), as_login=ADMIN
    )
    carried.office.answer_waiting()


def online(session: Session) -> None:
    session.work_offline(on=False)
    session.sync_now()
    session.sync_now()


def test_orders_that_stand_together_go_by_hand_as_one(
    session: Session, carried: CarriedOffice
) -> None:
    orders = [
        session.use_cases.orders.new(CustomerNumber(number)).with_line(
            OrderLine(line=1, sku=SKUS[0], quantity=1)
        )
        for number in ("N-001", "N-002")
    ]
    placed = session.use_cases.tasks.place_orders(orders, policy=TaskPolicy.TOGETHER)
    exported = session.carrying.export(carried.folder / "work")
    accepted = carried.accept(exported.path, "answers")
    # they count as in the outbox
    assert exported.requests == 2
    assert (accepted.requests, accepted.new, accepted.answered) == (2, 2, 2)
    again = carried.accept(exported.path)
    assert (again.requests, again.new, again.unanswered) == (2, 0, 0)
    assert carried.orders() == 2
    session.carrying.take_in(carried.folder / "answers")
    assert session.use_cases.tasks.get(placed.task_id).status is StepStatus.CONFIRMED
    online(session)
    assert carried.orders() == 2


def test_an_order_goes_by_hand_and_its_answer_comes_back(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    file = export(session, carried)
    assert b"N-001" not in file.read_bytes()
    assert carried.orders() == 0, "an export sends nothing"
    accepted = carried.accept(file, "answers")
    assert (accepted.login, accepted.requests, accepted.new, accepted.answered) == (REP, 1, 1, 1)
    imported = session.carrying.take_in(carried.folder / "answers")
    assert (imported.received, imported.answered) == (1, 1)
    assert state_of(session, order) == "confirmed"
    assert session.use_cases.status.current().to_send == 0
    again = session.carrying.take_in(carried.folder / "answers")
    assert (again.received, again.answered) == (0, 0)
    online(session)
    assert (carried.orders(), carried.rows("inbox")) == (1, 1)


def test_how_many_are_answered_is_counted_while_the_worker_is_waited_for(
    session: Session, carried: CarriedOffice
) -> None:
    for _ in range(3):
        place_order(session)
    file = export(session, carried)
    counted: list[tuple[int, int]] = []

    def count(done: int, total: int) -> None:
        counted.append((done, total))
        carried.office.answer_waiting()

    accept_work(
        carried.office,
        carried.url,
        file,
        answers=None,
        wait_seconds=60,
        clock=carried.clock,
        progress=count,
    )
    assert (counted[0], counted[-1]) == ((0, 3), (3, 3))


def test_the_same_file_again_and_the_link_carry_out_nothing_twice(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    file = export(session, carried)
    carried.accept(file)
    assert carried.accept(file, "answers").new == 0
    online(session)
    assert carried.accept(file).new == 0
    session.carrying.take_in(carried.folder / "answers")
    assert state_of(session, order) == "confirmed"
    assert (carried.orders(), carried.rows("inbox")) == (1, 1)


def test_over_the_link_first_the_file_changes_nothing(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    file = export(session, carried)
    online(session)
    assert state_of(session, order) == "confirmed"
    accepted = carried.accept(file, "answers")
    assert (accepted.new, accepted.answered) == (0, 1)
    assert session.carrying.take_in(carried.folder / "answers").answered == 0
    assert (carried.orders(), carried.rows("inbox")) == (1, 1)


def test_held_back_work_goes_along_and_is_carried_out_after_what_it_needs(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session, new_customer(session))
    exported = session.carrying.export(carried.folder / "work")
    assert (exported.requests, exported.held_back) == (2, 1)
    accepted = carried.accept(exported.path, "answers")
    assert (accepted.new, accepted.held, accepted.answered) == (2, 1, 2)
    assert carried.rows("held_requests") == carried.rows("held_needs") == 0
    session.carrying.take_in(carried.folder / "answers")
    assert state_of(session, order) == "confirmed"
    online(session)
    assert (carried.orders(), carried.rows("inbox")) == (1, 2)


def test_head_office_holds_what_needs_something_that_an_admin_decides(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session, new_customer(session, "Shop 1"))
    file = export(session, carried)
    accepted = carried.accept(file, "answers")
    assert (accepted.held, accepted.answered, accepted.unanswered) == (1, 1, 1)
    assert (carried.orders(), carried.rows("held_requests")) == (0, 1)
    session.carrying.take_in(carried.folder / "answers")
    assert state_of(session, order) == "tentative"
    # over the link it goes no sooner than any other
    session.work_offline(on=False)
    session.sync_now()
    assert carried.rows("inbox") == 1
    decide_that_it_is_new(carried)
    assert carried.orders() == 1
    later = carried.accept(file, "later")
    assert (later.held, later.answered, later.unanswered) == (0, 2, 0)
    session.carrying.take_in(carried.folder / "later")
    assert state_of(session, order) == "confirmed"


def test_what_was_exported_is_withdrawn_when_it_is_undone(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    file = export(session, carried)
    session.use_cases.orders.cancel(order.order.id)
    online(session)
    carried.accept(file, "answers")
    assert carried.orders() == 0
    session.carrying.take_in(carried.folder / "answers")
    assert session.use_cases.status.current().to_send == 0


def test_a_withdrawal_may_be_carried_too_and_come_first(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    first = export(session, carried, "first")
    session.use_cases.orders.cancel(order.order.id)
    second = export(session, carried, "second")
    carried.accept(second)
    carried.accept(first)
    assert carried.orders() == 0


def test_what_was_held_and_is_replaced_is_never_carried_out(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session, new_customer(session, "Shop 1"))
    carried.accept(export(session, carried, "first"))
    shown = session.use_cases.orders.get(order.order.id).order
    changed = replace(shown, lines=tuple(replace(line, quantity=3) for line in shown.lines))
    session.use_cases.orders.amend(changed)
    carried.accept(export(session, carried, "second"))
    assert carried.rows("held_requests") == 2
    decide_that_it_is_new(carried)
    assert carried.orders() == 1
    online(session)
    kept = session.use_cases.orders.get(order.order.id)
    assert (kept.state, kept.order.lines[0].quantity) == ("confirmed", 3)


def test_an_export_that_is_cut_leaves_work_that_is_exported_again(
    session: Session, carried: CarriedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = place_order(session)
    with monkeypatch.context() as patch:
        patch.setattr(
            "smartclient.bootstrap.bundle_paths.write_durably",
            lambda *_: (_ for _ in ()).throw(PermissionError(13, "denied")),
        )
        with pytest.raises(SetUpError):
            export(session, carried)
    assert not list(carried.folder.iterdir())
    carried.accept(export(session, carried), "answers")
    session.carrying.take_in(carried.folder / "answers")
    assert (state_of(session, order), carried.orders()) == ("confirmed", 1)


def test_a_rotated_key_still_opens_what_was_written_before(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    before = export(session, carried, "before")
    rotate_office_key(carried.office, carried.url)
    assert carried.accept(before, "answers").answered == 1
    session.carrying.take_in(carried.folder / "answers")
    online(session)
    session.work_offline(on=True)
    place_order(session)
    after = export(session, carried, "after")
    keys = Path(carried.url.removeprefix("sqlite:///") + ".keys").read_text(encoding="utf-8")
    assert keys.count("AGE-SECRET-KEY-1") == 2
    assert carried.accept(after).answered == 1


def test_a_key_whose_private_half_can_not_be_kept_is_given_to_no_device(
    carried: CarriedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = carried.office.carried.bundle_key()
    monkeypatch.setattr(
        "smartclient.security.office_keys.write_durably",
        lambda *_: (_ for _ in ()).throw(PermissionError(13, "denied")),
    )
    with pytest.raises(SetUpError):
        rotate_office_key(carried.office, carried.url)
    assert carried.office.carried.bundle_key() == before


def test_without_the_private_key_nothing_is_opened(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    file = export(session, carried)
    Path(carried.url.removeprefix("sqlite:///") + ".keys").unlink()
    with pytest.raises(RefusedError, match="not on this computer"):
        carried.accept(file)


def test_answers_from_before_a_restore_are_refused(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    file = export(session, carried)
    carried.accept(file, "answers")
    carried.office.restored()
    online(session)
    with pytest.raises(RefusedError, match="restored"):
        session.carrying.take_in(carried.folder / "answers")
    assert state_of(session, order) == "confirmed"


def test_a_restored_head_office_takes_the_file_in_again(
    home: Path, url: str, tmp_path: Path, clock: Clock
) -> None:
    office_file = Path(url.removeprefix("sqlite:///"))
    before = carried_office(url, tmp_path, clock)
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        place_order(session)
        file = export(session, before)
    before.office.close()
    shutil.copy(office_file, tmp_path / "backup")
    later = carried_office(url, tmp_path, clock)
    assert (later.accept(file).new, later.orders()) == (1, 1)
    later.office.close()
    shutil.copy(tmp_path / "backup", office_file)
    restored = carried_office(url, tmp_path, clock)
    assert restored.orders() == 0
    assert (restored.accept(file).new, restored.orders()) == (1, 1)
    restored.office.close()


def test_two_devices_of_a_rep_carry_their_own_work(
    session: Session, carried: CarriedOffice, tmp_path: Path, clock: Clock
) -> None:
    mine = place_order(session)
    with sign_in(tmp_path / "second", url=carried.url, login=REP, clock=clock) as second:
        theirs = place_order(second, CustomerNumber("N-002"))
        files = [export(session, carried, "mine"), export(second, carried, "theirs")]
        for number, file in enumerate(files):
            carried.accept(file, f"answers {number}")
        session.carrying.take_in(carried.folder / "answers 0")
        second.carrying.take_in(carried.folder / "answers 1")
        assert state_of(second, theirs) == "confirmed"
    assert (state_of(session, mine), carried.orders()) == ("confirmed", 2)


@pytest.fixture
def service(carried: CarriedOffice, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(carried.url, tmp_path / "service", clock) as office:
        yield office


def test_a_revoked_devices_file_waits_for_an_admin(
    home: Path, service: HttpsOffice, carried: CarriedOffice, clock: Clock
) -> None:
    with enroll_device(home, url=service.url, code=service.code(), clock=clock) as session:
        session.sync_now()
        order = place_order(session)
        file = export(session, carried)
        (device,) = carried.office.devices.all()
        carried.office.devices.revoke(device.device, wipe=False)
        accepted = carried.accept(file, "answers")
        assert accepted.for_admin
        assert (carried.rows("inbox"), carried.rows("handed_over")) == (0, 1)
        assert carried.accept(file).new == 0
        session.carrying.take_in(carried.folder / "answers")
        assert state_of(session, order) == "tentative"
        assert carried.office.devices.release(device.device) == 1
        assert carried.accept(file, "later").answered == 1
        session.carrying.take_in(carried.folder / "later")
        assert state_of(session, order) == "confirmed"


def test_what_the_link_brought_before_its_device_was_revoked_waits_for_no_admin(
    home: Path, service: HttpsOffice, carried: CarriedOffice, clock: Clock
) -> None:
    with enroll_device(home, url=service.url, code=service.code(), clock=clock) as session:
        session.sync_now()
        place_order(session)
        file = export(session, carried)
        session.sync_now()
        (device,) = carried.office.devices.all()
        carried.office.devices.revoke(device.device, wipe=False)
        assert carried.accept(file).new == 0
        (device,) = carried.office.devices.all()
        assert (device.unsent, carried.rows("inbox")) == (0, 1)


def test_a_head_office_is_set_up_without_the_library_but_makes_no_key(
    url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartclient.bootstrap.office_keys.is_available", lambda: False)
    office = HeadOffice.open(url, clock)
    ensure_office_key(office, url)
    assert not office.carried.bundle_key()
    with pytest.raises(SetUpError, match="pyrage"):
        rotate_office_key(office, url)
    office.close()
