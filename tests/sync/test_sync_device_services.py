"""Services that this device sends to by itself: the rep's own mailbox, and a third one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from importlib import metadata
from pathlib import Path
from typing import ClassVar

import pytest

from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.render.connection import link_page
from smartclient.contract.mail import MailDecision
from smartclient.contract.messages import DeleteCustomer, Request
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.mail import MailAccount, MailSentBy
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.services import OWN_MAIL, OfflineWithout, RegisteredService, ServiceName
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.connection import HOLD, ConnectionState
from smartclient.read_models.mail import MailRecord
from smartclient.services.mail.accounts import account_text
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.device_mail import DeviceMail
from smartclient.services.registry import GROUP, device_services
from smartclient.services.service import DeviceService, ServicePlace, ServiceTransport
from smartclient.sync import service_push
from smartclient.sync.service_push import ServiceCredentials, ServicePush
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.queries.service_records import StoreRecords
from smartclient.use_cases.replies.service_delivery import hand_over
from tests.cli.test_cli_pages import read
from tests.services.mail_server import PASSWORD, Failure, MailServer, Step, mail_server
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop

RECIPIENT = "shop@example.com"
COURIER = ServiceName("courier")


class EndedError(BaseException):
    """Ends the program, as a power cut does."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as served:
        yield served


def push(
    laptop: Laptop, server: MailServer, services: Sequence[DeviceService] = (DeviceMail(),)
) -> ServicePush:
    return ServicePush(
        store=laptop.store,
        clock=laptop.clock,
        services=services,
        records=StoreRecords(laptop.store, laptop.clock),
        credentials=ServiceCredentials(password=lambda _: PASSWORD, trust=lambda: server.trust),
        backoff=lambda _: timedelta(minutes=1),
    )


@dataclass
class Rep:
    """A rep whose own mailbox is set up, and whose head office lets mails go from it."""

    company: Company
    laptop: Laptop
    server: MailServer
    clock: SetClock

    def allow(self, sent_by: MailSentBy) -> None:
        set_policy(self.company.office.engine, "mail_sent_by", sent_by, clock=self.clock)

    def sync(self, connect: Callable[[], object] | None = None) -> None:
        services = push(self.laptop, self.server)
        self.laptop.sync(services=services, connect=connect or self.laptop.connect)

    def write(self) -> MailRecord:
        return self.laptop.use_cases.mail.send(CUSTOMER, subject="Good news", text="The pump.")

    def mail(self) -> MailRecord:
        [found] = self.laptop.use_cases.mail.all()
        return found


@pytest.fixture
def rep(company: Company, laptop: Laptop, server: MailServer, clock: SetClock) -> Rep:
    rep = Rep(company, laptop, server, clock)
    rep.allow(MailSentBy.EITHER)
    laptop.sync()
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.EMAIL: RECIPIENT})
    with laptop.store.work() as work:
        work.meta.of_service(OWN_MAIL).account = account_text(MailAccount(mailbox=server.mailbox))
        work.commit()
    laptop.sync()
    return rep


def lose_head_office() -> None:
    raise OutOfReachError("Nothing answers.")


def test_a_mail_goes_from_the_reps_own_mailbox_while_head_office_is_away(
    rep: Rep, server: MailServer
) -> None:
    written = rep.write()
    assert (written.service, written.status) == (OWN_MAIL, TaskStatus.QUEUED)
    rep.sync(connect=lose_head_office)
    assert rep.mail().status is TaskStatus.CONFIRMED
    assert server.recipients == [RECIPIENT]
    message = message_from_bytes(server.received[0])
    assert message["Message-ID"] == f"<{written.mail_id}@example.com>"
    rep.sync()
    assert len(server.received) == 1


