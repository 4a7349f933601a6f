"""A head office with a small company in it, and reps who talk to it as laptops do."""

# ruff: noqa: ANN401 (what a test hands on is whatever the constructor takes)

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select, update

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    Body,
    CancelOrder,
    EscalateConflict,
    PlaceOrder,
    Request,
    ResolveConflict,
    UpdateCustomer,
    Withdraw,
)
from smartclient.contract.operations import DOCUMENT_PART, Operations, PulseRequest
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.ids import (
    ConflictId,
    CustomerNumber,
    Login,
    OrderId,
    RequestId,
    Sku,
    new_id,
)
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order, OrderLine, PlacedOrder
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.sales.change_log import changes_of
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution
from tests.prepared import write_office

ANN, BEN = Login("north\\ann"), Login("south\\ben")
HEAD, CHIEF = Login("north\\head"), Login("south\\chief")
SHOP, KIOSK, BENS = CustomerNumber("S-1"), CustomerNumber("S-2"), CustomerNumber("B-1")
TODAY = date(2026, 11, 21)


def line(sku: str, quantity: int, number: int = 1, **terms: Any) -> OrderLine:
    """Return an order line, not quoted unless terms say so."""
    return OrderLine(line=number, sku=Sku(sku), quantity=quantity, **terms)


