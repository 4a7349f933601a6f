"""Bundles as files: work signed and encrypted to head office, answers sealed for one device."""

import hmac
from hashlib import sha256
from typing import Final

from smartclient.domain.errors import RefusedError
from smartclient.security.age_files import AGE_HEADER, decrypted, encrypted_to
from smartclient.security.device_keys import DeviceKey
from smartclient.security.sealing import sealed, unsealed

_WORK_HEADER: Final = b"smartclient work 1\n"
_ANSWERS_HEADER: Final = b"smartclient answers 1\n"
_ANSWERS: Final = b"smartclient answers"
_SIGNATURE_BYTES: Final = 64

_UNREADABLE = "This file is damaged or was cut. Have it written again; nothing was changed."


def answer_key(key: DeviceKey) -> bytes:
    """The secret under which answers for a device are sealed; only its bundles of work hold it."""
    return hmac.new(key.seed, _ANSWERS, sha256).digest()


def work_file(content: bytes, *, key: DeviceKey, recipient: str) -> bytes:
    """A bundle of work, signed by the device and encrypted to head office."""
    signed = _WORK_HEADER + content
    return encrypted_to(recipient, _WORK_HEADER + key.signature(signed) + content)


def opened_work_file(file: bytes, identities: tuple[str, ...]) -> tuple[bytes, bytes]:
    """The content of a bundle of work, and its signature, which is not checked yet.

    Raises RefusedError for another file, one for another head office, or a damaged one.
    """
    if file.startswith(_ANSWERS_HEADER):
        raise RefusedError(
            "This file holds answers for a device: take it in there, with “smartclient outbox "
            "import FILE”. Nothing was changed."
        )
    if not file.startswith(AGE_HEADER):
        raise RefusedError(
            "This is no file of work that a device wrote. Nothing was changed. A device writes one "
            "with “smartclient outbox export FILE”."
        )
    if not identities:
        raise RefusedError(
            "The private key of this head office is not on this computer. Take the file in where "
            "“smartclient headoffice bundle-key --url URL” says that it is. Nothing was changed."
        )
    content = decrypted(file, identities)
    if content is None:
        raise RefusedError(
            "This file can't be opened: it was written for another head office, or is damaged or "
            "cut. Have it written again; nothing was changed."
        )
    start = len(_WORK_HEADER)
    if not content.startswith(_WORK_HEADER) or len(content) < start + _SIGNATURE_BYTES:
        raise RefusedError(_UNREADABLE)
    return content[start + _SIGNATURE_BYTES :], content[start : start + _SIGNATURE_BYTES]


def is_signed_by(public_key: str, content: bytes, signature: bytes) -> bool:
    """Whether the device with this public key signed a bundle of work."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (slow)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(signature, _WORK_HEADER + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def answers_file(content: bytes, answer_key: str) -> bytes:
    """A bundle of answers, which only the device that wrote the bundle of work can read.

    ``answer_key`` is what that bundle held.
    """
    return _ANSWERS_HEADER + sealed(bytes.fromhex(answer_key), _ANSWERS, content).encode()


def opened_answers_file(file: bytes, key: DeviceKey) -> bytes:
    """The content of a bundle of answers for a device.

    Raises RefusedError for another file, another device's, or a damaged one.
    """
    if file.startswith(AGE_HEADER):
        raise RefusedError(
            "This file holds work for head office, and no answers: hand it over there. Nothing was "
            "changed."
        )
    if not file.startswith(_ANSWERS_HEADER):
        raise RefusedError("This is no file of answers from head office. Nothing was changed.")
    sealed_text = file.removeprefix(_ANSWERS_HEADER).decode("ascii", "replace")
    content = unsealed(answer_key(key), _ANSWERS, sealed_text)
    if content is None:
        raise RefusedError(
            "This file can't be opened: its answers are for another device, or it is damaged or "
            "cut. Ask head office for it again; nothing was changed."
        )
    return content
