"""The gate of the head office at an address: what the web service reaches it by."""

from smartclient.contract.web.gate import Gate
from smartclient.domain.clock import Clock
from smartclient.settings.places import embedded_file, is_server, lasting_url


def open_gate(url: str, clock: Clock, password: str) -> Gate:
    """The gate of the head office at ``url``; ``password`` is the login's on a server, or ""."""
    if is_server(url):
        from smartclient.web.sqlserver_gate import open_sqlserver_gate  # noqa: PLC0415 (slow)

        return open_sqlserver_gate(url, password)
    from smartclient.headoffice.devices.file_gate import FileGate  # noqa: PLC0415 (slow)
    from smartclient.headoffice.opening import open_database  # noqa: PLC0415 (slow)

    url = lasting_url(url)
    return FileGate(open_database(url), clock, file=embedded_file(url))
