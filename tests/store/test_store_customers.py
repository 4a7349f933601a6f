"""Customers in the store: head office's and the rep's own changes as one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.domain.ids import CustomerNumber, Login, OrderId, RequestId, TaskId
from smartclient.domain.sales.customers import Address, Customer, CustomerStatus
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.text.searching import matches
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import Store
from tests.feed_samples import AS_OF, bring, order_row, page, placed_order, row
from tests.feed_samples import apply as apply_page

HILL, VALLEY, NEW = CustomerNumber("C-00001"), CustomerNumber("C-00002"), CustomerNumber("AN-C0001")


@pytest.fixture
def book(store: Store) -> Store:
    """Return a store that knows two customers."""
    bring(
        store,
        FeedKind.CUSTOMERS,
        row(
            FeedKind.CUSTOMERS, 1, number=HILL, name="Hill Cycles", phone="555-0142",
            email="hill@hill.example", contact="Ann Álvarez",
            credit_limit=10_000_000, balance=1_000,
        ),
        row(FeedKind.CUSTOMERS, 2, number=VALLEY, name="a Valley of Bikes"),
    )  # fmt: skip
    bring(
        store,
        FeedKind.ADDRESSES,
        row(FeedKind.ADDRESSES, 1, customer=HILL, kind="shipping", city="Renton"),
        row(FeedKind.ADDRESSES, 2, customer=HILL, kind="main", city="Van Nuys"),
    )
    return store


def edit(
    store: Store,
    number: CustomerNumber,
    status: TaskStatus = TaskStatus.QUEUED,
    *,
    is_new: bool = False,
    **fields: object,
) -> None:
    """Keep an unanswered change to a customer, with its task."""
    task = Task(
        id=TaskId(f"task-{number}"),
        kind=TaskKind.UPDATE_CUSTOMER,
        subject=Subject(type=SubjectType.CUSTOMER, id=number),
        status=status,
        request_id=RequestId(f"request-{number}"),
        created_at=AS_OF,
        changed_at=AS_OF,
    )
    with store.work() as work:
        record = work.customers.get(number)
        blank = Customer(number=number, name="", rep=Login("hill\\anna"))
        before = blank if record is None else record.customer
        work.tasks.add(task)
        work.customers.save_edit(replace(before, **fields), task.id, is_new=is_new)  # type: ignore[arg-type]
        work.commit()


def names(store: Store, text: str = "", limit: int | None = None, offset: int = 0) -> list[str]:
    with store.view() as view:
        return [customer.name for customer in view.customers.search(text, limit, offset)]


def test_customers_are_listed_by_name_whatever_their_case(book: Store) -> None:
    assert names(book) == ["a Valley of Bikes", "Hill Cycles"]
    assert names(book, limit=1, offset=1) == ["Hill Cycles"]


@pytest.mark.parametrize(
    "text", ["hill", "HIL cyc", "c-00001", "555-01", "0142", "hill@", "alvarez", "van nu", "renton"]
)
def test_any_shown_field_finds_a_customer(book: Store, text: str) -> None:
    assert names(book, text) == ["Hill Cycles"]


def test_a_moved_address_is_found_in_its_new_city_only(book: Store) -> None:
    bring(book, FeedKind.ADDRESSES, row(FeedKind.ADDRESSES, 2, customer=HILL, city="Burbank"))
    assert names(book, "burbank") == ["Hill Cycles"]
    assert names(book, "nuys") == []
    bring(book, FeedKind.TOMBSTONES, (1, "addresses", 1))
    assert names(book, "renton") == []


def test_the_main_address_gives_the_city(book: Store) -> None:
    with book.view() as view:
        hill = view.customers.search("hill")[0]
    assert hill.city == "Van Nuys"
    assert (hill.credit_limit, hill.status, hill.tentative) == (Decimal(1000), "active", False)


@pytest.mark.parametrize("kind", ["Main", "MAIN", "\uff4d\uff41\uff49\uff4e"])
def test_the_main_address_is_known_in_any_form(book: Store, kind: str) -> None:
    main = row(FeedKind.ADDRESSES, 2, customer=HILL, kind=kind, city="Van Nuys")
    bring(book, FeedKind.ADDRESSES, main)
    with book.view() as view:
        assert view.customers.search("hill")[0].city == "Van Nuys"
    edit(book, HILL, phone="555-0777")
    with book.view() as view:
        assert view.customers.search("hill")[0].city == "Van Nuys"


def test_an_unanswered_change_is_seen_in_the_list_and_in_search(book: Store) -> None:
    edit(book, HILL, phone="555-0777", name="zoom Cycles")
    assert names(book) == ["a Valley of Bikes", "zoom Cycles"]
    assert names(book, "0777") == ["zoom Cycles"]
    assert names(book, "0142") == []
    assert names(book, "alva") == ["zoom Cycles"]
    assert names(book, limit=1) == ["a Valley of Bikes"]
    assert names(book, limit=1, offset=1) == ["zoom Cycles"]
    with book.view() as view:
        listed = view.customers.search("zoom")[0]
    assert (listed.tentative, listed.task) == (True, TaskStatus.QUEUED)


def test_a_record_shows_what_is_confirmed_beside_what_is_not(book: Store) -> None:
    edit(book, HILL, phone="555-0777")
    with book.view() as view:
        record = view.customers.get(HILL)
    assert record is not None
    assert record.confirmed is not None
    assert (record.customer.phone, record.confirmed.phone) == ("555-0777", "555-0142")
    assert (record.tentative, record.task_id) == (True, "task-C-00001")
    assert [address.city for address in record.customer.addresses] == ["Renton", "Van Nuys"]


def test_head_offices_terms_show_through_an_unanswered_change(book: Store) -> None:
    edit(book, HILL, phone="555-0777")
    bring(
        book,
        FeedKind.CUSTOMERS,
        row(FeedKind.CUSTOMERS, 1, number=HILL, name="Hill Cycles", status="on_hold"),
    )
    with book.view() as view:
        record = view.customers.get(HILL)
        listed = view.customers.search("0777")[0]
    assert record is not None
    assert record.customer.status is CustomerStatus.ON_HOLD
    assert record.customer.phone == "555-0777"
    assert listed.status == "on_hold"


def test_a_dropped_change_leaves_what_head_office_has(book: Store) -> None:
    edit(book, HILL, phone="555-0777")
    with book.work() as work:
        work.customers.drop_edit(HILL)
        work.commit()
    assert names(book, "0142") == ["Hill Cycles"]


def test_credit_used_is_the_balance_and_what_is_open(book: Store) -> None:
    bring(
        book,
        FeedKind.ORDERS,
        order_row(1, placed_order("o1", total="10.00")),
        order_row(2, placed_order("o2", total="20.00", fulfilment=Fulfilment.SHIPPED)),
        order_row(3, placed_order("o3", total="40.00", fulfilment=Fulfilment.INVOICED)),
        order_row(4, placed_order("o4", total="80.00", state=OrderState.CANCELLED)),
    )
    with book.work() as work:
        own = placed_order("o5", total="160.00").order
        work.orders.save(StoredOrder(order=own, state=OrderState.TENTATIVE, changed_at=AS_OF))
        work.commit()
    with book.view() as view:
        record = view.customers.get(HILL)
        assert record is not None
        assert record.credit_used == Decimal("190.10")
        assert view.customers.search("hill")[0].credit_used == Decimal("190.10")


def test_a_new_customer_lives_under_its_provisional_number(book: Store) -> None:
    edit(book, NEW, is_new=True, name="New Shop")
    with book.view() as view:
        record = view.customers.get(NEW)
    assert record is not None
    assert (record.confirmed, record.customer.name) == (None, "New Shop")
    assert names(book, "new sh") == ["New Shop"]


def confirm_new(store: Store, *, row_version: int | None = None) -> None:
    """Let a reply tell that the new customer has its number."""
    address = Address(kind="main", line1="1 Street", city="Tacoma", country="US")
    with store.work() as work:
        work.customers.put_confirmed(
            Customer(
                number=CustomerNumber("C-00009"),
                name="New Shop",
                rep=Login("hill\\anna"),
                addresses=(address,),
            ),
            row_version=row_version,
        )
        work.commit()


def test_a_confirmed_customer_is_there_before_the_feed_brings_it_and_once_after(
    book: Store,
) -> None:
    confirm_new(book, row_version=150)
    assert names(book, "tacoma") == ["New Shop"]
    number = "C-00009"
    bring(book, FeedKind.CUSTOMERS, row(FeedKind.CUSTOMERS, 9, number=number, name="New Shop"))
    bring(book, FeedKind.ADDRESSES, row(FeedKind.ADDRESSES, 9, customer=number, city="Tacoma"))
    assert names(book, "tacoma") == ["New Shop"]
    with book.view() as view:
        record = view.customers.get(CustomerNumber(number))
        assert record is not None
        assert len(record.customer.addresses) == 1
        assert view.feeds.counts()["customers"].rows == 3
        assert view.feeds.counts()["addresses"].rows == 3


def test_a_customer_known_by_a_reply_alone_is_removed_when_a_whole_load_lacks_it(
    book: Store,
) -> None:
    confirm_new(book)
    with book.work() as work:
        work.feeds.restart((FeedKind.CUSTOMERS,))
        work.feeds.start_load(FeedKind.CUSTOMERS, 300)
        work.commit()
    hill = row(FeedKind.CUSTOMERS, 1, number=HILL, name="Hill Cycles")
    apply_page(book, page(FeedKind.CUSTOMERS, hill), by_key=True, watermark=300)
    assert names(book) == ["Hill Cycles"]
    assert names(book, "new") == []


def test_an_old_reply_does_not_undo_what_the_feed_brought_since(book: Store) -> None:
    with book.work() as work:
        record = work.customers.get(HILL)
        assert record is not None
        old = replace(record.customer, phone="555-OLD")
        work.customers.put_confirmed(old, row_version=99)
        work.commit()
    assert names(book, "0142") == ["Hill Cycles"]
    with book.work() as work:
        work.customers.put_confirmed(old, row_version=101)
        work.commit()
    assert names(book, "old") == ["Hill Cycles"]


def test_a_reply_about_a_customer_deleted_since_brings_nothing_back(book: Store) -> None:
    bring(book, FeedKind.TOMBSTONES, watermark=200)
    confirm_new(book, row_version=150)
    assert names(book, "new") == []


def test_a_final_number_takes_the_place_of_the_provisional_one_everywhere(book: Store) -> None:
    edit(book, NEW, is_new=True, name="New Shop")
    with book.work() as work:
        own = placed_order("o1", customer=NEW)
        work.orders.save(
            StoredOrder(order=own.order, state=OrderState.TENTATIVE, changed_at=AS_OF, placed=own)
        )
        work.commit()
    final = CustomerNumber("C-00009")
    with book.work() as work:
        work.customers.rename(NEW, final)
        work.commit()
    with book.view() as view:
        assert view.customers.get(NEW) is None
        record = view.customers.get(final)
        stored = view.orders.get(OrderId("o1"))
        assert record is not None
        assert record.customer.number == final
        assert stored is not None
        assert stored.placed is not None
        assert stored.order.customer == stored.placed.order.customer == final
        assert [order.id for order in view.orders.for_customer(final)] == ["o1"]


@pytest.mark.parametrize(
    ("text", "fields", "found"),
    [
        ("hil", ("Hill Cycles",), True),
        ("cyc hil", ("Hill Cycles",), True),
        ("ill", ("Hill Cycles",), False),
        ("555-01", ("555-0142",), True),
        ("555-42", ("555-0142",), False),
        ("alv", ("Ann Álvarez",), True),
        ("hill 555", ("Hill", "555-1"), True),
        ("-", ("a-b",), False),
    ],
)
def test_records_outside_the_index_match_as_those_in_it(
    text: str,
    fields: tuple[str, ...],
    found: bool,  # noqa: FBT001 (a table of cases)
) -> None:
    assert matches(text, fields) is found


def test_a_number_is_found_as_it_is_said(book: Store) -> None:
    shop = row(FeedKind.CUSTOMERS, 9, number="AW00000582", name="Long Number")
    bring(book, FeedKind.CUSTOMERS, shop)
    assert names(book, "582") == ["Long Number"]
    assert names(book, "aw00000582") == ["Long Number"]
    edit(book, CustomerNumber("AW00000582"), notes="Ring twice")
    assert names(book, "582") == ["Long Number"]
