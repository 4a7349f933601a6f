"""Connecting: one raw connection to a SQL Server, opened within a bounded time.

The driver reports a server that is away, a name that nobody knows and a port that is shut with one
and the same time-out, after waiting for all of it. So a plain connection is tried first, which
costs one round trip and fails at once.
"""

import logging
from typing import Any, Final

from smartclient.database.mssql.address import ServerAddress, Signing
from smartclient.database.mssql.drivers import Driver, find_driver, load_pyodbc
from smartclient.database.mssql.errors import ErrorContext, translated
from smartclient.domain.errors import OutOfReachError, SetUpError, SmartClientError
from smartclient.network.happy_eyeballs import addresses_of, connect_first

logger = logging.getLogger(__name__)

LOGIN_SECONDS: Final = 8
"""How long a server may take to sign someone in."""

REACH_SECONDS: Final = 5.0
"""How long a plain connection to a server may take."""

STATEMENT_SECONDS: Final = 120
"""After how long the driver itself cancels a statement; callers have shorter timeouts."""

_APPLICATION: Final = "Smart Client"


def connect(address: ServerAddress, *, autocommit: bool, driver: Driver | None = None) -> Any:  # noqa: ANN401 (pyodbc's)
    """A pyodbc connection to ``address``.

    Raises SetUpError where driver, address, certificate or rights are at fault, SignInError when
    the server does not know who this is, OutOfReachError when it can't be reached now.
    """
    pyodbc = load_pyodbc()
    driver = driver or find_driver(address.driver)
    require_certificate_validation(address, driver)
    check_reachable(address)
    try:
        connection = pyodbc.connect(
            connection_string(address, driver), autocommit=autocommit, timeout=LOGIN_SECONDS
        )
    except pyodbc.Error as error:
        raise _explain_missing_instance(
            translated(error, error_context(address)), address
        ) from error
    connection.timeout = STATEMENT_SECONDS
    return connection


def _explain_missing_instance(error: SmartClientError, address: ServerAddress) -> SmartClientError:
    """The error about a named instance that was not found.

    The driver reports a wrong name like a server that is away.
    """
    server, _, instance = address.server.partition("\\")
    if not instance or address.port is not None or not isinstance(error, OutOfReachError):
        return error
    return OutOfReachError(
        "The server {server} did not report where its instance {instance} is. Check the name "
        "in the address, and that the service SQL Server Browser runs there, or give the port "
        "instead.",
        advice="",
        server=server,
        instance=instance,
        detail=error.detail,
    )


def warn_if_insecure(address: ServerAddress) -> None:
    """Log a warning for each protection of the link that the address disables."""
    if not address.encrypted:
        logger.warning("the link to %s is not encrypted, as its address says", address.place)
    elif not address.checks_certificate:
        logger.warning("the certificate of %s is not checked, as its address says", address.place)


def require_certificate_validation(address: ServerAddress, driver: Driver) -> None:
    """Raise SetUpError for FreeTDS where the server must prove itself.

    No option of its connection string makes it check a certificate; it accepts any.
    """
    if driver.freetds and address.checks_certificate:
        raise SetUpError(
            "The only driver here, FreeTDS, can't check that {server} is head office's, so nothing "
            "was sent. Install Microsoft's ODBC Driver 18, or the one that pip brings: pip install "
            "“smartclient[sqlserver]”.",
            server=address.place,
        )


def error_context(address: ServerAddress) -> ErrorContext:
    """What sentences about errors at an address name."""
    return ErrorContext(
        server=address.place,
        database=address.database,
        login=address.user,
        known=address.known,
    )


def check_reachable(address: ServerAddress) -> None:
    """Raise OutOfReachError when nobody knows the server's name or nobody listens there.

    An unknown name counts as out of reach, too: away from the company's network its servers have
    no names.
    """
    host = address.server.partition("\\")[0]
    try:
        found = addresses_of(host, address.port)
    except OSError as error:
        raise OutOfReachError(
            "There is no server {server} on this network. Check its name in the address, or "
            "connect to the company's network.",
            advice="",
            server=host,
            detail=str(error),
        ) from error
    if address.port is None:
        return  # a named instance: the driver looks up its port at the server
    try:
        connect_first(found, timeout=REACH_SECONDS).close()
    except OSError as error:
        raise OutOfReachError(
            "Head office can't be reached now: {server} does not answer.",
            server=address.place,
            detail=str(error),
        ) from error


def connection_string(address: ServerAddress, driver: Driver) -> str:
    """The driver's options; values are quoted, so none can smuggle in another option."""
    options = {"DRIVER": driver.name, **_where(address, driver), **_who(address)}
    options["APP"] = _APPLICATION
    return ";".join(f"{name}={_quoted(value)}" for name, value in options.items())


def _where(address: ServerAddress, driver: Driver) -> dict[str, str]:
    if driver.freetds:
        return {
            "SERVER": address.server,
            "PORT": str(address.port or ""),
            "DATABASE": address.database,
            "TDS_Version": "7.4",
            **_freetds_encryption(address),
        }
    protocol = "" if "\\" in address.server else "tcp:"
    return {
        "SERVER": f"{protocol}{address.place}",
        "DATABASE": address.database,
        # the driver would reconnect unseen; the caller must know that the connection broke
        "ConnectRetryCount": "0",
        **address.options,
    }


def _freetds_encryption(address: ServerAddress) -> dict[str, str]:
    return {"Encryption": "require" if address.encrypted else "off"}


def _who(address: ServerAddress) -> dict[str, str]:
    if address.signing is Signing.WINDOWS:
        return {"Trusted_Connection": "yes"}
    options = {"Authentication": address.authentication} if address.authentication else {}
    if address.user:
        options["UID"] = address.user
    if address.needs_password:
        options["PWD"] = address.password
    return options


def _quoted(value: str) -> str:
    return "{" + value.replace("}", "}}") + "}" if _needs_quotes(value) else value


def _needs_quotes(value: str) -> bool:
    return value != value.strip() or any(char in value for char in ";{}[]()=!@ ,?*")
