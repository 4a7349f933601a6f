"""Requests sent at a head office that is a file: who may open the file may claim to be anybody."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from smartclient.contract.batches import batch_from_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.database.transactions import reading
from smartclient.domain.ids import Login
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.inbox import held_requests
from smartclient.headoffice.inbox.identity import require_identity
from smartclient.headoffice.inbox.receive import receive_requests


def sender(engine: Engine, login: Login) -> Login:
    """``login``, if head office knows it; else SignInError."""
    with reading(engine) as connection:
        return require_identity(connection, login).login


def submit(engine: Engine, login: Login, request: Request, at: datetime) -> Receipt:
    """Put one request in the inbox, sent by ``login``."""
    with audited_transaction(engine, actor=login, at=at) as connection:
        (receipt,) = receive_requests(connection, login, [request], at)
        return receipt


def accept(
    engine: Engine, login: Login, batch: Sequence[Request], at: datetime
) -> tuple[Receipt, ...]:
    """Put requests in the inbox, as sent by ``login``."""
    with audited_transaction(engine, actor=login, at=at) as connection:
        require_identity(connection, login)
        return receive_requests(connection, login, batch, at)


def release_held(connection: Connection, at: datetime) -> int:
    """Put held requests that may go by now into the inbox, on a worker's transaction."""
    released = 0
    for held in held_requests.released_now(connection):
        receipts = receive_requests(connection, held.sender, batch_from_json(held.request), at)
        if not any(receipt.refusal for receipt in receipts):
            held_requests.forget(connection, [held.id])
            released += 1
    return released
