"""Requests sent at head office on SQL Server: by who is connected, whatever anybody claims."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from smartclient.contract.batches import batch_json
from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.database.transactions import reading
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database.mssql.accounts import require_owner, who_am_i
from smartclient.headoffice.database.mssql.device_administration import RELEASED_AT_ONCE
from smartclient.headoffice.database.mssql.procedure_call import call_procedure


def sender(engine: Engine, login: Login) -> Login:  # noqa: ARG001 (the server knows who it is)
    """The login, as head office knows it, of who is connected; RefusedError for nobody."""
    me = who_am_i(engine)
    if not me.rep_login:
        raise RefusedError(
            "The server calls you {login}, and head office knows nobody of that name. Sign in as "
            "an admin, or have yourself made one: smartclient headoffice grant --login {login} "
            "--rep NUMBER --admin.",
            login=me.login,
        )
    return Login(me.rep_login)


def submit(
    engine: Engine,
    login: Login,  # noqa: ARG001 (as above)
    request: Request,
    at: datetime,  # noqa: ARG001 (the server's clock counts)
) -> Receipt:
    """Put one request in the inbox, by the procedure that everybody sends with."""
    ((_, digest, refusal),) = call_procedure(engine, "EXEC sync.submit_v1 ?", batch_json([request]))
    return Receipt(request_id=request.id, digest=digest, refusal=refusal)


def accept(
    engine: Engine,
    login: Login,
    batch: Sequence[Request],
    at: datetime,  # noqa: ARG001 (the server's clock counts)
) -> tuple[Receipt, ...]:
    """Put requests in the inbox, as sent by ``login``; SetUpError for who owns no database."""
    with reading(engine) as connection:
        require_owner(connection)
    rows = call_procedure(engine, "EXEC sync.accept_v1 ?, ?", batch_json(batch), login)
    return tuple(
        Receipt(request_id=RequestId(request_id), digest=digest, refusal=refusal)
        for request_id, digest, refusal in rows
    )


def release_held(
    connection: Connection,
    at: datetime,  # noqa: ARG001 (as above)
) -> int:
    """Put held requests that may go by now into the inbox, on a worker's transaction."""
    after, released = 0, 0
    for _ in range(RELEASED_AT_ONCE):
        after, taken = connection.exec_driver_sql(
            "EXEC sync.worker_release_held_v1 ?", (ascii_json({"after": after}),)
        ).one()
        if not after:
            break
        released += taken
    return released
