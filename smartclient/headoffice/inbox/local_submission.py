"""Requests sent at a head office that is a file: who may open the file may claim to be anybody."""

from datetime import datetime

from sqlalchemy import Engine

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.database.transactions import reading
from smartclient.domain.ids import Login
from smartclient.headoffice.database.audited_transaction import audited_transaction
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
