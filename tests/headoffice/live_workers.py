"""What tests of workers on a live SQL Server begin with and look at."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import update

from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.worker.worker import Worker
from tests.live_company import LiveCompany
from tests.office_company import ANN, SHOP, line

CLOCK = SystemClock()


def another(company: LiveCompany, name: str = "other") -> Worker:
    return Worker(company.office.engine, CLOCK, name=name)


def token(name: str) -> str:
    """The token of a round that a test calls by a name."""
    return str(uuid5(NAMESPACE_URL, name))


def orders(
    company: LiveCompany, count: int, customer: str = SHOP, login: str = ANN, sku: str = "A"
) -> list[Request]:
    requests = [
        company.request(
            PlaceOrder(order=company.order(line(sku, n + 1), customer=customer)), lane=customer
        )
        for n in range(count)
    ]
    company.send(login, *requests)
    return requests


def status(company: LiveCompany, request: Request) -> str:
    """How a request was answered, as the table has it.

    Some engines hold a laptop's watermark back for transactions of other databases.
    """
    (reply,) = company.rows("replies", request_id=request.id)
    return str(reply.status)


def let_leases_run_out(company: LiveCompany) -> None:
    t = company.tables.lanes
    with company.office.engine.begin() as connection:
        connection.execute(
            update(t)
            .where(t.c.token.is_not(None))
            .values(leased_until=datetime(2000, 1, 1, tzinfo=UTC))
        )
