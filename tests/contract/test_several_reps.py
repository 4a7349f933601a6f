"""A customer of several reps: each is given it, and sells to it, for as long as it is theirs."""

from sqlalchemy import delete

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.headoffice.database.audited_transaction import audited_transaction
from tests.contract.laptop_mirror import PARTITIONED, Mirror
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line

_OF_REPS = tuple(kind for kind in FeedKind if kind not in FOR_ADMINS)


def _mirror(company: Company, login: str) -> Mirror:
    return Mirror(company.link(login), _OF_REPS)


def _held(mirror: Mirror, number: str) -> set[FeedKind]:
    """The feeds of which a laptop holds something about a customer."""
    return {
        kind
        for kind in PARTITIONED
        if any(number in row for row in map(tuple, mirror.belongings(kind)))
    }


def test_a_customer_is_given_to_each_of_its_reps_with_all_that_belongs_to_it(
    company: Company,
) -> None:
    company.place(company.order())
    anns, bens = _mirror(company, ANN), _mirror(company, BEN)
    anns.pull()
    bens.pull()
    company.change_customer(SHOP, more_reps=BEN)
    anns.pull_by_heads()
    bens.pull_by_heads()
    assert (anns.numbers(), bens.numbers()) == ({SHOP, KIOSK}, {SHOP, BENS})
    assert _held(anns, SHOP) == _held(bens, SHOP) == set(PARTITIONED)
    for kind in (FeedKind.ADDRESSES, FeedKind.ORDERS):
        assert {row for row in bens.belongings(kind) if SHOP in row} == {
            row for row in anns.belongings(kind) if SHOP in row
        }
    late = _mirror(company, BEN)
    late.pull()
    assert late.rows[FeedKind.CUSTOMERS] == bens.rows[FeedKind.CUSTOMERS]


def test_what_changes_reaches_every_rep_of_a_customer(company: Company) -> None:
    company.change_customer(SHOP, more_reps=f"{BEN}; somebody")
    anns, bens = _mirror(company, ANN), _mirror(company, BEN)
    anns.pull()
    bens.pull()
    company.edit(("phone", "555-0100", "555-7"), login=BEN)
    company.place(company.order(), BEN)
    anns.pull_by_heads()
    bens.pull_by_heads()
    for mirror in (anns, bens):
        assert any("555-7" in row for row in mirror.belongings(FeedKind.CUSTOMERS))
        assert len(mirror.belongings(FeedKind.ORDERS)) == 1


def test_each_rep_sells_to_the_customer_and_changes_the_orders_of_the_others(
    company: Company,
) -> None:
    company.change_customer(SHOP, more_reps=BEN)
    order = company.order(line("A", 2))
    _, placed = company.place(order, BEN)
    assert placed.status is AnswerStatus.CONFIRMED
    _, cancelled = company.cancel(order, ANN)
    assert cancelled.status is AnswerStatus.CONFIRMED


def test_who_is_no_rep_of_a_customer_any_more_is_given_it_no_more(company: Company) -> None:
    company.change_customer(SHOP, more_reps=BEN)
    company.place(company.order(), BEN)
    bens = _mirror(company, BEN)
    bens.pull()
    company.change_customer(SHOP, more_reps="")
    bens.pull_by_heads()
    assert bens.numbers() == {BENS}
    assert not _held(bens, SHOP)
    _, refused = company.place(company.order(), BEN)
    assert refused.status is AnswerStatus.REJECTED
    assert company.rows("customer_reps") == []


def test_the_first_rep_leaves_and_the_other_takes_over_without_losing_it(company: Company) -> None:
    company.place(company.order())
    company.change_customer(SHOP, more_reps=BEN)
    anns, bens = _mirror(company, ANN), _mirror(company, BEN)
    anns.pull()
    bens.pull()
    company.change_customer(SHOP, rep=BEN, more_reps="")
    anns.pull_by_heads()
    bens.pull_by_heads()
    assert (anns.numbers(), bens.numbers()) == ({KIOSK}, {SHOP, BENS})
    assert _held(bens, SHOP) == set(PARTITIONED)
    assert len([row for row in bens.belongings(FeedKind.MEMBERSHIP) if row[1] == SHOP]) == 1


def test_names_twice_or_empty_among_the_other_reps_count_once_or_not(company: Company) -> None:
    company.change_customer(SHOP, more_reps=f" ; {BEN};{BEN} ; {ANN};")
    assert [(row.rep, row.customer) for row in company.rows("customer_reps")] == [(BEN, SHOP)]
    mirror = _mirror(company, ANN)
    mirror.pull()
    assert len(mirror.belongings(FeedKind.CUSTOMERS)) == 2


def test_a_deleted_customer_leaves_all_of_its_reps(company: Company) -> None:
    company.change_customer(KIOSK, more_reps=BEN)
    bens = _mirror(company, BEN)
    bens.pull()
    customers = company.tables.customers
    with audited_transaction(
        company.office.engine, actor=HEAD, at=company.clock.now()
    ) as connection:
        connection.execute(delete(customers).where(customers.c.number == KIOSK))
    bens.pull_by_heads()
    assert KIOSK not in bens.numbers()
    assert company.rows("customer_reps") == []


def test_requests_of_all_reps_of_a_customer_wait_in_its_lane(company: Company) -> None:
    company.change_customer(SHOP, more_reps=BEN)
    for login in (ANN, BEN):
        request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
        company.send(login, request)
        (row,) = company.rows("inbox", request_id=request.id)
        assert row.lane == SHOP