def test_nothing_is_sent_while_the_rep_works_offline(rep: Rep, server: MailServer) -> None:
    rep.write()
    rep.laptop.work_offline(on=True)
    before = len(server.connections)
    rep.sync()
    assert len(server.connections) == before


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.AFTER_THE_DOT])
@pytest.mark.parametrize("reply", ["", "451 Try again", "550 No"])
def test_what_fails_before_the_dot_is_sent_once_later_or_refused(
    rep: Rep, server: MailServer, clock: SetClock, step: Step, reply: str
) -> None:
    rep.write()
    server.failure = Failure(step, reply)
    rep.sync()
    server.failure = Failure()
    clock.advance(timedelta(minutes=2))
    rep.sync()
    is_refused = step in {Step.RCPT, Step.DATA} and reply.startswith("5")
    assert rep.mail().status is (TaskStatus.REJECTED if is_refused else TaskStatus.CONFIRMED)
    assert len(server.received) == (0 if is_refused else 1)


@pytest.mark.parametrize(
    ("decision", "sent"), [(MailDecision.SEND_AGAIN, 2), (MailDecision.ARRIVED, 1)]
)
def test_the_rep_is_asked_where_nobody_knows(
    rep: Rep, server: MailServer, decision: MailDecision, sent: int
) -> None:
    written = rep.write()
    server.failure = Failure(Step.AFTER_THE_DOT)
    rep.sync()
    server.failure = Failure()
    rep.sync()
    assert (rep.mail().status, rep.mail().is_outcome_unknown) == (TaskStatus.PARKED, True)
    assert len(server.received) == 1
    for refused in (rep.laptop.use_cases.outbox.retry, rep.laptop.use_cases.outbox.undo):
        with pytest.raises(RefusedError, match="arrived"):
            refused(rep.mail().task_id)
    rep.laptop.use_cases.mail.decide(written.mail_id, decision)
    rep.sync()
    assert rep.mail().status is TaskStatus.CONFIRMED
    assert len(server.received) == sent
    assert {message_from_bytes(each)["Message-ID"] for each in server.received} == {
        f"<{written.mail_id}@example.com>"
    }


