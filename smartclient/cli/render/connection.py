"""The connection to head office on a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Row, TerminalColumn, moment, table
from smartclient.domain.link_price import Transport
from smartclient.domain.services import HEAD_OFFICE
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.link_report import LinkReport
from smartclient.read_models.services import ServiceReport
from smartclient.wording.command_line import (
    connection_labels,
    link_band_labels,
    transport_labels,
)
from smartclient.wording.connection import cause_sentence
from smartclient.wording.labels import service_labels

if TYPE_CHECKING:
    from rich.console import RenderableType

_SHOWN = 20
"""How many changes are listed; --json has all that are kept."""


def link_page(report: LinkReport) -> Iterator["RenderableType"]:
    """The state of the connection and why, what it goes over, and its last changes."""
    current = report.current
    cause = cause_sentence(current)
    if current is None:
        yield cause
    else:
        yield f"{connection_labels[report.state]}, since {moment(current.at)}. {cause}"
    if report.is_held:
        yield (
            f"The last try says: {connection_labels[report.observed]}. If that lasts, it is shown "
            "within 30 seconds."
        )
    yield from _network(report)
    yield f"Speed: {', '.join(_speed(report))}."
    yield ""
    yield _services(report)
    yield ""
    yield _changes(report)


def _services(report: LinkReport) -> "RenderableType":
    columns = (
        TerminalColumn(title="Service"),
        TerminalColumn(title="State"),
        TerminalColumn(title="To send", right=True),
        TerminalColumn(title="Next due"),
        TerminalColumn(title="Last contact"),
    )
    rows = [
        Row(
            cells=(
                service_labels.get(each.service, each.label or each.service),
                _state_text(each),
                f"{each.waiting:,}",
                "" if each.state is ConnectionState.OFFLINE else moment(each.next_try),
                moment(each.last_contact) or "never",
            )
        )
        for each in report.services
    ]
    return table(columns, rows, empty="There are no services.")


def _state_text(report: ServiceReport) -> str:
    """The state of a service; what is said of head office is not said of another one."""
    if not report.was_called:
        return "not called yet"
    is_away = report.state in {ConnectionState.UNREACHABLE, ConnectionState.NOT_ANSWERING}
    if is_away and report.service != HEAD_OFFICE:
        return "Out of reach"
    return connection_labels[report.state]


def _changes(report: LinkReport) -> "RenderableType":
    columns = (
        TerminalColumn(title="Since"),
        TerminalColumn(title="State"),
        TerminalColumn(title="Why"),
    )
    rows = [
        Row(cells=(moment(change.at), connection_labels[change.state], cause_sentence(change)))
        for change in reversed(report.changes[-_SHOWN:])
    ]
    return table(columns, rows, empty="The connection has not changed yet.")


def _network(report: LinkReport) -> Iterator[str]:
    network = report.network
    if network.transport is not Transport.UNKNOWN or network.name:
        named = f" ({network.name})" if network.name else ""
        yield f"Network: {transport_labels[network.transport]}{named}."
    if report.price:
        marked = ", for you marked it as expensive" if report.costly else ""
        yield f"Price of this connection: {report.price} of 9{marked}."


def _speed(report: LinkReport) -> Iterator[str]:
    quality = report.quality
    yield link_band_labels[quality.band]
    if quality.kbit_per_s is not None:
        yield f"{quality.kbit_per_s:,.0f} kbit/s"
    if quality.round_trip_ms is not None:
        yield f"{quality.round_trip_ms:,.0f} ms for a round trip"
