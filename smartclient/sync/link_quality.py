"""The quality of the link during one sync, from what the gateway measures."""

from smartclient.domain.link_quality import LinkQuality
from smartclient.gateway.gateway import Gateway
from smartclient.store.unit_of_work import Store, UnitOfWork


class MeasuredQuality:
    """The quality that was known before a sync, and what is measured in it."""

    def __init__(self, store: Store, gateway: Gateway) -> None:
        with store.view() as view:
            self._before = view.meta.link_quality
        self._gateway = gateway
        self._quality = self._before or LinkQuality()

    def current(self) -> LinkQuality:
        """The quality by all that was measured so far."""
        for sample in self._gateway.take_samples():
            self._quality = self._quality.after(sample)
        return self._quality

    def save(self, work: UnitOfWork) -> None:
        """Store the quality, unless the network became another one meanwhile."""
        quality = self.current()
        if work.meta.link_quality == self._before and quality != LinkQuality():
            work.meta.link_quality = quality
            self._before = quality
