"""A scene on the sample company: a rep's and an admin's laptop with work in every state.

Made by doing: orders are entered offline, head office changes things meanwhile, both sync. The
clock stands at the same moment every time, so screenshots of it differ only when the
product does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from headoffice_scene import play_head_office
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.rules.problems import ActionKind
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.worker import heartbeat

MORNING = datetime(2026, 11, 21, 8, 20, tzinfo=UTC)
REP, ADMIN, NEWCOMER = "anna", "head", "daniel"
COMPANY = "Thistledown Garden Supply"
_FIRST_DAY = frozenset({"reps", "territories", "ship_methods", "tax_rates"})
"""What a company has before it has anything to sell, by the name of the file."""


class StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def today(self) -> date:
        """Return its day."""
        return self._now.date()

    def advance(self, minutes: int) -> None:
        """Move it on."""
        self._now += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a window can be opened on: two laptops at one head office, and one that is new."""

    clock: StoppedClock
    rep: Session
    admin: Session
    newcomer: Session


@contextmanager
def sample_scene(folder: Path, company: Path | None = None) -> Iterator[Scene]:
    """Set the scene in an empty ``folder``; everything is closed on leaving.

    ``company`` is a folder with the sample company's customers and products under other names.
    """
    folder.mkdir(exist_ok=True)
    clock = StoppedClock(MORNING)
    url = f"sqlite:///{(folder / 'headoffice.db').as_posix()}"
    office = bootstrap.open_head_office(url, clock)
    office.init()
    office.describe(company=COMPANY, currency="USD")
    import_folder(office.engine, company or sample_folder(), clock=clock)
    rep = bootstrap.sign_in(folder / REP, url=url, login=REP, clock=clock)
    admin = bootstrap.sign_in(folder / ADMIN, url=url, login=ADMIN, clock=clock)
    newcomer = bootstrap.enroll(folder / NEWCOMER, url=url, login=NEWCOMER, clock=clock)
    try:
        _play(office, rep, admin, clock)
        play_head_office(url, office, admin, folder, clock)
        clock.advance(9)
        admin.sync_now()
        yield Scene(clock=clock, rep=rep, admin=admin, newcomer=newcomer)
    finally:
        newcomer.close()
        rep.close()
        admin.close()
        office.close()


@contextmanager
def empty_scene(folder: Path) -> Iterator[tuple[Session, StoppedClock]]:
    """Set the scene of a rep's first day at a company without products and customers."""
    clock = StoppedClock(MORNING)
    url = f"sqlite:///{(folder / 'headoffice.db').as_posix()}"
    company = folder / "company"
    company.mkdir(parents=True)
    for file in sample_folder().glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        kept = text if file.stem in _FIRST_DAY else text.partition("\n")[0] + "\n"
        (company / file.name).write_text(kept, encoding="utf-8")
    office = bootstrap.open_head_office(url, clock)
    office.init()
    office.describe(company=COMPANY, currency="USD")
    import_folder(office.engine, company, clock=clock)
    rep = bootstrap.sign_in(folder / REP, url=url, login=REP, clock=clock)
    try:
        yield rep, clock
    finally:
        rep.close()
        office.close()


def _play(office: HeadOffice, rep: Session, admin: Session, clock: StoppedClock) -> None:
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    _work_offline(rep, clock)
    _meanwhile(office, clock)
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    clock.advance(20)
    rep.sync_now()
    _ask_about_the_price(rep)
    clock.advance(8)
    rep.sync_now()
    with head_office_busy(office, clock):
        _order(rep, "G-1013", ("WC-03-GRY", 4), reference="PO 7741")
        rep.sync_now()
    clock.advance(35)
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    _order(rep, "G-1007", ("RK-140", 3), ("PT-08", 12))
    clock.advance(4)
    rep.use_cases.orders.save_draft(_entered(rep, "G-1002", ("TR-120", 6)))
    _edit(rep, "G-1007", contact="Rosa Farrow-Lind")
    clock.advance(3)
    admin.sync_now()


def _work_offline(rep: Session, clock: StoppedClock) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: _order(rep, "G-1001", ("TR-100", 24), ("FK-100", 24), ("RK-140", 6)),
        lambda: _order(rep, "G-1002", ("WC-02-RED", 10), ("WC-01-GRN", 8), reference="Spring 12"),
        lambda: _order(rep, "G-1013", ("TR-110", 12)),
        lambda: _order(rep, "G-1007", ("PT-06", 36), ("TR-120", 5)),
        lambda: _edit(rep, "G-1001", phone="509-555-0188", email="office@alderlane.example"),
    )
    for step in steps:
        step()
        clock.advance(7)


def _meanwhile(office: HeadOffice, clock: StoppedClock) -> None:
    maintenance.change_product(
        office.engine, "FK-100", discontinue=clock.today(), replaced_by="TR-120", clock=clock
    )
    maintenance.change_product(office.engine, "RK-140", price=Decimal("37.80"), clock=clock)
    maintenance.change_product(office.engine, "WC-02-RED", price=Decimal("36.90"), clock=clock)
    maintenance.change_product(office.engine, "TR-120", price=Decimal("11.40"), clock=clock)
    maintenance.change_customer(
        office.engine, "G-1001", phone="509-555-0142", actor="carla", clock=clock
    )


def _ask_about_the_price(rep: Session) -> None:
    for conflict in rep.use_cases.conflicts.open():
        actions = {action.kind for problem in conflict.problems for action in problem.actions}
        if ActionKind.ACCEPT_PRICE in actions and len(conflict.problems) == 1:
            rep.use_cases.conflicts.escalate(
                conflict.id, "They were promised the old price at the fair. Can we keep it?"
            )


@contextmanager
def head_office_busy(office: HeadOffice, clock: StoppedClock) -> Iterator[None]:
    """Let head office hold what is sent without answering it, as while its worker is busy."""
    with audited_transaction(office.engine, actor="", at=clock.now()) as connection:
        heartbeat.extend_serving(connection, "busy", clock.now())
    try:
        yield
    finally:
        with audited_transaction(office.engine, actor="", at=clock.now()) as connection:
            heartbeat.stop_serving(connection, "busy")


def _entered(rep: Session, customer: str, *lines: tuple[str, int], reference: str = "") -> Order:
    order = replace(rep.use_cases.orders.new(CustomerNumber(customer)), reference=reference)
    for index, (sku, quantity) in enumerate(lines, start=1):
        order = order.with_line(OrderLine(line=index, sku=Sku(sku), quantity=quantity))
    return replace(order, ship_via="GROUND")


def _order(rep: Session, customer: str, *lines: tuple[str, int], reference: str = "") -> None:
    rep.use_cases.orders.place(_entered(rep, customer, *lines, reference=reference))


def _edit(rep: Session, customer: str, **fields: str) -> None:
    values = {EditableField(name): value for name, value in fields.items()}
    rep.use_cases.customers.edit(CustomerNumber(customer), values)
