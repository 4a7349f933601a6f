"""Authorities: whose certificates of servers this computer believes."""

import ssl

import truststore

from smartclient.domain.errors import SetUpError


def trusting(ca_file: str = "") -> ssl.SSLContext:
    """A context that trusts the system's authorities, or those in ``ca_file`` alone.

    Raises SetUpError where that file can't be read.
    """
    context = _of_authorities(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _of_authorities(ca_file: str) -> ssl.SSLContext:
    if not ca_file:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise SetUpError(
            "The certificates in {path} can't be read. Correct the setting ca_file, or the file.",
            path=ca_file,
            detail=str(error),
        ) from error
