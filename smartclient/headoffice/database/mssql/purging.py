"""Purging on SQL Server: by a procedure, which only members of a role may execute."""

from sqlalchemy import Engine

from smartclient.contract.encoding import ascii_json
from smartclient.database.transactions import reading
from smartclient.database.types import instant_text
from smartclient.headoffice.database.mssql.procedure_call import call_procedure
from smartclient.headoffice.database.portions import Portion

_MAY = "SELECT HAS_PERMS_BY_NAME(N'sync.purge_v1', N'OBJECT', N'EXECUTE')"


def may_purge(engine: Engine) -> bool:
    """Whether who is connected may purge."""
    with reading(engine) as connection:
        return bool(connection.exec_driver_sql(_MAY).scalar())


def purge(engine: Engine, portion: Portion) -> int:
    """Do what a portion says; return how many rows it was."""
    ((done,),) = call_procedure(engine, "EXEC sync.purge_v1 ?", portion_json(portion))
    return int(done)


def portion_json(portion: Portion) -> str:
    """A portion as the procedure reads it: ASCII text, documents as objects within it."""
    rows = [_object(id=row_id) for row_id in portion.ids]
    rows += [_object(name=ascii_json(name)) for name in portion.names]
    rows += [
        _object(id=reply.id, document=reply.document, body=reply.body or "null")
        for reply in portion.replies
    ]
    conflicts = [
        _object(
            id=conflict.id,
            document=conflict.document,
            body_kind=ascii_json(conflict.body_kind),
            body=conflict.body,
        )
        for conflict in portion.conflicts
    ]
    return _object(
        kind=ascii_json(str(portion.kind)),
        before=ascii_json(instant_text(portion.before)),
        rows=_list(rows),
        conflicts=_list(conflicts),
        customers=_list([_object(id=row_id) for row_id in portion.customers]),
    )


def _object(**members: int | str) -> str:
    """A JSON object of members that are JSON already."""
    return "{" + ",".join(f'"{name}":{value}' for name, value in members.items()) + "}"


def _list(items: list[str]) -> str:
    return "[" + ",".join(items) + "]"
