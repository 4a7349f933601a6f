"""The JSON shape of the connection to head office."""

from smartclient.cli.json_output.values import Json, instant
from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import LinkChange
from smartclient.read_models.link_report import LinkReport
from smartclient.read_models.services import ServiceReport
from smartclient.wording.connection import cause_sentence


def link_shape(report: LinkReport) -> dict[str, Json]:
    """The connection, the network it goes over, and its last changes, the oldest first."""
    quality, network = report.quality, report.network
    return {
        "state": str(report.state),
        "since": instant(None if report.current is None else report.current.at),
        "cause": cause_sentence(report.current),
        "observed": str(report.observed),
        "held_until": instant(report.held_until),
        "last_contact": instant(report.last_contact),
        "network": network.name or None,
        "transport": None if network.transport is Transport.UNKNOWN else str(network.transport),
        "metered": network.metered,
        "costly": report.costly,
        "price": report.price,
        "round_trip_ms": _rounded(quality.round_trip_ms),
        "kbit_per_s": _rounded(quality.kbit_per_s),
        "quality": str(quality.band),
        "services": {each.service: _service_shape(each) for each in report.services},
        "history": [_change_shape(change) for change in report.changes],
    }


def _service_shape(report: ServiceReport) -> dict[str, Json]:
    return {
        "state": str(report.state),
        "offline_without": report.is_offline_without,
        "waiting": report.waiting,
        "next_try": instant(report.next_try),
        "last_contact": instant(report.last_contact),
    }


def _change_shape(change: LinkChange) -> dict[str, Json]:
    return {
        "at": instant(change.at),
        "state": str(change.state),
        "cause": cause_sentence(change),
    }


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)
