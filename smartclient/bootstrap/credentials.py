"""Credentials: the password of one login, looked up once, stored when it was accepted."""

from smartclient.domain.errors import PasswordRefusedError, SignInError
from smartclient.security.passwords import (
    AskPassword,
    database_password,
    forget_password,
    refusal_of,
    remember_password,
)


class Credentials:
    """What one login signs in with at one address, for as long as the program runs.

    ``given`` is a password that came with the address itself, "" for none. One that was refused
    is not offered a second time: the server would lock the login.
    """

    def __init__(
        self, url: str, login: str, ask_password: AskPassword | None, *, given: str = ""
    ) -> None:
        self._url = url
        self._login = login
        self._ask = ask_password
        self._password = given
        self._kept = False
        self._refused: SignInError | None = None

    def password(self) -> str:
        """The password; SetUpError or SignInError when there is none."""
        if self._refused is not None:
            raise self._refused
        if not self._password:
            self._password = database_password(self._url, self._login, self._ask)
        return self._password

    def accepted(self) -> None:
        """Store the password in the keyring, where there is one that is usable."""
        if not self._kept and self._password:
            remember_password(self._url, self._login, self._password)
            self._kept = True

    def refused(self, error: PasswordRefusedError) -> SignInError:
        """Forget the password, so that the next sign-in prompts for it; the error to raise."""
        forget_password(self._url, self._login)
        self._refused = refusal_of(self._password, error)
        self._password = ""
        return self._refused
