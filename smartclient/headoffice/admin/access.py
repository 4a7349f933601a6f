"""Access: who may do what at head office, where the database knows logins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.read_models.access import AccessReport, AccountKind, GrantLine

if TYPE_CHECKING:
    from smartclient.headoffice.database.mssql.accounts import WhoAmI
    from smartclient.headoffice.database.mssql.bulk_granting import CheckedAccess


class AccessChanges:
    """Changes of access that were checked and are not carried out yet."""

    def __init__(self, engine: Engine, checked: "CheckedAccess") -> None:
        self._engine = engine
        self._checked = checked

    @property
    def report(self) -> AccessReport:
        """What they would do, and which lines are refused."""
        return self._checked.report

    def apply(self) -> AccessReport:
        """Carry them out, without the lines that were refused."""
        from smartclient.headoffice.database.mssql import bulk_granting  # noqa: PLC0415 (in use)

        return bulk_granting.apply_access(self._engine, self._checked)


class Access:
    """Grants and revokes access; refused where head office is a file."""

    def __init__(self, engine: Engine) -> None:
        if backend_of(engine).in_file:
            raise RefusedError(
                "A head office in a file has no logins: whoever may open the file may do "
                "everything. Logins are granted on SQL Server."
            )
        self._engine = engine

    def grant(self, kind: AccountKind, name: str, rep_number: str, *, admin: bool) -> str:
        """Grant ``name`` to act as a rep; return what the server calls it."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        return accounts.grant(self._engine, kind, name, rep_number, admin=admin)

    def grant_worker(self, kind: AccountKind, name: str) -> str:
        """Grant ``name`` to answer requests; return what the server calls it."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        return accounts.grant_worker(self._engine, kind, name)

    def grant_web(self, kind: AccountKind, name: str) -> str:
        """Grant ``name`` to act for enrolled devices; return what the server calls it."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        return accounts.grant_web(self._engine, kind, name)

    def revoke(self, name: str) -> None:
        """Revoke everything that was granted to ``name``."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        accounts.revoke(self._engine, name)

    def check_grants(self, lines: Sequence[GrantLine], *, revoke_others: bool) -> AccessChanges:
        """Check many grants and change nothing; the reps' other logins may be revoked with them."""
        from smartclient.headoffice.database.mssql import bulk_granting  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        checked = bulk_granting.check_grants(self._engine, lines, revoke_others=revoke_others)
        return AccessChanges(self._engine, checked)

    def check_revocations(self, lines: Sequence[GrantLine]) -> AccessChanges:
        """Check many logins that are to be revoked, and change nothing."""
        from smartclient.headoffice.database.mssql import bulk_granting  # noqa: PLC0415 (as above)

        schema.check(self._engine)
        return AccessChanges(self._engine, bulk_granting.check_revocations(self._engine, lines))

    def who_am_i(self) -> "WhoAmI":
        """What the server calls who is connected."""
        from smartclient.headoffice.database.mssql import accounts  # noqa: PLC0415 (as above)

        return accounts.who_am_i(self._engine)
