"""Devices that are wiped in a play, and what an admin decides about what they handed over."""

from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ssl import PEM_cert_to_DER_cert
from typing import Any, cast

import pytest
from sqlalchemy import select

from smartclient.bootstrap import wiping
from smartclient.bootstrap.https_link import HttpsLink
from smartclient.bootstrap.session_factory import is_wiping
from smartclient.contract.batches import batch_from_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.errors import NotFoundError, SmartClientError
from smartclient.domain.ids import Login, OrderId, RequestId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.gateway.https.service import Service
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.devices import administration
from smartclient.headoffice.devices.handing_over import DROPPED, WAITING
from smartclient.read_models.records import OrderRecord
from smartclient.security.device_credentials import CredentialFile, DeviceCredentials
from smartclient.security.key_record import KeyRecord, KeyWay, save_record
from smartclient.settings.file import SETTINGS_FILE, load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import SYNC_LOCK_FILE, WIPING_FILE, unconfirmed_wipes
from tests.convergence.agreement import known
from tests.convergence.faults import Faults
from tests.convergence.laptop import KEY, Laptop
from tests.convergence.web_links import WebLinks
from tests.convergence.world import World

_STANDING = {OrderState.TENTATIVE, OrderState.CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """What wiping needs of the link of a laptop."""

    credentials: DeviceCredentials
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What a laptop held when its wipe began."""

    unsent: frozenset[RequestId]
    orders: dict[OrderId, bool]
    """The orders placed by its rep, and whether the rep still wants them."""


@dataclass
class Wipes:
    """The wipes of a play. What an admin dropped is lost with an admin's word."""

    world: World
    links: WebLinks
    wiped: int = 0
    released: int = 0
    dropped: int = 0
    _begun: dict[str, _Work] = field(default_factory=dict)

    # the laptop ---------------------------------------------------------------------------------

    def wipe(self, laptop: Laptop) -> None:
        """Wipe a laptop as its program does when head office asks for it."""
        self._begun[laptop.name] = self._work_of(laptop)
        link = self._prepared_link(laptop)
        try:
            wiping.wipe(laptop.home, laptop.store, cast("HttpsLink", link), laptop.office_clock)
        except SmartClientError:
            # it goes on with the next contact
            assert not (laptop.home / WIPING_FILE).exists()
            return
        self._start_empty(laptop)

    def finish(self, laptop: Laptop) -> None:
        """Do what a program does that starts and finds a wipe that was begun."""
        if is_wiping(laptop.home):
            wiping.finish_wiping(laptop.home)
            self._start_empty(laptop)

    def confirm(self, laptop: Laptop) -> None:
        """Confirm what could not be confirmed before, after head office was reached."""
        wiping.confirm_wipes(laptop.home, url=self.links.web.address)

    def _prepared_link(self, laptop: Laptop) -> _Link:
        """The link; beside the store lies what is beside that of every laptop."""
        held = DeviceCredentials(
            current=self.links.held[laptop.name].credential, certificate=self._certificate()
        )
        settings = Settings(url=self.links.web.address, login=Login(laptop.login))
        save_settings(laptop.home, settings)
        save_record(laptop.home, KeyRecord(way=KeyWay.PASSPHRASE, check="", salt="00"))
        CredentialFile(laptop.home, lambda: KEY).save(held)
        return _Link(credentials=held, service=self.links.web.service(laptop.name))

    def _certificate(self) -> str:
        text = self.links.web.certificate.read_text("ascii")
        return b64encode(PEM_cert_to_DER_cert(text)).decode()

    def _start_empty(self, laptop: Laptop) -> None:
        """Begin with nothing, on the same machine, as a device that needs a new code."""
        self._check_nothing_is_left(laptop)
        self.links.held.pop(laptop.name, None)
        self.wiped += 1
        self.world.onlooker.disk_lost(laptop)
        self.world.patience.disk_lost(laptop)
        self.world.replaced.add(laptop.login)
        laptop.start_empty()
        self._check_nothing_is_lost(laptop, self._begun.pop(laptop.name))

    def _check_nothing_is_left(self, laptop: Laptop) -> None:
        left = {path.name for path in laptop.home.iterdir()}
        left -= {path.name for path in unconfirmed_wipes(laptop.home)}
        assert left <= {SETTINGS_FILE, SYNC_LOCK_FILE}, left
        assert not load_settings(laptop.home).is_signed_in

    def _work_of(self, laptop: Laptop) -> _Work:
        with laptop.store.view() as view:
            unsent = frozenset(stored.request.id for stored in view.outbox.without_receipt())
        mine = [of for of, login in self.world.placed.items() if login == laptop.login]
        records = [record for of in mine if (record := known(laptop, of)) is not None]
        wanted = {record.order.id: _is_wanted(record) for record in records}
        return _Work(unsent=unsent, orders=wanted)

    def _check_nothing_is_lost(self, laptop: Laptop, work: _Work) -> None:
        """Check that head office has what the laptop had, or that it was over for the rep."""
        world = self.world
        missing = work.unsent - self._requests_there()
        if missing:
            world.onlooker.wrong.append(f"{laptop.name} was wiped and had not sent {missing}")
        sent, dropped = world.sent(), self._dropped_requests()
        for order_id, is_wanted in work.orders.items():
            if order_id in sent or world.is_held(order_id, laptop.login):
                continue
            if is_wanted and order_id not in world.lost and order_id not in dropped:
                world.onlooker.wrong.append(f"{laptop.name} was wiped and {order_id} is lost")
            world.lost.add(order_id)

    def _dropped_requests(self) -> str:
        """What devices handed over and an admin dropped, as text.

        A device may have been wiped only in part when that was decided.
        """
        handed = self.world.tables.handed_over.c
        asked = select(handed.request).where(handed.state == DROPPED)
        with self.world.looking() as there:
            return "".join(there.scalars(asked))

    def _requests_there(self) -> set[RequestId]:
        inbox, handed = self.world.tables.inbox.c, self.world.tables.handed_over.c
        with self.world.looking() as there:
            found = [
                *there.scalars(select(inbox.request_id)),
                *there.scalars(select(handed.request_id)),
            ]
        return {RequestId(each) for each in found}

    # head office --------------------------------------------------------------------------------

    def revoke(self, laptop: Laptop, *, wipe: bool) -> None:
        """Revoke the device of a laptop, and have it wiped where that is asked."""
        world, name = self.world, laptop.name
        if name in self.links.devices:
            with suppress(NotFoundError):
                # head office that was put back may know nothing of it
                self.links.revoke(world.office, world.office_clock, name, wipe=wipe)

    def decide(self) -> None:
        """Have an admin release or drop what some device handed over."""
        world = self.world
        with world.looking() as there:
            waiting = [each for each in administration.enrolled_devices(there) if each.unsent]
        if not waiting:
            return
        device = world.rng.choice(waiting)
        requests = self._waiting(device.device)
        assert len(requests) == device.unsent
        engine, at = world.office.engine, world.office_clock.now()
        devices = backend_of(engine).devices
        decide = world.rng.choice((devices.release, devices.drop))
        decided = decide(engine, device.device, as_login="", at=at)
        # what another copy sent under the same identity, for a customer by then numbered, stays
        left = {each.id for each in self._waiting(device.device)}
        requests = [each for each in requests if each.id not in left]
        assert decided == len(requests)
        if decide == devices.release:
            self.released += 1
            receipts = [Receipt(request_id=each.id, digest=each.digest) for each in requests]
            world.onlooker.received(device.login, requests, receipts)
        else:
            assert not left
            self.dropped += 1
            self._note_dropped(device.login, requests)

    def decide_all(self) -> None:
        """Have an admin decide about everything that waits."""
        waiting = True
        while waiting:
            self.decide()
            handed = self.world.tables.handed_over.c
            with self.world.looking() as there:
                found = there.execute(select(handed.id).where(handed.state == WAITING)).first()
            waiting = found is not None

    def _waiting(self, device: str) -> list[Request]:
        handed = self.world.tables.handed_over.c
        asked = select(handed.request).where(handed.device == device, handed.state == WAITING)
        with self.world.looking() as there:
            texts = there.scalars(asked.order_by(handed.id)).all()
        return [request for text in texts for request in batch_from_json(text)]

    def _note_dropped(self, login: str, requests: list[Request]) -> None:
        world, sent = self.world, self.world.sent()
        bodies = "".join(request.body for request in requests)
        world.onlooker.dropped |= {(login, request.id) for request in requests}
        world.lost |= {
            order_id
            for order_id in world.placed
            if order_id in bodies
            and order_id not in sent
            and not world.is_held(order_id, world.placed[order_id])
        }


def _is_wanted(record: OrderRecord) -> bool:
    return record.state in _STANDING and record.task is not TaskStatus.TAKING_BACK


def cut_wipes(monkeypatch: pytest.MonkeyPatch, faults: Faults) -> None:
    """Make every step of a wipe a point at which the power may go, or the link may break."""
    for owner, name in (
        (wiping, "_save"),
        (wiping, "delete_key"),
        (CredentialFile, "delete"),
        (wiping, "save_settings"),
    ):
        monkeypatch.setattr(owner, name, _tempting(getattr(owner, name), faults.step))

    def carried() -> None:
        faults.link()
        faults.step()

    for name in ("hand_over", "confirm_wiped"):
        monkeypatch.setattr(DeviceCalls, name, _tempting(getattr(DeviceCalls, name), carried))


def _tempting(real: Callable[..., Any], fate: Callable[[], None]) -> Callable[..., Any]:
    def tempted(*args: object, **facts: object) -> object:
        fate()
        result = real(*args, **facts)
        fate()
        return result

    return tempted
