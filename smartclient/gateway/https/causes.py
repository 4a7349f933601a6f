"""Causes: why head office is out of reach over HTTPS, as far as this side can see."""

import socket
import ssl
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import httpx2

from smartclient.domain.errors import TRY_LATER, OutOfReachError
from smartclient.gateway.https.trust import OtherCertificateError
from smartclient.settings.web_address import WebAddress


class Cause(StrEnum):
    """Why a call had no answer of head office."""

    NAME_NOT_FOUND = "name_not_found"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    OTHER_CERTIFICATE = "other_certificate"
    UNTRUSTED_CERTIFICATE = "untrusted_certificate"
    CODE_WITHOUT_FINGERPRINT = "code_without_fingerprint"
    """The certificate is untrusted, and the code to sign in with names none."""
    ENCRYPTED = "encrypted"
    """TLS is spoken at an address that begins with http."""
    CLOCK = "clock"
    PROXY_PASSWORD = "proxy_password"  # noqa: S105 (the name of a cause)
    PROXY = "proxy"
    OTHER_PAGE = "other_page"
    CUT = "cut"


_SENTENCES: Final = {
    Cause.NAME_NOT_FOUND: "The name {host} was not found. This computer has no connection to the "
    "internet, or the address of head office is wrong.",
    Cause.REFUSED: "Nothing answers at {host}. Head office is not running there, or this network "
    "does not let anyone through to it.",
    Cause.TIMED_OUT: "Head office did not answer in time.",
    Cause.OTHER_CERTIFICATE: "What answers at {host} has another certificate than head office. "
    "Nothing was sent to it. If this goes on in other networks, too, ask head office.",
    Cause.UNTRUSTED_CERTIFICATE: "What answers at {host} has a certificate that this computer does "
    "not trust. Nothing was sent to it. If this goes on in other networks, too, ask head office.",
    Cause.CODE_WITHOUT_FINGERPRINT: "What answers at {host} has a certificate that this computer "
    "does not trust. Nothing was sent to it. The code may be incomplete: where head office made "
    "its certificate itself, the last four groups of the code are the certificate's fingerprint. "
    "Enter the whole code. If it is whole, ask head office.",
    Cause.ENCRYPTED: "What answers at {host} is encrypted. Write https:// in place of http:// in "
    "the address.",
    Cause.CLOCK: "The date of this computer is outside the dates of the certificate at {host}. "
    "Nothing was sent to it. Check date and time here; if they are right, ask head office.",
    Cause.PROXY_PASSWORD: "The proxy of this network wants a password. Ask who runs the network, "
    "or use another one.",
    Cause.PROXY: "The proxy of this network does not let anyone through to head office. Ask who "
    "runs the network, or use another one.",
    Cause.OTHER_PAGE: "Another page answered in place of head office. If this network asks you to "
    "sign in on a page first, do that in a browser.",
    Cause.CUT: "The connection to head office was cut.",
}

_WITHOUT_ADVICE: Final = frozenset(
    {Cause.NAME_NOT_FOUND, Cause.REFUSED, Cause.TIMED_OUT, Cause.CUT}
)
"""Causes whose sentence doesn't say what to do."""

_OUTSIDE_ITS_DATES: Final = frozenset({9, 10, 0x800B0101, -0x7FF4FEFF, -67_818})
"""What OpenSSL (not yet valid, expired), Windows and macOS call a certificate out of its dates."""

_AUTHENTICATION_REQUIRED: Final = str(httpx2.codes.PROXY_AUTHENTICATION_REQUIRED.value)


def out_of_reach(cause: Cause, address: WebAddress, detail: object = "") -> OutOfReachError:
    """The error for a cause; ``detail`` is for the log."""
    host = address.host if cause is Cause.NAME_NOT_FOUND else address.server
    return OutOfReachError(
        _SENTENCES[cause],
        host=host,
        advice=TRY_LATER if cause in _WITHOUT_ADVICE else "",
        detail=f"{cause}: {detail}" if detail else str(cause),
    )


def cause_of(error: BaseException) -> Cause:
    """What an error of the HTTP client comes from."""
    for reason in _reasons(error):
        match reason:
            case OtherCertificateError():
                return Cause.OTHER_CERTIFICATE
            case ssl.SSLCertVerificationError():
                code = getattr(reason, "verify_code", 0)
                is_date = code in _OUTSIDE_ITS_DATES
                return Cause.CLOCK if is_date else Cause.UNTRUSTED_CERTIFICATE
            case socket.gaierror():
                return Cause.NAME_NOT_FOUND
            case ConnectionRefusedError():
                return Cause.REFUSED
            case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
                return Cause.CUT
            case ssl.SSLError():
                # what answers there does not speak TLS
                return Cause.OTHER_PAGE
    if isinstance(error, httpx2.ProxyError):
        is_unknown = str(error).startswith(_AUTHENTICATION_REQUIRED)
        return Cause.PROXY_PASSWORD if is_unknown else Cause.PROXY
    if isinstance(error, httpx2.TimeoutException):
        return Cause.TIMED_OUT
    return Cause.REFUSED if isinstance(error, httpx2.ConnectError) else Cause.CUT


def _reasons(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it, the nearest first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
