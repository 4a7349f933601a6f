"""Services that a device sends to by itself: what such a service has to be.

Each is one class, which is registered at the entry point group ``smartclient.services``. Its
requests wait in a queue of their own in the store, with their own retries, and the state of the
link to it is its own, so that one being away stops its own steps alone.
"""

import ssl
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from smartclient.contract.messages import Request
from smartclient.documents.order_document import OrderDocument
from smartclient.domain.ids import OrderId
from smartclient.domain.mail import MailAccount
from smartclient.domain.services import RegisteredService
from smartclient.services.mail.delivery import Delivery
from smartclient.services.mail.message import Attachment


class Records(Protocol):
    """What the device knows that goes with a request."""

    def company(self) -> str:
        """The company's name."""
        ...

    def rep(self) -> str:
        """The rep's name."""
        ...

    def order(self, order_id: OrderId) -> OrderDocument:
        """An order as it is now; NotFoundError for one that is not here."""
        ...

    def document(self, digest: str) -> Attachment:
        """A product's document by its hash; RefusedError for one that is not here."""
        ...

    def message_id(self, mail_id: str) -> str:
        """The Message-ID that a mail was given when it was saved."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlace:
    """What a service is opened with on a device.

    ``account`` is the account as it was set up here, "" for none. ``password`` looks up the
    password of a mailbox: SetUpError where it is not known. ``trust`` says whose certificates are
    believed.
    """

    account: str
    records: Records
    password: Callable[[MailAccount], str]
    trust: Callable[[], ssl.SSLContext]


class ServiceTransport(Protocol):
    """Hands requests to a service."""

    def deliver(self, request: Request, hand_over: Callable[[], bool]) -> Delivery:
        """Hand a request over; ``hand_over`` is called once, just before the service has it.

        It stores that the request is handed over now; where it returns False, it is not. What
        ends before it may be tried again. What ends after it with no answer is ``unknown``, and
        nothing sends it again by itself. RefusedError for one that can't be sent at all.
        """
        ...

    def abort(self) -> None:
        """End an attempt that another thread makes."""
        ...


class DeviceService(ABC):
    """A service that a device sends to by itself."""

    registered: ClassVar[RegisteredService]
    """Its name, which steps name it by, its label, its limit, and whether it counts as offline."""

    @abstractmethod
    def open(self, place: ServicePlace) -> ServiceTransport | None:
        """The way to it, None where it is not set up on this device; nothing is opened yet."""
