"""Numbers of orders: a number that no order got is given to the next one."""

from smartclient.database.transactions import writing
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.sales.numbers import Numbers
from tests.office_company import Company, line


def given(company: Company, *, prepared: int, used: int, taken_back: int = 0) -> list[str]:
    """The numbers that a worker gives to orders, having prepared some and taken some back."""
    with writing(company.office.engine) as (connection, transaction):
        numbers = Numbers(connection, lambda: Numbering.CONCURRENT)
        numbers.prepare(prepared)
        found = [numbers.for_order() for _ in range(used - taken_back)]
        mark = numbers.mark()
        for _ in range(taken_back):
            numbers.for_order()
        numbers.roll_back(mark)
        found += [numbers.for_order() for _ in range(taken_back)]
        numbers.finish()
        transaction.commit()
    return found


def test_what_is_not_needed_is_given_to_the_next(company: Company) -> None:
    assert given(company, prepared=3, used=1) == ["SO-10001"]
    assert given(company, prepared=1, used=1) == ["SO-10002"]


def test_a_number_of_an_order_that_failed_is_given_to_the_next(company: Company) -> None:
    assert given(company, prepared=2, used=2, taken_back=1) == ["SO-10001", "SO-10002"]
    assert given(company, prepared=1, used=1) == ["SO-10003"]


def test_a_number_that_is_passed_over_takes_none_along(company: Company) -> None:
    company.place(company.order(line("A", 1)))
    company.change("orders", {"number": "SO-10001"}, number="SO-10004")
    assert given(company, prepared=3, used=1) == ["SO-10002"]
    assert given(company, prepared=3, used=3) == ["SO-10003", "SO-10005", "SO-10006"]
