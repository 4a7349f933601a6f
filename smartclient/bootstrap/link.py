"""The way to head office: opened when it is first needed, never before."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smartclient.contract.operations import Operations
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError
from smartclient.security.mail_passwords import mail_password
from smartclient.security.passwords import AskPassword
from smartclient.settings.model import Settings
from smartclient.settings.places import embedded_file, office_file_is_there
from smartclient.settings.web_address import is_web

if TYPE_CHECKING:
    from smartclient.bootstrap.https_link import HttpsLink, StoredCredentials
    from smartclient.headoffice.admin.service import HeadOffice
    from smartclient.headoffice.database.office_clock import KnownTime


class RemoteLink(Protocol):
    """A head office on another machine; nothing is opened before the first call."""

    def find_password(self) -> None:
        """Look up what signing in needs, or prompt the person where it is stored nowhere."""
        ...

    def connect(self) -> Operations:
        """The operations; the connection is opened by the first call."""
        ...

    def release(self) -> None:
        """Close the connection; the next call opens another."""
        ...

    def abort(self) -> None:
        """Abort the call in progress."""
        ...

    def close(self) -> None:
        """Close the connection for good."""
        ...


class HeadOfficeLink:
    """Head office as the settings name it, and the embedded worker where there is one."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        ask_password: AskPassword | None = None,
        *,
        password: str = "",
        known: bool = False,
        credentials: "StoredCredentials | None" = None,
        home: Path | None = None,
    ) -> None:
        """``password`` is one that was given together with the address, "" for none.

        ``known``: this laptop signed in there before. ``credentials`` are those of this device at
        head office's service; they are renewed in the folder ``home``, None for not at all.
        """
        self._credentials = credentials
        self._home = home
        self._known = known
        self._settings = settings
        self._clock = clock
        self._ask_password = ask_password
        self._password = password
        self._office: HeadOffice | None = None
        self._server: RemoteLink | None = None
        self._opening = threading.Lock()

    def connect(self) -> Operations:
        """The operations for the login that is signed in.

        Raises OutOfReachError when head office isn't there, SignInError when it knows no such
        login.
        """
        if self._settings.embedded:
            return self._opened().operations(self._settings.login)
        return self._served().connect()

    def find_password(self) -> None:
        """Look up the password that head office will need, and call nobody.

        Raises SetUpError where it is kept nowhere and there is nobody to ask.
        """
        if not self._settings.embedded:
            self._served().find_password()

    def over_https(self) -> "HttpsLink | None":
        """The link where it is one to head office's service."""
        if not is_web(self._settings.url):
            return None
        from smartclient.bootstrap.https_link import HttpsLink  # noqa: PLC0415 (as above)

        served = self._served()
        return served if isinstance(served, HttpsLink) else None

    def answer_now(self) -> None:
        """Have the embedded worker answer what waits, unless another process is serving."""
        office = self._opened()
        if not office.serving():
            office.answer_waiting()
            office.send_mails()

    def known_time(self) -> "KnownTime":
        """The latest time that a head office file holds; nothing of a server.

        Raises as ``connect``.
        """
        from smartclient.headoffice.database.office_clock import KnownTime  # noqa: PLC0415 (as _opened)

        return self._opened().known_time() if self._settings.embedded else KnownTime()

    def release(self) -> None:
        """Close a connection that is kept between syncs: from now on, nothing is sent."""
        with self._opening:
            if self._server is not None:
                self._server.release()

    def abort(self) -> None:
        """Abort the call in progress; its result is not known."""
        with self._opening:
            if self._server is not None:
                self._server.abort()

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            if self._server is not None:
                self._server.close()
                self._server = None
            if self._office is not None:
                self._office.close()
                self._office = None

    def _opened(self) -> "HeadOffice":
        # a program that only reads the store starts quicker without head office's side
        from smartclient.headoffice.admin.service import HeadOffice  # noqa: PLC0415

        self._check_file()
        with self._opening:
            if self._office is None:
                self._office = HeadOffice.open(self._settings.url, self._clock, mail_password)
            return self._office

    def _served(self) -> RemoteLink:
        with self._opening:
            if self._server is None:
                self._server = self._over_https() or self._over_odbc()
            return self._server

    def _over_https(self) -> RemoteLink | None:
        if not is_web(self._settings.url) or self._credentials is None:
            return None
        # others need neither an HTTP client nor its modules
        from smartclient.bootstrap.https_link import HttpsLink  # noqa: PLC0415

        return HttpsLink(self._settings, self._credentials, self._home)

    def _over_odbc(self) -> RemoteLink:
        # others need neither ODBC nor its modules
        from smartclient.bootstrap.server import ServerLink  # noqa: PLC0415

        return ServerLink(self._settings, self._ask_password, self._password, known=self._known)

    def _check_file(self) -> None:
        path = embedded_file(self._settings.url)
        if path is not None and not office_file_is_there(path):
            raise OutOfReachError("The head office file {path} can't be reached now.", path=path)
