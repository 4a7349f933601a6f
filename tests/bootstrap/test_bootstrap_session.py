"""The session: signed in once, opened again, quiet while offline, closed whole."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from smartclient.bootstrap import (
    Session,
    enroll,
    is_signed_in,
    open_head_office,
    open_session,
    sign_in,
)
from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.contract.operations import Operations
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    OutOfReachError,
    RefusedError,
    SetUpError,
    SignInError,
    StoreError,
)
from smartclient.domain.ids import Sku
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncStep, SyncSummary
from smartclient.settings.file import load_settings
from smartclient.settings.places import default_home, standard_home
from smartclient.use_cases.commands.connection import note_link_state
from tests.small_company import CUSTOMER, OTHER_REP, REP, SKUS

PATIENCE = 30.0


@pytest.fixture
def session(home: Path, url: str, clock: Clock) -> Iterator[Session]:
    with sign_in(home, url=url, login=REP, clock=clock) as opened:
        yield opened


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count every connection to head office from here on, and every nudge of its worker."""
    counted: list[str] = []
    connect, answer = HeadOfficeLink.connect, HeadOfficeLink.answer_now

    def counting_connect(link: HeadOfficeLink) -> Operations:
        counted.append("connect")
        return connect(link)

    def counting_answer(link: HeadOfficeLink) -> None:
        counted.append("answer")
        answer(link)

    monkeypatch.setattr(HeadOfficeLink, "connect", counting_connect)
    monkeypatch.setattr(HeadOfficeLink, "answer_now", counting_answer)
    return counted


def _place(session: Session, sku: str = SKUS[0]) -> OrderRecord:
    order = session.use_cases.orders.new(CUSTOMER)
    return session.use_cases.orders.place(
        order.with_line(OrderLine(line=1, sku=Sku(sku), quantity=2))
    )


def test_signing_in_makes_the_store_and_brings_the_data(home: Path, url: str, clock: Clock) -> None:
    steps: list[SyncStep] = []

    def note(progress: SyncProgress) -> None:
        steps.append(progress.step)

    with sign_in(home, url=url, login=REP.upper(), clock=clock, progress=note) as session:
        client_status = session.use_cases.status.current()
        assert client_status.login == REP
        assert client_status.link is LinkState.ONLINE
        assert len(session.use_cases.catalog.search()) == len(SKUS)
    assert steps[-1] is SyncStep.DONE
    with open_session(home, clock=clock) as again:
        assert len(again.use_cases.catalog.search()) == len(SKUS)


def test_before_signing_in_there_is_nothing_to_open(home: Path) -> None:
    with pytest.raises(RefusedError, match="Not signed in yet"):
        open_session(home)


def test_a_login_that_head_office_does_not_know_leaves_nothing_behind(
    home: Path, url: str, clock: Clock
) -> None:
    with pytest.raises(SignInError):
        sign_in(home, url=url, login="north\\nobody", clock=clock)
    with pytest.raises(RefusedError, match="Not signed in yet"):
        open_session(home)
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        assert session.use_cases.status.current().login == REP


