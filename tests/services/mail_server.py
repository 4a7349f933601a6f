"""A real mail server on loopback that fails in the step that a test names."""

import asyncio
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from smartclient.domain.mail import Mailbox, MailSecurity
from tests.gateway.scripted_service import certificate_file

LOGIN, PASSWORD = "office", "a password for tests"
SENDER = "office@example.com"


class Step(StrEnum):
    """A step of a delivery, as it can fail."""

    GREETING = "greeting"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    AFTER_THE_DOT = "after the dot"
    QUIT = "quit"


@dataclass(slots=True)
class Failure:
    """In which step it fails and how: by a reply, or "" for a connection that is cut.

    With ``is_silent`` it says nothing, and waits until the other side is gone.
    """

    step: Step | None = None
    reply: str = ""
    is_silent: bool = False


@dataclass(slots=True)
class MailServer:
    """What a server received, where it is, and how it fails."""

    certificate: Path
    security: MailSecurity
    port: int = 0
    failure: Failure = field(default_factory=Failure)
    received: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: "list[_Failing]" = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    """Set once it is silent."""

    async def say_nothing(self) -> None:
        """Wait until the connection is gone, which cancels this."""
        self.silent.set()
        await asyncio.Event().wait()

    @property
    def mailbox(self) -> Mailbox:
        """The mailbox of a client of it."""
        return Mailbox(
            host="localhost",
            port=self.port,
            security=self.security,
            sender=SENDER,
            login=LOGIN,
        )

    @property
    def trust(self) -> ssl.SSLContext:
        """A context that believes its certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))


# ruff: noqa: N802 (the library names a command by its method)


class _Failing(SMTP):
    """Speaks SMTP, and fails where it is to."""

    def __init__(self, server: MailServer, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self._server = server
        server.connections.append(self)

    async def end(self) -> None:
        """Cut the connection, and wait until it is over."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        if self._handler_coroutine is not None:
            await asyncio.gather(self._handler_coroutine, return_exceptions=True)

    def _fails(self, step: Step) -> bool:
        return self._server.failure.step is step

    async def _fail(self) -> None:
        reply = self._server.failure.reply
        if self._server.failure.is_silent:
            await self._server.say_nothing()
        elif reply:
            await self.push(reply)
        else:
            cut(self)

    async def _handle_client(self) -> None:
        if self._fails(Step.GREETING):
            await self._fail()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if self._fails(Step.EHLO):
            await self._fail()
            return
        await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if self._fails(Step.STARTTLS):
            await self._fail()
            return
        await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if self._fails(Step.AUTH):
            await self._fail()
            return
        await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if self._fails(Step.MAIL):
            await self._fail()
            return
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if self._fails(Step.RCPT):
            await self._fail()
            return
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if self._fails(Step.DATA):
            await self._fail()
            return
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if self._fails(Step.QUIT):
            await self._fail()
            return
        await super().smtp_QUIT(arg)


def cut(server: SMTP) -> None:
    """Cut the connection at once."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Receiving:
    """Keeps what arrives, with the reply that a test wants."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        self._server.received.append(content if isinstance(content, bytes) else content.encode())
        self._server.recipients += envelope.rcpt_tos
        if self._server.failure.step is Step.AFTER_THE_DOT:
            if self._server.failure.is_silent:
                await self._server.say_nothing()
            if self._server.failure.reply:
                return self._server.failure.reply
            cut(smtp)
            # until the connection is gone
            await asyncio.sleep(0.1)
        return "250 OK"


def _authenticated(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    accepted = (data.login, data.password) == (LOGIN.encode(), PASSWORD.encode())
    return AuthResult(success=accepted, handled=accepted)


class _Controller(Controller):
    def __init__(self, server: MailServer) -> None:
        self._mail_server = server
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(server.certificate)
        self._context = context
        is_tls = server.security is MailSecurity.TLS
        super().__init__(
            _Receiving(server),
            hostname="127.0.0.1",
            port=0,
            ssl_context=context if is_tls else None,
        )

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]

    def end_connections(self) -> None:
        """Cut what is open: a loop that is closed can't."""
        for connection in self._mail_server.connections:
            asyncio.run_coroutine_threadsafe(connection.end(), self.loop).result(10)

    def factory(self) -> SMTP:
        """Serve one connection."""
        is_tls = self._mail_server.security is MailSecurity.TLS
        with warnings.catch_warnings():
            # it does not know that TLS begins with the first byte
            warnings.simplefilter("ignore", UserWarning)
            return self._serving(is_tls=is_tls)

    def _serving(self, *, is_tls: bool) -> SMTP:
        return _Failing(
            self._mail_server,
            self.handler,
            hostname="mail.example.com",
            ident="mail server of a test",
            tls_context=None if is_tls else self._context,
            require_starttls=not is_tls,
            auth_required=True,
            auth_require_tls=not is_tls,
            authenticator=_authenticated,
            loop=self.loop,
        )


@contextmanager
def mail_server(
    folder: Path, security: MailSecurity = MailSecurity.STARTTLS
) -> Iterator[MailServer]:
    """Serve on loopback until the block ends."""
    server = MailServer(certificate=certificate_file(folder), security=security)
    controller = _Controller(server)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.end_connections()
        controller.stop()
