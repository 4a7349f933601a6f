"""Inspection: what is seen of head office's service without a credential."""

from contextlib import closing, suppress
from typing import Final

from smartclient.contract.web.wire import Path, Versions
from smartclient.domain.errors import SmartClientError
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import PinnedContext
from smartclient.settings.web_address import WebAddress

_SECONDS: Final = 5.0
"""How long an answer is waited for; the link itself was waited for before."""


def spoken_versions(service: Service) -> Versions:
    """The versions that the service speaks; raises what any call raises."""
    return service.answer(Path.VERSIONS, None, Versions, timeout=_SECONDS)


def presented_certificate(address: WebAddress) -> bytes:
    """The certificate (DER) of whatever answers at ``address``, b"" where nothing does.

    It is not believed: its issuer and its dates are for showing. Nothing is sent but the question
    for the versions.
    """
    context = PinnedContext(lambda _fingerprint: True)
    service = Service(address, context)
    # why it does not answer is known from the call that was to be believed
    with closing(service), suppress(SmartClientError):
        spoken_versions(service)
    return context.seen