def test_a_head_office_that_is_not_there_is_not_made_by_signing_in(
    home: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "nowhere.db"
    with pytest.raises(OutOfReachError, match=r"nowhere\.db"):
        sign_in(home, url=f"sqlite:///{missing}", login=REP)
    assert not missing.exists()


@pytest.mark.parametrize("url", ["", "nonsense", "postgresql://server/db", "sqlite://"])
def test_an_address_that_is_no_good_is_refused_with_advice(home: Path, url: str) -> None:
    with pytest.raises(SetUpError):
        sign_in(home, url=url, login=REP)


def test_a_home_that_belongs_to_someone_is_not_given_to_another(
    session: Session, home: Path, url: str, clock: Clock
) -> None:
    with pytest.raises(RefusedError, match="ann"):
        sign_in(home, url=url, login=OTHER_REP, clock=clock)


def test_a_store_whose_settings_were_lost_is_not_given_to_another(
    session: Session, home: Path, url: str, clock: Clock
) -> None:
    placed = _place(session)
    session.close()
    (home / "settings.json").unlink()
    with pytest.raises(RefusedError, match="ann"):
        sign_in(home, url=url, login=OTHER_REP, clock=clock)
    with sign_in(home, url=url, login=REP, clock=clock) as again:
        assert again.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED


def test_signing_in_again_goes_on_with_what_is_there(
    session: Session, home: Path, url: str, clock: Clock
) -> None:
    placed = _place(session)
    session.close()
    with sign_in(home, url=url, login=REP, clock=clock) as again:
        assert again.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED


def test_a_wrong_passphrase_opens_nothing_and_harms_nothing(
    session: Session, home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.close()
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")
    with pytest.raises(RefusedError, match="passphrase"):
        open_session(home, clock=clock)
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    with open_session(home, clock=clock, ask_passphrase=lambda _: "a passphrase for tests") as it:
        assert it.use_cases.catalog.search()


def test_a_lost_key_file_is_reported_and_no_new_key_is_made(
    session: Session, home: Path, clock: Clock
) -> None:
    session.close()
    (home / "key.json").rename(home / "elsewhere.json")
    with pytest.raises(StoreError, match=r"key\.json"):
        open_session(home, clock=clock)
    assert not (home / "key.json").exists()


def test_a_relative_address_is_found_from_any_folder(
    home: Path, office_file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office_file.parent)
    sign_in(home, url="sqlite:///office.db", login=REP, clock=clock).close()
    monkeypatch.chdir("/")
    with open_session(home, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE


def test_opening_and_working_makes_no_connection(
    session: Session, home: Path, clock: Clock, connections: list[str]
) -> None:
    session.close()
    with open_session(home, clock=clock) as again:
        _place(again)
        again.use_cases.status.current()
    assert not connections


def test_while_offline_by_choice_nothing_is_called_however_a_sync_is_started(
    session: Session, home: Path, url: str, clock: Clock, connections: list[str]
) -> None:
    finished: Queue[SyncSummary] = Queue()
    session.work_offline(on=True)
    _place(session)
    assert session.sync_now().link is LinkState.OFFLINE
    session.start_background(finished.put)
    assert finished.get(timeout=PATIENCE).link is LinkState.OFFLINE
    session.nudge()
    assert finished.get(timeout=PATIENCE).link is LinkState.OFFLINE
    session.close()
    with sign_in(home, url=url, login=REP, clock=clock) as again:
        assert again.use_cases.status.current().link is LinkState.OFFLINE
    assert not connections


def test_going_online_again_sends_what_waited(session: Session) -> None:
    session.work_offline(on=True)
    placed = _place(session)
    session.work_offline(on=False)
    assert session.use_cases.status.current().link is not LinkState.OFFLINE
    summary = session.sync_now()
    assert (summary.link, summary.sent, summary.confirmed) == (LinkState.ONLINE, 1, 1)
    assert session.use_cases.orders.get(placed.order.id).number


def test_a_head_office_file_that_went_away_is_out_of_reach_until_it_is_back(
    session: Session, office_file: Path
) -> None:
    _place(session)
    away = office_file.with_name("away.db")
    office_file.rename(away)
    summary = session.sync_now()
    assert (summary.link, summary.waiting) == (LinkState.UNREACHABLE, 1)
    assert not office_file.exists()
    away.rename(office_file)
    assert session.sync_now().confirmed == 1


def test_a_nudge_makes_the_background_sync(session: Session) -> None:
    finished: Queue[SyncSummary] = Queue()
    session.start_background(finished.put)
    assert finished.get(timeout=PATIENCE).link is LinkState.ONLINE
    _place(session)
    session.nudge()
    assert finished.get(timeout=PATIENCE).confirmed == 1


def test_the_background_refreshes_when_something_expires(
    session: Session, url: str, clock: Clock
) -> None:
    finished: Queue[SyncSummary] = Queue()
    office = open_head_office(url, clock)
    set_policy(office.engine, "freshness.prices", "1s mark", clock=clock)
    office.close()
    session.start_background(finished.put)
    assert finished.get(timeout=PATIENCE).link is LinkState.ONLINE
    # its pace is a minute
    assert finished.get(timeout=PATIENCE).link is LinkState.ONLINE


def test_the_background_fetches_ahead_when_the_link_gets_worse(
    session: Session, url: str, clock: Clock
) -> None:
    finished: Queue[SyncSummary] = Queue()
    office = open_head_office(url, clock)
    set_policy(office.engine, "freshness.stock", "8h refuse", clock=clock)
    office.close()

    def get_worse_once(summary: SyncSummary) -> None:
        if finished.empty():
            with session._store.work() as work:
                work.meta.link_quality = LinkQuality(kbit_per_s=40, band=LinkBand.POOR)
                note_link_state(work, clock.now())
                work.commit()
        finished.put(summary)

    session.start_background(get_worse_once)
    assert finished.get(timeout=PATIENCE).link is LinkState.ONLINE
    # its pace is a minute
    assert finished.get(timeout=PATIENCE).link is LinkState.ONLINE


def test_closing_stops_a_running_sync_at_its_next_step(session: Session) -> None:
    inside, go_on = threading.Event(), threading.Event()
    reported: list[SyncSummary] = []

    def hold(progress: SyncProgress) -> None:
        if progress.step is SyncStep.CONNECTING:
            inside.set()
            go_on.wait(PATIENCE)

    running = threading.Thread(target=lambda: reported.append(session.sync_now(hold)))
    running.start()
    assert inside.wait(PATIENCE)
    closing = threading.Thread(target=session.close)
    closing.start()
    go_on.set()
    running.join(PATIENCE)
    closing.join(PATIENCE)
    assert not running.is_alive()
    assert not closing.is_alive()
    assert reported


def test_while_a_process_serves_it_is_left_to_answer(
    session: Session, url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_head_office(url, clock)
    monkeypatch.setattr(type(office), "serving", lambda _: True)
    _place(session)
    summary = session.sync_now()
    assert (summary.sent, summary.confirmed, summary.waiting) == (1, 0, 1)
    office.answer_waiting()
    office.close()
    assert session.sync_now().confirmed == 1


def test_the_home_is_the_one_named_or_the_systems_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert default_home() == standard_home()
    monkeypatch.setenv("SMARTCLIENT_HOME", str(tmp_path))
    assert default_home() == tmp_path


def test_joining_fetches_nothing_yet_and_can_be_gone_on_with(
    home: Path, url: str, clock: Clock
) -> None:
    with enroll(home, url=url, login=REP, clock=clock) as joined:
        assert joined.use_cases.status.current().login == REP
        assert joined.use_cases.customers.search() == ()
    assert is_signed_in(home)

    with open_session(home, clock=clock) as again:
        again.sync_now()
        assert again.use_cases.customers.search()


def test_what_a_person_set_is_kept_and_the_rest_with_it(session: Session, home: Path) -> None:
    session.save_preferences(replace(session.settings, theme="dark", sync_every_seconds=900))

    assert load_settings(home) == session.settings
    assert session.settings.theme == "dark"
    assert session.settings.login == REP


def test_the_doctor_of_an_open_laptop_asks_for_no_secret_and_leaves_its_link_open(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")

    findings = session.doctor()

    assert all(finding.ok for finding in findings), findings
    assert session.sync_now().link is LinkState.ONLINE
