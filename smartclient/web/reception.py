"""Reception: what is checked of every request first, and what every answer carries."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from smartclient.contract.web.wire import (
    FAILURE_STATUS,
    MEDIA_TYPE,
    NONCE,
    PROTOCOL,
    SPEAKS,
    Failed,
    Failure,
    Path,
)
from smartclient.web.answers import SPOKEN, body_response, nonce_of
from smartclient.web.callers import TrustedProxies

_VERSIONED: Final = re.compile(r"/v([0-9]{1,4})/")
_SNAPSHOT: Final = re.compile(Path.SNAPSHOTS + "/[0-9a-f]{64}")
_PAD_FILE: Final = re.compile(r"/pad/[0-9a-f]{16}/[A-Za-z0-9@_/.-]+")
_OWN_SITE: Final = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How a service is reached. ``public_url`` is "" where it is not known.

    ``is_behind_proxy``: only trusted proxies, and this machine itself, may connect.
    ``hsts_seconds`` 0 leaves that header out.
    """

    public_url: str = ""
    proxies: TrustedProxies = field(default_factory=TrustedProxies)
    is_behind_proxy: bool = False
    hsts_seconds: int = 0


class Reception:
    """Lets through what may get to the application, and adds the headers of every answer."""

    def __init__(self, application: ASGIApp, settings: WebSettings) -> None:
        self._application = application
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = Request(scope)
        body = _ReceivedBody(request, receive)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._add_headers(request, headers)
                if not body.is_complete:
                    # what is left of it would be taken for the next request
                    headers["Connection"] = "close"
            await send(message)

        refused = self._refusal(request)
        answering = self._application if refused is None else refused
        await answering(scope, body.receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        if self._settings.is_behind_proxy and not self._settings.proxies.may_connect(request):
            return PlainTextResponse("This address is no proxy of this service.", 403)
        path, raw = request.scope["path"], request.scope.get("raw_path", b"")
        # a path has one spelling; nothing is asked for in a query
        if raw != path.encode() or request.scope["query_string"] or not _is_served(path):
            return _other_protocol(request, path) or PlainTextResponse("Not found.", 404)
        # a link to the page may stand anywhere, as in a mail that a browser shows
        if path != Path.ORDER_PAD and self._is_cross_site(request):
            return PlainTextResponse("Requests from other sites are refused.", 403)
        return None

    def _is_cross_site(self, request: Request) -> bool:
        if request.headers.get("sec-fetch-site", "none").lower() not in _OWN_SITE:
            return True
        origin = request.headers.get("origin")
        return origin is not None and origin.lower() not in self._own_origins(request)

    def _own_origins(self, request: Request) -> tuple[str, ...]:
        if self._settings.public_url:
            return (origin_of(self._settings.public_url),)
        scheme = self._settings.proxies.scheme_of(request)
        return (f"{scheme}://{request.headers.get('host', '')}".lower(),)

    def _add_headers(self, request: Request, headers: MutableHeaders) -> None:
        headers[SPEAKS] = " ".join(map(str, SPOKEN))
        if request.method != "POST":
            # nothing keeps the answer to a call; the files of the page say themselves how long
            headers.setdefault("Cache-Control", "no-store")
        if not headers.get("content-type", "").startswith("application/vnd.smartclient"):
            # what has a type of our own is nothing to anybody else
            headers["X-Content-Type-Options"] = "nosniff"
        if nonce := nonce_of(request):
            headers[NONCE] = nonce
        if self._settings.hsts_seconds:
            headers["Strict-Transport-Security"] = f"max-age={self._settings.hsts_seconds}"


class _ReceivedBody:
    """Notes whether all of a request's body was received."""

    def __init__(self, request: Request, receive: Receive) -> None:
        self._receive = receive
        declared = request.headers.get("content-length", "0")
        self.is_complete = declared == "0" and "transfer-encoding" not in request.headers

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False):
            self.is_complete = True
        return message


def _is_served(path: str) -> bool:
    return path in set(Path) or any(known.fullmatch(path) for known in (_SNAPSHOT, _PAD_FILE))


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as a browser writes them in an ``Origin``."""
    parts = urlsplit(url.lower())
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    is_usual = parts.port in {None, 443 if parts.scheme == "https" else 80}
    return f"{parts.scheme}://{host}" + ("" if is_usual else f":{parts.port}")


def _other_protocol(request: Request, path: str) -> Response | None:
    """What to answer to a device that speaks a version that this service does not."""
    versioned = _VERSIONED.match(path)
    if versioned is None or int(versioned[1]) in SPOKEN:
        return None
    is_newer = int(versioned[1]) > PROTOCOL
    failure = Failure.UPGRADE_HEAD_OFFICE if is_newer else Failure.UPGRADE_CLIENT
    failed = Failed(failure=failure)
    return body_response(request, msgspec.json.encode(failed), MEDIA_TYPE, FAILURE_STATUS[failure])
