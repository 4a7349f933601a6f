"""The cookie in which a browser keeps its credential: no script of the page can read it."""

from http.cookies import SimpleCookie
from typing import Final

NAME: Final = "__Host-smartclient"
_KEPT_SECONDS: Final = 400 * 86_400


def cookie_with(credential: str) -> str:
    """The header that has a browser keep ``credential``; "" has it forget the one that it has."""
    cookie: SimpleCookie = SimpleCookie()
    cookie[NAME] = credential
    cookie[NAME]["path"] = "/"
    cookie[NAME]["max-age"] = _KEPT_SECONDS if credential else 0
    cookie[NAME]["secure"] = True
    cookie[NAME]["httponly"] = True
    cookie[NAME]["samesite"] = "Strict"
    return cookie[NAME].OutputString()
