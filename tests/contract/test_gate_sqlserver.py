"""The gate on SQL Server: a service that acts for enrolled devices, and can do nothing else."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPlace
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    DeviceState,
    OtherLoginError,
    TooManyGuessesError,
    Waiting,
    WipeRequestedError,
)
from smartclient.contract.web.limits import CREDENTIAL_OLD, CREDENTIAL_UNSEEN, GUESSES_OF_ADDRESS
from smartclient.database.mssql.address import address_of
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SetUpError, SmartClientError, UnknownLoginError
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.feeds import SCOPES, Scope
from smartclient.headoffice.database.tables import tables_for
from smartclient.web.sqlserver_gate import SqlServerGate
from tests.enrolled_devices import ADDRESS, digest
from tests.headoffice.attacker import PROCEDURES, SURFACE, done_by
from tests.live_company import found_live_company
from tests.live_gate import BARE_SERVICE, LiveDevices, devices_of, service_login
from tests.live_server import LiveOffice, Raw
from tests.mssql_statements import defined
from tests.office_company import ANN, BEN, BENS, CHIEF, HEAD, SHOP, line
from tests.slow_link import SlowLink

TABLES = sorted(
    f"{table.schema}.{table.name}"
    for table in tables_for("mssql").metadata.tables.values()
    if table.name != "session"
)
WATERMARK = 2**60
FOR_ADMINS = ("enrol_v1", "revoke_device_v1", "release_v1", "drop_handed_over_v1")

CALLS: dict[str, Callable[[Operations], object]] = {
    "submit": lambda o: o.submit([]),
    "pulse": lambda o: o.pulse(PulseRequest()),
    "replies": lambda o: o.replies(after=0, watermark=WATERMARK, limit=10),
    "feed": lambda o: o.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=WATERMARK, limit=10, by_key=True
    ),
    "feeds": lambda o: o.feeds(
        [FeedPlace(FeedKind.CUSTOMERS, Cursor(), by_key=True)], watermark=WATERMARK, limit=10
    ),
    "fingerprints": lambda o: o.fingerprints(None, watermark=WATERMARK, width=1000),
}


@pytest.fixture
def devices(live: LiveOffice) -> Iterator[LiveDevices]:
    company = found_live_company(live, SystemClock())
    devices = devices_of(company)
    yield devices
    devices.gate.close()
    live.hang_up()


@pytest.fixture
def bare(live: LiveOffice) -> Iterator[Raw]:
    """A connection of a login that has just what head office grants to a service."""
    with live.as_login(service_login(live, BARE_SERVICE)) as connection:
        yield connection


def call_of(name: str) -> str:
    """A call of a procedure with nothing in its parameters."""
    marks = defined("PROCEDURE")[f"sync.{name}"].partition("\nAS\n")[0].count("@")
    return f"EXEC sync.{name} {', '.join(['NULL'] * marks)}"


def seen(operations: Operations, kind: FeedKind) -> list[tuple[object, ...]]:
    """All rows of a feed that a device may see."""
    page = operations.feed(kind, cursor=Cursor(), watermark=WATERMARK, limit=500, by_key=True)
    return [tuple(row) for row in page.rows]


def test_a_device_does_over_the_gate_what_a_laptop_does(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled()
    operations = devices.operations()
    assert operations.pulse(PulseRequest()).identity.login == ANN
    order = company.order(line("A", 2))
    request = company.request(PlaceOrder(order=order), lane=SHOP)
    (receipt,) = operations.submit([request])
    assert (receipt.digest, receipt.refusal) == (request.digest, "")
    company.office.answer_waiting()
    (reply,) = operations.replies(after=0, watermark=WATERMARK, limit=10)
    assert reply.request_id == request.id
    assert reply.answer.status is AnswerStatus.CONFIRMED
    laptop = company.link(ANN)
    for kind in FeedKind:
        assert seen(operations, kind) == seen(laptop, kind), kind
    places = [FeedPlace(kind, Cursor(), by_key=True) for kind in FeedKind]
    asked = {"watermark": WATERMARK, "limit": 500}
    assert operations.feeds(places, **asked) == laptop.feeds(places, **asked)
    width = {"watermark": WATERMARK, "width": 1000}
    assert operations.fingerprints(None, **width) == laptop.fingerprints(None, **width)


def test_who_sends_is_whose_credential_it_is(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    request = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    devices.operations("ann's laptop").submit([request])
    (row,) = company.rows("inbox")
    assert row.sender == ANN
    company.office.answer_waiting()
    asked = {"after": 0, "watermark": WATERMARK, "limit": 10}
    (reply,) = devices.operations("ann's laptop").replies(**asked)
    assert reply.answer.status is AnswerStatus.REJECTED
    assert not devices.operations("ben's").replies(**asked)
    anns, bens = (
        seen(devices.operations(each), FeedKind.CUSTOMERS) for each in ("ann's laptop", "ben's")
    )
    assert anns
    assert bens
    assert not set(anns) & set(bens)


def test_an_admin_decides_over_the_gate_as_an_admin_alone(devices: LiveDevices) -> None:
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(HEAD, "head's")
    assert devices.pulse("head's").identity.is_admin
    assert not devices.pulse("ann's laptop").identity.is_admin
    assert seen(devices.operations("head's"), FeedKind.REPS)
    assert not seen(devices.operations("ann's laptop"), FeedKind.REPS)


def test_the_service_is_refused_everything_but_its_procedures(bare: Raw) -> None:
    attacks = (
        "SELECT TOP 1 * FROM {}",
        "UPDATE {} SET row_version = row_version",
        "DELETE FROM {}",
        "TRUNCATE TABLE {}",
        "DROP TABLE {}",
    )
    assert not done_by(bare, *(attack.format(table) for table in TABLES for attack in attacks))
    others = [name for name in PROCEDURES if not name.startswith("web_")]
    assert {*SURFACE, *FOR_ADMINS} < set(others)
    for name in others:
        with pytest.raises(bare.errors) as refused:
            bare.execute(call_of(name))
        assert "permission" in str(refused.value).casefold(), name
    assert not done_by(
        bare,
        "INSERT INTO sync.rep_identity (name, rep_number) VALUES (SUSER_SNAME(), N'8')",
        "ALTER ROLE smartclient_admin ADD MEMBER smartclient_web",
        "ALTER PROCEDURE sync.web_bounds_v1 AS SELECT * FROM sales.customers",
        "CREATE PROCEDURE sync.mine AS SELECT 1",
    )


def test_a_login_of_a_rep_is_refused_what_the_service_may_call(devices: LiveDevices) -> None:
    live = devices.company.live
    devices.enrolled()
    services = [name for name in PROCEDURES if name.startswith("web_")]
    assert len(services) > 30
    with live.as_login(live.bare_login()) as connection:
        for name in services:
            with pytest.raises(connection.errors) as refused:
                connection.execute(call_of(name))
            assert "permission" in str(refused.value).casefold(), name


@pytest.mark.parametrize("name", CALLS)
def test_a_credential_that_does_not_count_is_refused_by_every_operation(
    devices: LiveDevices, name: str
) -> None:
    call = CALLS[name]
    revoked = devices.enrolled(ANN, "revoked")
    wiping = devices.enrolled(ANN, "wiping")
    devices.enrolled(CHIEF, "dismissed")
    devices.enrolled(ANN, "stale")
    devices.change_time("credentials", "seen_at", CREDENTIAL_UNSEEN.days + 1)
    for credential in ("stale", "forged", ""):
        with pytest.raises(CredentialRefusedError):
            call(devices.operations(credential))
    devices.change_time("credentials", "seen_at", -CREDENTIAL_UNSEEN.days)
    devices.revoke(revoked)
    devices.revoke(wiping, wipe=True)
    devices.company.dismiss(CHIEF)
    with pytest.raises(DeviceRevokedError) as refused:
        call(devices.operations("revoked"))
    assert not isinstance(refused.value, WipeRequestedError)
    with pytest.raises(WipeRequestedError):
        call(devices.operations("wiping"))
    with pytest.raises(UnknownLoginError):
        call(devices.operations("dismissed"))


def test_what_is_revoked_is_refused_whatever_it_calls(devices: LiveDevices) -> None:
    device = devices.enrolled()
    devices.revoke(device)
    gate, credential = devices.gate, digest("ann's laptop")
    calls: tuple[Callable[[], object], ...] = (
        lambda: gate.is_old(credential),
        lambda: gate.renew(credential, digest("new")),
        lambda: gate.hand_over(credential, []),
        lambda: gate.wiped(credential),
    )
    for call in calls:
        with pytest.raises(DeviceRevokedError):
            call()
    assert gate.news([Waiting(credential, 0)])[credential].is_refused
    with pytest.raises(DeviceRevokedError):
        gate.renew(credential, digest("new"))


def test_a_pooled_connection_is_nobodys(devices: LiveDevices) -> None:
    """Two devices take turns on one connection, while errors of every kind come in between."""
    company = devices.company
    revoked = devices.enrolled(ANN, "revoked")
    devices.revoke(revoked)
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    one = devices_of(company, connections=1)

    def unreadable() -> None:
        one.operations("ann's laptop").pulse(PulseRequest(position="x" * 5_000))

    between: tuple[Callable[[], object], ...] = (
        lambda: one.pulse("forged"),
        lambda: one.pulse("revoked"),
        lambda: one.gate.wiped(digest("ann's laptop")),
        unreadable,
        lambda: one.sign_in(devices.enrol(), "ann's laptop"),
        lambda: one.gate.renew(digest("revoked"), digest("x")),
    )
    try:
        for disturb in between:
            for credential, login, customer in (("ann's laptop", ANN, SHOP), ("ben's", BEN, BENS)):
                operations = one.operations(credential)
                assert operations.pulse(PulseRequest()).identity.login == login
                order = company.order(customer=customer)
                request = company.request(PlaceOrder(order=order), lane=customer)
                operations.submit([request])
                (row,) = company.rows("inbox", request_id=request.id)
                assert row.sender == login
                with pytest.raises(SmartClientError):
                    disturb()
        anns = {row[1] for row in seen(one.operations("ann's laptop"), FeedKind.CUSTOMERS)}
        assert SHOP in anns
        assert BENS not in anns
    finally:
        one.gate.close()


def test_a_renewed_credential_takes_the_place_of_the_one_before_once_it_was_used(
    devices: LiveDevices,
) -> None:
    devices.enrolled()
    devices.enrolled(BEN, "ben's")
    assert not devices.gate.is_old(digest("ann's laptop"))
    devices.change_time("credentials", "given_at", CREDENTIAL_OLD.days + 1)
    other_process = devices_of(devices.company, connections=1)
    try:
        assert other_process.gate.is_old(digest("ann's laptop"))
    finally:
        other_process.gate.close()
    devices.gate.renew(digest("ann's laptop"), digest("lost"))
    devices.gate.renew(digest("ann's laptop"), digest("next"))
    # again changes nothing: its answer may have been lost
    devices.gate.renew(digest("ann's laptop"), digest("next"))
    with pytest.raises(CredentialRefusedError):
        devices.pulse("lost")
    assert devices.pulse("ann's laptop").identity.login == ANN
    assert devices.pulse("next").identity.login == ANN
    with pytest.raises(CredentialRefusedError):
        devices.pulse("ann's laptop")
    with pytest.raises(CredentialRefusedError):
        devices.gate.renew(digest("next"), digest("ben's"))
    assert devices.pulse("ben's").identity.login == BEN


def test_a_contact_is_stored_with_its_address(devices: LiveDevices) -> None:
    device = devices.enrolled()
    devices.change_time("credentials", "seen_at", 1)
    devices.change_time("enrolled_devices", "seen_on", 1)
    before = devices.company.office_time()
    devices.pulse(address="2001:db8::7")
    (row,) = devices.company.rows("credentials", device=device)
    assert row.address == "2001:db8::7"
    assert row.seen_at >= before - timedelta(minutes=1)
    (row,) = devices.company.rows("enrolled_devices", device=device)
    assert row.seen_on == before.date()
    assert row.address == "2001:db8::7"
    devices.pulse(address="203.0.113.9")
    (row,) = devices.company.rows("enrolled_devices", device=device)
    assert row.address == "203.0.113.9"


def test_a_code_works_once_and_for_its_login(devices: LiveDevices) -> None:
    code = devices.enrol()
    with pytest.raises(OtherLoginError):
        devices.sign_in(code, login=BEN)
    first = devices.sign_in(code, login=ANN, name="Änn's “Notebook” 1")
    assert first.login == ANN
    assert devices.sign_in(code) == first
    with pytest.raises(CodeRefusedError):
        devices.sign_in(code, "a thief's")
    with pytest.raises(CredentialRefusedError):
        devices.sign_in(devices.enrol(BEN))
    (row,) = devices.company.rows("enrolled_devices")
    assert (row.name, row.login, row.state) == ("Änn's “Notebook” 1", ANN, DeviceState.ACTIVE)
    expired = devices.enrol(BEN)
    devices.change_time("enrolments", "expires_at", 2)
    with pytest.raises(CodeRefusedError):
        devices.sign_in(expired, "ben's")


def test_who_guesses_is_locked_out_and_nobody_else(devices: LiveDevices) -> None:
    code = devices.enrol()
    for _ in range(GUESSES_OF_ADDRESS):
        with pytest.raises(CodeRefusedError):
            devices.gate.sign_in(
                code=digest("guess"),
                credential=digest("thief's"),
                name="",
                kind="laptop",
                login="",
                address=ADDRESS,
            )
    with pytest.raises(TooManyGuessesError):
        devices.sign_in(code)
    assert devices.company.count("guesses") == GUESSES_OF_ADDRESS
    assert devices.sign_in(code, address="192.0.2.99").login == ANN


def test_an_admin_enrols_reps_and_an_owner_admins(devices: LiveDevices) -> None:
    with devices.an_admin() as admin:
        assert devices.sign_in(devices.enrol(BEN, by=admin), "ben's").login == BEN
        (row,) = devices.company.rows("enrolments")
        assert row.enrolled_by == HEAD
        with pytest.raises(RefusedError, match="owner"):
            devices.enrol(CHIEF, by=admin)
        with pytest.raises(RefusedError, match="nobody"):
            devices.enrol("nobody", by=admin)
        devices.revoke(devices.company.rows("enrolled_devices")[0].device, by=admin)
    assert devices.sign_in(devices.enrol(CHIEF), "chief's").login == CHIEF
    with pytest.raises(DeviceRevokedError):
        devices.pulse("ben's")


def test_a_rep_enrols_and_revokes_nobody(devices: LiveDevices) -> None:
    live = devices.company.live
    device = devices.enrolled()
    with live.as_login(live.logins[BEN]) as connection:
        for name in ("enrol_v1", "revoke_device_v1", "release_v1", "drop_handed_over_v1"):
            with pytest.raises(connection.errors) as refused:
                connection.execute(f"EXEC sync.{name} ?", f'{{"device": "{device}"}}')
            assert "permission" in str(refused.value).casefold(), name


def test_what_a_wiped_device_hands_over_is_released_as_its_logins(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    orders = [company.order(line("A", count)) for count in (1, 2, 3)]
    batch = [company.request(PlaceOrder(order=order), lane=SHOP) for order in orders]
    with pytest.raises(SmartClientError, match="did not ask"):
        devices.gate.hand_over(digest("ann's laptop"), batch)
    devices.revoke(device, wipe=True)
    for _ in range(2):
        receipts = devices.gate.hand_over(digest("ann's laptop"), batch)
        assert [(r.request_id, r.digest, r.refusal) for r in receipts] == [
            (each.id, each.digest, "") for each in batch
        ]
    devices.gate.wiped(digest("ann's laptop"))
    devices.gate.wiped(digest("ann's laptop"))
    (row,) = company.rows("enrolled_devices")
    assert (row.state, row.unsent, company.count("inbox")) == (DeviceState.WIPED, 3, 0)
    with devices.an_admin() as admin:
        office = backend_of(admin).devices
        now = company.clock.now()
        assert office.release(admin, device, as_login="", at=now) == 3
        with pytest.raises(RefusedError, match="Nothing"):
            office.release(admin, device, as_login="", at=now)
    inbox = sorted(company.rows("inbox"), key=lambda row: row.id)
    assert [(row.sender, row.request_id) for row in inbox] == [(ANN, each.id) for each in batch]
    company.office.answer_waiting()
    assert company.count("orders") == 3
    (row,) = company.rows("enrolled_devices")
    assert row.unsent == 0


def test_what_is_dropped_is_never_carried_out(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.gate.hand_over(digest("ann's laptop"), [request])
    engine, now = company.office.engine, company.clock.now()
    assert backend_of(engine).devices.drop(engine, device, as_login="", at=now) == 1
    with pytest.raises(RefusedError, match="Nothing"):
        backend_of(engine).devices.release(engine, device, as_login="", at=now)
    # the device may not know that it was received
    (receipt,) = devices.gate.hand_over(digest("ann's laptop"), [request])
    assert not receipt.refusal
    company.office.answer_waiting()
    assert (company.count("inbox"), company.count("orders")) == (0, 0)


def test_news_are_for_whom_they_concern(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    devices.enrolled(HEAD, "head's")
    anns, bens, heads, forged = map(digest, ("ann's laptop", "ben's", "head's", "forged"))
    waiting = [Waiting(each, 0) for each in (anns, bens, heads, forged)]
    before = devices.gate.news(waiting)
    assert [before[each].is_refused for each in (anns, bens, heads, forged)] == [
        *(False, False, False),
        True,
    ]
    assert FeedKind.REPS in before[heads].heads
    assert FeedKind.REPS not in before[anns].heads
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.operations("ann's laptop").submit([request])
    company.office.answer_waiting()
    after = devices.gate.news(waiting)
    assert after[anns].newest_reply > before[anns].newest_reply == 0
    assert after[anns].heads[FeedKind.ORDERS] > before[anns].heads[FeedKind.ORDERS]
    assert after[bens].newest_reply == 0
    assert after[bens].heads[FeedKind.ORDERS] == before[bens].heads[FeedKind.ORDERS]
    assert after[anns].heads == devices.pulse("ann's laptop").heads
    assert not devices.gate.news([])


def test_what_is_the_same_for_all_is_read_for_nobody(devices: LiveDevices) -> None:
    devices.enrolled()
    watermark, generation = devices.gate.bounds()
    pulse = devices.pulse()
    assert (generation, watermark <= pulse.watermark) == (pulse.generation, True)
    shared = {kind for kind in FeedKind if SCOPES[kind] is Scope.EVERYBODY}
    assert set(devices.gate.shared_heads()) == shared
    for kind in shared:
        page = devices.gate.shared_page(kind, cursor=Cursor(), watermark=WATERMARK, limit=2)
        assert page == devices.operations().feed(
            kind, cursor=Cursor(), watermark=WATERMARK, limit=2, by_key=True
        )


def test_how_head_office_stands_and_where_it_is_reached(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.operations().submit([request])
    gauges = devices.gate.gauges()
    assert (gauges.waiting, gauges.parked, gauges.cases, gauges.oldest_case) == (1, 0, 0, None)
    assert gauges.oldest_waiting is not None
    assert (gauges.devices[DeviceState.ACTIVE], gauges.seen_last_day) == (1, 1)
    devices.revoke(device)
    assert devices.gate.gauges().devices[DeviceState.REVOKED] == 1
    devices.gate.set_public_address("https://office.example.test/", "AB" * 32)
    assert devices.gate.public_address() == ("https://office.example.test", "ab" * 32)
    devices.gate.set_public_address("https://other.example.test", "")
    assert devices.gate.public_address() == ("https://other.example.test", "")
    with pytest.raises(RefusedError):
        devices.gate.set_public_address("ftp://office.example.test", "")
    devices.gate.check()


def test_a_login_without_the_role_can_not_serve(devices: LiveDevices) -> None:
    live = devices.company.live
    gate = SqlServerGate(address_of(live.url_of(live.new_login("no_service", user=True))))
    try:
        with pytest.raises(SetUpError, match="has no rights"):
            gate.check()
    finally:
        gate.close()


def test_a_thousand_orders_take_two_round_trips_to_the_server(devices: LiveDevices) -> None:
    live = devices.company.live
    devices.enrolled()
    url, server = live.url_of(service_login(live)), address_of(live.url)
    with SlowLink((server.server, server.port or 0)) as link:
        near = url.replace(f"@{server.server}:{server.port}/", f"@127.0.0.1:{link.port}/")
        gate = SqlServerGate(address_of(near), connections=1)
        try:
            requests = [
                devices.company.request(PlaceOrder(order=devices.company.order()), lane=SHOP)
                for _ in range(1_001)
            ]
            # the statement is prepared once
            gate.operations(digest("ann's laptop"), ADDRESS).submit(requests[:1])
            link.forget()
            receipts = gate.operations(digest("ann's laptop"), ADDRESS).submit(requests[1:])
            crossed = link.crossed()
        finally:
            gate.close()
    assert [receipt.refusal for receipt in receipts] == [""] * 1_000
    assert crossed.round_trips <= 2
    assert crossed.connections == 0
