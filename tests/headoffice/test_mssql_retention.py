"""Retention on SQL Server: the procedure purges what is over, and nothing else, whoever asks."""

import statistics
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, text, update

from smartclient.contract.messages import AnswerStatus, CreateCustomer
from smartclient.database.transactions import reading
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.retention import RETENTION
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.mssql import accounts
from smartclient.headoffice.database.portions import Portion, PurgedKind, ShortReply
from smartclient.headoffice.database.schema import info
from smartclient.headoffice.opening import open_database
from smartclient.headoffice.retention import purge as purge_module
from smartclient.headoffice.retention.purge import Purge, PurgedRows
from smartclient.read_models.access import AccountKind
from tests.headoffice.live_workers import another, orders
from tests.live_company import LiveCompany
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, line

LONG = timedelta(days=max(policy.days for policy in RETENTION.values()) + 1)

_INSTANTS = {
    "inbox": ("answered_at", "received_at"),
    "change_log": ("at",),
    "tombstones": ("deleted_at",),
    "membership": ("changed_at",),
    "laptops": ("seen_at",),
    "cases": ("opened_at",),
    "open_work": ("since",),
}


def age(company: LiveCompany, by: timedelta = LONG) -> None:
    """Let everything that is over be as much older."""
    with company.office.engine.begin() as connection:
        for name, columns in _INSTANTS.items():
            t = company.tables.table_named(name)
            earlier = {
                column: func.dateadd(text("day"), -by.days, t.c[column]) for column in columns
            }
            connection.execute(update(t).values(earlier))


def purge(company: LiveCompany) -> dict[PurgedKind, int]:
    done = Purge(company.office.engine, company.office_time()).run()
    return {each.kind: each.rows for each in done if each.rows}


def test_the_procedure_purges_what_is_over(live_company: LiveCompany) -> None:
    company = live_company
    body = CreateCustomer(provisional_number=CustomerNumber("NEW-1"), name="Neu", contact="Mary")
    created, opened = company.ask(ANN, body, lane="NEW-1")
    request, answer = company.place(company.order(line("A", 3)))
    company.edit(("phone", "555-0100", "555-0199"))
    order = company.order(line("A", 5))
    company.place(order)
    cancelling, cancelled = company.cancel(order)
    assert answer.order is not None
    assert opened.customer is not None
    company.change_customer(KIOSK, rep=BEN)
    age(company)
    company.place(company.order(line("A", 7)))
    gone, left = company.rows("tombstones"), company.rows("membership", is_member=False)
    waiting = company.rows("inbox", purged=False)
    done = purge(company)
    assert done[PurgedKind.REQUESTS] == len(waiting) - 1
    assert not company.log("customer", SHOP)
    (held,) = company.rows("inbox", request_id=request.id)
    assert (held.digest, held.purged) == (request.digest, True)
    assert "sku" not in held.body
    after = company.answer(ANN, request)
    assert (after.status, after.purged, after.order) == (AnswerStatus.CONFIRMED, True, None)
    assert company.answer(ANN, cancelling).order == cancelled.order
    short = company.answer(ANN, created)
    assert short.customer is not None
    assert (short.customer.number, short.customer.contact) == (opened.customer.number, "")
    company.send(ANN, request)
    assert not company.office.answer_waiting()
    with reading(company.office.engine) as connection:
        horizons = {
            kind: info(connection, f"{kind}_purged_to") for kind in ("tombstones", "membership")
        }
    newest = {
        "tombstones": max((row.row_version for row in gone), default=""),
        "membership": max((row.row_version for row in left), default=""),
    }
    assert horizons == {kind: str(version) for kind, version in newest.items()}
    assert not purge(company)