def test_a_program_that_ends_after_handing_over_leaves_the_outcome_unknown(
    rep: Rep, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise EndedError

    rep.write()
    monkeypatch.setattr(service_push, "note_delivery", end)
    with pytest.raises(EndedError):
        rep.sync()
    monkeypatch.undo()
    assert len(server.received) == 1
    assert rep.mail().status is TaskStatus.SENDING
    rep.sync()
    assert rep.mail().is_outcome_unknown
    assert len(server.received) == 1


def test_a_program_that_ends_before_handing_over_leaves_it_due(
    rep: Rep, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> bool:
        raise EndedError

    rep.write()
    monkeypatch.setattr(service_push, "hand_over", end)
    with pytest.raises(EndedError):
        rep.sync()
    monkeypatch.undo()
    assert rep.mail().status is TaskStatus.QUEUED
    rep.sync()
    assert len(server.received) == 1


def test_what_is_undone_while_a_mail_is_on_its_way_is_not_sent(
    rep: Rep, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = rep.write()

    def undo_first(*arguments: object) -> bool:
        rep.laptop.use_cases.outbox.undo(written.task_id)
        return hand_over(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(service_push, "hand_over", undo_first)
    rep.sync()
    monkeypatch.undo()
    rep.sync()
    assert rep.mail().status is TaskStatus.UNDONE
    assert not server.received


def test_head_offices_policy_says_which_way_is_used(rep: Rep, server: MailServer) -> None:
    rep.write()
    rep.allow(MailSentBy.OFFICE)
    rep.laptop.sync()
    with pytest.raises(RefusedError, match="sends no mail"):
        rep.write()
    rep.sync()
    assert rep.mail().status is TaskStatus.REJECTED
    assert not server.received
    rep.allow(MailSentBy.DEVICE)
    with rep.laptop.store.work() as work:
        work.meta.of_service(OWN_MAIL).account = ""
        work.commit()
    rep.laptop.sync()
    with pytest.raises(RefusedError, match="none is set up on this device"):
        rep.write()


def test_a_device_sends_so_many_mails_a_day(
    rep: Rep, server: MailServer, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DeviceMail, "registered", replace(DeviceMail.registered, most_per_day=2))
    for _ in range(3):
        rep.write()
    rep.sync()
    assert len(server.received) == 2
    clock.advance(timedelta(hours=25))
    rep.sync()
    assert len(server.received) == 3


def test_an_order_is_mailed_from_here_once_head_office_confirmed_it(
    rep: Rep, server: MailServer
) -> None:
    blank = rep.laptop.use_cases.orders.new(CUSTOMER)
    order = blank.with_line(OrderLine(line=1, sku=Sku(SKUS[0]), quantity=1))
    placed = rep.laptop.use_cases.orders.place(order, mail_to="")
    rep.sync(connect=lose_head_office)
    assert not server.received
    rep.sync()
    [content] = server.received
    message = message_from_bytes(content)
    number = rep.laptop.use_cases.orders.get(placed.order.id).number
    assert [part.get_filename() for part in message.walk()][-1] == f"{number}.pdf"


def test_mail_from_here_is_away_by_itself(rep: Rep, server: MailServer, clock: SetClock) -> None:
    rep.write()
    server.failure = Failure(Step.GREETING, "421 Closed")
    rep.sync()
    clock.advance(2 * HOLD)
    rep.sync()
    rep.laptop.sync()
    shape = link_shape(rep.laptop.use_cases.status.connection())["services"]
    states = {name: each["state"] for name, each in shape.items()}  # type: ignore[union-attr,call-overload,index]
    assert states == {"head_office": "online", "own_mail": "unreachable"}
    assert shape["own_mail"]["waiting"] == 1  # type: ignore[call-overload,index]
    assert rep.laptop.use_cases.status.current().connection is ConnectionState.ONLINE


@dataclass
class CourierTransport:
    """Keeps what it is handed, or is away."""

    taken: list[Request] = field(default_factory=list)
    is_away: bool = False

    def deliver(self, request: Request, hand_over: Callable[[], bool]) -> Delivery:
        if self.is_away:
            return Delivery(outcome=Outcome.SERVICE_AWAY, why="The courier is away.")
        assert hand_over()
        self.taken.append(request)
        return Delivery(outcome=Outcome.SENT)

    def abort(self) -> None:
        """Nothing takes long."""


class Courier(DeviceService):
    """A third service, as another package would register it."""

    registered: ClassVar = RegisteredService(
        name=COURIER, label="Courier", offline_without=OfflineWithout.YES
    )
    transport: ClassVar = CourierTransport()

    def open(self, place: ServicePlace) -> ServiceTransport:
        """The one way to it."""
        return self.transport


def test_a_third_service_is_registered_by_one_class(
    rep: Rep, server: MailServer, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = metadata.EntryPoint(name="courier", value=f"{__name__}:Courier", group=GROUP)
    points = metadata.EntryPoints([point])
    monkeypatch.setattr("smartclient.services.registry.entry_points", points.select)
    services = device_services()
    assert [each.registered.name for each in services] == [OWN_MAIL, COURIER]
    courier = Courier.transport
    laptop = rep.laptop
    with laptop.store.work() as work:
        task = create_task(
            work,
            laptop.clock,
            kind=TaskKind.DELETE_CUSTOMER,
            subject=Subject(type=SubjectType.CASE, id="parcel", label="A parcel"),
            body=DeleteCustomer(number=CustomerNumber("parcel")),
            lane="parcel",
            service=COURIER,
            needed=(),
        )
        work.commit()
    courier.is_away = True
    laptop.sync(services=push(laptop, server, services))
    clock.advance(2 * HOLD)
    laptop.sync(services=push(laptop, server, services))
    [step] = laptop.use_cases.tasks.get(task.id).steps
    assert step.service == COURIER
    assert "Courier" in " ".join(map(str, read(*link_page(laptop.use_cases.status.connection()))))
    shape = link_shape(laptop.use_cases.status.connection())["services"]
    assert shape["courier"]["state"] == "unreachable"  # type: ignore[call-overload,index]
    assert shape["head_office"]["state"] == "online"  # type: ignore[call-overload,index]
    assert laptop.use_cases.status.current().connection is ConnectionState.UNREACHABLE

    rep.write()
    courier.is_away = False
    clock.advance(timedelta(minutes=2))
    laptop.sync(services=push(laptop, server, services))
    assert [request.id for request in courier.taken] == [task.request_id]
    assert len(server.received) == 1
