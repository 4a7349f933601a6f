"""TLS: a certificate and its key, read again from their files when they change."""

import logging
import ssl
from asyncio.sslproto import SSLProtocol
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509

from smartclient.domain.errors import SetUpError

logger = logging.getLogger(__name__)

_RECORD: Final = 16_384
_CIPHERS: Final = "ECDHE+AESGCM:ECDHE+CHACHA20"


def keep_buffers_small() -> None:
    """Have asyncio keep 16 kB to read into for each TLS connection, one record, instead of 256 kB.

    A thousand devices that wait would take 250 MB for what they do not send.
    """
    SSLProtocol.max_size = _RECORD


class ServerCertificate:
    """The certificate, with its chain, and the key in PEM files, and the context that uses them."""

    def __init__(self, certificate: Path, key: Path) -> None:
        """Raises SetUpError where the files can't be used."""
        self._certificate = certificate
        self._key = key
        self._stamp = self._stamp_now()
        self.context = _empty_context()
        try:
            _load(self.context, certificate, key)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise SetUpError(
                "The certificate {certificate} with the key {key} can't be used. Name the files "
                "of a certificate with its chain and of its key, both in PEM, without a "
                "passphrase.",
                certificate=certificate,
                key=key,
                detail=str(error),
            ) from error

    @property
    def fingerprint(self) -> bytes:
        """The SHA-256 of the certificate."""
        text = self._certificate.read_text(encoding="ascii", errors="replace")
        start, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
        first = text[text.index(start) : text.index(end) + len(end)]
        return sha256(ssl.PEM_cert_to_DER_cert(first)).digest()

    def valid_from_until(self) -> tuple[datetime, datetime]:
        """From when and until when the certificate is valid."""
        # the first is the service's own, those behind it are its authorities'
        own = x509.load_pem_x509_certificates(self._certificate.read_bytes())[0]
        return own.not_valid_before_utc, own.not_valid_after_utc

    def reload_if_changed(self) -> bool:
        """Use files that changed for new connections; what can't be used changes nothing."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            # a trial first: half a change must not spoil what is in use
            _load(_empty_context(), self._certificate, self._key)
            _load(self.context, self._certificate, self._key)
        except (OSError, ssl.SSLError, ValueError):
            logger.warning("the changed certificate %s can't be used", self._certificate)
            return False
        logger.info("the certificate %s was read again", self._certificate)
        return True

    def _stamp_now(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stamp(path) for path in (self._certificate, self._key))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _empty_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_CIPHERS)
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context


def _load(context: ssl.SSLContext, certificate: Path, key: Path) -> None:
    # a key with a passphrase is refused instead of asked for on a terminal
    context.load_cert_chain(certificate, key, password=lambda: "")
