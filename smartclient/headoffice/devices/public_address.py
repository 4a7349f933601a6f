"""Where devices reach the web service, and which certificate they pin."""

from urllib.parse import urlsplit

from sqlalchemy import Connection

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database import schema

_URL, _CERTIFICATE = "public_url", "public_certificate"
_LONGEST = 200


def public_address(connection: Connection) -> tuple[str, str]:
    """The service's public URL and its pinned certificate's SHA-256 in hexadecimal, or ""."""
    return schema.info(connection, _URL), schema.info(connection, _CERTIFICATE)


def checked_address(url: str) -> str:
    """An address that a device can be given, as it is stored; RefusedError for another."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise RefusedError(
            "{url} is no address of a web service. It begins with https:// and names the machine.",
            url=url,
        )
    if len(url) > _LONGEST:
        raise RefusedError(
            "The address of the web service may have {longest} characters.", longest=_LONGEST
        )
    return url.rstrip("/")


def set_public_address(connection: Connection, url: str, fingerprint: str) -> None:
    """Store both; RefusedError for what is no address that a device can be given."""
    schema.set_info(connection, _URL, checked_address(url))
    schema.set_info(connection, _CERTIFICATE, fingerprint.lower())
