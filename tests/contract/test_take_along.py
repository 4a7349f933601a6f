"""Data sets and pinned customers over every transport: what is given, and nothing beyond it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.operations import PulseRequest
from smartclient.contract.take_along import ChangeDataSet, PinCustomer
from smartclient.domain.data_sets import DataSet, DataSetAudience, DataSetContent
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.tasks import TaskKind
from smartclient.headoffice.worker.given_rows import refresh_given_rows
from smartclient.sync.repair import schedule_check
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, Company, line

BIKES = DataSetContent(categories=("Bikes",))
CONFIRMED, REJECTED = AnswerStatus.CONFIRMED, AnswerStatus.REJECTED


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(company, tmp_path / "laptop")
    yield laptop
    laptop.store.close()


def define(
    company: Company, data_set: DataSet, login: Login = HEAD, *, anyway: bool = False
) -> Answer:
    body = ChangeDataSet(name=data_set.name, data_set=data_set, anyway=anyway)
    return company.ask(login, body, lane="")[1]


def pin(company: Company, number: str, login: Login = ANN, *, pinned: bool = True) -> Answer:
    body = PinCustomer(number=CustomerNumber(number), pinned=pinned)
    return company.ask(login, body, lane="")[1]


def skus(laptop: SyncedLaptop) -> set[str]:
    return {str(entry.sku) for entry in laptop.use_cases.catalog.search("", limit=1_000)}


def pinned(laptop: SyncedLaptop) -> list[str]:
    return [one.customer.number for one in laptop.use_cases.take_along.pinned().customers]


def given(company: Company, login: Login, kind: FeedKind) -> list[str]:
    link = company.link(login)
    watermark = link.pulse(PulseRequest()).watermark
    page = link.feed(kind, cursor=Cursor(), watermark=watermark, limit=100, by_key=True)
    return [str(row[1]) for row in page.rows]


def refresh(company: Company) -> int:
    return refresh_given_rows(company.office.engine, company.clock)


def test_a_set_limits_those_who_are_given_it_until_it_is_removed(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.change_product("A", category="Bikes")
    laptop.sync()
    all_of_them = skus(laptop)
    anns = DataSet(
        name="Ännes Räder",
        required=True,
        content=BIKES,
        audience=DataSetAudience.REP,
        recipient=ANN.upper(),
    )
    assert define(company, anns).status is CONFIRMED
    assert given(company, ANN, FeedKind.TAKE_ALONG) == ["Ännes Räder"]
    assert given(company, BEN, FeedKind.TAKE_ALONG) == []
    laptop.sync()
    assert skus(laptop) == {"A"}
    schedule_check(laptop.store)
    laptop.sync()
    assert skus(laptop) == {"A"}
    # by another spelling it is the same one, and is changed
    company.change_product("B", category="Lamps")
    lamps = DataSet(
        name="ÄNNES RÄDER", required=True, content=DataSetContent(categories=("lamps",))
    )
    assert define(company, lamps).status is CONFIRMED
    laptop.sync()
    assert skus(laptop) == {"B"}
    assert len(company.rows("data_sets")) == 1
    remove = ChangeDataSet(name="Ännes Räder", data_set=None)
    assert company.ask(HEAD, remove, lane="")[1].status is CONFIRMED
    laptop.sync()
    assert skus(laptop) == all_of_them
    assert company.ask(HEAD, remove, lane="")[1].status is REJECTED


def test_nobody_but_an_admin_defines_data_sets(company: Company) -> None:
    data_set = DataSet(name="Mine", required=False, content=BIKES)
    answer = define(company, data_set, ANN)
    assert answer.status is REJECTED
    assert "Only an admin" in answer.why
    remove = ChangeDataSet(name="Mine", data_set=None)
    assert company.ask(ANN, remove, lane="")[1].status is REJECTED
    assert company.rows("data_sets") == []


def test_a_set_that_can_be_none_is_refused_with_what_to_do(company: Company) -> None:
    empty = DataSet(name="Empty", required=True, content=DataSetContent())
    answer = define(company, empty)
    assert answer.status is REJECTED
    assert "Name at least one category" in answer.why


@pytest.mark.parametrize(
    ("audience", "recipient", "sentence", "nearest"),
    [
        (DataSetAudience.TERRITORY, "Wst", "no territory {territory}", "West"),
        (DataSetAudience.REP, "north\\an", "no rep with the login {login}", ANN),
    ],
)
def test_a_set_for_nobody_that_exists_is_refused_with_the_nearest_names(
    company: Company, audience: DataSetAudience, recipient: str, sentence: str, nearest: str
) -> None:
    company.add("territories", {"name": "West"})
    wrong = DataSet(
        name="W",
        required=False,
        content=DataSetContent(photos=True),
        audience=audience,
        recipient=recipient,
    )
    answer = define(company, wrong, anyway=True)
    assert answer.status is REJECTED
    assert sentence in answer.why
    assert answer.arguments["names"].startswith(nearest)
    assert define(company, replace(wrong, recipient=nearest.upper())).status is CONFIRMED


def test_the_nearest_category_is_named_first(company: Company) -> None:
    for sku, category in (("A", "Bikes"), ("B", "Bags"), ("C", "Ales")):
        company.change_product(sku, category=category)
    wrong = DataSet(name="W", required=False, content=DataSetContent(categories=("Bikse",)))
    assert define(company, wrong).arguments["names"] == "Bikes, Bags, Ales"


def test_a_category_without_products_is_taken_only_where_it_is_planned(company: Company) -> None:
    company.change_product("A", category="Bikes")
    planned = DataSet(
        name="P", required=False, content=DataSetContent(categories=("Bikes", "Bikse"))
    )
    answer = define(company, planned)
    assert answer.status is REJECTED
    assert (answer.arguments["categories"], answer.arguments["names"]) == ("Bikse", "Bikes")
    assert company.rows("data_sets") == []
    assert define(company, planned, anyway=True).status is CONFIRMED


def test_whom_a_set_would_leave_without_any_product_is_said_before(company: Company) -> None:
    company.change_product("A", category="Bikes")
    boats = DataSetContent(categories=("Boats",))
    anns = DataSet(
        name="Ann's",
        required=True,
        content=boats,
        audience=DataSetAudience.REP,
        recipient=ANN,
    )
    answer = define(company, anns)
    assert answer.status is REJECTED
    assert answer.arguments["logins"] == ANN
    # beside another that is required it leaves out nothing, until that is removed
    assert define(company, DataSet(name="All", required=True, content=BIKES)).status is CONFIRMED
    assert define(company, anns, anyway=True).status is CONFIRMED
    remove = ChangeDataSet(name="all", data_set=None)
    answer = company.ask(HEAD, remove, lane="")[1]
    assert answer.status is REJECTED
    assert "These reps would then take no product along" in answer.why
    assert answer.arguments["logins"] == ANN
    assert company.ask(HEAD, replace(remove, anyway=True), lane="")[1].status is CONFIRMED


def test_an_admin_sees_whom_and_how_much_a_set_concerns(company: Company) -> None:
    company.change_product("A", category="Bikes")
    company.place(company.order(line("D", 2), customer=BENS), BEN)
    for login, orders in ((BEN, 1), (ANN, 0)):
        data_set = DataSet(
            name="Set",
            required=True,
            content=DataSetContent(categories=("Bikes",), history_days=30),
            audience=DataSetAudience.REP,
            recipient=login,
        )
        assert define(company, data_set).status is CONFIRMED
        (seen,) = company.office.data_sets()
        assert (seen.reps, seen.products, seen.orders) == (1, 1, orders)
    # one of several reps of a customer takes its orders along, too
    company.change_customer(BENS, more_reps=ANN)
    (seen,) = company.office.data_sets()
    assert seen.orders == 1


def test_a_pinned_customer_is_read_and_nothing_else(company: Company, laptop: SyncedLaptop) -> None:
    company.change_customer(BENS, phone="555-0199")
    company.place(company.order(line("D", 2), customer=BENS), BEN)
    company.policy("pinned_customers", "all")
    laptop.sync()
    laptop.use_cases.take_along.pin(BENS, pinned=True)
    laptop.sync()
    laptop.sync()
    (one,) = laptop.use_cases.take_along.pinned().customers
    assert (one.customer.number, one.customer.phone) == (BENS, "555-0199")
    assert [order.number for order in one.orders] == ["SO-10001"]
    # it is no customer of the rep's: nothing can be ordered for it, nor changed
    assert BENS not in {found.number for found in laptop.use_cases.customers.search("", limit=100)}
    with laptop.store.view() as view:
        assert view.customers.get(BENS) is None
        assert view.orders.get(one.orders[0].number) is None  # type: ignore[arg-type]
    # what changes follows
    company.change_customer(BENS, phone="555-0200")
    assert refresh(company) == 1
    assert refresh(company) == 0
    laptop.sync()
    assert laptop.use_cases.take_along.pinned().customers[0].customer.phone == "555-0200"
    laptop.use_cases.take_along.pin(BENS, pinned=False)
    laptop.sync()
    laptop.sync()
    assert pinned(laptop) == []


def test_a_refused_pin_says_why_until_it_is_asked_for_again(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("pinned_customers", "territory")
    company.change("reps", {"login": ANN}, territory="West")
    company.change_customer(BENS, territory="East")
    laptop.sync()
    use_cases = laptop.use_cases
    use_cases.take_along.pin(BENS, pinned=True)
    summary = laptop.sync()
    (refused,) = use_cases.take_along.pinned().refused
    assert (refused.task, refused.subject.id) == (TaskKind.PIN_CUSTOMER, BENS)
    assert "has no customer {customer} that you may read" in refused.why
    assert use_cases.status.current().refusals == (refused,)
    assert (summary.rejected, summary.refusals) == (1, (refused,))
    # the next sync reports it no more; where the rep looks it stays
    assert laptop.sync().refusals == ()
    assert use_cases.take_along.pinned().refused == (refused,)
    company.change_customer(BENS, territory="West")
    use_cases.take_along.pin(BENS, pinned=True)
    assert use_cases.take_along.pinned().refused == ()
    laptop.sync()
    laptop.sync()
    assert use_cases.take_along.pinned().refused == ()
    assert pinned(laptop) == [BENS]


def test_pinning_what_is_pinned_or_on_its_way_queues_nothing(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("pinned_customers", "all")
    company.change_customer(BENS, name="Ben's Shop")
    laptop.sync()
    take_along, outbox = laptop.use_cases.take_along, laptop.use_cases.outbox
    take_along.pin(BENS, pinned=True)
    for wanted in (True, False):
        with pytest.raises(BlockedError, match="on its way"):
            take_along.pin(BENS, pinned=wanted)
    (entry,) = outbox.entries()
    assert (entry.kind, entry.subject.label) == (TaskKind.PIN_CUSTOMER, BENS)
    laptop.sync()
    laptop.sync()
    with pytest.raises(RefusedError, match="pinned already"):
        take_along.pin(BENS, pinned=True)
    assert outbox.entries() == ()
    take_along.pin(BENS, pinned=False)
    (entry,) = outbox.entries()
    assert (entry.kind, entry.subject.label) == (TaskKind.UNPIN_CUSTOMER, "Ben's Shop")


def test_a_pinned_customer_is_shown_where_one_reads_and_refused_where_one_writes(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("pinned_customers", "all")
    company.place(company.order(line("D", 2), customer=BENS), BEN)
    assert pin(company, BENS).status is CONFIRMED
    laptop.sync()
    use_cases = laptop.use_cases
    shown = use_cases.take_along.pinned_customer(BENS)
    assert shown is not None
    found = use_cases.take_along.pinned_order("so-10001")
    assert found is not None
    assert (found[0], found[1]) == (shown, shown.orders[0])
    assert use_cases.take_along.pinned_customer(SHOP) is None
    for writing in (
        lambda: use_cases.orders.new(BENS),
        lambda: use_cases.customers.edit(BENS, {EditableField.PHONE: "1"}),
        lambda: use_cases.customers.delete(BENS),
    ):
        with pytest.raises(RefusedError, match="pinned for reading"):
            writing()
    with pytest.raises(RefusedError, match="pinned for reading"):
        use_cases.orders.get("SO-10001")


def test_a_pin_ends_when_the_policy_does_not_allow_it_any_more(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("pinned_customers", "all")
    assert pin(company, BENS).status is CONFIRMED
    laptop.sync()
    assert pinned(laptop) == [BENS]
    company.change("policies", {"key": "pinned_customers"}, setting="nobody")
    assert refresh(company) == 1
    laptop.sync()
    assert pinned(laptop) == []
    with pytest.raises(RefusedError, match="does not let customers be pinned"):
        laptop.use_cases.take_along.pin(BENS, pinned=True)


def test_a_pinned_customer_that_comes_into_the_partition_is_pinned_no_longer(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("pinned_customers", "all")
    pin(company, BENS)
    laptop.sync()
    company.change_customer(BENS, rep=ANN)
    assert refresh(company) == 1
    laptop.sync()
    assert pinned(laptop) == []
    assert BENS in {found.number for found in laptop.use_cases.customers.search("", limit=100)}


def test_within_the_territory_alone_where_the_policy_says_so(company: Company) -> None:
    company.policy("pinned_customers", "territory")
    company.change("reps", {"login": ANN}, territory="West")
    company.change_customer(BENS, territory="East")
    assert pin(company, BENS).status is REJECTED
    company.change_customer(BENS, territory="WEST")
    assert pin(company, BENS).status is CONFIRMED
    assert given(company, ANN, FeedKind.PINNED_CUSTOMERS) == [BENS]
    assert given(company, BEN, FeedKind.PINNED_CUSTOMERS) == []
    assert given(company, HEAD, FeedKind.PINNED_CUSTOMERS) == []


def test_whoever_has_no_territory_pins_nobody_elses_without_one(company: Company) -> None:
    company.policy("pinned_customers", "territory")
    company.change("reps", {"login": ANN}, territory="")
    company.change_customer(BENS, territory="")
    assert pin(company, BENS).status is REJECTED


def test_an_intruder_learns_of_no_customer_whether_it_is_there(company: Company) -> None:
    """As delivered nobody may pin, and where it is allowed, what is not there is like the rest."""
    company.change_customer(BENS, name="SECRET", territory="East")
    assert pin(company, BENS).status is REJECTED
    company.policy("pinned_customers", "territory")
    company.change("reps", {"login": ANN}, territory="West")
    there, absent = pin(company, BENS), pin(company, "B-999")
    assert there.why == absent.why
    assert there.customer is None
    assert company.rows("pinned_customers") == []
    assert given(company, ANN, FeedKind.PINNED_CUSTOMERS) == []


def test_ones_own_customer_is_not_pinned(company: Company, laptop: SyncedLaptop) -> None:
    company.policy("pinned_customers", "all")
    laptop.sync()
    assert "your own customer" in pin(company, SHOP).why
    with pytest.raises(RefusedError, match="your own customer"):
        laptop.use_cases.take_along.pin(SHOP, pinned=True)


def test_no_more_than_a_number_of_customers_is_pinned(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartclient.headoffice.handlers.take_along.MOST_PINNED", 1)
    company.policy("pinned_customers", "all")
    company.add("customers", {"number": "B-2", "name": "Second", "rep": BEN})
    assert pin(company, BENS).status is CONFIRMED
    assert pin(company, BENS).status is CONFIRMED
    assert "Unpin one first" in pin(company, "B-2").why
    assert pin(company, BENS, pinned=False).status is CONFIRMED
    assert pin(company, "B-2").status is CONFIRMED
