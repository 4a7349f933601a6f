"""Link outages: what a rep is shown of why head office is, or last was, out of reach."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.connection import LinkCause
from smartclient.read_models.sync_progress import ClientStatus, LinkState
from smartclient.ui.text import formats
from smartclient.ui.text.labels import link_cause_label
from smartclient.ui.text.wording import filled

translate = QCoreApplication.translate


def link_outage_text(client_status: ClientStatus, now: datetime) -> str:
    """Since when head office is out of reach or refuses this device, or last did, and why.

    What the network asks for comes last; "" where there is nothing to say.
    """
    captive = link_cause_label(LinkCause.CAPTIVE) if client_status.is_captive else ""
    return " ".join(filter(None, (_outage_text(client_status, now), captive)))


def _outage_text(client_status: ClientStatus, now: datetime) -> str:
    outage = client_status.link_outage
    if outage is None:
        return ""
    since, reason = formats.moment(outage.since, now), filled(outage.why, outage.arguments)
    if client_status.is_refused:
        return translate("LinkOutage", "Since {since}: {why}").format(since=since, why=reason)
    if outage.until is not None and outage.is_refusal:
        return translate(
            "LinkOutage",
            "Head office last refused this device from {since} to {until}. The reason then: {why}",
        ).format(since=since, until=formats.moment(outage.until, now), why=reason)
    if outage.until is not None:
        return translate(
            "LinkOutage",
            "Head office was last out of reach from {since} to {until}. The reason then: {why}",
        ).format(since=since, until=formats.moment(outage.until, now), why=reason)
    if client_status.link is not LinkState.UNREACHABLE:
        return ""
    return translate("LinkOutage", "Head office has been out of reach since {since}. {why}").format(
        since=since, why=reason
    )
