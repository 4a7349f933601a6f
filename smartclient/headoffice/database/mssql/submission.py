"""Requests sent at head office on SQL Server: by who is connected, whatever anybody claims."""

from datetime import datetime

from sqlalchemy import Engine

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.headoffice.database.mssql.accounts import who_am_i
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
