"""Access: who may do what at head office, where the database knows logins."""

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of

if TYPE_CHECKING:
    from smartclient.headoffice.database.mssql.accounts import WhoAmI


class Access:
    """Grants and revokes access; refused where head office is a file."""

    def __init__(self, engine: Engine) -> None:
        if backend_of(engine).in_file:
            raise RefusedError(
                "A head office in a file has no logins: whoever may open the file may do "
                "everything. Logins are granted on SQL Server."
            )
        self._engine = engine

    def grant(self, kind: str, name: str, rep_number: str, *, admin: bool) -> str:
        """Grant ``name`` (of the ``kind`` login, external or contained) to act as a rep."""
        from smartclient.headoffice.database.mssql import accounts, principals  # noqa: PLC0415 (in use)

        schema.check(self._engine)
        return accounts.grant(
            self._engine, principals.AccountKind(kind), name, rep_number, admin=admin
        )

    def grant_worker(self, kind: str, name: str) -> str:
        """Grant ``name`` to answer requests."""
        from smartclient.headoffice.database.mssql import accounts, principals  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        return accounts.grant_worker(self._engine, principals.AccountKind(kind), name)

    def revoke(self, name: str) -> None:
        """Revoke everything that was granted to ``name``."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        accounts.revoke(self._engine, name)

    def who_am_i(self) -> "WhoAmI":
        """What the server calls who is connected."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        return accounts.who_am_i(self._engine)
