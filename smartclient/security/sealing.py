"""Sealing: secrets that lie beside the store, encrypted under a key derived from the store's."""

import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Final

_NONCE_BYTES: Final = 12


def sealed(key: bytes, purpose: bytes, text: bytes) -> str:
    """``text``, encrypted for a ``purpose`` under what is derived from the store's ``key``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 (slow)

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return b64encode(nonce + AESGCM(_derived(key, purpose)).encrypt(nonce, text, None)).decode()


def unsealed(key: bytes, purpose: bytes, text: str) -> bytes | None:
    """What was sealed; None where it belongs to another store."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 (slow)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        both = b64decode(text)
        nonce, encrypted = both[:_NONCE_BYTES], both[_NONCE_BYTES:]
        return AESGCM(_derived(key, purpose)).decrypt(nonce, encrypted, None)
    except (InvalidTag, ValueError):
        return None


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, purpose, sha256).digest()
