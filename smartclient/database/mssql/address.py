"""Addresses of SQL Server: an mssql URL, parsed and checked, with safe defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from smartclient.domain.errors import SetUpError
from smartclient.settings.model import Settings

FORM: Final = "mssql+pyodbc://USER@SERVER/DATABASE"
DEFAULT_PORT: Final = 1433

_OPTIONS: Final = (
    "Encrypt",
    "TrustServerCertificate",
    "HostNameInCertificate",
    "ServerCertificate",
    "ServerSPN",
    "MultiSubnetFailover",
    "PacketSize",
)
"""Options that are passed to the driver as they are in the address; any other is a mistake."""

_NAMES: Final = {
    name.casefold(): name for name in (*_OPTIONS, "driver", "Authentication", "Trusted_Connection")
}
_ENCRYPT: Final = {
    "yes": "yes",
    "mandatory": "yes",
    "true": "yes",
    "strict": "strict",
    "no": "no",
    "optional": "no",
    "false": "no",
}
_YES: Final = frozenset({"yes", "true"})
_NO: Final = frozenset({"no", "false"})


class Signing(StrEnum):
    """How the server authenticates who connects."""

    PASSWORD = "password"  # noqa: S105 (a way, not a password)
    WINDOWS = "windows"
    ENTRA = "entra"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """Where a SQL Server is and how to connect to it.

    ``options`` go to the driver as they are. ``authentication`` is one of the driver's ways of
    signing in with Entra ID, "" for the others. ``driver`` is the one the address names, or "".
    ``known``: somebody signed in there before, so the database exists.
    """

    server: str
    database: str
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    signing: Signing = Signing.PASSWORD
    authentication: str = ""
    driver: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    known: bool = False

    @property
    def needs_password(self) -> bool:
        """Whether a password is needed, typed now or once before."""
        if self.signing is Signing.ENTRA:
            return self.authentication in {
                "ActiveDirectoryPassword",
                "ActiveDirectoryServicePrincipal",
            }
        return self.signing is Signing.PASSWORD

    @property
    def encrypted(self) -> bool:
        """Whether the link is encrypted."""
        return self.options["Encrypt"] != "no"

    @property
    def checks_certificate(self) -> bool:
        """Whether the server must prove that it is the one the address names."""
        strict = self.options["Encrypt"] == "strict"
        return self.encrypted and (strict or self.options["TrustServerCertificate"] == "no")

    @property
    def place(self) -> str:
        """The server as a person writes it."""
        return self.server if self.port is None else f"{self.server},{self.port}"

    @property
    def prompts_a_person(self) -> bool:
        """Whether signing in opens a page for a person to fill in."""
        return self.authentication in {"ActiveDirectoryInteractive", "ActiveDirectoryDeviceCode"}

    def with_password(self, password: str) -> "ServerAddress":
        """The address with the password of its user."""
        return replace(self, password=password)

    def with_driver(self, driver: str) -> "ServerAddress":
        """The address with this driver, unless it names one itself."""
        return replace(self, driver=self.driver or driver)


def address_of(url: str) -> ServerAddress:
    """The address in an mssql URL.

    Raises SetUpError for one that names no server or database, or has an option that is unknown
    or set to something that is not allowed.
    """
    parsed = _parsed(url)
    if parsed.get_driver_name() != "pyodbc" or not parsed.host or not parsed.database:
        raise SetUpError("The head office address is not complete. Write it as {form}.", form=FORM)
    options = _options(parsed)
    authentication = options.pop("Authentication", "")
    windows = _switch(options.pop("Trusted_Connection", "no"), "Trusted_Connection")
    driver = options.pop("driver", "")
    server, port = _server(parsed.host, parsed.port)
    return ServerAddress(
        server=server,
        port=port,
        database=parsed.database,
        user=parsed.username or "",
        password=str(parsed.password or ""),
        signing=_signing(authentication, windows=windows),
        authentication=authentication,
        driver=driver,
        options=options,
    )


def url_with(url: str, *, user: str | None = None, password: str | None = None) -> str:
    """``url`` with another user or password; a password of "" takes it out."""
    parsed = _parsed(url)
    if user is not None:
        parsed = parsed.set(username=user)
    if password is not None:
        # set() takes None for "leave it", so a password is taken out by building a new URL
        parsed = URL.create(
            parsed.drivername,
            username=parsed.username,
            password=password or None,
            host=parsed.host,
            port=parsed.port,
            database=parsed.database,
            query=parsed.query,
        )
    return parsed.render_as_string(hide_password=False)


def server_address(settings: Settings) -> ServerAddress:
    """The SQL Server that the settings name, with the driver they name."""
    return address_of(settings.url).with_driver(settings.driver)


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        # SQLAlchemy's message may repeat the address, password included
        raise SetUpError(
            "The head office address can't be read. Write it as {form}.", form=FORM
        ) from error


def _server(host: str, port: int | None) -> tuple[str, int | None]:
    """Server and port; a named instance is found by its name, not by a port."""
    host = host.replace("%5C", "\\").replace("%5c", "\\")
    if "\\" in host:
        return host, port
    return host, DEFAULT_PORT if port is None else port


def _options(parsed: URL) -> dict[str, str]:
    options = {"Encrypt": "yes", "TrustServerCertificate": "no"}
    for written, value in parsed.query.items():
        name = _NAMES.get(written.casefold())
        if name is None or not isinstance(value, str):
            raise SetUpError(
                "The head office address has an option {option}, which is unknown or occurs "
                "twice. Remove it.",
                option=written,
            )
        options[name] = value
    encrypt = _ENCRYPT.get(options["Encrypt"].casefold())
    if encrypt is None:
        raise _not_allowed("Encrypt", options["Encrypt"], "yes, strict or no")
    options["Encrypt"] = encrypt
    trusts = _switch(options["TrustServerCertificate"], "TrustServerCertificate")
    options["TrustServerCertificate"] = "yes" if trusts else "no"
    return options


def _switch(value: str, name: str) -> bool:
    if value.casefold() in _YES | _NO:
        return value.casefold() in _YES
    raise _not_allowed(name, value, "yes or no")


def _not_allowed(option: str, value: str, allowed: str) -> SetUpError:
    return SetUpError(
        "The option {option} of the head office address is {value}. Set it to {allowed}.",
        option=option,
        value=value,
        allowed=allowed,
    )


def _signing(authentication: str, *, windows: bool) -> Signing:
    if windows:
        return Signing.WINDOWS
    if not authentication or authentication == "SqlPassword":
        return Signing.PASSWORD
    if authentication.startswith("ActiveDirectory"):
        return Signing.ENTRA
    raise _not_allowed("Authentication", authentication, "one of the driver's ActiveDirectory…")
