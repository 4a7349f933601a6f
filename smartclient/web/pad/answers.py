"""What answers a browser that loads the order pad: the page, its service worker and its files."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from smartclient.web.answers import accepted_encoding
from smartclient.web.pad.release import PadFile, PadRelease
from smartclient.web.reception import WebSettings, origin_of

_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load and run: this service's own files, and nothing written into the page."""

_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
}

_ALWAYS_ASKED: Final = "no-cache"
_KEPT: Final = "public, max-age=31536000, immutable"


class PadAnswers:
    """Answers from one release."""

    def __init__(self, release: PadRelease, settings: WebSettings) -> None:
        self._release = release
        self._settings = settings

    async def page(self, request: Request) -> Response:
        """The page itself, which every browser asks for again.

        What a browser keeps belongs to one address, so the page has one: where this service is
        reached by another name, the browser is sent on. Of a proxy's names nothing is known here.
        """
        settings = self._settings
        if settings.public_url and not settings.is_behind_proxy:
            host = request.headers.get("host", "")
            if origin_of(f"{request.url.scheme}://{host}") != origin_of(settings.public_url):
                return RedirectResponse(
                    f"{settings.public_url}/", 307, {"Cache-Control": "no-store"}
                )
        return await _answer(request, self._release.page, _ALWAYS_ASKED)

    async def service_worker(self, request: Request) -> Response:
        """The service worker, which may keep every address of the service in its hands."""
        return await _answer(request, self._release.service_worker, _ALWAYS_ASKED)

    async def file(self, request: Request) -> Response:
        """A file of the release; of another release there is none any more."""
        found = self._release.find(request.url.path)
        if found is None:
            return PlainTextResponse("Not found.", 404)
        return await _answer(request, found, _KEPT)


async def _answer(request: Request, file: PadFile, kept: str) -> Response:
    tag = f'"{file.digest[:32]}"'
    headers = {**_HEADERS, "Cache-Control": kept, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, headers)
    encoding = "" if file.is_compressed else accepted_encoding(request)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(await file.encoded(encoding), 200, headers, file.media_type)
