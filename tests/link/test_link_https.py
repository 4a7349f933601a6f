"""The service over a bad link: what is cut costs the page in flight, and no answer is lost."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from smartclient.bootstrap import Session
from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.contract.fingerprints import WHOLE
from smartclient.contract.operations import PAGE_ROWS
from smartclient.contract.web.limits import CREDENTIAL_OLD
from smartclient.database.transactions import reading
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.https import operations as https_operations
from smartclient.gateway.https.lines import page_of
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.inbox.operations import EmbeddedOperations
from smartclient.read_models.sync_progress import LinkState
from tests.link.link_world import BadLink, ServiceOffice
from tests.small_company import REP
from tests.web_service import running_service

CLOCK = SystemClock()
PRODUCTS = 12_000
TABLES = tables_for("sqlite")

pytestmark = pytest.mark.parametrize("office", ["https"], indirect=True)


def cut_after(
    monkeypatch: pytest.MonkeyPatch, where: type, name: str, bad_link: BadLink, *, times: int
) -> list[str]:
    """Cut the link when head office has done something, so that its answer is lost; how often."""
    done: list[str] = []
    original = getattr(where, name)

    def call(*args: object, **options: object) -> object:
        result = original(*args, **options)
        if len(done) < times:
            done.append(name)
            bad_link.link.cut_now()
        return result

    monkeypatch.setattr(where, name, call)
    return done


def unanswered(session: Session) -> int:
    status = session.use_cases.status.current()
    return status.to_send + status.at_head_office


def sync_until_answered(session: Session, bad_link: BadLink) -> None:
    for _ in range(20):
        if not unanswered(session):
            return
        session.sync_now()
        bad_link.answer()
    pytest.fail("not everything was answered")


@pytest.fixture
def many_products(service_office: ServiceOffice) -> int:
    """Return how many products there are, which make several pages."""
    rows = [
        {"sku": f"M-{number:05}", "name": f"{hash((number, 'part'))}", "list_price": Decimal(1)}
        for number in range(PRODUCTS)
    ]
    with audited_transaction(service_office.engine, actor="erp", at=CLOCK.now()) as connection:
        connection.execute(insert(TABLES.products).prefix_with("OR IGNORE"), rows)
        return len(connection.scalars(select(TABLES.products.c.sku)).all())


def test_a_cut_in_the_middle_of_a_stream_costs_the_page_in_flight(
    many_products: int, bad_link: BadLink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[int] = []

    def counted(line: object) -> FeedPage:
        page = read(line)
        if page.kind is FeedKind.PRODUCTS:
            received.append(len(page.rows))
        return page

    read: Callable[[object], FeedPage] = page_of  # type: ignore[assignment]
    monkeypatch.setattr(https_operations, "page_of", counted)
    monkeypatch.setattr(HttpsOperations, "snapshots", lambda _: ())
    with bad_link.office.enroll(tmp_path / "home", REP, bad_link.link, CLOCK) as session:
        # what a cut met before its answer began is asked for again by the same sync
        bad_link.link.when_cut = lambda: bad_link.link.cut_in(60_000)
        bad_link.link.cut_in(40_000)
        session.sync_now()
        while bad_link.link.cuts < 2:
            session.sync_now()
        bad_link.link.stay_whole()
        assert session.sync_now().link is LinkState.ONLINE
        with session._store.view() as view:
            held = view.feeds.sums(FeedKind.PRODUCTS, WHOLE)
    assert sum(item.rows for item in held.values()) == many_products
    assert many_products <= sum(received) <= many_products + bad_link.link.cuts * PAGE_ROWS


def test_receipts_that_are_lost_are_given_again(
    bad_link: BadLink,
    session: Session,
    place: Callable[[int], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = len(bad_link.held())
    place(5)
    done = cut_after(monkeypatch, EmbeddedOperations, "submit", bad_link, times=3)
    session.sync_now()
    sync_until_answered(session, bad_link)
    assert len(done) == 3
    held = bad_link.held()
    assert len(held) == len(set(held)) == before + 5


def test_a_sign_in_whose_answer_is_lost_is_done_again_with_the_same_code(
    bad_link: BadLink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = bad_link.office
    assert isinstance(office, ServiceOffice)
    devices = office.behind.office.devices
    before = len(devices.all())
    code = office.behind.code(REP)
    monkeypatch.setattr(office.behind.__class__, "code", lambda *_: code)
    done = cut_after(monkeypatch, FileGate, "sign_in", bad_link, times=2)
    for _ in range(2):
        with suppress(OutOfReachError), office.enroll(tmp_path / "a", REP, bad_link.link, CLOCK):
            pytest.fail("the answer got through")
    with office.enroll(tmp_path / "a", REP, bad_link.link, CLOCK) as session:
        assert session.sync_now().link is LinkState.ONLINE
    assert len(done) == 2
    assert len(devices.all()) == before + 1


def test_a_renewal_whose_answer_is_lost_locks_nobody_out(
    bad_link: BadLink, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = CLOCK.now()
    with audited_transaction(bad_link.office.engine, actor="", at=at) as connection:
        old = at - CREDENTIAL_OLD - timedelta(days=1)
        connection.execute(update(TABLES.credentials).values(given_at=old))
    hashes = credential_hashes(bad_link)
    done = cut_after(monkeypatch, FileGate, "renew", bad_link, times=2)
    for _ in range(4):
        assert session.sync_now().link is LinkState.ONLINE
    assert len(done) == 2
    after = credential_hashes(bad_link)
    assert len(after) == len(hashes)
    assert len(after - hashes) == 1


def credential_hashes(bad_link: BadLink) -> set[bytes]:
    with reading(bad_link.office.engine) as connection:
        return set(connection.scalars(select(TABLES.credentials.c.credential_hash)))


def test_a_service_that_is_restarted_while_orders_arrive_doubles_nothing(
    bad_link: BadLink, session: Session, place: Callable[[int], list[str]], tmp_path: Path
) -> None:
    office = bad_link.office
    assert isinstance(office, ServiceOffice)
    before = len(bad_link.held())
    gate, home = office.behind.gate, Path(office.behind.service.certificate or "").parent
    running = office.behind.service
    for round_ in range(2):
        place(20)
        bad_link.link.delay, bad_link.link.bytes_per_second = 0.02, 60_000
        with running_service(gate, home) as again:
            syncing = threading.Thread(target=session.sync_now)
            syncing.start()
            time.sleep(0.1 + 0.1 * round_)
            bad_link.link.lead_to(("127.0.0.1", again.port))
            bad_link.link.cut_now()
            syncing.join(60)
            assert not syncing.is_alive()
            bad_link.link.delay, bad_link.link.bytes_per_second = 0.0, None
            sync_until_answered(session, bad_link)
        bad_link.link.lead_to(("127.0.0.1", running.port))
    held, orders = bad_link.held(), bad_link.orders()
    assert len(held) == len(set(held)) == before + 40
    assert len(orders) == len(set(orders))


def test_workers_that_end_while_orders_arrive_answer_each_once(
    bad_link: BadLink, session: Session, place: Callable[[int], list[str]]
) -> None:
    placed: list[str] = []
    for _ in range(3):
        placed += place(10)
        office = HeadOffice(bad_link.office.engine, CLOCK)
        stop = threading.Event()
        worker = threading.Thread(target=office.serve, args=(stop, lambda _: None))
        worker.start()
        session.sync_now()
        stop.set()
        worker.join(60)
        assert not worker.is_alive()
    sync_until_answered(session, bad_link)
    orders = bad_link.orders()
    assert len(orders) == len(set(orders))
    assert set(placed) <= set(orders)
