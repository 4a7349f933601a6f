"""Web addresses: where head office's service is reached over HTTPS, and what a link carries."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

from smartclient.domain.errors import SetUpError

_SCHEMES: Final = frozenset({"http", "https"})
_PORTS: Final = {"http": 80, "https": 443}
_CODE: Final = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """Where the service is reached; ``path`` is what stands before every path, "" for nothing."""

    scheme: str
    host: str
    port: int
    path: str = ""

    @property
    def url(self) -> str:
        """The one spelling of this address."""
        return f"{self.scheme}://{self.server}{self.path}"

    @property
    def server(self) -> str:
        """The host as it stands in the address, with its port unless that is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS is spoken there."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether it is this very computer."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class WebLink(NamedTuple):
    """A link to sign in with: the service's address, and the code in it, "" for none."""

    url: str
    code: str


def is_web(url: str) -> bool:
    """Whether ``url`` is meant to name a web service."""
    return url.strip().partition(":")[0].casefold() in _SCHEMES


def web_address(url: str) -> WebAddress:
    """The parts of an address; SetUpError for one that is no service's.

    Without TLS only this very computer may be named: the link would be open to anybody.
    """
    try:
        parts = urlsplit(url.strip())
        address = _address(parts)
    except ValueError as error:
        raise _no_address(url) from error
    if parts.username is not None or parts.password is not None or parts.query:
        raise _no_address(url)
    if not address.is_encrypted and not address.is_loopback:
        raise SetUpError(
            "The address {url} is not encrypted. Write https:// in place of http://.",
            url=address.url,
        )
    return address


def split_link(text: str) -> WebLink:
    """The address as it is stored, and the code that stood behind its ``#``.

    Raises SetUpError for what is no service's address.
    """
    before, _, behind = text.strip().partition("#")
    codes = parse_qs(behind).get(_CODE, [""])
    return WebLink(web_address(before).url, codes[0])


def _address(parts: SplitResult) -> WebAddress:
    scheme, host = parts.scheme.casefold(), parts.hostname or ""
    if scheme not in _SCHEMES or not host:
        raise ValueError(scheme)
    return WebAddress(
        scheme=scheme,
        host=host.casefold() if ":" in host else host.encode("idna").decode("ascii").casefold(),
        port=parts.port or _PORTS[scheme],
        path=parts.path.rstrip("/"),
    )


def _no_address(url: str) -> SetUpError:
    return SetUpError(
        "{url} is no address of head office. It looks like https://orders.example.com.",
        # neither a code nor a password is repeated
        url=url.partition("#")[0].rpartition("@")[2],
    )