def document_rows(
    sku: str, title: str, content: bytes
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of a product's document at head office, and those of its parts."""
    digest = sha256(content).hexdigest()
    document = {"sku": sku, "title": title, "format": "pdf", "hash": digest, "size": len(content)}
    parts = [
        {"hash": digest, "part": part, "content": content[at : at + DOCUMENT_PART]}
        for part, at in enumerate(range(0, len(content), DOCUMENT_PART))
    ]
    return document, parts


@dataclass
class Company:
    """The head office of the small company, with everything a test says to it."""

    office: HeadOffice
    clock: Clock
    links: dict[str, Operations] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        return tables_for(self.office.engine.dialect.name)

    def link(self, login: str) -> Operations:
        if login not in self.links:
            self.links[login] = self.office.operations(login)
        return self.links[login]

    def reopen(self, office: HeadOffice) -> None:
        """Go on with a head office that was put back; nothing of it is connected yet."""
        self.office = office
        self.links.clear()

    # what laptops say --------------------------------------------------------------------------

    def request(
        self,
        body: Body,
        *,
        lane: str = SHOP,
        replaces: str | None = None,
        withdraws: tuple[str, ...] = (),
        request_id: str | None = None,
        given_number: str = "",
    ) -> Request:
        request = request_for(
            body,
            request_id=RequestId(request_id or new_id()),
            lane=lane,
            made_at=self.clock.now(),
            replaces=None if replaces is None else RequestId(replaces),
            withdraws=tuple(map(RequestId, withdraws)),
        )
        return replace(request, given_number=given_number)

    def send(self, login: str, *requests: Request) -> None:
        receipts = self.link(login).submit(requests)
        assert [r.digest for r in receipts if not r.refusal] == [r.digest for r in requests]

    def ask(self, login: str, body: Body, **how: Any) -> tuple[Request, Answer]:
        """Send one request, let the worker answer, and return what it answered."""
        request = self.request(body, **how)
        self.send(login, request)
        self.office.answer_waiting()
        return request, self.answer(login, request)

    def answer(self, login: str, request: Request) -> Answer:
        """Return the newest answer to a request, as its laptop collects it."""
        found = self.answer_or_none(login, request)
        assert found is not None, "not answered"
        return found

    def answer_or_none(self, login: str, request: Request) -> Answer | None:
        link = self.link(login)
        watermark = link.pulse(PulseRequest()).watermark
        replies = link.replies(after=0, watermark=watermark, limit=10_000)
        return next((r.answer for r in replies if r.request_id == request.id), None)

    def order(self, *lines: OrderLine, customer: str = SHOP, **terms: Any) -> Order:
        return Order(
            id=OrderId(new_id()),
            customer=CustomerNumber(customer),
            order_date=self.clock.today(),
            provisional_number="AN-0001",
            lines=lines or (line("A", 1),),
            **terms,
        )

    def place(self, order: Order, login: str = ANN, **how: Any) -> tuple[Request, Answer]:
        return self.ask(login, PlaceOrder(order=order), lane=order.customer, **how)

    def amend(self, order: Order, login: str = ANN, **how: Any) -> tuple[Request, Answer]:
        """Change an order from what it is at head office, as a laptop does that knows it."""
        held = self.rows("orders", order_id=order.id)
        base = msgspec.json.decode(held[0].document, type=PlacedOrder).order if held else None
        body = AmendOrder.from_base(base, order, reference_as_of=None)
        return self.ask(login, body, lane=order.customer, **how)

    def cancel(self, order: Order, login: str = ANN, **how: Any) -> tuple[Request, Answer]:
        body = CancelOrder(order_id=order.id)
        return self.ask(login, body, lane=order.customer, **how)

    def edit(self, *changes: tuple[str, str, str], number: str = SHOP, **how: Any) -> Any:
        """Change fields, each given as (field, was, becomes)."""
        fields = tuple(
            FieldChange(field=EditableField(name), base=base, mine=mine)
            for name, base, mine in changes
        )
        body = UpdateCustomer(number=CustomerNumber(number), changes=fields)
        return self.ask(how.pop("login", ANN), body, lane=number, **how)

    def resolve(
        self, conflict: Conflict | None, *actions: str, login: str = ANN, **how: Any
    ) -> tuple[Request, Answer]:
        """Settle a conflict: one action for each problem, in their order."""
        assert conflict is not None
        answers = tuple(
            ProblemAnswer(code=problem.code, line=problem.line, action=Action.parse(action))
            for problem, action in zip(conflict.problems, actions, strict=False)
        )
        body = ResolveConflict(conflict_id=conflict.id, resolution=Resolution(problems=answers))
        return self.ask(login, body, **how)

    def choose(
        self, conflict: Conflict | None, login: str = ANN, **values: str
    ) -> tuple[Request, Answer]:
        """Settle a data conflict: a value for each field."""
        assert conflict is not None
        answers = tuple(
            FieldAnswer(field=item.field, value=values[item.field], seen=item.theirs)
            for item in conflict.fields
        )
        body = ResolveConflict(conflict_id=conflict.id, resolution=Resolution(fields=answers))
        return self.ask(login, body)

    def escalate(
        self, conflict: Conflict | None, note: str = "", login: str = ANN, **how: Any
    ) -> tuple[Request, Answer]:
        assert conflict is not None
        return self.ask(login, EscalateConflict(conflict_id=conflict.id, note=note), **how)

    def decide(
        self,
        conflict: Conflict | ConflictId | None,
        action: str,
        login: str = HEAD,
        *,
        resolution: Resolution | None = None,
        note: str = "",
    ) -> Answer:
        assert conflict is not None
        conflict_id = conflict.id if isinstance(conflict, Conflict) else conflict
        body = DecideCase(
            conflict_id=conflict_id,
            action=Action.parse(action),
            resolution=resolution or Resolution(),
            note=note,
        )
        _, answer = self.ask(login, body, lane="")
        return answer

    def withdraw(
        self, *requests: Request | str, login: str = ANN, lane: str = SHOP
    ) -> tuple[Request, Answer]:
        """Take requests back, as their sender's laptop does."""
        withdrawal = self.withdrawal(*requests, lane=lane)
        self.send(login, withdrawal)
        self.office.answer_waiting()
        return withdrawal, self.answer(login, withdrawal)

    def withdrawal(self, *requests: Request | str, lane: str = SHOP) -> Request:
        ids = tuple(RequestId(item if isinstance(item, str) else item.id) for item in requests)
        return self.request(Withdraw(requests=ids), lane=lane, withdraws=ids)

    def park(self, request: Request) -> None:
        """Set a request aside, as head office does with what it can't answer."""
        self.change("inbox", {"request_id": request.id}, status="parked")

    # what happens at head office ---------------------------------------------------------------

    def office_time(self) -> datetime:
        """Return the time by head office's own clock."""
        return self.clock.now()

    def dismiss(self, login: str) -> None:
        """Take somebody out of the reps."""
        reps = self.tables.reps
        with audited_transaction(self.office.engine, actor=HEAD, at=self.clock.now()) as connection:
            connection.execute(delete(reps).where(reps.c.login == login))

    def change(self, table: str, key: Mapping[str, Any], *, by: str = HEAD, **values: Any) -> None:
        """Change rows at head office, as an admin's program does."""
        t = self.tables.table_named(table)
        with audited_transaction(self.office.engine, actor=by, at=self.clock.now()) as connection:
            where = [t.c[name] == value for name, value in key.items()]
            done = connection.execute(update(t).where(*where).values(**values))
            assert done.rowcount > 0

    def change_product(self, sku: str, **values: Any) -> None:
        self.change("products", {"sku": sku}, **values)

    def change_customer(self, number: str, **values: Any) -> None:
        self.change("customers", {"number": number}, **values)

    def add(self, table: str, *rows: Mapping[str, Any]) -> None:
        t = self.tables.table_named(table)
        with audited_transaction(self.office.engine, actor=HEAD, at=self.clock.now()) as connection:
            connection.execute(insert(t), list(rows))

    def policy(self, key: str, setting: str) -> None:
        self.add("policies", {"key": key, "setting": setting})

    def give_along(self, rep: str, customer: str) -> None:
        """Give a rep one row of a data set and one of a pinned customer, as a worker writes it."""
        given = {"required": True, "content": '{"photos":true}', "products": 3, "size": 2**40}
        self.add("take_along", {"rep": rep, "name": "Mit Fötos “alle”", **given})
        self.add("pinned_customers", {"rep": rep, "customer": customer, "document": "{}"})

    def give_document(self, sku: str, title: str, content: bytes) -> str:
        """Give a product a document, as an import writes it; return its hash."""
        document, parts = document_rows(sku, title, content)
        self.add("documents", document)
        self.add("document_parts", *parts)
        return str(document["hash"])

    # what a test looks at ----------------------------------------------------------------------

    def rows(self, table: str, **where: Any) -> list[Any]:
        """Rows in the order of their keys."""
        t = self.tables.table_named(table)
        conditions = [t.c[name] == value for name, value in where.items()]
        with reading(self.office.engine) as connection:
            statement = select(t).where(*conditions).order_by(*t.primary_key)
            return list(connection.execute(statement).all())

    def count(self, table: str, **where: Any) -> int:
        t = self.tables.table_named(table)
        conditions = [t.c[name] == value for name, value in where.items()]
        with reading(self.office.engine) as connection:
            statement = select(func.count()).select_from(t).where(*conditions)
            return int(connection.scalar(statement) or 0)

    def stock(self, sku: str) -> int:
        return int(self.rows("stock", sku=sku)[0].on_hand)

    def log(self, entity: str, key: str) -> list[tuple[str, str, str, str]]:
        with reading(self.office.engine) as connection:
            logged = changes_of(connection, entity, key)
        return [(item.field, item.before, item.after, item.by) for item in logged]


def found_company(folder: Path, clock: Clock) -> Company:
    """Set up a head office in ``folder`` and put the small company in it."""
    url = write_office(folder / "company.db", clock, _fill_office)
    return Company(office=HeadOffice.open(url, clock), clock=clock)


def _fill_office(office: HeadOffice, clock: Clock) -> None:
    fill(Company(office=office, clock=clock))


def fill(company: Company) -> None:
    """Put reps, customers, products, stock, taxes and ways to ship into an empty head office."""
    company.add(
        "reps",
        {"number": "1", "login": ANN, "title": "Rep", "territory": "North", "role": "rep"},
        {"number": "2", "login": BEN, "title": "Rep", "territory": "South", "role": "rep"},
        {"number": "8", "login": HEAD, "title": "Sales desk", "territory": "", "role": "admin"},
        {"number": "9", "login": CHIEF, "title": "Sales desk", "territory": "", "role": "admin"},
    )
    company.add(
        "customers",
        _customer(SHOP, "Corner Shop", ANN),
        _customer(KIOSK, "Kiosk", ANN, credit_limit=Decimal(100)),
        _customer(BENS, "Ben's Bikes", BEN),
    )
    company.add(
        "addresses",
        *(
            {"customer": number, "kind": "main", "city": "Salem", "state": "OR", "country": "US"}
            for number in (SHOP, KIOSK, BENS)
        ),
    )
    company.add(
        "products",
        *(
            {"sku": sku, "name": f"Thing {sku}", "list_price": Decimal(10), "weight": "1 LB"}
            for sku in ("A", "B", "C", "D")
        ),
    )
    company.add("stock", {"sku": "D", "on_hand": 5})
    company.add("ship_methods", {"name": "GROUND", "base": Decimal(5), "rate": Decimal(1)})


def _customer(
    number: str, name: str, rep: str, credit_limit: Decimal | None = None
) -> dict[str, Any]:
    return {
        "number": number,
        "name": name,
        "rep": rep,
        "phone": "555-0100",
        "email": f"{number.lower()}@shop.test",
        "credit_limit": credit_limit,
    }
