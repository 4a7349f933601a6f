"""Files in the age format (age-encryption.org/v1), encrypted to a public key."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final

from smartclient.domain.errors import RefusedError

AGE_HEADER: Final = b"age-encryption.org/v1\n"
"""What every such file begins with."""


def is_available() -> bool:
    """Whether the library that writes such files is installed."""
    return find_spec("pyrage") is not None


def new_identity() -> str:
    """A new private key, as age writes it."""
    from pyrage import x25519  # noqa: PLC0415 (few commands need it)

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half of a private key."""
    from pyrage import x25519  # noqa: PLC0415 (as above)

    return str(x25519.Identity.from_str(identity).to_public())


def encrypted_to(recipient: str, content: bytes) -> bytes:
    """``content``, which only who has the private half of ``recipient`` can read."""
    import pyrage  # noqa: PLC0415 (as above)
    from pyrage import x25519  # noqa: PLC0415

    try:
        return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError as error:
        raise RefusedError(
            "Head office's key for carried work can't be read. Connect to head office once, and "
            "try again.",
            detail=str(error),
        ) from error


def decrypted(content: bytes, identities: Sequence[str]) -> bytes | None:
    """What was encrypted to one of these private keys; None for another's, or a damaged file."""
    import pyrage  # noqa: PLC0415 (as above)
    from pyrage import x25519  # noqa: PLC0415

    try:
        return bytes(
            pyrage.decrypt(content, [x25519.Identity.from_str(item) for item in identities])
        )
    except pyrage.DecryptError:
        return None
