"""Head office as its command line and an app that carries it inside see it."""

import threading
from collections.abc import Callable, Sequence
from typing import Self

from sqlalchemy import Engine

from smartclient.contract.cases import Case
from smartclient.contract.messages import Answer
from smartclient.contract.operations import Operations
from smartclient.database.engines import open_engine
from smartclient.domain.clock import Clock
from smartclient.domain.ids import ConflictId
from smartclient.domain.problems import Action
from smartclient.headoffice import schema
from smartclient.headoffice.transactions import changing
from smartclient.reconcile.conflict import Resolution


class HeadOffice:
    """One head office: its database, its worker and its cases."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self._clock = clock

    @classmethod
    def at(cls, url: str, clock: Clock) -> Self:
        """Open the head office at ``url``; SetUpError when the address is no good."""
        return cls(open_engine(url), clock)

    def init(self) -> None:
        """Make the schema, or bring it up to date; doing it again changes nothing.

        Raises SchemaError for a newer schema, or a database that holds something else.
        """
        schema.upgrade(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def describe(self, *, company: str, currency: str) -> None:
        """Set the company's name and its currency (ISO 4217), as laptops show them."""
        with changing(self.engine, actor="", at=self._clock.now()) as connection:
            schema.set_info(connection, "company", company)
            schema.set_info(connection, "currency", currency)

    def restored(self) -> str:
        """Begin a new generation, after the database was restored from a backup; return it."""
        with changing(self.engine, actor="", at=self._clock.now()) as connection:
            return schema.new_generation(connection)

    def operations(self, login: str) -> Operations:
        """Return the four operations as ``login``; SignInError for someone unknown."""
        raise NotImplementedError

    def answer_waiting(self, limit: int | None = None) -> int:
        """Answer what waits in the inbox, at most ``limit`` requests; return how many."""
        raise NotImplementedError

    def serve(self, stop: threading.Event, on_answer: Callable[[int], None]) -> None:
        """Answer requests as they come until ``stop`` is set; tell how many after each round."""
        raise NotImplementedError

    def serving(self) -> bool:
        """Tell whether a process is serving this head office now."""
        raise NotImplementedError

    def decide(
        self,
        conflict_id: ConflictId,
        action: Action,
        *,
        resolution: Resolution = Resolution(),
        takes: Sequence[str] = (),
        note: str = "",
        as_login: str,
    ) -> Answer:
        """Decide a case as ``as_login`` and return head office's answer to that.

        ``takes`` are the ``FIELD=…`` of a data conflict. Raises NotFoundError for no such
        conflict, RefusedError for a field or login that is no good, ContendedError when the
        serving process did not answer in time.
        """
        raise NotImplementedError

    def cases(self) -> tuple[Case, ...]:
        """Return the open cases, oldest first."""
        raise NotImplementedError
