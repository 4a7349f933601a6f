"""The worker's open transaction: everything a handler reads and changes, on one connection."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from smartclient.contract.messages import Answer, Request
from smartclient.domain.clock import day_in
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.domain.sales.given_numbers import Numbered, is_final
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.schema import TIME_ZONE, info
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.devices import Devices
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.inbox.previous_numbers import (
    any_number_given_before,
    previously_assigned_number,
)
from smartclient.headoffice.inbox.redaction import mentions_customers, redact_foreign_customers
from smartclient.headoffice.inbox.replies import reply_to
from smartclient.headoffice.inbox.withdrawals import Withdrawals
from smartclient.headoffice.sales.cases import CaseTable
from smartclient.headoffice.sales.claimed_numbers import ClaimedNumbers
from smartclient.headoffice.sales.conflicts import ConflictTable
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.field_edits import FieldEdits
from smartclient.headoffice.sales.number_blocks import NumberBlocks
from smartclient.headoffice.sales.numbers import Numbers
from smartclient.headoffice.sales.orders import OrderTable
from smartclient.headoffice.sales.reference_cache import ReferenceCache
from smartclient.headoffice.sales.renumbering import with_renumbering
from smartclient.headoffice.sales.rule_context import RuleContextBuilder


class WorkerTransaction:
    """One transaction in which many requests are answered, each under its own savepoint.

    ``answers`` are the replies to store with it: to the request at hand, and to any other that
    it resolves.
    """

    def __init__(
        self, connection: Connection, reference: ReferenceCache, *, now: datetime, today: date
    ) -> None:
        self.connection = connection
        self.now = now
        self.today = today
        self._zone = info(connection, TIME_ZONE)
        self.customers = CustomerTable(connection)
        self.orders = OrderTable(connection, act_as=self.act_as)
        self.conflicts = ConflictTable(connection)
        self.cases = CaseTable(connection)
        self.numbers = Numbers(connection, lambda: self.context.policies().numbering)
        self.number_blocks = NumberBlocks(connection)
        self.claimed = ClaimedNumbers(connection, self.numbers, self.number_blocks)
        self.withdrawals = Withdrawals(connection)
        self.devices = Devices(connection)
        self.edits = FieldEdits(connection)
        self.context = RuleContextBuilder(
            connection, reference, now=now, today=today, before_reading=self.orders.write
        )
        self.answers: list[tuple[Login, RequestId, Answer]] = []
        self._actor: Login | None = None

    def act_as(self, login: Login | None) -> Login | None:
        """Log what follows under ``login``; return under whose name it was logged so far."""
        before = self._actor
        if login is not None and login != before:
            backend_of(self.connection).audit.set_actor(self.connection, login, self.now)
            self._actor = login
        return before

    def prepare(self, orders: Sequence[Order]) -> None:
        """Load at once what answering these orders will need.

        Numbers come first: who waits for a counter that is locked holds none of what rules lock.
        """
        named = [is_final(Numbered.ORDERS, order.provisional_number) for order in orders]
        self.numbers.prepare(named.count(False))
        self.context.prepare(orders)
        self.orders.prepare(orders)
        self.conflicts.prepare([order.id for order in orders])

    def finish(self) -> None:
        """Write what is not written yet, and act as nobody again.

        Later changes by hand are logged under no name.
        """
        self.orders.write()
        self.numbers.finish()
        backend_of(self.connection).audit.set_actor(self.connection, "", None)
        self._actor = None

    def lock_lane(self, lane: str) -> None:
        """Lock another lane: nobody else answers its requests until this transaction ends."""
        lanes.lock(self.connection, lane)

    def is_admin(self, login: Login) -> bool:
        """Whether ``login`` may decide cases and change policies."""
        identity = identity_of(self.connection, login)
        return identity is not None and identity.is_admin

    def reply(self, sender: Login, request_id: RequestId, answer: Answer) -> None:
        """Answer a request, with the commit; a rep is shown nothing of others' customers.

        A sender who was given another number before a restore is notified of it.
        """
        if answer.status.succeeded:
            answer = with_renumbering(answer, self.given_number(sender, request_id))
        if mentions_customers(answer) and not self.is_admin(sender):
            answer = redact_foreign_customers(
                answer, lambda number: self._is_customer_of(number, sender)
            )
        self.answers.append((sender, request_id, answer))

    def _is_customer_of(self, number: CustomerNumber, rep: Login) -> bool:
        customer = self.context.customer(number)
        return customer is not None and rep in customer.reps

    def was_carried_out_before(self, request: Request | None) -> bool:
        """Whether a request comes again that was carried out before head office was restored.

        What withdrew it was too late then, and what replaced it came after it.
        """
        return request is not None and request.given_number != "" and self.numbers.restored

    @cached_property
    def epoch(self) -> str:
        """The identity of head office's history."""
        return info(self.connection, "generation")

    @cached_property
    def _any_restored(self) -> bool:
        return any_number_given_before(self.connection)

    def given_number(self, sender: Login, request_id: RequestId) -> str:
        """The number a request was given before head office was restored, if it was."""
        if not self._any_restored:
            return ""
        return previously_assigned_number(self.connection, sender, request_id)

    def answer_to(self, sender: Login, request_id: RequestId) -> Answer | None:
        """The newest answer to a request, those included that are not stored yet."""
        for other, replied_to, answer in reversed(self.answers):
            if (other, replied_to) == (sender, request_id):
                return answer
        return reply_to(self.connection, sender, request_id)

    def day_of(self, at: datetime) -> date:
        """The company's day of an instant."""
        return day_in(self._zone, at)

    def mark(self) -> tuple[int, int, int]:
        """Where a savepoint begins, for ``roll_back``."""
        return len(self.answers), self.orders.mark(), self.numbers.mark()

    def roll_back(self, mark: tuple[int, int, int]) -> None:
        """Forget everything since ``mark``: the database did, too."""
        answers, orders, numbers = mark
        del self.answers[answers:]
        self.orders.roll_back(orders)
        self.numbers.roll_back(numbers)
        self.context.forget()
        self.conflicts.forget()
        self._actor = None
