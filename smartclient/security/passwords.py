"""The password of a head office login: from the environment, the keyring, or the person."""

import os
from collections.abc import Callable
from hashlib import sha256

from smartclient.domain.errors import PasswordRefusedError, SetUpError, SignInError
from smartclient.security.keyrings import forget_secret, keep_secret, secret_of

PASSWORD_VARIABLE = "SMARTCLIENT_PASSWORD"  # noqa: S105 (the name of a variable)

AskPassword = Callable[[], str]


def database_password(url: str, login: str, ask_password: AskPassword | None = None) -> str:
    """The password with which ``login`` signs in at ``url``.

    SMARTCLIENT_PASSWORD comes first, then the keyring, then the person. Raises SetUpError when
    there is nobody to ask, SignInError when the person gives none.
    """
    given = os.environ.get(PASSWORD_VARIABLE, "") or secret_of(_user_of(url, login))
    if given:
        return given
    if ask_password is None:
        raise SetUpError(
            "The password of {login} is not known on this computer. Set {variable}, or sign in "
            "where it can be asked for.",
            login=login,
            variable=PASSWORD_VARIABLE,
        )
    entered = ask_password()
    if not entered:
        raise SignInError("No password was given. Sign in again.")
    return entered


def refusal_of(password: str, error: SignInError) -> SignInError:
    """The error for a refused password: one from a variable can't be typed again."""
    is_refused = isinstance(error, PasswordRefusedError) and bool(password)
    if not is_refused or os.environ.get(PASSWORD_VARIABLE, "") != password:
        return error
    return PasswordRefusedError(
        "Head office's server did not accept the password in {variable}. Correct the variable, or "
        "take it away to be asked.",
        variable=PASSWORD_VARIABLE,
        detail=error.detail,
    )


def remember_password(url: str, login: str, password: str) -> bool:
    """Store a password that head office accepted; return whether the keyring could store it."""
    return keep_secret(_user_of(url, login), password)


def forget_password(url: str, login: str) -> None:
    """Delete the password of ``login``, which head office refused or the person withdraws."""
    forget_secret(_user_of(url, login))


def _user_of(url: str, login: str) -> str:
    both = f"{login}\n{url}"
    return f"login-{sha256(both.encode()).hexdigest()[:16]}"
