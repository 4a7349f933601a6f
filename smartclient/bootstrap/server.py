"""The link to a head office on SQL Server: one persistent connection, signed in as one login."""

from dataclasses import replace

from smartclient.bootstrap.credentials import Credentials
from smartclient.contract.operations import Operations
from smartclient.database.mssql.address import address_of, server_address, url_with
from smartclient.database.mssql.connecting import warn_if_insecure
from smartclient.database.mssql.raw_connection import RawConnection
from smartclient.domain.errors import PasswordRefusedError
from smartclient.gateway.persistent_connection import OPENING_SECONDS
from smartclient.gateway.sqlserver import SqlServerOperations
from smartclient.gateway.statement_connection import StatementConnection
from smartclient.security.passwords import AskPassword, database_password
from smartclient.settings.model import Settings

_PERSON_SECONDS = 180.0
"""How long somebody may take to sign in on a page that the driver opens."""


class ServerLink:
    """SQL Server as the settings name it; nothing is opened before the first call."""

    def __init__(
        self,
        settings: Settings,
        ask_password: AskPassword | None,
        given: str,
        *,
        known: bool = False,
    ) -> None:
        """``given`` is the password that was typed with the address, "" for none.

        ``known``: this laptop signed in before, so a missing database is away.
        """
        self._address = replace(server_address(settings), known=known)
        self._credentials = Credentials(
            settings.url, self._address.user, ask_password, given=given or self._address.password
        )
        self._connection = StatementConnection(
            self._open_wire,
            opening_seconds=_PERSON_SECONDS if self._address.prompts_a_person else OPENING_SECONDS,
        )
        warn_if_insecure(self._address)

    def find_password(self) -> None:
        """Look up the password, or prompt the person where it is stored nowhere."""
        if self._address.needs_password:
            self._credentials.password()

    def connect(self) -> Operations:
        """The operations; the connection is opened by the first call."""
        return SqlServerOperations(self._connection)

    def release(self) -> None:
        """Close the connection; the next call opens another."""
        self._connection.release()

    def abort(self) -> None:
        """Abort the call in progress."""
        self._connection.abort()

    def close(self) -> None:
        """Close the connection for good."""
        self._connection.close()

    def _open_wire(self) -> RawConnection:
        wire = self._signed_in()
        self._address = replace(self._address, known=True)
        return wire

    def _signed_in(self) -> RawConnection:
        if not self._address.needs_password:
            return RawConnection(self._address)
        try:
            wire = RawConnection(self._address.with_password(self._credentials.password()))
        except PasswordRefusedError as error:
            refusal = self._credentials.refused(error)
            if refusal is error:
                raise
            raise refusal from error
        self._credentials.accepted()
        return wire


def split_url(url: str, login: str) -> tuple[str, str]:
    """An address as it is stored, with its user and without a password, and the password.

    Raises SetUpError for an invalid address.
    """
    address = address_of(url)
    user = address.user or (login if address.needs_password else None)
    return url_with(url, user=user, password=""), address.password


def url_with_password(url: str, ask_password: AskPassword | None) -> str:
    """An address complete with the password of its user, where it needs one."""
    address = address_of(url)
    if not address.needs_password or address.password or not address.user:
        return url
    stored_url = url_with(url, password="")
    return url_with(url, password=database_password(stored_url, address.user, ask_password))
