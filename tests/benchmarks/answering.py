"""Head office answering orders, rules included, against bare inserts of what it writes."""

from pathlib import Path

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, Sku, new_id
from smartclient.domain.sales.orders import Order, OrderLine
from tests.benchmarks.company import LOGIN, customer_of, sku_of
from tests.benchmarks.figures import Figure, rate_of_at_least, seconds
from tests.benchmarks.workplace import CLOCK, bare_sqlite, make_office

ORDERS = 3_000
LINES = 5
CUSTOMERS = 200
TABLES = ("sales_orders", "sales_order_lines", "sync_replies", "sync_change_log")


def measure(folder: Path) -> list[Figure]:
    """Answer a full inbox with one worker, then insert the rows it wrote into a bare file."""
    office = make_office(folder, products=5_000, customers=CUSTOMERS, orders=0)
    operations = office.operations(LOGIN)
    for start in range(0, ORDERS, 500):
        operations.submit([order_request(place) for place in range(start, start + 500)])
    ours = seconds(office.answer_waiting)
    with office.engine.connect() as connection:
        answered = connection.exec_driver_sql(
            "SELECT count(*) FROM sync_replies WHERE status IN ('confirmed', 'adjusted')"
        ).scalar_one()
    assert answered == ORDERS, f"{answered} of {ORDERS} orders were confirmed"
    operations.close()
    office.close()
    floor = _bare_inserts(folder)
    return [
        rate_of_at_least(
            f"answer orders of {LINES} lines, one worker",
            ORDERS / ours,
            ORDERS / floor,
            500,
            "orders/s",
        )
    ]


def order_request(place: int) -> Request:
    """Return the request of an order, another one for each place."""
    customer = CustomerNumber(customer_of(place % CUSTOMERS))
    now = CLOCK.now()
    order = Order(
        id=OrderId(new_id()),
        customer=customer,
        order_date=CLOCK.today(),
        provisional_number=f"BE-{place:04}",
        lines=tuple(
            OrderLine(line=line, sku=Sku(sku_of((place * 13 + line * 7) % 5_000)), quantity=1)
            for line in range(1, LINES + 1)
        ),
        reference=f"bench {place}",
    )
    return request_for(
        PlaceOrder(order=order, reference_as_of=now),
        request_id=RequestId(new_id()),
        lane=customer,
        made_at=now,
    )


def _bare_inserts(folder: Path) -> float:
    source = bare_sqlite(folder / "headoffice.db")
    target = bare_sqlite(folder / "bare.db")
    tables = []
    for table in TABLES:
        names = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
        target.execute(f"CREATE TABLE {table} ({', '.join(names)}, PRIMARY KEY (id))")
        rows = source.execute(f"SELECT * FROM {table}").fetchall()
        tables.append((f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows))

    def insert() -> None:
        target.execute("BEGIN IMMEDIATE")
        for statement, rows in tables:
            target.executemany(statement, rows)
        target.execute("COMMIT")

    length = seconds(insert)
    source.close()
    target.close()
    return length
