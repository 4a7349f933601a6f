"""What a rep is shown of the connection: why it is as it is, and how fast."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil

from PySide6.QtCore import QCoreApplication

from smartclient.domain.link_price import Transport
from smartclient.domain.services import HEAD_OFFICE
from smartclient.read_models.connection import ConnectionState, LinkCause, LinkChange, LinkSpan
from smartclient.read_models.link_report import LinkReport
from smartclient.read_models.readiness import Preparation
from smartclient.read_models.services import ServiceReport
from smartclient.ui.text import formats
from smartclient.ui.text.labels import (
    connection_label,
    link_band_label,
    link_cause_label,
    transport_label,
)
from smartclient.ui.text.wording import filled, service_label

_LONG_MINUTES = 100

translate = QCoreApplication.translate


def cause_text(change: LinkChange | None) -> str:
    """Why the connection is in a state; None is before anything happened."""
    if change is None:
        return link_cause_label(LinkCause.NOT_TRIED)
    if change.cause is LinkCause.FAILED:
        return filled(change.why, change.arguments)
    return link_cause_label(change.cause)


def span_text(span: LinkSpan) -> str:
    """From when to when the connection was in a state."""
    return translate("Connection", "{begin} to {end}: {state}").format(
        begin=f"{span.begin.astimezone():%H:%M}",
        end=f"{span.end.astimezone():%H:%M}",
        state=connection_label(span.state),
    )


def held_text(report: LinkReport) -> str:
    """That the last try met another state than is shown, "" where it did not."""
    if not report.is_held:
        return ""
    return translate(
        "Connection", "The last try says: {state}. If that lasts, it is shown within 30 seconds."
    ).format(state=connection_label(report.observed))


def connection_facts(report: LinkReport, now: datetime) -> Iterator[tuple[str, str]]:
    """Names and values of what is known of the connection besides its state."""
    network = report.network
    if network.transport is not Transport.UNKNOWN or network.name:
        named = f" ({network.name})" if network.name else ""
        yield translate("Connection", "Network"), transport_label(network.transport) + named
    yield translate("Connection", "Speed"), _speed(report)
    if report.price:
        price = translate("Connection", "{price} of 9").format(price=report.price)
        yield translate("Connection", "Price"), price
    for service in report.services:
        text = _service(service, now)
        if service.is_away and service.service != HEAD_OFFICE:
            # why head office is out of reach stands above all
            text = f"{text}. {cause_text(service.current)}"
        yield service_label(service.service, service.label), text


def away_text(services: Iterable[ServiceReport]) -> str:
    """Which services beside head office are out of reach by themselves, "" for none."""
    others = [each for each in services if each.is_away and each.service != HEAD_OFFICE]
    return ", ".join(
        f"{service_label(each.service, each.label)}: {_state_text(each)}" for each in others
    )


def away_reasons(services: Iterable[ServiceReport]) -> str:
    """Why services beside head office are out of reach, a line for each."""
    others = (each for each in services if each.is_away and each.service != HEAD_OFFICE)
    return "\n".join(cause_text(each.current) for each in others)


def _state_text(report: ServiceReport) -> str:
    """The state of a service; what is said of head office is not said of another one."""
    if report.is_away and report.service != HEAD_OFFICE:
        return translate("Connection", "out of reach")
    return connection_label(report.state)


def _service(report: ServiceReport, now: datetime) -> str:
    """The state, the queue and the last contact of a service."""
    never = translate("Connection", "not called yet")
    parts = [_state_text(report) if report.was_called else never]
    if report.waiting:
        parts.append(translate("Connection", "%Ln to send", "", report.waiting))
    is_offline = report.state is ConnectionState.OFFLINE
    if not is_offline and report.next_try is not None and report.next_try > now:
        due = translate("Connection", "the next is due {when}")
        parts.append(due.format(when=formats.moment(report.next_try, now)))
    if report.last_contact is not None:
        last = translate("Connection", "last contact {when}")
        parts.append(last.format(when=formats.moment(report.last_contact, now)))
    return ", ".join(parts)


def preparation_text(found: Preparation) -> str:
    """How long preparing for offline use takes on this connection, or why that is not known."""
    if found.size is None:
        return translate(
            "Connection", "How long this takes can be said once the products are here."
        )
    if found.time is None:
        return translate(
            "Connection",
            "How long this takes can't be said: this connection has not been measured yet.",
        )
    minutes = ceil(found.time.total_seconds() / 60)
    if minutes <= 1:
        return translate("Connection", "This takes less than a minute on this connection.")
    if minutes < _LONG_MINUTES:
        return translate(
            "Connection", "This takes about %n minutes on this connection.", "", minutes
        )
    hours = ceil(minutes / 60)
    return translate("Connection", "This takes about %n hours on this connection.", "", hours)


def _speed(report: LinkReport) -> str:
    quality = report.quality
    parts = [link_band_label(quality.band)]
    if quality.kbit_per_s is not None:
        parts.append(f"{formats.count(round(quality.kbit_per_s))} kbit/s")
    if quality.round_trip_ms is not None:
        trip = translate("Connection", "{count} ms for a round trip")
        parts.append(trip.format(count=formats.count(round(quality.round_trip_ms))))
    return ", ".join(parts)
