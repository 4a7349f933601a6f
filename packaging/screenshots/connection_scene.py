"""The connection of a laptop in every state, written into its store as syncs would write it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sample_scene import Scene, StoppedClock, head_office_busy
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.link_price import CostlyMark, NetworkMark, Transport
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.connection import ConnectionState, LinkHistory, NetworkHint
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.sync.handshake import note_link, note_outage, note_reached
from smartclient.sync.link_state import LinkEvent
from smartclient.use_cases.commands.connection import note_link_state, note_network

HOTEL = NetworkHint(name="Hotel Alder Lane guests", transport=Transport.WIFI, metered=False)
_NO_NETWORK = NetworkHint(name=HOTEL.name, transport=Transport.WIFI, reachable=False)
_PHONE = NetworkHint(name="Anna's phone", transport=Transport.CELLULAR, metered=True)
_GOOD = LinkQuality(kbit_per_s=9_400.0, round_trip_ms=41.0, band=LinkBand.EXCELLENT)
_SLOW = LinkQuality(kbit_per_s=64.0, round_trip_ms=1_830.0, band=LinkBand.POOR)
_SILENT = timedelta(minutes=42)
_LATEST = timedelta(hours=5)
_MINUTES_TO_NEXT = 7
_A_DAY = (
    ConnectionState.ONLINE,
    ConnectionState.POOR,
    ConnectionState.UNREACHABLE,
    ConnectionState.NO_NETWORK,
    ConnectionState.COSTLY,
    ConnectionState.ONLINE,
    ConnectionState.UNREACHABLE,
)


def connect(session: Session, clock: StoppedClock, state: ConnectionState) -> None:
    """Put the connection of a laptop into a state, some minutes later."""
    clock.advance(_MINUTES_TO_NEXT)
    session.work_offline(state is ConnectionState.OFFLINE)
    if state is ConnectionState.OFFLINE:
        return
    with session._store.work() as work:  # noqa: SLF001 (what a sync would write)
        _WRITES[state](work, clock)
        note_link_state(work, clock.now())
        work.commit()


def fill_history(session: Session, clock: StoppedClock, days: int) -> None:
    """Let the connection change for as many days as it does at a rep's desk and on the road."""
    for _ in range(days):
        for state in _A_DAY:
            connect(session, clock, state)
            clock.advance(24 * 60 // len(_A_DAY) - _MINUTES_TO_NEXT)


def clear_history(session: Session) -> None:
    """Forget all that is known of the connection, as before the first sync."""
    with session._store.work() as work:  # noqa: SLF001 (as above)
        note_link(work.meta, LinkEvent.OUT_OF_REACH)
        work.meta.link_history = LinkHistory()
        work.meta.last_outage = None
        work.meta.link_quality = None
        work.meta.network = None
        work.meta.last_contact = None
        work.commit()


def fill_outbox(scene: Scene) -> None:
    """Fill the outbox of a rep who works offline afterwards.

    Head office holds an order; an order with a latest time, a wish to read another rep's customer
    and a change of a customer wait to be sent.
    """
    rep, clock = scene.rep, scene.clock
    scene.admin.use_cases.admin.change_policy("pinned_customers", "all")
    scene.admin.sync_now()
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    rep.sync_now()
    office = bootstrap.open_head_office(rep.settings.url, clock)
    with head_office_busy(office, clock):
        _order(rep, "G-1001")
        rep.sync_now()
    office.close()
    rep.work_offline(True)  # noqa: FBT003 (a switch)
    _order(rep, "G-1013", not_after=clock.now() + _LATEST)
    rep.use_cases.take_along.pin(CustomerNumber("G-1020"), pinned=True)
    fields = {EditableField.PHONE: "509-555-0177"}
    rep.use_cases.customers.edit(CustomerNumber("G-1002"), fields)


def _order(rep: Session, customer: str, *, not_after: datetime | None = None) -> None:
    orders = rep.use_cases.orders
    line = OrderLine(line=1, sku=Sku("TR-110"), quantity=12)
    orders.place(orders.new(CustomerNumber(customer)).with_line(line), not_after=not_after)


def _cut(work: UnitOfWork, clock: StoppedClock) -> None:
    _be_on(work, clock, HOTEL)
    _fail(work, clock)


def _fail(work: UnitOfWork, clock: StoppedClock) -> None:
    error = OutOfReachError(
        "Head office can't be reached now: {server} does not answer.",
        server="sales.thistledown.example",
    )
    note_outage(work, error, clock.now())


def _be_without_network(work: UnitOfWork, clock: StoppedClock) -> None:
    work.meta.network = _NO_NETWORK
    _fail(work, clock)


def _be_unanswered(work: UnitOfWork, clock: StoppedClock) -> None:
    _reach(work, clock)
    oldest = work.tasks.oldest(TaskStatus.RECEIVED)
    assert oldest is not None, "head office holds nothing of this rep"  # noqa: S101
    work.meta.worker_seen = clock.now() - _SILENT


def _be_slow(work: UnitOfWork, clock: StoppedClock) -> None:
    _reach(work, clock)
    work.meta.link_quality = _SLOW


def _be_costly(work: UnitOfWork, clock: StoppedClock) -> None:
    _reach(work, clock)
    _be_on(work, clock, _PHONE)
    work.meta.link_quality = _GOOD
    work.meta.network_marks = (NetworkMark(network=_PHONE.name, mark=CostlyMark.ON),)


def _reach(work: UnitOfWork, clock: StoppedClock) -> None:
    _be_on(work, clock, HOTEL)
    work.meta.link_quality = _GOOD
    work.meta.worker_seen = clock.now()
    note_reached(work.meta, clock.now())


def _be_on(work: UnitOfWork, clock: StoppedClock, network: NetworkHint) -> None:
    note_network(work, network, clock.now())


_WRITES: Mapping[ConnectionState, Callable[[UnitOfWork, StoppedClock], None]] = {
    ConnectionState.NO_NETWORK: _be_without_network,
    ConnectionState.UNREACHABLE: _cut,
    ConnectionState.NOT_ANSWERING: _be_unanswered,
    ConnectionState.POOR: _be_slow,
    ConnectionState.COSTLY: _be_costly,
    ConnectionState.ONLINE: _reach,
}
