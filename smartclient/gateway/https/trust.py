"""Trust: by what a laptop knows head office's certificate, before a byte of a call is sent."""

import ssl
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any


class OtherCertificateError(ssl.SSLCertVerificationError):
    """The server has another certificate than the one that is pinned."""


class _PinnedSocket(ssl.SSLSocket):
    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 (as its base)
        super().do_handshake(block)
        _check_pin(self)


class _PinnedObject(ssl.SSLObject):
    def do_handshake(self) -> None:
        super().do_handshake()
        _check_pin(self)


class PinnedContext(ssl.SSLContext):
    """Accepts a server by its certificate, whatever its name and its dates.

    ``seen`` is the certificate (DER) that was accepted last, empty before the first.
    """

    fits: Callable[[bytes], bool]
    seen: bytes = b""

    def __new__(cls, _fits: Callable[[bytes], bool]) -> "PinnedContext":
        """Make a client's context; ``fits`` judges a certificate's SHA-256 fingerprint."""
        return super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)

    def __init__(self, fits: Callable[[bytes], bool]) -> None:
        self.fits = fits
        self.check_hostname = False
        self.verify_mode = ssl.CERT_NONE
        self.minimum_version = ssl.TLSVersion.TLSv1_2
        self.sslsocket_class = _PinnedSocket
        self.sslobject_class = _PinnedObject


def pinned_to(certificate: bytes) -> PinnedContext:
    """A context that accepts this certificate (DER) and no other."""
    fingerprint = sha256(certificate).digest()
    return PinnedContext(lambda found: found == fingerprint)


def as_text(certificate: bytes) -> str:
    """A certificate (DER) as base64."""
    return b64encode(certificate).decode()


def _check_pin(connection: Any) -> None:  # noqa: ANN401 (a socket or an object of ssl)
    context: PinnedContext = connection.context
    certificate = connection.getpeercert(binary_form=True) or b""
    if not context.fits(sha256(certificate).digest()):
        raise OtherCertificateError("another certificate than the pinned one")
    context.seen = certificate
