"""Plans on SQL Server: a worker's statements are the same ones, whatever it answers."""

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from smartclient import headoffice
from smartclient.contract.messages import (
    AmendOrder,
    CancelOrder,
    CreateCustomer,
    PlaceOrder,
    Request,
    UpdateCustomer,
    Withdraw,
)
from smartclient.database.mssql.transaction_guard import ImplicitTransactionConnection
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.sqlite import rows as sqlite_rows
from tests.live_company import LiveCompany
from tests.office_company import ANN, KIOSK, SHOP, Company, line
from tests.recorded_statements import (
    RecordingCursor,
    StatementLog,
    record_for_sql_server,
    statements_in_code,
)

ROUNDS = 200
EARLY = 20
LIVE_ROUNDS = 60
RARE = 5
"""How many statements a worker runs once in a while, by the clock: the first time may be late."""


def batches(company: Company, rounds: int) -> Iterator[list[Request]]:
    """Yield the requests of each round: of every kind again and again, ever different in size."""
    random = Random(20)
    for turn in range(rounds):
        placed = [_order(company, random, turn) for _ in range(random.randint(1, 6))]
        batch = [
            company.request(
                PlaceOrder(order=order), lane=order.customer, given_number="SO-7" * (turn % 9 == 0)
            )
            for order in placed
        ]
        changed = placed[0].with_line(line("B", turn + 2, len(placed[0].lines) + 1))
        body = AmendOrder.from_base(placed[0], changed, reference_as_of=None)
        batch.append(company.request(body, lane=changed.customer))
        if turn % 3 == 0:
            batch.append(
                company.request(CancelOrder(order_id=placed[-1].id), lane=placed[-1].customer)
            )
        if turn % 4 == 0:
            ids = tuple(request.id for request in batch[: 1 + turn % 7])
            batch.append(company.request(Withdraw(requests=ids), withdraws=ids))
        if turn % 5 == 0:
            number = CustomerNumber(f"AN-C{turn:04}")
            create = CreateCustomer(provisional_number=number, name="N" * (1 + turn % 40))
            batch.append(company.request(create, lane=number))
        fields = random.sample(list(EditableField), 1 + turn % 3)
        edits = tuple(
            FieldChange(field=field, base="", mine=f"{field}@x.org" * (1 + turn % 4))
            for field in fields
        )
        update = UpdateCustomer(number=CustomerNumber(KIOSK), changes=edits)
        yield [*batch, company.request(update, lane=KIOSK)]


def _order(company: Company, random: Random, turn: int) -> Order:
    skus = ["A", "B", "C", "D", *(f"NO-{n}" * (1 + turn % 3) for n in range(turn % 3))]
    lines = [
        line(random.choice(skus), random.randint(1, 4 + turn), number)
        for number in range(1, random.randint(2, 9))
    ]
    customer = random.choice([SHOP, KIOSK])
    return company.order(*lines, customer=customer, reference="r" * random.randint(0, 20))


def answer_recorded(company: Company, log: StatementLog, rounds: int) -> list[int]:
    """Answer round after round; return how many distinct statements there had been by then."""
    counts = []
    for batch in batches(company, rounds):
        company.send(ANN, *batch)
        with log.recording():
            company.office.answer_waiting()
        counts.append(len(log.statements))
    return counts


def test_what_a_worker_composes_is_the_same_in_every_round(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said each list by as many markers, and each text by its length: all were compiled."""
    log = StatementLog()
    record_for_sql_server(company.office.engine, log, sqlite_rows, monkeypatch)
    counts = answer_recorded(company, log, ROUNDS)
    assert 40 < counts[EARLY] <= counts[-1] <= statements_in_code()
    assert counts[-1] - counts[EARLY] <= RARE


def test_what_a_worker_says_to_the_server_is_the_same_in_every_round(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = StatementLog()
    monkeypatch.setattr(
        ImplicitTransactionConnection,
        "cursor",
        lambda self: RecordingCursor(log, self._connection.cursor()),
        raising=False,
    )
    live_company.office.engine.dispose()
    counts = answer_recorded(live_company, log, LIVE_ROUNDS)
    assert 40 < counts[EARLY] <= counts[-1] <= statements_in_code()
    assert counts[-1] - counts[EARLY] <= RARE
    live_company.office.engine.dispose()


def test_no_list_of_values_is_a_part_of_a_statement() -> None:
    """Where it is, there are as many statements as the list has lengths: ``in_list`` sends it."""
    folder = Path(headoffice.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"in_", "not_in"}
            ):
                (values,) = node.args
                words = ast.unparse(values)
                assert (
                    words.isupper()
                    or words.startswith("select(")
                    or isinstance(values, ast.Tuple | ast.ListComp)
                ), f"{path}: {ast.unparse(node)}"
