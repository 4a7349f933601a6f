"""The listener of the metrics: plain HTTP, apart from the devices' own."""

from prometheus_client import CollectorRegistry, start_http_server

from smartclient.web.serving.listen_address import ListenAddress, cannot_listen, url_of


class MetricsListener:
    """Gives the metrics of a registry to whoever asks, until it is closed."""

    def __init__(self, address: ListenAddress, registry: CollectorRegistry) -> None:
        """Raises SetUpError where it can't listen."""
        try:
            self._server, self._thread = start_http_server(
                address.port, address.host, registry=registry
            )
        except OSError as error:
            raise cannot_listen(address, error) from error
        host, port = self._server.server_address[:2]
        self.url = url_of("http", str(host), port) + "/metrics"

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