def test_the_procedure_purges_nothing_younger_and_nothing_open(live_company: LiveCompany) -> None:
    company = live_company
    company.place(company.order(line("A", 3)))
    company.change_product("B", discontinued_on=company.clock.today())
    _, answer = company.place(company.order(line("B", 1)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    young, _ = company.place(company.order(line("A", 1), customer=KIOSK))
    age(company, timedelta(days=119))
    before = {row.id: row.body for row in company.rows("inbox")}
    purging = backend_of(company.office.engine).purging
    far = company.office_time() + timedelta(days=1000)
    for kind in PurgedKind:
        every = tuple({*before, *range(1, 50)})
        portion = Portion(kind=kind, before=far, ids=every, names=(SHOP, KIOSK))
        assert purging.purge(company.office.engine, portion) == 0, kind
    assert {row.id: row.body for row in company.rows("inbox")} == before
    assert company.answer(ANN, young).order is not None
    age(company, timedelta(days=2))
    documents = tuple(
        ShortReply(id=row_id, reply_id=0, status="confirmed", document='{"status":"confirmed"}')
        for row_id in before
    )
    portion = Portion(kind=PurgedKind.REQUESTS, before=far, replies=documents)
    assert purging.purge(company.office.engine, portion) == 1
    assert {row.lane for row in company.rows("inbox", purged=True)} == {KIOSK}


def test_only_members_of_its_role_purge(live_company: LiveCompany) -> None:
    company = live_company
    rep = company.live.bare_login()
    with company.live.as_login(rep) as connection, pytest.raises(connection.errors):
        connection.execute("EXEC sync.purge_v1 '{}'")
    assert not may_purge(company.live.url_of(rep))
    worker = company.live.new_login("purging")
    accounts.grant_worker(company.office.engine, AccountKind.LOGIN, worker)
    assert may_purge(company.live.url_of(worker))
    with company.live.as_admin() as connection:
        connection.execute("ALTER ROLE smartclient_purger DROP MEMBER smartclient_worker")
    try:
        assert not may_purge(company.live.url_of(worker))
    finally:
        with company.live.as_admin() as connection:
            connection.execute("ALTER ROLE smartclient_purger ADD MEMBER smartclient_worker")


def may_purge(url: str) -> bool:
    engine = open_database(url)
    try:
        return backend_of(engine).purging.may_purge(engine)
    finally:
        engine.dispose()


def test_workers_answer_while_it_purges(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = live_company
    monkeypatch.setattr(purge_module, "PORTION", 20)
    old = orders(company, 300)
    company.office.answer_waiting()
    bytes_before = text_bytes(company)
    age(company)
    floor = [seconds_to_answer(company, n) for n in range(8)]
    done: list[PurgedRows] = []
    thread = threading.Thread(
        target=lambda: done.extend(Purge(company.office.engine, company.office_time()).run())
    )
    thread.start()
    during: list[float] = []
    while thread.is_alive() or len(during) < 3:
        during.append(seconds_to_answer(company, 10 + len(during)))
    thread.join()
    rows = {each.kind: each.rows for each in done}
    print(  # noqa: T201 (figures for the manual)
        f"purged {rows[PurgedKind.REQUESTS]} requests beside {len(during)} answers: median "
        f"{statistics.median(floor):.3f} s alone, {statistics.median(during):.3f} s beside the "
        f"purge, longest {max(during):.3f} s; text of a request and its reply "
        f"{bytes_before / len(old):.0f} bytes before, {text_bytes(company, purged=True):.0f} after"
    )
    assert rows[PurgedKind.REQUESTS] == len(old)
    assert statistics.median(during) < 5 * statistics.median(floor)
    assert company.count("inbox", status="received") == 0


def seconds_to_answer(company: LiveCompany, quantity: int) -> float:
    """Send an order of Ben's, and return how long it takes until a worker has answered it."""
    before = time.perf_counter()
    orders(company, 1, customer=BENS, login=BEN, sku="ABCD"[quantity % 4])
    another(company).answer_waiting()
    return time.perf_counter() - before


def text_bytes(company: LiveCompany, *, purged: bool = False) -> float:
    """Return how many bytes the texts of all requests and replies take, or of a purged one."""
    texts = "+".join(f"DATALENGTH(i.{name})" for name in ("body", "sender", "lane", "kind"))
    with company.live.as_admin() as connection:
        ((row,),) = connection.execute(
            f"SELECT {'AVG' if purged else 'SUM'}(CAST({texts} + DATALENGTH(r.body) AS float)) "
            "FROM sync.inbox AS i JOIN sync.replies AS r ON r.sender = i.sender "
            f"AND r.request_id = i.request_id WHERE i.purged = {int(purged)}"
        )
    return float(str(row[0]))
