"""A certificate of the service's own making, which devices pin by its fingerprint."""

import socket
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from smartclient.domain.clock import Clock
from smartclient.settings.durable import not_written, write_durably

CERTIFICATE_FILE: Final = "web-certificate.pem"
KEY_FILE: Final = "web-key.pem"
_VALID: Final = timedelta(days=3650)
_BACKDATED: Final = timedelta(days=2)
_COMMON_NAME: Final = "Smart Client head office"


def self_signed_certificate(home: Path, hosts: Iterable[str], clock: Clock) -> tuple[Path, Path]:
    """The files of the certificate and its key in ``home``; made where there are none yet.

    ``hosts`` are names and addresses by which the service is reached. Raises SetUpError or
    DiskFullError where the files can't be written.
    """
    certificate, key = home / CERTIFICATE_FILE, home / KEY_FILE
    if not (certificate.exists() and key.exists()):
        certificate_text, key_text = _made(hosts, clock)
        try:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            # each file is written for its owner alone
            write_durably(key, key_text)
            write_durably(certificate, certificate_text)
        except OSError as error:
            raise not_written(key, error) from error
    return certificate, key


def _made(hosts: Iterable[str], clock: Clock) -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _COMMON_NAME)])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName(_alternatives(hosts)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    key_text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return certificate.public_bytes(serialization.Encoding.PEM), key_text


def _alternatives(hosts: Iterable[str]) -> list[x509.GeneralName]:
    names = dict.fromkeys([*hosts, socket.gethostname(), "localhost", "127.0.0.1", "::1"])
    return [_general_name(name) for name in names if name]


def _general_name(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(name))
    return x509.DNSName(name.encode("idna").decode() if not name.isascii() else name)
