"""The ASGI application: head office's operations for enrolled devices, over a gate."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from smartclient.contract.web.wire import MEDIA_TYPE, NONCE, Failed, Failure, Path, PulseCall
from smartclient.domain.errors import SmartClientError
from smartclient.web.answers import (
    accepted_encoding,
    body_response,
    failure_headers,
    nonce_of,
    status_of,
)
from smartclient.web.batches import read_batch
from smartclient.web.callers import Caller, credential_of
from smartclient.web.calls import ANSWERS, COOKIES, STREAMS, HeadOfficeAccess
from smartclient.web.endpoints import ENDPOINTS, PAD_PATH, SNAPSHOT_PATH, Endpoint
from smartclient.web.failures import CallRefusedError, failure_of
from smartclient.web.information import Information
from smartclient.web.listening import unless_hung_up
from smartclient.web.pad.answers import PadAnswers
from smartclient.web.pad.cookies import cookie_with
from smartclient.web.pad.release import PadRelease
from smartclient.web.rate_limits import CallRates
from smartclient.web.reception import Reception, WebSettings
from smartclient.web.request_bodies import decoded, decompressed, encoding_of, read_body
from smartclient.web.snapshots.answers import SnapshotAnswers
from smartclient.web.streams import LineStream, StreamResponse

logger = logging.getLogger(__name__)

_DECODED_IN_THE_LOOP: Final = 16_384

Observe = Callable[[str, Failure | None, float], None]
"""Takes note of a call: its path, how it failed, and how many seconds it took."""

Answer = Callable[[Request], Awaitable[Response]]


class WebApplication:
    """Answers requests; it is an ASGI application itself."""

    def __init__(
        self,
        office: HeadOfficeAccess,
        rates: CallRates,
        settings: WebSettings,
        observe: Observe,
        pad: PadRelease,
    ) -> None:
        self._office = office
        self._rates = rates
        self._proxies = settings.proxies
        self._observe = observe
        information = Information(office)
        routes = [
            Route(path, self._answering(endpoint), methods=["POST"])
            for path, endpoint in ENDPOINTS.items()
        ]
        routes += [
            Route(path, self._informing(path, give), methods=["GET"])
            for path, give in information.pages().items()
        ]
        answers = PadAnswers(pad, settings)
        file = self._informing(Path.ORDER_PAD, answers.file)
        routes += [
            Route(Path.ORDER_PAD, self._informing(Path.ORDER_PAD, answers.page), methods=["GET"]),
            Route(
                Path.SERVICE_WORKER,
                self._informing(Path.SERVICE_WORKER, answers.service_worker),
                methods=["GET"],
            ),
            Route(PAD_PATH, file, methods=["GET"]),
        ]
        snapshots = SnapshotAnswers(office)
        routes += [
            Route(Path.SNAPSHOTS, self._giving(snapshots.listed), methods=["GET"]),
            Route(SNAPSHOT_PATH, self._giving(snapshots.file), methods=["GET"]),
        ]
        starlette = Starlette(routes=routes)
        starlette.router.redirect_slashes = False
        self._application: ASGIApp = Reception(starlette, settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._application(scope, receive, send)

    def _answering(self, endpoint: Endpoint) -> Answer:
        return self._observed(endpoint.path, lambda request: self._answer(endpoint, request))

    def _informing(self, path: Path, give: Answer) -> Answer:
        """What ``give`` answers without a credential, limited by address."""

        async def answer(request: Request) -> Response:
            self._rates.check_address(self._proxies.address_of(request))
            return await give(request)

        return self._observed(path, answer)

    def _giving(self, give: Callable[[Request, Caller], Awaitable[Response]]) -> Answer:
        """What ``give`` answers to a device whose credential counts."""

        def answer(request: Request) -> Awaitable[Response]:
            return self._admitted(request, lambda caller: give(request, caller))

        return self._observed(Path.SNAPSHOTS, answer)

    def _observed(self, path: Path, respond: Answer) -> Answer:
        async def answer(request: Request) -> Response:
            began = time.monotonic()
            failure: Failure | None = None
            try:
                return await respond(request)
            except ClientDisconnect:
                return Response()
            except (SmartClientError, CallRefusedError) as error:
                failed = failure_of(error)
                failure = failed.failure
                _log(path, error, failure)
                return _failure_response(request, failed)
            except Exception:
                logger.exception("%s failed", path)
                failure = Failure.FAILED
                return _failure_response(request, Failed(failure=failure))
            finally:
                waited = " (waiting)" if getattr(request.state, "waited", False) else ""
                self._observe(f"{path}{waited}", failure, time.monotonic() - began)

        return answer

    async def _answer(self, endpoint: Endpoint, request: Request) -> Response:
        async def respond(caller: Caller) -> Response:
            call = await self._call_of(endpoint, request)
            return await self._respond(endpoint, request, caller, call)

        return await self._admitted(request, respond, needs_credential=endpoint.needs_credential)

    async def _admitted(
        self,
        request: Request,
        respond: Callable[[Caller], Awaitable[Response]],
        *,
        needs_credential: bool = True,
    ) -> Response:
        if not nonce_of(request):
            raise CallRefusedError(Failure.UNREADABLE, f"no {NONCE}")
        caller = self._admit(request, needs_credential=needs_credential)
        try:
            response = await respond(caller)
        except SmartClientError as error:
            if failure_of(error).failure is Failure.CREDENTIAL_REFUSED:
                self._rates.refuse(caller.credential, caller.address)
            raise
        if needs_credential:
            self._rates.accept(caller.credential)
        return response

    def _admit(self, request: Request, *, needs_credential: bool) -> Caller:
        address = self._proxies.address_of(request)
        self._rates.check_address(address)
        if not needs_credential:
            return Caller(b"", address)
        credential = credential_of(request)
        self._rates.check_device(credential, address)
        return Caller(credential, address)

    async def _call_of(self, endpoint: Endpoint, request: Request) -> object:
        encoding = encoding_of(request)
        body = await read_body(request, endpoint.largest_body)

        def read() -> object:
            plain = decompressed(body, encoding, endpoint.largest_body)
            if endpoint.path in {Path.SUBMIT, Path.HAND_OVER}:
                return read_batch(plain)
            return decoded(plain, endpoint.call)

        if encoding or len(body) > _DECODED_IN_THE_LOOP:
            return await self._office.pool.run(read)
        return read()

    async def _respond(
        self, endpoint: Endpoint, request: Request, caller: Caller, call: object
    ) -> Response:
        if isinstance(call, PulseCall):
            request.state.waited = call.wait > 0
        if endpoint.path in ANSWERS:
            answering = ANSWERS[endpoint.path](self._office, caller, call)
            answer = await unless_hung_up(request, answering)
            response = body_response(request, msgspec.json.encode(answer), MEDIA_TYPE)
            if endpoint.path in COOKIES:
                response.headers["Set-Cookie"] = cookie_with(COOKIES[endpoint.path](call))
            return response
        gate = self._office.gate
        stream = LineStream(
            self._office.pool,
            lambda: gate.operations(caller.credential, caller.address),
            STREAMS[endpoint.path](call),
            accepted_encoding(request),
            lambda failure: self._observe(f"{endpoint.path} (in the stream)", failure, 0.0),
        )
        return StreamResponse(request, stream, await stream.first())


def _failure_response(request: Request, failed: Failed) -> Response:
    response = body_response(request, msgspec.json.encode(failed), MEDIA_TYPE, status_of(failed))
    response.headers.update(failure_headers(failed))
    return response


def _log(path: Path, error: Exception, failure: Failure) -> None:
    if failure is Failure.FAILED:
        logger.error("%s failed", path, exc_info=error)
    elif isinstance(error, SmartClientError):
        logger.info("%s: %s (%s)", path, type(error).__name__, error.detail)
    else:
        # whoever calls from outside could fill the log with these
        logger.debug("%s: %s", path, error)
