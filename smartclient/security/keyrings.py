"""The operating system's keyring: the only place where a secret is stored.

A keyring that would write secrets to a plain file is not used: its library gives such back ends
a priority below 1.
"""

from hashlib import sha256
from pathlib import Path

from smartclient.domain.errors import RefusedError

SERVICE = "smartclient"
_LEAST_PRIORITY = 1


def entry_of(kind: str, home: Path) -> str:
    """The name under which a secret of the folder ``home`` is stored."""
    return f"{kind}-{sha256(str(home.resolve()).encode()).hexdigest()[:16]}"


def usable_keyring() -> str | None:
    """The name of the keyring that can store secrets, None when there is none."""
    import keyring  # noqa: PLC0415 (looking for back ends takes a tenth of a second)

    backend = keyring.get_keyring()
    return str(backend.name) if backend.priority >= _LEAST_PRIORITY else None


def secret_of(user: str) -> str | None:
    """The secret stored for ``user``, None for none.

    Raises RefusedError when the keyring can't be read now.
    """
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    if usable_keyring() is None:
        return None
    try:
        return keyring.get_password(SERVICE, user)
    except KeyringError as error:
        raise RefusedError(
            "The keyring of this computer is locked. Unlock it, then start again.",
            detail=f"{type(error).__name__}: {error}",
        ) from error


def keep_secret(user: str, secret: str) -> bool:
    """Store a secret for ``user``; return whether it can be read back."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    if usable_keyring() is None:
        return False
    try:
        keyring.set_password(SERVICE, user, secret)
        return keyring.get_password(SERVICE, user) == secret
    except KeyringError:
        return False


def forget_secret(user: str) -> None:
    """Delete the secret stored for ``user``, if there is one."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    if usable_keyring() is None:
        return
    try:
        keyring.delete_password(SERVICE, user)
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise RefusedError(
            "The keyring of this computer is locked. Unlock it, then start again.",
            detail=f"{type(error).__name__}: {error}",
        ) from error
